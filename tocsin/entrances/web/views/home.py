"""Home: what awaits the officer's member, and how the register stands."""

from __future__ import annotations

from datetime import timedelta

from django.http import HttpResponse

from tocsin.encounters.sightings.queries import latest
from tocsin.entrances.web.filling.home import Awaiting, home_page
from tocsin.entrances.web.filling.movement import latest_of
from tocsin.entrances.web.filling.queue import counts_of, rows_of
from tocsin.entrances.web.pages import QueueCounts, SightingLine
from tocsin.entrances.web.views.lists import list_lines
from tocsin.entrances.web.visits import Visit
from tocsin.members.queries import demonstration_began
from tocsin.records.registers.queries import counts_by_list
from tocsin.review import queries as review
from tocsin.safeguards.access.rules import Permission
from tocsin.travel.queries import arrived_since

WAITING = 8
LATEST = 6
LATELY = timedelta(hours=24)


def home(visit: Visit) -> HttpResponse:
    flights = visit.may(Permission.FLIGHT_READ)
    page = home_page(
        visit.now,
        _awaiting(visit),
        list_lines(visit) if visit.may(Permission.LIST_READ) else None,
        _sightings(visit),
        arrived_since(visit.actor, visit.now - LATELY) if flights else (0, 0),
        records=sum(counts_by_list(visit.actor).values()),
        demonstration=demonstration_began() is not None,
    )
    return visit.show("pages/home.html", page)


def _awaiting(visit: Visit) -> Awaiting:
    if not visit.may(Permission.QUEUE_READ):
        return Awaiting(QueueCounts(), (), (), may_see=False, may_decide=False)
    may_decide = visit.may(Permission.DECISION_MAKE)
    found = review.queue(visit.actor, "awaiting", limit=WAITING)
    proposed = review.own_proposals(visit.actor)
    counts = counts_of(review.counts(visit.actor))
    rows = rows_of(found, may_decide=may_decide)
    return Awaiting(counts, rows, proposed, may_see=True, may_decide=may_decide)


def _sightings(visit: Visit) -> tuple[SightingLine, ...] | None:
    if not visit.may(Permission.MOVEMENT_READ):
        return None
    return latest_of(latest(visit.actor, now=visit.now, limit=LATEST))
