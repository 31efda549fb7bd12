"""Reading reports and questions. The caller is inside ``access.viewing(actor)``."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Q

from tocsin.members.models import Member
from tocsin.records.documents.models import BlankRange, Confirmation, DocumentAlert
from tocsin.records.documents.readings import normalised
from tocsin.safeguards.access.actions import require
from tocsin.safeguards.access.rules import Actor, Permission
from tocsin.safeguards.ledger.actions import note

LATEST = 100
"""Reports of one's own that are listed; older ones are found by their number."""


def own_code(actor: Actor) -> str:
    """The code under which the actor's member issues documents."""
    return str(Member.objects.values_list("code", flat=True).get(id=actor.member_id))


def own_reports(actor: Actor, number: str = "") -> Sequence[DocumentAlert]:
    """The member's own latest reports, or those of one number. Raises NumberUnreadable."""
    require(actor, Permission.DOCUMENT_REPORT)
    note(actor, "document.read", permission=Permission.DOCUMENT_REPORT)
    own = DocumentAlert.objects.filter(issuer__code=own_code(actor))
    if number:
        own = own.filter(number=normalised(number))
    return list(own.order_by("-id")[:LATEST])


def own_ranges(actor: Actor, *, now: datetime) -> Sequence[BlankRange]:
    """The member's own ranges of stolen blanks."""
    require(actor, Permission.DOCUMENT_REPORT)
    own = BlankRange.objects.filter(issuer__code=own_code(actor), ends_on__gt=now.date())
    return list(own.order_by("-id")[:LATEST])


def confirmations(actor: Actor) -> Sequence[Confirmation]:
    """Questions that the member asked and that were put to it, the latest first."""
    require(actor, Permission.DOCUMENT_CHECK)
    note(actor, "confirmation.read", permission=Permission.DOCUMENT_CHECK)
    mine = Q(asked_by_id=actor.member_id) | Q(issuer__code=own_code(actor))
    rows = Confirmation.objects.select_related("issuer", "asked_by").filter(mine)
    return list(rows.order_by("-asked_at")[:LATEST])
