"""Where each field lies in a machine-readable zone: one table for each kind of document.

ICAO Doc 9303 (8th edition), parts 4 (TD3, passports), 5 (TD1, cards), 6 (TD2, cards) and 7 (MRV-A
and MRV-B, visas). Lines and columns count from 0 here and from 1 in faults. The identity card that
France issued until 2021 has a zone of its own, which is no part of Doc 9303 and still in use.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

TD1_LETTERS = "ACI"


class Kind(StrEnum):
    """The form of a zone."""

    TD1 = "TD1"
    TD2 = "TD2"
    TD3 = "TD3"
    MRV_A = "MRV-A"
    MRV_B = "MRV-B"
    FRENCH_CARD = "French identity card"


@dataclass(frozen=True, slots=True)
class Span:
    """A field: its line, its first column, and the column behind its last."""

    line: int
    start: int
    end: int

    def of(self, lines: tuple[str, ...]) -> str:
        return lines[self.line][self.start : self.end]

    @property
    def width(self) -> int:
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Layout:
    """One kind of zone. ``checks`` names a check digit and the spans that it covers."""

    kind: Kind
    lines: int
    width: int
    fields: Mapping[str, Span]
    checks: Mapping[str, tuple[Span, tuple[Span, ...]]]


_HEAD = {"type": Span(0, 0, 2), "issuer": Span(0, 2, 5)}


def _two_lines(kind: Kind, width: int, optional_end: int, *, composite: bool) -> Layout:
    """TD2, TD3 and the visas differ in width, and in what follows the expiry."""
    fields = _HEAD | {
        "names": Span(0, 5, width),
        "number": Span(1, 0, 9),
        "nationality": Span(1, 10, 13),
        "birth_date": Span(1, 13, 19),
        "sex": Span(1, 20, 21),
        "expires": Span(1, 21, 27),
        "optional": Span(1, 28, optional_end),
    }
    checks: dict[str, tuple[Span, tuple[Span, ...]]] = {
        "number": (Span(1, 9, 10), (fields["number"],)),
        "birth_date": (Span(1, 19, 20), (fields["birth_date"],)),
        "expires": (Span(1, 27, 28), (fields["expires"],)),
    }
    last = width - 1
    if kind is Kind.TD3:
        checks["optional"] = (Span(1, 42, 43), (fields["optional"],))
    if composite:
        covered = (Span(1, 0, 10), Span(1, 13, 20), Span(1, 21, last))
        checks["composite"] = (Span(1, last, width), covered)
    return Layout(kind, 2, width, fields, checks)


_TD1_FIELDS = _HEAD | {
    "number": Span(0, 5, 14),
    "optional": Span(0, 15, 30),
    "birth_date": Span(1, 0, 6),
    "sex": Span(1, 7, 8),
    "expires": Span(1, 8, 14),
    "nationality": Span(1, 15, 18),
    "more": Span(1, 18, 29),
    "names": Span(2, 0, 30),
}
_TD1 = Layout(
    Kind.TD1,
    3,
    30,
    _TD1_FIELDS,
    {
        "number": (Span(0, 14, 15), (_TD1_FIELDS["number"],)),
        "birth_date": (Span(1, 6, 7), (_TD1_FIELDS["birth_date"],)),
        "expires": (Span(1, 14, 15), (_TD1_FIELDS["expires"],)),
        "composite": (
            Span(1, 29, 30),
            (Span(0, 5, 30), Span(1, 0, 7), Span(1, 8, 15), Span(1, 18, 29)),
        ),
    },
)
_FRENCH_FIELDS = {
    "type": Span(0, 0, 2),
    "issuer": Span(0, 2, 5),
    "surname": Span(0, 5, 30),
    "optional": Span(0, 30, 36),
    "number": Span(1, 0, 12),
    "given": Span(1, 13, 27),
    "birth_date": Span(1, 27, 33),
    "sex": Span(1, 34, 35),
}
_FRENCH = Layout(
    Kind.FRENCH_CARD,
    2,
    36,
    _FRENCH_FIELDS,
    {
        "number": (Span(1, 12, 13), (_FRENCH_FIELDS["number"],)),
        "birth_date": (Span(1, 33, 34), (_FRENCH_FIELDS["birth_date"],)),
        "composite": (Span(1, 35, 36), (Span(0, 0, 36), Span(1, 0, 35))),
    },
)
LAYOUTS: Mapping[Kind, Layout] = {
    Kind.TD1: _TD1,
    Kind.TD2: _two_lines(Kind.TD2, 36, 35, composite=True),
    Kind.TD3: _two_lines(Kind.TD3, 44, 42, composite=True),
    Kind.MRV_A: _two_lines(Kind.MRV_A, 44, 44, composite=False),
    Kind.MRV_B: _two_lines(Kind.MRV_B, 36, 36, composite=False),
    Kind.FRENCH_CARD: _FRENCH,
}


def layout_of(lines: tuple[str, ...]) -> Layout:
    """The layout of a zone with lines of the right number; told by width and by what it begins."""
    if len(lines) == 3:
        return LAYOUTS[Kind.TD1]
    is_wide = len(lines[0]) > 40
    if lines[0].startswith("V"):
        return LAYOUTS[Kind.MRV_A if is_wide else Kind.MRV_B]
    if not is_wide and lines[0].startswith("IDFRA"):
        return LAYOUTS[Kind.FRENCH_CARD]
    return LAYOUTS[Kind.TD3 if is_wide else Kind.TD2]
