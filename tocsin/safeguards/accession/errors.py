"""What an application can't be accepted for."""

from __future__ import annotations

from tocsin.foundations.errors import TocsinError


class MandateMissing(TocsinError):
    """An organisation takes part within its mandate: name it, and a capacity other than full."""


class LoadUnreadable(TocsinError):
    """The file of members can't be read: {problem}."""

    exit_code = 2
