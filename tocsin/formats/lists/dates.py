"""Dates as the three lists write them, in English: "12 Feb. 1971", "circa 1965", "1960 to 1965".

What can't be understood is None: the caller keeps it as written. Nothing is repaired by guessing,
so 31 February and a span that ends before it begins are not understood.
"""

from __future__ import annotations

import re
from datetime import date

from hijridate import Hijri

from tocsin.foundations.vocabulary import PartialDate

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?"
_POINT = re.compile(
    r"(?P<iso>\d{4}(?:-\d{2}(?:-\d{2})?)?)"
    rf"|(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s)?\s?(?P<month>{_MONTH}),?\s?(?P<year>\d{{4}})"
    r"|(?P<d>\d{1,2})[./](?P<m>\d{1,2})[./](?P<y>\d{4})",
    re.IGNORECASE,
)
_ABOUT = re.compile(r"^(?:circa|approximately|approx\.|about|c\.|ca\.)\s*", re.IGNORECASE)
_SPAN = re.compile(r"(?:between\s+)?(.+?)\s*(?:\bto\b|\band\b|/|\s-\s)\s*(.+)", re.IGNORECASE)
_BARE_MONTH = re.compile(rf"{_MONTH}", re.IGNORECASE)
_OTHER_MATTER = re.compile(r"[;,\d]|issue|expir|born|valid", re.IGNORECASE)
_HIJRI_DAY = re.compile(r"(?P<d>\d{1,2})[./](?P<m>\d{1,2})[./](?P<y>\d{4})")
_HIJRI = re.compile(r"\bhijri\b(?!\s*-?(?:shamsi|solar))", re.IGNORECASE)
_ISO_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[T+Z-].*)?")


def day(text: str) -> date | None:
    """The day of an XML Schema ``date`` or ``dateTime``, whose time and zone are left aside."""
    found = _ISO_DAY.fullmatch(text.strip())
    try:
        return date.fromisoformat(found[1]) if found else None
    except ValueError:
        return None


def written_date(text: str) -> PartialDate | None:
    """A day, month, year or span of them, also "circa" one; None for anything else."""
    bare = _ABOUT.sub("", text.strip().rstrip("."))
    approximate = bare != text.strip().rstrip(".")
    iso = _iso_point(bare) or _iso_span(bare)
    return parsed(f"{iso}~" if approximate else iso) if iso else None


def date_after(words: str, text: str) -> PartialDate | None:
    """The date right after one of ``words`` (a pattern) in a text: "expired on 2 May 2001"."""
    for found in re.finditer(words, text, re.IGNORECASE):
        at = _POINT.search(text, found.end(), found.end() + 40)
        if at and not _OTHER_MATTER.search(text, found.end(), at.start()):
            return written_date(at[0])
    return None


def hijri_date(text: str) -> PartialDate | None:
    """The Gregorian day of "24/06/1402 (Hijri Calendar)", about, since sightings of a moon differ.

    None for the solar calendar of Iran and Afghanistan, and outside of 1343 to 1500, for which
    the Umm al-Qura tables of hijridate give no day.
    """
    found = _HIJRI_DAY.search(text)
    if not found or not _HIJRI.search(text):
        return None
    try:
        converted = Hijri(int(found["y"]), int(found["m"]), int(found["d"])).to_gregorian()
    except (ValueError, OverflowError):
        return None
    return PartialDate(converted, converted, approximate=True)


def parsed(iso: str) -> PartialDate | None:
    """`PartialDate.parse`, with None for what is no date."""
    try:
        return PartialDate.parse(iso)
    except ValueError:
        return None


def _iso_point(text: str) -> str | None:
    found = _POINT.fullmatch(text)
    if not found:
        return None
    if found["iso"]:
        return found["iso"]
    if found["y"]:
        return f"{found['y']}-{int(found['m']):02}-{int(found['d']):02}"
    month = f"{found['year']}-{_MONTHS.index(found['month'][:3].lower()) + 1:02}"
    return f"{month}-{int(found['day']):02}" if found["day"] else month


def _iso_span(text: str) -> str | None:
    found = _SPAN.fullmatch(text)
    if not found:
        return None
    last = _iso_point(found[2])
    first = _iso_point(found[1]) or (last and _iso_point(_with_year(found[1], last)))
    return f"{first}/{last}" if first and last else None


def _with_year(month: str, other: str) -> str:
    return f"{month} {other[:4]}" if _BARE_MONTH.fullmatch(month) else month
