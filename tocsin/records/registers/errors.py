"""What can go wrong with records."""

from __future__ import annotations

from collections.abc import Sequence

from tocsin.foundations.errors import TocsinError
from tocsin.records.registers.rules.faults import FieldFault


class NotTheOriginator(TocsinError):
    """Only the member that contributed a record may change or end it."""


class SignatureRefused(TocsinError):
    """The signature isn't one of the contributing member's key over this version."""


class NotReached(TocsinError):
    """Your member can't ask for an arrest now: its duty desk has no number, or didn't answer its
    last test. Your administrator keeps the desk on the page "Your member".
    """


class NotLawful(TocsinError):
    """This can't become a record: {problems}."""

    def __init__(self, faults: Sequence[FieldFault], reference: str = "") -> None:
        self.faults = tuple(faults)
        self.reference = reference
        told = "; ".join(f"{each.field}: {each.message}" for each in self.faults)
        super().__init__(problems=told)
