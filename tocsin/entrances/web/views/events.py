"""The stream of changes: letting an open page listen."""

from __future__ import annotations

from django.http import HttpResponseBase

from tocsin.entrances.events.hub import Hearer
from tocsin.entrances.events.stream import let_in
from tocsin.entrances.web.visits import Visit
from tocsin.safeguards.access.actions import officer_of


def events(visit: Visit) -> HttpResponseBase:
    actor = visit.actor
    session = visit.request.session.session_key or ""
    return let_in(visit.request, actor, Hearer(officer_of(actor), actor.member_id, session))
