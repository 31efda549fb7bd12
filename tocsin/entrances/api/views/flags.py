"""Flags: a receiving member does less than a record asks, and says why."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest

from tocsin.entrances.api import asked
from tocsin.entrances.api.answered import FlagMade
from tocsin.entrances.api.bearer import actor_of
from tocsin.foundations.clock import system_clock
from tocsin.records.handling import actions


def flag(request: HttpRequest, record_id: UUID, flagging: asked.FlagAsked) -> tuple[int, FlagMade]:
    """Let your member do a weaker action than the record asks. A flag of before gives way."""
    made = actions.flag(
        actor_of(request), record_id, flagging.action, flagging.reason, now=system_clock()
    )
    return 201, FlagMade(
        record=record_id,
        asked=made.asked,
        action=made.action,
        reason=made.reason,
        made_at=made.made_at,
    )


def lift(request: HttpRequest, record_id: UUID) -> tuple[int, None]:
    """Let your member do again what the record asks."""
    actions.lift(actor_of(request), record_id, now=system_clock())
    return 204, None
