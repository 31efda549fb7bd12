"""Deciding on published lists: one registrar proposes, another confirms; either may end it."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from tocsin.foundations.facts import publish
from tocsin.records.admission.errors import NothingStands, StandsAlready, UnknownList
from tocsin.records.admission.facts import ListAdmitted, ListBarred
from tocsin.records.admission.models import Standing
from tocsin.records.admission.queries import in_force_on, was_ever_admitted
from tocsin.records.admission.rules import BY_RULE, LASTS, PROVISIONAL, stands
from tocsin.safeguards.access.actions import officer_of, require, viewing
from tocsin.safeguards.access.rules import Actor, Permission
from tocsin.safeguards.approval.actions import approve, propose
from tocsin.safeguards.approval.models import Proposal
from tocsin.safeguards.approval.rules import Case, Second, checked_reason
from tocsin.safeguards.ledger.actions import note

ADMIT = Case(
    "list.admit",
    proposes=Permission.LIST_ADMIT,
    approves=Permission.LIST_ADMIT,
    second=Second.ANY_MEMBER,
    lasts=timedelta(days=30),
)
FOR_NOW = "Let in by its first import on this node, until two registrars have decided."


def propose_admission(actor: Actor, source_list: str, reason: str, *, now: datetime) -> Proposal:
    """Propose that a publisher's list passes the gate for a year; another registrar confirms it.

    Raises UnknownList or StandsAlready.
    """
    require(actor, Permission.LIST_ADMIT)
    if source_list in BY_RULE or not source_list.strip():
        raise UnknownList
    with viewing(actor):
        standing = in_force_on(source_list, now=now)
        if standing and not standing.is_provisional and standing.until - now > PROVISIONAL:
            raise StandsAlready(until=f"{standing.until:%d %B %Y}")
        particulars = {"list": source_list}
        thing = f"list:{source_list}"
        return propose(actor, ADMIT, thing, reason, now=now, particulars=particulars, asked=None)


def confirm_admission(actor: Actor, proposal_id: UUID, *, now: datetime) -> Standing:
    """The second registrar agrees: the list passes from now on. Raises as `approve`."""
    require(actor, Permission.LIST_ADMIT)
    with viewing(actor):
        approved = approve(actor, ADMIT, proposal_id, now=now)
        source_list = str(approved.particulars["list"])
        Standing.objects.filter(source_list=source_list, ended_at=None, until__gt=now).update(
            ended_at=now, end_reason="Another decision took its place."
        )
        standing = Standing.objects.create(
            source_list=source_list,
            reason=approved.reason,
            proposed_by=approved.officer_id,
            confirmed_by=officer_of(actor),
            begins_at=now,
            until=now + LASTS,
        )
    publish(ListAdmitted(source_list, standing.id, standing.until, now))
    return standing


def admit_for_now(actor: Actor, source_list: str, *, now: datetime) -> Standing | None:
    """Let a list in that nobody has decided on, until two registrars have; None if it was before.

    The caller is inside ``access.viewing(actor)``, who imports the list.
    """
    require(actor, Permission.LIST_IMPORT)
    if source_list in BY_RULE or was_ever_admitted(source_list):
        return None
    permission = Permission.LIST_IMPORT
    note(actor, "list.admit-for-now", f"list:{source_list}", permission=permission)
    return Standing.objects.create(
        source_list=source_list, reason=FOR_NOW, begins_at=now, until=now + PROVISIONAL
    )


def end_admission(actor: Actor, standing_id: UUID, reason: str, *, now: datetime) -> None:
    """From now on no entry of the list matches anybody. Raises NothingStands."""
    require(actor, Permission.LIST_ADMIT)
    why = checked_reason(reason)
    with viewing(actor):
        standing = Standing.objects.select_for_update().filter(id=standing_id).first()
        if standing is None or not stands(standing, now):
            raise NothingStands
        thing = f"list:{standing.source_list}"
        note(actor, "list.bar", thing, permission=Permission.LIST_ADMIT)
        standing.ended_at, standing.end_reason = now, why
        standing.ended_by = officer_of(actor)
        standing.save(update_fields=["ended_at", "end_reason", "ended_by"])
    publish(ListBarred(standing.source_list, now))
