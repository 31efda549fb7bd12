"""Drafting, and making final what a second officer of the member has read.

The caller is inside ``access.viewing(actor)``. Nothing is sent to anybody: a final request leaves
by the member's own mission.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from tocsin.foundations.vocabulary.codes import PersonStatus
from tocsin.records.drafting.errors import (
    ChangedMeanwhile,
    DraftIsFinal,
    NotFromThisRecord,
    PartsMissing,
)
from tocsin.records.drafting.models import Draft
from tocsin.records.drafting.queries import identity, offered
from tocsin.records.drafting.rules import (
    FINAL,
    Request,
    State,
    digest,
    identity_of,
    kept,
    missing,
    prefilled,
)
from tocsin.records.registers.models import Record
from tocsin.records.registers.queries import current_statements
from tocsin.records.registers.sight import seen_by
from tocsin.safeguards.access.actions import officer_of, require
from tocsin.safeguards.access.errors import NotFound
from tocsin.safeguards.access.rules import Actor, Permission
from tocsin.safeguards.approval.actions import approve, propose, refuse
from tocsin.safeguards.approval.models import Proposal
from tocsin.safeguards.ledger.actions import note

__all__ = [
    "approve_final",
    "begin_draft",
    "delete_draft",
    "propose_final",
    "refuse_final",
    "write_parts",
]


def begin_draft(actor: Actor, record_id: UUID, request: Request, *, now: datetime) -> Draft:
    """A draft that begins with what the record says. Raises NotFound, NotFromThisRecord."""
    require(actor, Permission.DRAFT_PREPARE)
    record = Record.objects.filter(seen_by(actor), id=record_id).first()
    if record is None:
        raise NotFound
    if request not in offered(actor, record):
        raise NotFromThisRecord
    draft = _draft(actor, record, request, now)
    _note(actor, "draft.begin", draft, record=str(record.id))
    draft.save(force_insert=True)
    return draft


def write_parts(actor: Actor, draft_id: UUID, parts: Mapping[str, str], *, now: datetime) -> Draft:
    """Keep what was written. Raises NotFound, DraftIsFinal."""
    require(actor, Permission.DRAFT_PREPARE)
    draft = _own(draft_id)
    _note(actor, "draft.write", draft)
    draft.parts = kept(parts, Request(draft.request), deceased=draft.deceased)
    draft.changed_at = now
    draft.save(update_fields=["parts", "changed_at"])
    return draft


def delete_draft(actor: Actor, draft_id: UUID) -> None:
    """Give a draft up. Raises NotFound, DraftIsFinal."""
    require(actor, Permission.DRAFT_PREPARE)
    draft = _own(draft_id)
    _note(actor, "draft.delete", draft)
    draft.delete()


def propose_final(actor: Actor, draft_id: UUID, reason: str, *, now: datetime) -> Proposal:
    """Put a whole draft before a second officer. Raises NotFound, DraftIsFinal, PartsMissing."""
    require(actor, Permission.DRAFT_PREPARE)
    draft = _own(draft_id)
    lacking = _missing(draft)
    if lacking:
        raise PartsMissing(parts="; ".join(lacking))
    told = {"digest": _digest(draft)}
    return propose(actor, FINAL, f"draft:{draft.id}", reason, now=now, particulars=told)


def approve_final(actor: Actor, draft_id: UUID, proposal_id: UUID, *, now: datetime) -> Draft:
    """A second officer has read it: from now on it is final.

    Raises NotFound, DraftIsFinal, ChangedMeanwhile, and what `approval.approve` raises.
    """
    require(actor, Permission.DRAFT_PREPARE)
    draft = _own(draft_id)
    proposal = approve(actor, FINAL, proposal_id, now=now)
    _check_same(draft, proposal)
    draft.state, draft.final_at = State.FINAL.value, now
    draft.save(update_fields=["state", "final_at"])
    return draft


def refuse_final(
    actor: Actor, draft_id: UUID, proposal_id: UUID, reason: str, *, now: datetime
) -> None:
    """The second officer doesn't agree; the draft stays one. Raises as `approve_final`."""
    require(actor, Permission.DRAFT_PREPARE)
    _own(draft_id)
    refuse(actor, FINAL, proposal_id, reason, now=now)


def _draft(actor: Actor, record: Record, request: Request, now: datetime) -> Draft:
    statements = current_statements([record]).get(str(record.id), [])
    told = {
        "legal_basis_citation": record.legal_basis_citation,
        "evidence_summary": record.evidence_summary,
        "narrative_summary": record.narrative_summary,
        "reference": record.reference,
    }
    about = identity_of(record.register, statements)
    deceased = record.person_status == PersonStatus.DECEASED
    return Draft(
        member_id=actor.member_id,
        officer_id=officer_of(actor),
        request=request.value,
        record_id=record.id,
        title=record.primary_name[:300],
        register=record.register,
        deceased=deceased,
        subject=[[heading, list(each)] for heading, each in about.rows],
        parts=kept(prefilled(request, told), request, deceased=deceased),
        made_at=now,
        changed_at=now,
    )


def _own(draft_id: UUID) -> Draft:
    """A draft of the viewer's member, by the database's own lock, that can still be changed."""
    draft = Draft.objects.select_for_update().filter(id=draft_id, state=State.DRAFT).first()
    if draft is None:
        if Draft.objects.filter(id=draft_id).exists():
            raise DraftIsFinal
        raise NotFound
    return draft


def _missing(draft: Draft) -> list[str]:
    return missing(Request(draft.request), draft.parts, identity(draft), deceased=draft.deceased)


def _digest(draft: Draft) -> str:
    return digest(draft.request, draft.parts, identity(draft))


def _check_same(draft: Draft, proposal: Proposal) -> None:
    about = proposal.thing == f"draft:{draft.id}"
    if not about or proposal.particulars.get("digest") != _digest(draft):
        raise ChangedMeanwhile


def _note(actor: Actor, did: str, draft: Draft, **particulars: object) -> None:
    note(
        actor,
        did,
        f"draft:{draft.id}",
        permission=Permission.DRAFT_PREPARE,
        particulars={"request": draft.request, **particulars},
    )
