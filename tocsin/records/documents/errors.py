"""What can go wrong with travel documents. No message repeats a number."""

from __future__ import annotations

from tocsin.foundations.errors import TocsinError


class NumberUnreadable(TocsinError):
    """A document number has letters A to Z and digits, at most {longest} of them."""


class IssuerUnknown(TocsinError):
    """Write who issued the document, as the code of a state or organisation on the document."""


class OnlyTheIssuer(TocsinError):
    """Only the member that issued a document may report it, mark it recovered or remove it."""


class RangesOverlap(TocsinError):
    """A range of blanks that is already reported has numbers of this one. Nothing was added."""


class SheetUnreadable(TocsinError):
    """The file can't be read as a table: {why}."""


class NothingToConfirm(TocsinError):
    """The document is not reported (any more), so there is nothing to ask its issuer."""


class AlreadyAnswered(TocsinError):
    """This question was answered already; the answer stands."""


class TooManyDocuments(TocsinError):
    """At most {most} documents are checked at once. Send the others in the next batch."""
