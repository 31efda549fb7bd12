"""Flagging an action and lifting the flag: by the member that received the record, for itself."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from tocsin.foundations.facts import publish
from tocsin.records.handling.errors import NothingFlagged, OwnRecord, RecordOver
from tocsin.records.handling.facts import ActionFlagged
from tocsin.records.handling.models import Flag
from tocsin.records.handling.rules import check_weaker, checked_reason
from tocsin.records.registers import queries as registers
from tocsin.records.registers.models import Record
from tocsin.safeguards.access.actions import officer_of, require, viewing
from tocsin.safeguards.access.rules import Actor, Permission
from tocsin.safeguards.ledger.actions import note


def flag(actor: Actor, record_id: UUID, action: str, reason: str, *, now: datetime) -> Flag:
    """From now on the actor's member does ``action`` instead; a flag of before gives way.

    Raises NotFound, OwnRecord, RecordOver, NotWeaker and FlagReasonMissing.
    """
    require(actor, Permission.RECORD_FLAG)
    officer_id, bare = officer_of(actor), checked_reason(reason)
    with viewing(actor):
        record = registers.record(actor, record_id)
        _check_flaggable(actor, record, now)
        instead = check_weaker(record.requested_action, action)
        _note(actor, record, instead)
        _lift(actor, record, now)
        made = Flag.objects.create(
            record=record,
            member_id=actor.member_id,
            officer_id=officer_id,
            asked=record.requested_action,
            action=instead,
            reason=bare,
            made_at=now,
        )
        _tell(actor, record, instead, now)
    return made


def lift(actor: Actor, record_id: UUID, *, now: datetime) -> None:
    """The member does again what is asked. Raises NotFound and NothingFlagged."""
    require(actor, Permission.RECORD_FLAG)
    with viewing(actor):
        record = registers.record(actor, record_id)
        _note(actor, record, "")
        if not _lift(actor, record, now):
            raise NothingFlagged
        _tell(actor, record, "", now)


def _check_flaggable(actor: Actor, record: Record, now: datetime) -> None:
    if record.originator_id == actor.member_id:
        raise OwnRecord
    if record.state != Record.State.PUBLISHED or record.expires_at <= now:
        raise RecordOver


def _lift(actor: Actor, record: Record, now: datetime) -> int:
    standing = Flag.objects.filter(record=record, member_id=actor.member_id, lifted_at=None)
    return standing.update(lifted_at=now)


def _note(actor: Actor, record: Record, instead: str) -> None:
    note(
        actor,
        "record.flag" if instead else "record.lift-flag",
        f"record:{record.id}",
        permission=Permission.RECORD_FLAG,
        particulars={"asked": record.requested_action, "instead": str(instead)},
    )


def _tell(actor: Actor, record: Record, instead: str, now: datetime) -> None:
    publish(ActionFlagged(record.id, record.originator_id, actor.member_id, str(instead), now))
