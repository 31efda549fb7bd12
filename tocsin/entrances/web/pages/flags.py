"""Flags: where a member does less than a record asks, and why."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from tocsin.entrances.web.pages.forms import FormError, error_of


@dataclass(frozen=True, slots=True)
class FlagLine:
    """One flag; ``action`` stands in place of ``asked``. ``own`` is the viewer's member's."""

    record_pk: str
    reference: str
    originator_code: str
    member_code: str
    asked: str
    action: str
    reason: str
    made_at: datetime
    lifted_at: datetime | None = None
    own: bool = False


@dataclass(frozen=True, slots=True)
class FlagsPage:
    """What the member flagged, and what others flagged of its records."""

    now: datetime
    own: tuple[FlagLine, ...] = ()
    on_ours: tuple[FlagLine, ...] = ()


@dataclass(frozen=True, slots=True)
class FlagPage:
    """The form on one record. Sent as: action, reason; ``offered`` are weaker actions."""

    record_pk: str
    reference: str
    originator: str
    asked: str
    offered: tuple[str, ...] = ()
    standing: FlagLine | None = None
    action: str = ""
    reason: str = ""
    errors: tuple[FormError, ...] = field(default=())

    @property
    def action_error(self) -> str:
        return error_of(self.errors, "action")

    @property
    def reason_error(self) -> str:
        return error_of(self.errors, "reason")
