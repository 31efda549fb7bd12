"""Why a campaign isn't called, or a record not reviewed in it."""

from __future__ import annotations

from tocsin.foundations.errors import TocsinError


class CampaignOver(TocsinError):
    """This campaign is over."""


class CampaignEndsBeforeItBegins(TocsinError):
    """A campaign ends on a day to come, within a year."""
