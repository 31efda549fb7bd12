"""What stands beside a name: birth dates, documents, nationality, sex, each as points.

Agreement is positive, contradiction negative, silence nothing. Names are not looked at here.
"""

from __future__ import annotations

import re
from functools import lru_cache

from tocsin.foundations.vocabulary import PartialDate

DAY, SWAPPED, DIGIT, MONTH, YEAR, ABOUT = 0.28, 0.16, 0.12, 0.12, 0.06, 0.03
SAME_MONTH, OTHER_DAY = 0.03, -0.03
DOCUMENT, NUMBER, MISREAD = 0.55, 0.50, 0.40
NATION, OTHER_NATION, SEX, OTHER_SEX = 0.03, -0.02, 0.01, -0.06
_APART = ((1, -0.10), (2, -0.16), (5, -0.24), (10, -0.34))
_FAR = -0.5
_OCR = str.maketrans("OQILZSBG", "00112586")
SHORTEST_NUMBER = 3
"""Characters below which a document number tells nothing."""
SHORT_NUMBER = 5
"""Characters below which it tells something only with its issuer, and as it is written."""
_GAPS = re.compile(r"[\s\-./]")
_WEIGHTS = (7, 3, 1) * 3
_NOISE = re.compile(r"[^A-Z0-9]")
Evidence = tuple[float, str]


@lru_cache(maxsize=200_000)
def compare_dates(theirs: PartialDate, ours: PartialDate) -> Evidence:
    """Points and the rule for two birth dates, each a day or a span of days."""
    if theirs.is_day and ours.is_day:
        return _compare_days(theirs, ours)
    if theirs.overlaps(ours):
        return _overlap(theirs, ours)
    years = _years_apart(theirs, ours)
    if years <= 2 and (theirs.approximate or ours.approximate):
        return 0.0, "birth date about"
    return _apart(years)


def _compare_days(theirs: PartialDate, ours: PartialDate) -> Evidence:
    a, b = theirs.earliest, ours.earliest
    if a == b:
        return DAY, "birth date"
    if a.year == b.year and (a.day, a.month) == (b.month, b.day):
        return SWAPPED, "birth date, day and month swapped"
    if sum(x != y for x, y in zip(a.isoformat(), b.isoformat(), strict=True)) == 1:
        return (
            (DIGIT, "birth date, one digit off")
            if abs(a.year - b.year) < 2
            else _apart(abs(a.year - b.year) / 2)
        )
    if a.year == b.year:
        return (
            (SAME_MONTH, "birth year and month")
            if a.month == b.month
            else (OTHER_DAY, "birth day differs")
        )
    return _apart(abs(a.year - b.year))


def _overlap(theirs: PartialDate, ours: PartialDate) -> Evidence:
    days = max((d.latest - d.earliest).days for d in (theirs, ours))
    if ours.approximate or theirs.approximate or days > 366:
        return ABOUT, "birth date about"
    return (MONTH, "birth month") if days < 32 else (YEAR, "birth year")


def _years_apart(theirs: PartialDate, ours: PartialDate) -> float:
    gap = max(theirs.earliest - ours.latest, ours.earliest - theirs.latest)
    return gap.days / 365.25


def points_apart(years: float) -> float:
    """Points of dates that are so many years apart."""
    for most, points in _APART:
        if years <= most:
            return points
    return _FAR


def _apart(years: float) -> Evidence:
    points = points_apart(years)
    return points, "birth date far apart" if points == _FAR else "birth date differs"


@lru_cache(maxsize=200_000)
def plain_number(number: str) -> str:
    """A document number in capitals, without spaces and marks, and without the check digit that
    stands behind the nine places of a machine-readable zone (ICAO Doc 9303-3 section 4.9)."""
    placed = _GAPS.sub("", number.upper())
    if len(placed) == 10 and placed[9] == _check_digit(placed[:9]):
        placed = placed[:9]
    return _NOISE.sub("", placed)


def _check_digit(text: str) -> str:
    values = (0 if c == "<" else int(c, 36) if c.isalnum() and c.isascii() else 0 for c in text)
    return str(sum(value * weight for value, weight in zip(values, _WEIGHTS, strict=False)) % 10)


@lru_cache(maxsize=200_000)
def document_key(number: str) -> str:
    """A document number with what scanners confuse made one (O/0, I/1); "" if too short."""
    bare = plain_number(number).translate(_OCR)
    return bare if len(bare) >= SHORTEST_NUMBER else ""


def compare_documents(theirs: tuple[str, str], ours: tuple[str, str]) -> Evidence:
    """Points for two (issuer, number) pairs; letters that scanners confuse count as near."""
    a, b = plain_number(theirs[1]), plain_number(ours[1])
    if not document_key(a) or document_key(a) != document_key(b):
        return 0.0, ""
    issuers = {theirs[0].upper(), ours[0].upper()} - {""}
    both = bool(theirs[0] and ours[0])
    if len(issuers) > 1 or (len(b) < SHORT_NUMBER and not (both and a == b)):
        return 0.0, ""
    if a != b:
        return MISREAD, "document number, misread"
    return (DOCUMENT, "document") if both else (NUMBER, "document number")
