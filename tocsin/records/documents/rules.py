"""What a check of a document concludes, what may be reported, and for how long. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from tocsin.formats.countries import country
from tocsin.records.documents.errors import IssuerUnknown, NumberUnreadable
from tocsin.records.documents.readings import LONGEST, Reading, careless, normalised, readings

MOST_AT_ONCE = 100
"""Documents that one question may ask about."""
KEPT_WITHOUT_EXPIRY = timedelta(days=3653)
"""No passport is valid for longer than ten years; after that it opens no door by itself."""
KEPT_AFTER_END = timedelta(days=365)
"""How long a recovered document stays known as such to its issuer."""
REPLY_WITHIN = timedelta(hours=4)
"""How long an issuer has to say whether its report still stands (DOMAIN I2)."""
KEPT_AFTER_REPLY = timedelta(days=90)
LARGEST_RANGE = 1_000_000
"""Blanks that one range may hold: a larger one is more likely a slip of the pen."""


class DocumentType(StrEnum):
    """What kind of document, by the first letter of its machine-readable zone (Doc 9303-4 to 7)."""

    PASSPORT = "P"
    IDENTITY_CARD = "I"
    VISA = "V"
    RESIDENCE_PERMIT = "R"
    TRAVEL_DOCUMENT = "T"


class DocumentStatus(StrEnum):
    """What its issuer reports of a document."""

    LOST = "lost"
    STOLEN = "stolen"
    STOLEN_BLANK = "stolen_blank"
    REVOKED = "revoked"
    RECOVERED = "recovered"


REPORTABLE = frozenset(DocumentStatus) - {DocumentStatus.RECOVERED}


class Outcome(StrEnum):
    """What a check says. Nothing follows from any of them by itself."""

    NONE = "none"
    HIT = "hit"
    CHECK_AGAIN = "check_again"
    CANDIDATE = "candidate"


class Because(StrEnum):
    """Why a document is to be read again."""

    MISREAD = "misread"
    CONFUSABLE = "confusable"


@dataclass(frozen=True, slots=True)
class Asked:
    """One document that somebody holds in their hands, and the ways its number can be read."""

    issuer: str
    type: DocumentType | None
    number: str
    readings: tuple[Reading, ...]

    @classmethod
    def of(cls, issuer: str, number: str, type_: str = "", check_digit: str = "") -> Asked:
        """From what was typed. Raises NumberUnreadable, IssuerUnknown, ValueError (the type)."""
        kind = DocumentType(type_) if type_ else None
        found = readings(number, check_digit)
        return cls(issuer_code(issuer), kind, normalised(number), found)


@dataclass(frozen=True, slots=True)
class Alert:
    """A document, or a range of blanks, that its issuer reports and hasn't ended."""

    id: int
    issuer: str
    type: DocumentType
    first: str
    last: str
    status: DocumentStatus
    occurred_on: date | None
    reported_at: datetime

    @property
    def is_range(self) -> bool:
        return self.status is DocumentStatus.STOLEN_BLANK and self.first != self.last

    @property
    def thing(self) -> str:
        """Its name in the ledger."""
        return f"{'blanks' if self.is_range else 'document'}:{self.id}"

    def covers(self, number: str) -> bool:
        """Whether the number is the reported one, character by character, or one of the range."""
        within = len(number) == len(self.first) and self.first <= number <= self.last
        return within and _series(number) == _series(self.first)

    def like(self, number: str) -> str:
        """The reported number that a careless eye would take for this one; empty if none is."""
        if not self.is_range:
            return self.first if careless(self.first) == careless(number) else ""
        head = _series(self.first)[0]
        meant = head + careless(number)[len(head) :]
        return meant if careless(meant) == careless(number) and self.covers(meant) else ""


@dataclass(frozen=True, slots=True)
class Named:
    """A live record that states a document with this number: a candidate, no more."""

    record_id: str
    number: str
    requested_action: str
    originator: str

    def like(self, number: str) -> str:
        """As `Alert.like`."""
        return self.number if careless(self.number) == careless(number) else ""


@dataclass(frozen=True, slots=True)
class Checked:
    """What is to be said about one document."""

    asked: Asked
    outcome: Outcome
    alert: Alert | None = None
    named: Named | None = None
    because: Because | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """What an issuer reports: a document, or the blanks from ``first`` to ``last``."""

    type: DocumentType
    first: str
    last: str
    status: DocumentStatus
    occurred_on: date | None
    ends_on: date

    @property
    def is_range(self) -> bool:
        return self.first != self.last


