"""Sessions that end: after half an hour without a visit, and after a working day in any case.

What renews itself in an open page is no visit: a screen that nobody sits before ends too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, MutableMapping
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any, cast

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY, get_user_model, logout
from django.contrib.sessions.models import Session as KeptSession
from django.http import HttpRequest, HttpResponse

from tocsin.safeguards.appointments.facts import SessionsEnd

IDLE = timedelta(minutes=30)
WHOLE = timedelta(hours=12)
STAMPED = timedelta(minutes=1)
"""A visit is written down this often, and not with every page."""
BEGAN, SEEN = "tocsin.began", "tocsin.seen"

EVENT_STREAM = "text/event-stream"
"""What a browser accepts when it opens a stream (HTML Living Standard, 9.2.3)."""

Answer = Callable[[HttpRequest], HttpResponse]
Session = MutableMapping[str, Any]


def ending_sessions(answer: Answer) -> Answer:
    """Sign out whose time is up, before anything is answered."""

    def answer_in_time(request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            now = settings.CLOCK()
            if is_over(request.session, now):
                logout(request)
            elif not renews_itself(request):
                stamp(request.session, now)
        return answer(request)

    return answer_in_time


def renews_itself(request: HttpRequest) -> bool:
    """Whether an open page asks, and no officer: for a part of itself, or for its stream."""
    in_part = bool(getattr(request, "htmx", False))
    return in_part or request.headers.get("Accept") == EVENT_STREAM


def begin(request: HttpRequest) -> None:
    """The officer has just signed in."""
    request.session[BEGAN] = request.session[SEEN] = settings.CLOCK().isoformat()


def stamp(session: Session, now: datetime) -> None:
    """Write the visit down, unless it was written down a moment ago."""
    session.setdefault(BEGAN, now.isoformat())
    if SEEN not in session or now - _moment(session, SEEN) >= STAMPED:
        session[SEEN] = now.isoformat()


def is_over(session: Session, now: datetime) -> bool:
    """Whether nobody visited for too long, or the session is as old as one may be."""
    idle = SEEN in session and now - _moment(session, SEEN) >= IDLE
    return idle or (BEGAN in session and now - _moment(session, BEGAN) >= WHOLE)


def _moment(session: Session, key: str) -> datetime:
    return datetime.fromisoformat(session[key])


def standing(keys: Iterable[str], now: datetime) -> dict[str, int]:
    """The officers of those sessions that have not ended, by the sessions' keys."""
    found = KeptSession.objects.filter(session_key__in=list(keys), expire_date__gt=now)
    opened = {each.session_key: _opened(each.session_data) for each in found}
    signed_in = {key: each for key, each in opened.items() if not is_over(each, now)}
    officers = get_user_model().objects.in_bulk(
        {int(each[SESSION_KEY]) for each in signed_in.values() if SESSION_KEY in each}
    )
    return {
        key: officer.pk
        for key, each in signed_in.items()
        if (officer := officers.get(int(each.get(SESSION_KEY, 0))))
        and each.get(HASH_SESSION_KEY) == officer.get_session_auth_hash()
    }


@lru_cache(maxsize=4096)
def _opened(sealed: str) -> Session:
    """A session as it is stored; read again only when it was written anew."""
    return cast(Session, KeptSession(session_data=sealed).get_decoded())


def end_sessions(fact: SessionsEnd) -> None:
    """Sign an officer out everywhere."""
    for each in UserSession.objects.filter(user_id=fact.officer_id):
        each.end()


def end_sessions_of(member_id: int) -> None:
    """Sign every officer of a member out everywhere."""
    for each in UserSession.objects.filter(user__unit__member_id=member_id):
        each.end()
