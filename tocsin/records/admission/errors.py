"""Why a list is not admitted."""

from __future__ import annotations

from tocsin.foundations.errors import TocsinError


class UnknownList(TocsinError):
    """There is no such published list to decide on."""


class StandsAlready(TocsinError):
    """A decision of two registrars on this list is in force until {until}. End it first."""


class NothingStands(TocsinError):
    """This decision isn't in force any more."""
