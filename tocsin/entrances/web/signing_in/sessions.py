"""Sessions that end: after half an hour without a visit, and after a working day in any case.

What renews itself in an open page is no visit: a screen that nobody sits before ends too.
"""

from __future__ import annotations

from collections.abc import Callable, MutableMapping
from datetime import datetime, timedelta
from typing import Any

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse

from tocsin.safeguards.appointments.facts import SessionsEnd

IDLE = timedelta(minutes=30)
WHOLE = timedelta(hours=12)
STAMPED = timedelta(minutes=1)
"""A visit is written down this often, and not with every page."""
BEGAN, SEEN = "tocsin.began", "tocsin.seen"

Answer = Callable[[HttpRequest], HttpResponse]
Session = MutableMapping[str, Any]


def ending_sessions(answer: Answer) -> Answer:
    """Sign out whose time is up, before anything is answered."""

    def answer_in_time(request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            now = settings.CLOCK()
            if is_over(request.session, now):
                logout(request)
            elif not getattr(request, "htmx", False):
                stamp(request.session, now)
        return answer(request)

    return answer_in_time


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


def end_sessions(fact: SessionsEnd) -> None:
    """Sign an officer out everywhere."""
    for each in UserSession.objects.filter(user_id=fact.officer_id):
        each.end()
