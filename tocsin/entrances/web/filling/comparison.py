"""Traveller and record, particular by particular, for the eye of the officer who decides.

It says what is equal, close or different in what both sides wrote. It weighs nothing: the score
and its reasons stand apart, so that the page would show it if the two did not fit.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import product
from typing import Any, TypeVar

from anyascii import anyascii
from django.utils.translation import gettext, ngettext
from rapidfuzz import fuzz

from tocsin.entrances.web.filling.written import Statements, names_of
from tocsin.entrances.web.pages import Agreement, ComparedRow, Written
from tocsin.entrances.web.templatetags.words import word
from tocsin.foundations.vocabulary import PartialDate
from tocsin.records.registers.rules import values

ALIKE = 60
"""Of 100: names less alike, and numbers, are shown as different and not as close."""
Particulars = Mapping[str, Any]
Thing = TypeVar("Thing")


def compared(theirs: Particulars, ours: Statements) -> tuple[ComparedRow, ...]:
    """``theirs`` are the traveller's particulars as screened, ``ours`` the record's statements."""
    rows = (
        _names(theirs, ours),
        _birth_dates(theirs, ours),
        _documents(theirs, ours),
        _nationalities(theirs, ours),
        _sexes(theirs, ours),
    )
    return tuple(row for row in rows if row.theirs or row.ours)


def _nearest(
    mine: Sequence[Thing], others: Sequence[Thing], alike: Callable[[Any, Any], float]
) -> tuple[Thing | None, Thing | None]:
    """The pair that is most alike; where one side has nothing, the first of the other."""
    if mine and others:
        return max(product(mine, others), key=lambda pair: alike(*pair))
    return next(iter(mine), None), next(iter(others), None)


def _besides(chosen: Any, every: Iterable[Written]) -> tuple[Written, ...]:
    return tuple(each for each in every if each is not chosen)


# Names


def _names(theirs: Particulars, ours: Statements) -> ComparedRow:
    parts = " ".join(theirs.get("names", ()))
    brought = [Written(parts)] if parts else []
    listed = names_of(ours)
    mine, other = _nearest(brought, listed, _names_alike)
    return ComparedRow(
        "name",
        _romanised(mine, other),
        _romanised(other, mine),
        _names_agree(mine, other),
        _besides(other, listed),
        letters=True,
    )


def _names_alike(mine: Written, other: Written) -> float:
    """In their own letters first, so that Latin is compared with the record's own Latin form."""
    as_written = fuzz.token_sort_ratio(mine.text.casefold(), other.text.casefold())
    return max(as_written, fuzz.token_sort_ratio(_plain(mine), _plain(other)) - 1)


def _names_agree(mine: Written | None, other: Written | None) -> Agreement:
    if mine is None or other is None:
        return "not_comparable"
    if sorted(_plain(mine).split()) == sorted(_plain(other).split()):
        return "agrees"
    return "near" if _names_alike(mine, other) >= ALIKE else "differs"


def _plain(name: Written) -> str:
    letters = anyascii(name.text).casefold()
    return "".join(each if each.isalnum() else " " for each in letters)


def _romanised(name: Written | None, other: Written | None) -> Written | None:
    """With its Latin form where only one of the two is in Latin letters."""
    if name is None or other is None or _is_latin(name) or not _is_latin(other):
        return name
    return Written(name.text, name.script, name.language, name.weak, anyascii(name.text).strip())


def _is_latin(name: Written) -> bool:
    return all(each < "\u0250" for each in name.text if each.isalpha())


# Dates of birth


def _birth_dates(theirs: Particulars, ours: Statements) -> ComparedRow:
    written = theirs.get("birth_date")
    mine = PartialDate.parse(written) if written else None
    stored = (each.get("date") for each in values(ours, "birth_date"))
    listed = [PartialDate.parse(each) for each in stored if each]
    _, other = _nearest([mine] if mine else [], listed, _nearness)
    agreement, note = _dates_agree(mine, other) if mine and other else ("not_comparable", "")
    rest = tuple(Written(str(each)) for each in listed if each is not other)
    return ComparedRow("birth_date", _date(mine), _date(other), agreement, rest, note=note)


