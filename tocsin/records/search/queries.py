"""Reading one's own saved searches. The caller is inside ``access.viewing(actor)``."""

from __future__ import annotations

from datetime import datetime

from tocsin.records.search.models import SavedSearch
from tocsin.safeguards.access.actions import require
from tocsin.safeguards.access.rules import Actor, Permission


def saved_searches(actor: Actor, *, now: datetime) -> list[SavedSearch]:
    """The officer's own that haven't ended, the soonest to end first."""
    require(actor, Permission.RECORD_SEARCH)
    if actor.officer_id is None:
        return []
    own = SavedSearch.objects.filter(officer_id=actor.officer_id, expires_at__gt=now)
    return list(own.order_by("expires_at"))
