"""What can go wrong with clearing a traveller."""

from __future__ import annotations

from tocsin.foundations.errors import TocsinError


class BasisMissing(TocsinError):
    """Say where the consent or the decision lies on which the clearance stands."""


class EndMissing(TocsinError):
    """Give a day from tomorrow on, within {days} days: a clearance ends by itself."""


class NotAgreedYet(TocsinError):
    """The day of the consent or the decision is still to come."""


class NothingToKnowBy(TocsinError):
    """There is no document by which the traveller would be known again: give issuer and number."""


class RecordNamesDocument(TocsinError):
    """The record itself states this document, so it can clear nobody. Where the subject used
    another person's papers, the record's originator protects the misused identity."""
