"""What can go wrong with a draft."""

from __future__ import annotations

from tocsin.foundations.errors import TocsinError


class NotFromThisRecord(TocsinError):
    """A listing is drafted from a record of your own member; an amendment or a delisting from an
    entry of the United Nations list."""


class PartsMissing(TocsinError):
    """Parts that the committee requires are still missing: {parts}."""


class ChangedMeanwhile(TocsinError):
    """The draft was changed after it was put before you. It has to be proposed anew."""


class DraftIsFinal(TocsinError):
    """This request is final and can't be changed. Begin a new one."""


class WriterFailed(TocsinError):
    """The page couldn't be set. The same text is there as ODT and JSON."""
