"""The pages of the flights, and of one with its candidates and what was wrong in its message."""

from __future__ import annotations

from django.http import HttpResponse

from tocsin.entrances.web.filling.flights import flight_page, flights_page
from tocsin.entrances.web.filling.queue import on_flight
from tocsin.entrances.web.paging import page_number
from tocsin.entrances.web.visits import Visit
from tocsin.review.queries import counts_by_manifest, on_manifest
from tocsin.safeguards.access.rules import Permission
from tocsin.travel import queries


def flights(visit: Visit) -> HttpResponse:
    found = queries.manifests(visit.actor)
    counts = counts_by_manifest(visit.actor) if visit.may(Permission.QUEUE_READ) else {}
    page = flights_page(found, counts, page_number(visit), visit.now)
    return visit.show("pages/flights.html", page)


def flight(visit: Visit, manifest_id: int) -> HttpResponse:
    found = queries.manifest(visit.actor, manifest_id)
    may_see = visit.may(Permission.QUEUE_READ)
    candidates = on_flight(on_manifest(visit.actor, manifest_id)) if may_see else ()
    page = flight_page(found, candidates, visit.now, may_see_candidates=may_see)
    return visit.show("pages/flight.html", page)
