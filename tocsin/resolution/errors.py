"""What can go wrong with saying that records are one subject, or are not."""

from __future__ import annotations

from tocsin.foundations.errors import TocsinError


class DifferentRegisters(TocsinError):
    """One of these records is about a {one}, the other about a {other}: they can't be the same."""


class DocumentsMissing(TocsinError):
    """Give at least one document of the person's own: its issuer and its number."""


class EvidenceMissing(TocsinError):
    """Say in a sentence what the records have in common, or what tells them apart."""


class JudgedMeanwhile(TocsinError):
    """A record or a judgement changed since you opened this page. Look again, then decide."""


class NothingToTakeBack(TocsinError):
    """Your member has no judgement in force on these two records."""


class SameRecord(TocsinError):
    """A record can only be compared with another one."""


class WouldJoinDifferent(TocsinError):
    """Through other records this would join {one} and {other}, which were judged different.
    Settle that pair first."""
