"""Reading the decisions on published lists. They are public to all members, as the lists are."""

from __future__ import annotations

from datetime import datetime

from tocsin.records.admission.models import Standing
from tocsin.records.admission.rules import in_force
from tocsin.safeguards.access.actions import require
from tocsin.safeguards.access.rules import Actor, Permission
from tocsin.safeguards.approval.models import Proposal


def decisions(actor: Actor) -> list[Standing]:
    """Every decision on every list, the latest first."""
    require(actor, Permission.LIST_READ)
    return list(Standing.objects.all())


def in_force_on(source_list: str, *, now: datetime) -> Standing | None:
    """The decision that this list passes under now."""
    return in_force(Standing.objects.filter(source_list=source_list), now)


def was_ever_admitted(source_list: str) -> bool:
    """Whether anybody has decided on this list, or its first import let it in for now."""
    return Standing.objects.filter(source_list=source_list).exists()


def proposals(actor: Actor, *, now: datetime) -> list[Proposal]:
    """Proposed decisions that wait for a second registrar, as far as the viewer may see them."""
    require(actor, Permission.LIST_READ)
    waiting = Proposal.objects.filter(case="list.admit", answer__isnull=True, expires_at__gt=now)
    return list(waiting.order_by("proposed_at"))
