"""Who may still listen, asked of the database for all open streams at once.

A stream is let in once and stays open; what an officer may is asked anew with each request. So the
streams are asked for again and again: whoever lost the session, the token, the appointment or the
membership meanwhile is heard of here, whichever way it was lost.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime

from tocsin.entrances.events.hub import Hearer
from tocsin.entrances.events.topics import Topic, heard_by
from tocsin.entrances.web.signing_in import sessions
from tocsin.safeguards.access.queries import officers_standing, tokens_standing
from tocsin.safeguards.access.rules import Actor, Permission, is_permitted


def standing(hearers: Collection[Hearer], now: datetime) -> dict[Hearer, frozenset[Topic]]:
    """Those who may still listen, and what each may hear of."""
    actors = {**_by_token(hearers, now), **_by_session(hearers, now)}
    return {
        hearer: heard_by(actor)
        for hearer, actor in actors.items()
        if is_permitted(actor, Permission.EVENT_HEAR)
    }


def _by_token(hearers: Iterable[Hearer], now: datetime) -> dict[Hearer, Actor]:
    asking = [each for each in hearers if each.token]
    if not asking:
        return {}
    found = tokens_standing((each.token for each in asking), now)
    return {each: found[each.token] for each in asking if each.token in found}


def _by_session(hearers: Iterable[Hearer], now: datetime) -> dict[Hearer, Actor]:
    asking = [each for each in hearers if each.session]
    if not asking:
        return {}
    signed_in = sessions.standing((each.session for each in asking), now)
    actors = officers_standing(signed_in.values())
    return {
        each: actors[each.officer_id]
        for each in asking
        if signed_in.get(each.session) == each.officer_id and each.officer_id in actors
    }
