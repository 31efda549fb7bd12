"""What an application can't be accepted for."""

from __future__ import annotations

from tocsin.foundations.errors import TocsinError


class MandateMissing(TocsinError):
    """An organisation takes part within its mandate: name it, and a capacity other than full."""


class MeasureWaits(TocsinError):
    """A measure about {code} waits for a second registrar until {until}. Answer it first."""


class NothingWaits(TocsinError):
    """No measure about {code} waits for a second registrar; it may have been answered or lapsed."""


class EndedUnconfirmed(TocsinError):
    """One registrar put {code} out a short time ago, and no second one confirmed it. Until {until}
    a suspension has to be proposed, and takes effect when another registrar confirms it.
    """


class LoadUnreadable(TocsinError):
    """The file of members can't be read: {problem}."""

    exit_code = 2
