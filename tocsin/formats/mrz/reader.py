"""The machine-readable zone of a travel document to values, whatever the scanner made of it.

Letters where only digits can stand (and the reverse) are read as what they resemble, and each is a
fault at its place; so is every check digit that doesn't agree. Nothing is guessed beyond that: a
number with a wrong check digit stays as it was read. Never raises on what the text holds.
"""

from __future__ import annotations

import re
from datetime import date

from tocsin.formats.countries import NOT_A_STATE, Country, country
from tocsin.formats.edifact.envelope import Faults
from tocsin.formats.mrz.checks import FILLER, TO_DIGIT, TO_LETTER, agrees
from tocsin.formats.mrz.layouts import TD1_LETTERS, Kind, Layout, Span, layout_of
from tocsin.formats.mrz.zones import Reading, Zone
from tocsin.formats.paxlst.dates import birth_date, document_date
from tocsin.foundations.vocabulary import Fault, PartialDate, Position

MAX_CHARACTERS = 1000
"""Of one text; a zone has at most 90."""
_SHAPES = {88: (2, 44), 72: (2, 36), 90: (3, 30)}
_FOREIGN = re.compile(r"[^A-Z0-9<]")
_LOOK_ALIKES = str.maketrans({"«": "<<", "‹": "<", "＜": "<", "〈": "<"})
_SEXES = {"M": "M", "F": "F", "X": "X", FILLER: None}
_CODE_TYPES = {Kind.TD1: TD1_LETTERS, Kind.TD2: TD1_LETTERS, Kind.TD3: "P"}
_DIGITS_ONLY = ("birth_date", "expires")
_LETTERS_ONLY = ("issuer", "nationality", "names", "surname", "given")


def read_mrz(text: str, *, as_of: date) -> Reading:
    """The zone in ``text``: two or three lines, or all of its characters in one.

    ``as_of`` is the day from which two-digit years are counted: that of the flight or the check.
    """
    faults = Faults()
    lines = _lines(text[:MAX_CHARACTERS], faults)
    if lines is None:
        faults.add("zone-missing", "This isn't a zone of 2 lines of 36 or 44, or 3 lines of 30.")
        return Reading(None, tuple(faults.kept))
    return _Zone(lines, as_of, faults).read()


def _lines(text: str, faults: Faults) -> tuple[str, ...] | None:
    """The lines, brought to the width of the kind they come nearest to."""
    written = text.translate(_LOOK_ALIKES).upper()
    rows = ["".join(row.split()) for row in written.splitlines() if row.strip()]
    if len(rows) == 1 and len(rows[0]) in _SHAPES:
        number, width = _SHAPES[len(rows[0])]
        rows = [rows[0][at * width : (at + 1) * width] for at in range(number)]
    if len(rows) not in (2, 3):
        return None
    longest = max(len(row) for row in rows)
    width = 30 if len(rows) == 3 else 36 if longest < 40 else 44
    if longest < width // 2:
        return None
    return tuple(_fitted(row, at, width, faults) for at, row in enumerate(rows))


def _fitted(row: str, at: int, width: int, faults: Faults) -> str:
    if len(row) != width:
        text = f"A line has {len(row)} characters and not {width}."
        faults.keep(Fault("line-length-differs", text, Position(line=at + 1)))
    for found in list(_FOREIGN.finditer(row))[:width]:
        where = Position(line=at + 1, column=found.start() + 1)
        faults.keep(Fault("character-foreign", "A character that no zone has.", where))
    return _FOREIGN.sub(FILLER, row)[:width].ljust(width, FILLER)


