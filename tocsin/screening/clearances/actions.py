"""Clearing travellers of records: proposed by one officer, approved by another, withdrawn by any.

A clearance keeps the bell from ringing, so it takes two officers, as what stops a traveller does.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q

from tocsin.records.registers.models import Record
from tocsin.records.registers.queries import current_statements
from tocsin.records.registers.rules import values
from tocsin.records.registers.sight import seen_by
from tocsin.resolution.rules import hashed_documents
from tocsin.safeguards.access.actions import officer_of, require, viewing
from tocsin.safeguards.access.errors import NotFound
from tocsin.safeguards.access.rules import Actor, Permission
from tocsin.safeguards.approval import actions as approval
from tocsin.safeguards.approval.models import Proposal
from tocsin.safeguards.approval.rules import Case, Second
from tocsin.safeguards.ledger.actions import note
from tocsin.screening.clearances.errors import NothingToKnowBy, RecordNamesDocument
from tocsin.screening.clearances.models import Clearance, ClearedDocument
from tocsin.screening.clearances.rules import Grounds, checked

WAITS = timedelta(hours=72)
GIVE = Case(
    "clearance.give",
    proposes=Permission.CLEARANCE_GIVE,
    approves=Permission.CLEARANCE_GIVE,
    second=Second.SAME_MEMBER,
    lasts=WAITS,
)


def propose_clearance(
    actor: Actor,
    record_id: UUID,
    marks: Sequence[str],
    grounds: Grounds,
    *,
    key: bytes,
    now: datetime,
) -> Clearance:
    """Say that whoever bears these documents is not the record's subject.

    ``marks`` are hashes of the documents (`resolution.rules.hashed_documents`) under ``key``, the
    node's exclusion key. Raises NotFound, OfficersOnly, NothingToKnowBy, RecordNamesDocument, or as
    `rules.checked` does.
    """
    require(actor, Permission.CLEARANCE_GIVE)
    officer_id = officer_of(actor)
    stands_on = checked(grounds, now)
    if not marks:
        raise NothingToKnowBy
    with viewing(actor):
        _check_record(actor, record_id, marks, key)
        made = Clearance(
            record_id=record_id,
            member_id=actor.member_id,
            officer_id=officer_id,
            basis=stands_on.basis,
            told=stands_on.told,
            agreed_on=stands_on.on,
            proposed_at=now,
            expires_at=stands_on.until,
        )
        approval.propose(
            actor,
            GIVE,
            made.thing,
            stands_on.told,
            now=now,
            particulars={"record": str(record_id)},
        )
        made.save(force_insert=True)
        ClearedDocument.objects.bulk_create(
            ClearedDocument(clearance=made, member_id=actor.member_id, mark=each)
            for each in sorted(set(marks))
        )
    return made


def _check_record(actor: Actor, record_id: UUID, marks: Sequence[str], key: bytes) -> None:
    record = Record.objects.filter(seen_by(actor), id=record_id).first()
    if record is None:
        raise NotFound
    stated: Any = values(current_statements([record]).get(str(record_id), []), "document")
    numbers = [(each.get("issuer_code") or "", each.get("number") or "") for each in stated]
    if set(hashed_documents(numbers, key)) & set(marks):
        raise RecordNamesDocument


def approve_clearance(actor: Actor, clearance_id: UUID, *, now: datetime) -> None:
    """The second officer agrees: from now on it holds. Raises as `approval.approve`."""
    require(actor, Permission.CLEARANCE_GIVE)
    with viewing(actor):
        found = _own(actor, clearance_id)
        approval.approve(actor, GIVE, _proposal_on(found), now=now)
        note(actor, "clearance.give", found.thing, permission=Permission.CLEARANCE_GIVE)
        found.approved_at = now
        found.save(update_fields=["approved_at"])


def refuse_clearance(actor: Actor, clearance_id: UUID, reason: str, *, now: datetime) -> None:
    """The second officer doesn't agree: nothing of it is kept. Raises as `approve_clearance`."""
    require(actor, Permission.CLEARANCE_GIVE)
    with viewing(actor):
        found = _own(actor, clearance_id)
        approval.refuse(actor, GIVE, _proposal_on(found), reason, now=now)
        found.delete()


def withdraw_clearance(actor: Actor, clearance_id: UUID) -> None:
    """End it at once and keep nothing of it: the consent is withdrawn, or it was a mistake."""
    require(actor, Permission.CLEARANCE_GIVE)
    with viewing(actor):
        found = _own(actor, clearance_id)
        note(actor, "clearance.withdraw", found.thing, permission=Permission.CLEARANCE_GIVE)
        found.delete()


def forget_ended(actor: Actor, *, now: datetime) -> int:
    """Delete the member's clearances that are over, or that nobody approved; how many."""
    require(actor, Permission.TRAVELLER_SCREEN)
    with viewing(actor):
        unapproved = Q(approved_at=None, proposed_at__lte=now - WAITS)
        due = Clearance.objects.filter(
            unapproved | Q(expires_at__lte=now), member_id=actor.member_id
        )
        count = due.count()
        if count:
            note(
                actor,
                "clearance.forget",
                permission=Permission.TRAVELLER_SCREEN,
                particulars={"clearances": count},
            )
            due.delete()
    return count


def _own(actor: Actor, clearance_id: UUID) -> Clearance:
    """One of the member's own. Raises NotFound."""
    own = Clearance.objects.select_for_update(of=("self",)).filter(
        seen_by(actor, "record__"), member_id=actor.member_id
    )
    found = own.filter(id=clearance_id).first()
    if found is None:
        raise NotFound
    return found


def _proposal_on(clearance: Clearance) -> UUID:
    about = Proposal.objects.filter(case=GIVE.name, thing=clearance.thing)
    found = about.order_by("-proposed_at").first()
    if found is None:
        raise NotFound
    return found.id
