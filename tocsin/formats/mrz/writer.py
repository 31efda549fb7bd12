"""Values to a machine-readable zone, so that reading it again gives the same values.

For specimen documents of tests and training. It cuts a name that is too long as Doc 9303 says and
asks nothing of whether such a document was ever issued.
"""

from __future__ import annotations

import re

from tocsin.formats.countries import Country
from tocsin.formats.mrz.checks import FILLER, check_digit
from tocsin.formats.mrz.layouts import LAYOUTS, Kind, Layout, Span
from tocsin.formats.mrz.zones import Zone
from tocsin.foundations.errors import TocsinError

_NAME = re.compile(r"[A-Z ]*")
_CODE = re.compile(r"[A-Z0-9<]*")
_NUMBER = 9


class UnwritableZoneError(TocsinError):
    """This can't be written as a machine-readable zone: {problem}. Mend the value and try again."""


def write_mrz(zone: Zone) -> tuple[str, ...]:
    """The lines of a zone, with its check digits.

    Raises UnwritableZoneError for what a zone can't hold: a character outside A to Z, 0 to 9, a
    number too long for its kind, a birth date that is a span of years.
    """
    layout = LAYOUTS[zone.kind]
    rows = [[FILLER] * layout.width for _ in range(layout.lines)]
    for name, text in _fields(zone, layout).items():
        _put(rows, layout.fields[name], text, name)
    return _with_checks(rows, layout, is_long=_is_long(zone))


def _fields(zone: Zone, layout: Layout) -> dict[str, str]:
    number, optional = _number(zone)
    given: dict[str, str] = {
        "type": zone.type,
        "issuer": _state(zone.issuer),
        "number": number,
        "nationality": _state(zone.nationality),
        "birth_date": _birth(zone),
        "sex": zone.sex or FILLER,
        "expires": zone.expires.strftime("%y%m%d") if zone.expires else "",
        "optional": optional,
        "more": zone.more,
        **_names(zone, layout),
    }
    return {name: text for name, text in given.items() if name in layout.fields}


def _number(zone: Zone) -> tuple[str, str]:
    if not _is_long(zone):
        return zone.number, zone.optional
    rest = zone.number[_NUMBER:] + check_digit(zone.number)
    return zone.number[:_NUMBER], f"{rest}{FILLER}{zone.optional}"


def _is_long(zone: Zone) -> bool:
    return zone.kind in (Kind.TD1, Kind.TD2) and len(zone.number) > _NUMBER


def _names(zone: Zone, layout: Layout) -> dict[str, str]:
    surname, given = (_name(part) for part in (zone.surname, zone.given))
    if zone.kind is Kind.FRENCH_CARD:
        spans = layout.fields["surname"], layout.fields["given"]
        return {"surname": surname[: spans[0].width], "given": given[: spans[1].width]}
    return {"names": f"{surname}{FILLER * 2}{given}"[: layout.fields["names"].width]}


def _name(text: str) -> str:
    if not _NAME.fullmatch(text):
        raise UnwritableZoneError(problem="a name isn't in capitals A to Z")
    return text.replace(" ", FILLER)


def _birth(zone: Zone) -> str:
    if zone.birth_date is None:
        return ""
    digits = str(zone.birth_date).replace("-", "")
    if not digits.isdigit():
        raise UnwritableZoneError(problem="a birth date is a span or an estimate")
    return digits[2:]


def _state(state: Country | None) -> str:
    return state.written if state else ""


def _put(rows: list[list[str]], span: Span, text: str, name: str) -> None:
    if len(text) > span.width:
        raise UnwritableZoneError(problem=f"{name} is longer than {span.width} characters")
    if not _CODE.fullmatch(text):
        raise UnwritableZoneError(problem=f"{name} has a character outside A to Z and 0 to 9")
    rows[span.line][span.start : span.end] = text.ljust(span.width, FILLER)


def _with_checks(rows: list[list[str]], layout: Layout, *, is_long: bool) -> tuple[str, ...]:
    for name, (digit, covered) in layout.checks.items():
        if name == "number" and is_long:
            continue
        lines = tuple("".join(row) for row in rows)
        text = "".join(span.of(lines) for span in covered)
        rows[digit.line][digit.start] = check_digit(text)
    return tuple("".join(row) for row in rows)
