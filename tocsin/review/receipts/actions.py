"""Giving a traveller a receipt, and reading one again by its reference."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from tocsin.foundations.identifiers import new_reference
from tocsin.members.queries import contact_of, member_with_id
from tocsin.review import queries
from tocsin.review.models import Receipt
from tocsin.review.receipts.rules import Slip, check_may_be_told
from tocsin.safeguards.access.actions import officer_of, require, viewing
from tocsin.safeguards.access.errors import NotFound
from tocsin.safeguards.access.rules import Actor, Permission
from tocsin.safeguards.ledger.actions import note


def give_receipt(actor: Actor, candidate_id: UUID, *, now: datetime) -> Slip:
    """The receipt for the traveller of a candidate; asked for again, the same one.

    Raises NotFound, NotToBeTold, OfficersOnly.
    """
    require(actor, Permission.DECISION_MAKE)
    officer_id = officer_of(actor)
    with viewing(actor):
        found = queries.candidate(actor, candidate_id)
        require(actor, Permission.DECISION_MAKE, found)
        check_may_be_told(found.state, found.candidate.record.requested_action)
        thing = f"candidate:{candidate_id}"
        note(actor, "receipt.give", thing, permission=Permission.DECISION_MAKE)
        given, _is_new = Receipt.objects.get_or_create(
            adjudication=found,
            defaults={
                "member_id": found.member_id,
                "officer_id": officer_id,
                "reference": new_reference(),
                "given_at": now,
            },
        )
        return _slip(given)


def read_receipt(actor: Actor, reference: str) -> Slip:
    """A receipt of the actor's own member by its reference. Raises NotFound."""
    require(actor, Permission.DECISION_MAKE)
    with viewing(actor):
        note(actor, "receipt.read", permission=Permission.DECISION_MAKE)
        own = Receipt.objects.filter(member_id=actor.member_id, reference=reference.upper())
        found = own.first()
        if found is None:
            raise NotFound
        return _slip(found)


def _slip(given: Receipt) -> Slip:
    member = member_with_id(given.member_id)
    redress = member.redress_contact or contact_of(member.id)
    return Slip(given.reference, given.given_at, member.name, redress)