def issuer_code(written: str) -> str:
    """The code under which a state or organisation is a member. Raises IssuerUnknown."""
    found = country(written)
    if found is None or len(str(found)) > 16:
        raise IssuerUnknown
    return str(found).upper()


def conclude(asked: Asked, alerts: Sequence[Alert], named: Sequence[Named]) -> Checked:
    """What a check says, from everything that a careless eye would take for this document.

    The same characters are a hit. Characters that only look alike are a reason to read again,
    unless the check digit tells the two apart: then they are another document.
    """
    if not asked.readings:
        return Checked(asked, Outcome.CHECK_AGAIN, because=Because.MISREAD)
    for reading in asked.readings:
        if hit := next((each for each in alerts if each.covers(reading.number)), None):
            return Checked(asked, Outcome.HIT, alert=hit)
    numbers = {reading.number for reading in asked.readings}
    if record := next((each for each in named if each.number in numbers), None):
        return Checked(asked, Outcome.CANDIDATE, named=record)
    look_alike = [*(each.like for each in alerts), *(each.like for each in named)]
    if any(
        reading.may_be(like(reading.number)) for like in look_alike for reading in asked.readings
    ):
        return Checked(asked, Outcome.CHECK_AGAIN, because=Because.CONFUSABLE)
    return Checked(asked, Outcome.NONE)


def reported(
    type_: str,
    number: str,
    status: str,
    *,
    today: date,
    last: str = "",
    occurred_on: date | None = None,
    expires_on: date | None = None,
) -> Report | tuple[str, str]:
    """What is reported, or the field at fault and what is wrong with it."""
    if type_ not in set(DocumentType):
        return "type", "is one of P, I, V, R and T"
    if status not in REPORTABLE:
        return "status", "is one of lost, stolen, stolen_blank and revoked"
    first, until = _kept(number), _kept(last or number)
    if not first or not until:
        return (
            "last_number" if first else "number",
            f"has letters A to Z and digits, at most {LONGEST}",
        )
    if fault := _range_fault(first, until, status) or _date_fault(occurred_on, expires_on, today):
        return fault
    ends_on = expires_on or (occurred_on or today) + KEPT_WITHOUT_EXPIRY
    return Report(DocumentType(type_), first, until, DocumentStatus(status), occurred_on, ends_on)


def _kept(written: str) -> str:
    """The number as it is kept, or nothing where it can't be read."""
    try:
        return normalised(written)
    except NumberUnreadable:
        return ""


def _range_fault(first: str, last: str, status: str) -> tuple[str, str] | None:
    if first == last:
        return None
    if status != DocumentStatus.STOLEN_BLANK:
        return "last_number", "is for ranges of stolen blanks alone"
    if len(first) != len(last) or _series(first) != _series(last) or not _tail(first):
        return "last_number", "differs from the first number in more than its last digits"
    size = int(_tail(last)) - int(_tail(first)) + 1
    if not 1 <= size <= LARGEST_RANGE:
        return "last_number", f"comes after the first number, by at most {LARGEST_RANGE:,}"
    return None


def _date_fault(
    occurred_on: date | None, expires_on: date | None, today: date
) -> tuple[str, str] | None:
    if occurred_on and occurred_on > today:
        return "occurred_on", "is a day that has been"
    if expires_on and expires_on <= today:
        return "expires_on", "is past: the document has ended by itself"
    return None


def without(first: str, last: str, number: str) -> list[tuple[str, str]]:
    """The ranges that are left of one when a number of it is recovered."""
    head, width = _series(number)[0], len(_tail(number))
    low, mid, high = (int(_tail(each)) for each in (first, number, last))
    left = ((low, mid - 1), (mid + 1, high))
    return [(f"{head}{a:0{width}}", f"{head}{b:0{width}}") for a, b in left if a <= b]


_TAIL = re.compile(r"[0-9]*$")


def _tail(number: str) -> str:
    """The digits that a number ends with, by which a series counts."""
    found = _TAIL.search(number)
    return found[0] if found else ""


def _series(number: str) -> tuple[str, int]:
    """What numbers of one series share: what stands before the last digits, and the length."""
    return number[: len(number) - len(_tail(number))], len(number)
