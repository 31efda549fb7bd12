"""The stream of changes: letting a program listen."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase

from tocsin.entrances.api.bearer import actor_of
from tocsin.entrances.events.hub import Hearer
from tocsin.entrances.events.stream import let_in
from tocsin.safeguards.access.actions import digest_of, officer_of


def events(request: HttpRequest) -> HttpResponseBase:
    """Server-sent events that say what changed, and never how: ask for it again.

    `queue` and `alerts` mean that your member's queue or inbox changed; `case` carries the id of a
    candidate that somebody claimed or decided. The stream ends when the token does.
    """
    actor = actor_of(request)
    secret = request.headers["Authorization"].split()[-1]
    hearer = Hearer(officer_of(actor), actor.member_id, token=digest_of(secret))
    return let_in(request, actor, hearer)