class _Zone:
    """One zone being read."""

    def __init__(self, lines: tuple[str, ...], as_of: date, faults: Faults) -> None:
        self.as_of = as_of
        self.faults = faults
        self.layout: Layout = layout_of(lines)
        self.lines = self._mended(lines)

    def read(self) -> Reading:
        number, optional = self._number()
        surname, given, is_full = self._names()
        self._check()
        zone = Zone(
            kind=self.layout.kind,
            type=self._type(),
            issuer=self._country("issuer"),
            surname=surname,
            given=given,
            number=number,
            nationality=self._country("nationality"),
            birth_date=self._birth(),
            sex=self._sex(),
            expires=self._expires(),
            optional=optional,
            more=self._field("more").rstrip(FILLER),
            may_be_truncated=is_full,
        )
        return Reading(zone, tuple(self.faults.kept))

    # --- what the scanner did ---

    def _mended(self, lines: tuple[str, ...]) -> tuple[str, ...]:
        rows = [list(line) for line in lines]
        checks = [(span, TO_DIGIT) for span, _covered in self.layout.checks.values()]
        digits = [(self.layout.fields.get(name), TO_DIGIT) for name in _DIGITS_ONLY]
        letters = [(self.layout.fields.get(name), TO_LETTER) for name in _LETTERS_ONLY]
        for span, table in (*checks, *digits, *letters):
            if span:
                self._mend(rows, span, table)
        return tuple("".join(row) for row in rows)

    def _mend(self, rows: list[list[str]], span: Span, table: dict[int, int]) -> None:
        for column in range(span.start, span.end):
            written = rows[span.line][column]
            read = written.translate(table)
            if read != written:
                rows[span.line][column] = read
                self._fault(
                    "character-misread", "A letter and a digit were mistaken.", span, column
                )

    # --- fields ---

    def _field(self, name: str) -> str:
        span = self.layout.fields.get(name)
        return span.of(self.lines) if span else ""

    def _type(self) -> str:
        written = self._field("type").rstrip(FILLER)
        allowed = _CODE_TYPES.get(self.layout.kind)
        if allowed and written[:1] not in allowed:
            self._fault("type-unknown", "A document code that Doc 9303 doesn't have.", "type")
        return written

    def _number(self) -> tuple[str, str]:
        """The number, and the optional field without what of a long number stands in it.

        Doc 9303-5, 4.2.2: a number longer than nine characters goes on in the optional field, up to
        its check digit, and a filler stands in the place of the check digit.
        """
        number, optional = self._field("number"), self._field("optional")
        if not self._is_long():
            return number.rstrip(FILLER), optional.rstrip(FILLER)
        rest, _, after = optional.partition(FILLER)
        if not agrees(rest[-1], number + rest[:-1]):
            self._disagrees("number", self.layout.fields["optional"])
        return number + rest[:-1], after.rstrip(FILLER)

    def _is_long(self) -> bool:
        if self.layout.kind not in (Kind.TD1, Kind.TD2) or FILLER in self._field("number"):
            return False
        digit, _covered = self.layout.checks["number"]
        rest = self._field("optional").partition(FILLER)[0]
        return digit.of(self.lines) == FILLER and len(rest) > 1

    def _names(self) -> tuple[str, str, bool]:
        if self.layout.kind is Kind.FRENCH_CARD:
            surname, given = self._field("surname"), self._field("given")
            return _plain(surname), _plain(given), surname[-1] != FILLER or given[-1] != FILLER
        written = self._field("names")
        surname, _, given = written.partition(FILLER * 2)
        if not _plain(written):
            self._fault("name-missing", "The zone has no name.", "names")
        if any(each.isdigit() for each in written):
            self._fault("name-characters", "A digit stands in the name.", "names")
        return _plain(surname), _plain(given), written[-1] != FILLER

    def _country(self, name: str) -> Country | None:
        state = country(self._field(name).rstrip(FILLER))
        if state is None and name in self.layout.fields:
            self._fault("state-missing", "A state's code is missing.", name)
        elif state and state.alpha2 is None and state.written not in NOT_A_STATE:
            self._fault("state-unknown", "A code that is no state's in ISO 3166-1.", name)
        return state

    def _birth(self) -> PartialDate | None:
        written = self._field("birth_date")
        born = birth_date(written, self.as_of)
        if born is None and written.strip(FILLER):
            self._fault("date-unreadable", "A date of birth isn't a possible date.", "birth_date")
        return born

    def _expires(self) -> date | None:
        written = self._field("expires")
        day = document_date(written, self.as_of)
        if day is None and written.strip(FILLER):
            self._fault("date-unreadable", "A date of expiry isn't a possible date.", "expires")
        return day

    def _sex(self) -> str | None:
        written = self._field("sex")
        if written not in _SEXES:
            self._fault("sex-unknown", "Neither M, F, X nor a filler.", "sex")
        return _SEXES.get(written)

    # --- check digits ---

    def _check(self) -> None:
        for name, (digit, covered) in self.layout.checks.items():
            if name == "number" and self._is_long():
                continue
            text = "".join(span.of(self.lines) for span in covered)
            if not agrees(digit.of(self.lines), text):
                self._disagrees(name, digit)

    def _disagrees(self, name: str, where: Span) -> None:
        what = name.replace("_", " ")
        self._fault("check-digit-differs", f"The check digit of {what} doesn't agree.", where)

    def _fault(self, code: str, message: str, where: Span | str, column: int | None = None) -> None:
        span = self.layout.fields[where] if isinstance(where, str) else where
        at = span.start if column is None else column
        self.faults.keep(Fault(code, message, Position(line=span.line + 1, column=at + 1)))


def _plain(written: str) -> str:
    return " ".join(written.replace(FILLER, " ").split())
