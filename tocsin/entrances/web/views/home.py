"""Home: what awaits the officer's member, and how the register stands."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext

from tocsin.encounters.corrections import actions as corrections
from tocsin.encounters.corrections.queries import awaiting
from tocsin.encounters.sightings.queries import latest
from tocsin.entrances.web.filling.home import Awaiting, home_page
from tocsin.entrances.web.filling.movement import latest_of
from tocsin.entrances.web.filling.own_records import noted
from tocsin.entrances.web.filling.queue import Reader, counts_of, rows_of
from tocsin.entrances.web.pages import QueueCounts, SightingLine
from tocsin.entrances.web.pages.contributing import OwnRecord
from tocsin.entrances.web.pages.home import NoticeLine
from tocsin.entrances.web.views.lists import list_lines
from tocsin.entrances.web.visits import Visit
from tocsin.members.queries import codes_by_id, demonstration_began
from tocsin.records.gate.queries import waiting_count
from tocsin.records.lifecycle import queries as lifecycle
from tocsin.records.registers.queries import counts_by_list
from tocsin.records.suspension import queries as suspension
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
    page = replace(page, due=_due(visit), at_gate=_at_gate(visit), notices=_notices(visit))
    page = replace(page, silenced=_silenced(visit))
    return visit.show("pages/home.html", page)


def acknowledge(visit: Visit, notice_id: UUID) -> HttpResponse:
    """Say that the member knows of a correction; what it does is its own to do."""
    corrections.acknowledge(visit.actor, notice_id, now=visit.now)
    messages.success(visit.request, gettext("Recorded. The originator sees that you know."))
    return redirect("home")


def _due(visit: Visit) -> tuple[OwnRecord, ...]:
    if not visit.may(Permission.RECORD_CONTRIBUTE):
        return ()
    actor, now = visit.actor, visit.now
    ending = lifecycle.ending(actor, now=now, limit=LATEST)
    reminders = lifecycle.reminders(actor, [each.id for each in ending])
    return noted(lifecycle.overdue(actor, now=now, limit=LATEST), ending, reminders)


def _at_gate(visit: Visit) -> int:
    return waiting_count(visit.actor) if visit.may(Permission.GATE_REVIEW) else 0


def _silenced(visit: Visit) -> int:
    return suspension.waiting(visit.actor) if visit.may(Permission.RECORD_CONTRIBUTE) else 0


def _notices(visit: Visit) -> tuple[NoticeLine, ...]:
    if not visit.may(Permission.MOVEMENT_READ):
        return ()
    codes = codes_by_id()
    return tuple(
        NoticeLine(
            str(each.id),
            str(each.record_id),
            codes.get(each.originator_id, ""),
            each.what,
            each.reason,
            each.sightings,
            each.made_at,
        )
        for each in awaiting(visit.actor, limit=LATEST)
    )


def _awaiting(visit: Visit) -> Awaiting:
    if not visit.may(Permission.QUEUE_READ):
        return Awaiting(QueueCounts(), (), (), may_see=False, may_decide=False)
    may_decide = visit.may(Permission.DECISION_MAKE)
    found = review.queue(visit.actor, "awaiting", limit=WAITING)
    proposed = review.own_proposals(visit.actor)
    counts = counts_of(review.counts(visit.actor))
    reader = Reader(visit.actor.officer_id, visit.now, may_decide, proposed)
    rows = rows_of(found, reader)
    return Awaiting(counts, rows, proposed, may_see=True, may_decide=may_decide)


def _sightings(visit: Visit) -> tuple[SightingLine, ...] | None:
    if not visit.may(Permission.MOVEMENT_READ):
        return None
    return latest_of(latest(visit.actor, now=visit.now, limit=LATEST))
