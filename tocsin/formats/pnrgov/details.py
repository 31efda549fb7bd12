"""The texts of SSR DOCS and DOCO: a traveller's document, and their visa.

The AIRIMP manual gives the order of the parts between slashes: DOCS has type, issuer, number,
nationality, birth, sex, expiry, surname, first and second given name; DOCO has place of birth,
type, number, place and date of issue, and the state that the visa is for. Any part may be empty.
Dates are 12JUL64; systems also send 12JUL1964 and ISO dates.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_MONTHS = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"]
_WRITTEN = re.compile(r"(\d{1,2})([A-Z]{3})(\d{2}|\d{4})", re.ASCII)
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:T.*)?", re.ASCII)
_PARTS = 10
_VISA_PARTS = 6


@dataclass(frozen=True, slots=True)
class Details:
    """DOCS in parts, as written; dates as ``compact`` gives them."""

    type: str = ""
    issuer: str = ""
    number: str = ""
    nationality: str = ""
    born: str = ""
    sex: str = ""
    expires: str = ""
    names: tuple[str, ...] = ()

    @property
    def is_infant(self) -> bool:
        """Infants without a seat are sent under the adult's number, as MI or FI."""
        return self.sex in ("MI", "FI")


@dataclass(frozen=True, slots=True)
class Visa:
    """DOCO in parts, as written."""

    birth_place: str = ""
    type: str = ""
    number: str = ""
    place: str = ""
    issued: str = ""
    state: str = ""


def read_docs(text: str) -> Details:
    """The parts of a DOCS text, which begins with a slash; where it doesn't, that was lost."""
    first, *parts = _parts(text, _PARTS) if text.startswith("/") else ["", *_parts(text, _PARTS)]
    kind, issuer, number, nationality, born, sex, expires, *names = _padded(parts, _PARTS)
    while names and not names[-1]:
        names.pop()
    return Details(
        (first or kind).upper(),
        issuer,
        number,
        nationality,
        compact(born),
        sex.upper(),
        compact(expires),
        tuple(names[:3]),
    )


def read_doco(text: str) -> Visa:
    """The parts of a DOCO text."""
    birth_place, kind, number, place, issued, state = _padded(
        _parts(text, _VISA_PARTS), _VISA_PARTS
    )[:_VISA_PARTS]
    return Visa(birth_place, kind.upper(), number, place, compact(issued), state)


def compact(written: str) -> str:
    """A date as YYMMDD or CCYYMMDD; nothing for an empty one, and the text itself if unreadable."""
    text = written.strip().upper()
    if found := _WRITTEN.fullmatch(text):
        day, month, year = found.groups()
        if month in _MONTHS:
            return f"{year}{_MONTHS.index(month) + 1:02}{int(day):02}"
    if found := _ISO.fullmatch(text):
        return "".join(found.groups())
    return text


def _parts(text: str, most: int) -> list[str]:
    return [part.strip() for part in text.split("/", most + 1)]


def _padded(parts: list[str], length: int) -> list[str]:
    return [*parts, *([""] * (length - len(parts)))]
