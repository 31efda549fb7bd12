"""What can go wrong with telling and answering."""

from __future__ import annotations

from tocsin.foundations.errors import TocsinError


class AlertMovedOn(TocsinError):
    """Somebody has taken this step meanwhile. Open the alert again to see who and how."""


class AnswerMissing(TocsinError):
    """Choose what you answer, and say in a sentence what the other member needs to know."""


class EndpointRefused(TocsinError):
    """An address for alerts begins with https:// and names a server, without a user or password."""
