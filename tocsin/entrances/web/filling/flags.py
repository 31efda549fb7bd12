"""Flags as their pages show them, and the form that makes one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext

from tocsin.entrances.web.pages import FlagLine, FlagPage, FlagsPage, FormError
from tocsin.records.handling.rules import SHORTEST_REASON, weaker


def flags_page(flags: Iterable[Any], member_id: int, now: datetime) -> FlagsPage:
    lines = [flag_line(each, member_id) for each in flags]
    own = tuple(each for each in lines if each.own)
    return FlagsPage(now, own, tuple(each for each in lines if not each.own))


def flag_line(flag: Any, member_id: int) -> FlagLine:
    return FlagLine(
        record_pk=str(flag.record_id),
        reference=flag.record.reference,
        originator_code=flag.record.originator.code,
        member_code=flag.member.code,
        asked=flag.asked,
        action=flag.action,
        reason=flag.reason,
        made_at=flag.made_at,
        lifted_at=flag.lifted_at,
        own=flag.member_id == member_id,
    )


def flag_page(
    record: Any, standing: FlagLine | None, typed: Mapping[str, str], errors: Iterable[FormError]
) -> FlagPage:
    return FlagPage(
        record_pk=str(record.id),
        reference=record.reference,
        originator=record.originator.name,
        asked=record.requested_action,
        offered=tuple(map(str, reversed(weaker(record.requested_action)))),
        standing=standing,
        action=typed.get("action", ""),
        reason=typed.get("reason", ""),
        errors=tuple(errors),
    )


def problems(typed: Mapping[str, str], requested_action: str) -> list[FormError]:
    """What has to be put right before the flag can be made."""
    errors = []
    if typed.get("action", "") not in weaker(requested_action):
        errors.append(FormError("action", gettext("Choose what your member does instead.")))
    if len(typed.get("reason", "").strip()) < SHORTEST_REASON:
        words = gettext("Write why, in at least %(n)d characters.") % {"n": SHORTEST_REASON}
        errors.append(FormError("reason", words))
    return errors