def _nearness(mine: PartialDate, other: PartialDate) -> float:
    return -float(_days_apart(mine, other)) - (other.latest - other.earliest).days / 1000


def _days_apart(mine: PartialDate, other: PartialDate) -> int:
    return max((mine.earliest - other.latest).days, (other.earliest - mine.latest).days, 0)


def _dates_agree(mine: PartialDate, other: PartialDate) -> tuple[Agreement, str]:
    if mine == other:
        return "agrees", ""
    if mine.overlaps(other):
        return "near", gettext("One of the two is less exact.")
    if _swapped(mine, other):
        return "near", gettext("Day and month are swapped.")
    years = round(_days_apart(mine, other) / 365.25)
    if other.approximate and years <= 2:
        return "near", gettext("The record says “about”.")
    if not years:
        return "differs", gettext("Less than a year apart.")
    return "differs", ngettext("%(n)d year apart.", "%(n)d years apart.", years) % {"n": years}


def _swapped(mine: PartialDate, other: PartialDate) -> bool:
    a, b = mine.earliest, other.earliest
    days = mine.is_day and other.is_day
    return days and (a.year, a.month, a.day) == (b.year, b.day, b.month)


def _date(value: PartialDate | None) -> Written | None:
    return Written(str(value)) if value else None


# Documents


def _documents(theirs: Particulars, ours: Statements) -> ComparedRow:
    brought = [_document(each) for each in theirs.get("documents", ()) if each.get("number")]
    listed = [_listed_document(each) for each in values(ours, "document") if each.get("number")]
    mine, other = _nearest(brought, listed, _numbers_alike)
    agreement, note = _documents_agree(mine, other)
    return ComparedRow("document", mine, other, agreement, _besides(other, listed), True, note)


def _document(stored: Mapping[str, Any]) -> Written:
    return Written(" ".join(filter(None, (stored.get("issuer"), stored["number"]))))


def _listed_document(stored: Mapping[str, Any]) -> Written:
    return Written(" ".join(filter(None, (stored.get("issuer_code"), stored["number"]))))


def _numbers_alike(mine: Written, other: Written) -> float:
    return float(fuzz.ratio(_signs(mine), _signs(other)))


def _signs(document: Written) -> str:
    return "".join(each for each in document.text.upper() if each.isalnum())


def _documents_agree(mine: Written | None, other: Written | None) -> tuple[Agreement, str]:
    if mine is None or other is None:
        return "not_comparable", ""
    if _signs(mine) == _signs(other):
        return "agrees", ""
    shorter, longer = sorted((_signs(mine), _signs(other)), key=len)
    if len(shorter) >= 5 and longer.endswith(shorter):
        return "near", gettext("The number is the same; only one side says who issued it.")
    if _numbers_alike(mine, other) >= 80:
        return "near", gettext("Nearly the same number: a scanner may have misread it.")
    return "differs", gettext("A person may hold several documents.")


# Nationality and sex


def _nationalities(theirs: Particulars, ours: Statements) -> ComparedRow:
    code = theirs.get("nationality")
    listed = [_country(each) for each in values(ours, "nationality")]
    same = next((each for each in listed if each.text == code), None)
    other = same or next(iter(listed), None)
    agreement: Agreement = "not_comparable"
    if code and other:
        agreement = "agrees" if same else "differs"
    mine = Written(code) if code else None
    return ComparedRow("nationality", mine, other, agreement, _besides(other, listed))


def _country(stored: Mapping[str, Any]) -> Written:
    return Written(stored.get("code") or stored.get("text") or "")


def _sexes(theirs: Particulars, ours: Statements) -> ComparedRow:
    mine, other = theirs.get("sex") or "", next(iter(values(ours, "sex")), "")
    agreement: Agreement = "not_comparable"
    if mine in ("M", "F") and other in ("M", "F"):
        agreement = "agrees" if mine == other else "differs"
    return ComparedRow("sex", _sex(mine), _sex(other), agreement)


def _sex(code: str) -> Written | None:
    return Written(word(code, "sex")) if code else None
