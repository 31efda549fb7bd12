"""The screening desk at a glance, for who works at it."""

from __future__ import annotations

from django.http import HttpResponse

from tocsin.entrances.web.filling.desk import desk_page
from tocsin.entrances.web.visits import Visit
from tocsin.foundations.clock import day_of
from tocsin.members.queries import codes_by_id, names_by_id
from tocsin.records.suspension.queries import at_desk
from tocsin.review.outcomes.queries import outcomes
from tocsin.review.waiting import by_deadline
from tocsin.travel.intake.queries import depth, punctual
from tocsin.travel.queries import departing


def desk(visit: Visit) -> HttpResponse:
    actor, now = visit.actor, visit.now
    names = names_by_id()
    since, until = day_of(now)
    page = desk_page(
        now,
        departing(actor, since, until),
        punctual(actor, since, until, now=now),
        depth(actor),
        by_deadline(actor, now=now),
        outcomes(actor, now=now),
        at_desk(actor),
        {code: names.get(key, "") for key, code in codes_by_id().items()},
    )
    return visit.show("pages/desk_figures.html" if visit.in_part else "pages/desk.html", page)
