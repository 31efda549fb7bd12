"""Reading drafts of one's own member. The caller is inside ``access.viewing(actor)``."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from tocsin.records.drafting.models import Draft
from tocsin.records.drafting.rules import FINAL, UN, Identity, Request
from tocsin.records.registers.models import Record
from tocsin.safeguards.access.actions import require
from tocsin.safeguards.access.errors import NotFound
from tocsin.safeguards.access.rules import Actor, Permission, is_permitted
from tocsin.safeguards.approval.models import Proposal
from tocsin.safeguards.approval.queries import latest_on
from tocsin.safeguards.ledger.actions import note

MOST = 200


def drafts(actor: Actor) -> Sequence[Draft]:
    """The member's drafts and final requests, the last changed first."""
    require(actor, Permission.DRAFT_PREPARE)
    note(actor, "draft.list", permission=Permission.DRAFT_PREPARE)
    return list(Draft.objects.order_by("-changed_at")[:MOST])


def draft(actor: Actor, draft_id: UUID) -> Draft:
    """One draft. Raises NotFound."""
    require(actor, Permission.DRAFT_PREPARE)
    note(actor, "draft.read", f"draft:{draft_id}", permission=Permission.DRAFT_PREPARE)
    found = Draft.objects.filter(id=draft_id).first()
    if found is None:
        raise NotFound
    return found


def offered(actor: Actor, record: Record) -> tuple[Request, ...]:
    """What can be drafted from a record that the viewer was shown."""
    if not is_permitted(actor, Permission.DRAFT_PREPARE):
        return ()
    if record.source_list == UN:
        return (Request.AMENDMENT, Request.DELISTING)
    own = record.originator_id == actor.member_id and not record.source_list
    return (Request.LISTING,) if own else ()


def identity(draft_: Draft) -> Identity:
    """Who the draft is about, as it was taken from the record."""
    rows = tuple((heading, tuple(told)) for heading, told in draft_.subject)
    return Identity(draft_.register, rows)


def proposal_of(actor: Actor, draft_: Draft) -> Proposal | None:
    """The last proposal to make the draft final, if there is one."""
    return latest_on(actor, FINAL, f"draft:{draft_.id}")
