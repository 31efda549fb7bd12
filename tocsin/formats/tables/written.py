"""Dates and times as people write them in tables: 2.5.1970, 02/05/70, 02MAY70, 1970-05-02 09:05."""

from __future__ import annotations

import re
from datetime import date, datetime, time

from tocsin.formats.pnrgov.details import compact

_PARTS = re.compile(r"(\d{1,4})[./ -](\d{1,2})[./ -](\d{1,4})", re.ASCII)
_PARTIAL = re.compile(r"(\d{4})-(\d{2})", re.ASCII)
_TIME = re.compile(r"(\d{1,2}):?(\d{2})(?::\d{2})?", re.ASCII)


def written_date(text: str, order: str) -> str:
    """A date as YYMMDD or CCYYMMDD; the text itself where it can't be told what it means.

    ``order`` (dmy, mdy or ymd) is how 01/02/1990 is meant. A year and month alone stay so.
    """
    if found := _PARTIAL.fullmatch(text):
        return f"{found[1]}{found[2]}00"
    found = _PARTS.fullmatch(text)
    if not found:
        return compact(text)
    parts = found.groups()
    if len(parts[0]) == 4:
        order = "ymd"
    by_letter = dict(zip(order, parts, strict=True))
    year, month, day = (by_letter[letter] for letter in "ymd")
    return f"{year:0>2}{month:0>2}{day:0>2}" if len(year) in (1, 2, 4) else text


def moment(text: str, order: str) -> datetime | None:
    """A date with or without a time of day, on the clocks of the place; None where it is none."""
    written, _, clock = text.replace("T", " ", 1).strip().rpartition(" ")
    for day_text, time_text in ((written, clock), (text, "")):
        day = _day(written_date(day_text, order)) if day_text else None
        at = _clock(time_text)
        if day and at is not None:
            return datetime.combine(day, at)
    return None


def _day(digits: str) -> date | None:
    if not (digits.isascii() and digits.isdigit() and len(digits) in (6, 8)):
        return None
    full = digits if len(digits) == 8 else f"20{digits}"
    try:
        return date(int(full[:4]), int(full[4:6]), int(full[6:]))
    except ValueError:
        return None


def _clock(text: str) -> time | None:
    if not text:
        return time()
    found = _TIME.fullmatch(text)
    try:
        return time(int(found[1]), int(found[2])) if found else None
    except ValueError:
        return None
