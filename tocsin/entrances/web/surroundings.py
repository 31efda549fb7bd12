"""What surrounds every page: who is here and where they may go, from the visit or the session."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext

from tocsin import __version__
from tocsin.alerts.queries import waiting
from tocsin.entrances.web.navigation import Waiting, navigation
from tocsin.entrances.web.pages.shell import NavigationPart, OfficerHere, Shell
from tocsin.entrances.web.signing_in.factors import lacks_factor
from tocsin.members.queries import demonstration_began
from tocsin.review.queries import counts
from tocsin.review.rules import AWAITING
from tocsin.safeguards.access.actions import actor_for
from tocsin.safeguards.access.errors import MemberNotActive
from tocsin.safeguards.access.rules import Actor, Permission, is_permitted
from tocsin.safeguards.approval.queries import waiting_for
from tocsin.safeguards.audit.queries import own_unanswered
from tocsin.screening.actions import UNMASK

if TYPE_CHECKING:
    from tocsin.entrances.web.visits import Visit


def surroundings(request: HttpRequest) -> dict[str, object]:
    """The context processor: ``shell`` for the layout; ``must_set_up`` for who lacks a factor."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"shell": Shell(banner=_banner(), version=__version__)}
    actor = _actor(request)
    return {
        "must_set_up": _must_set_up(request),
        "shell": Shell(
            officer=_officer(user, actor),
            navigation=_navigation(request, actor) if actor else (),
            banner=_banner(),
            version=__version__,
        ),
    }


def _banner() -> str:
    if demonstration_began() is None:
        return ""
    return gettext(
        "Demonstration: every person, member and flight here is invented, passwords are printed,"
        " and no second factor is asked for."
    )


def _must_set_up(request: HttpRequest) -> bool:
    """Whether a second factor is to be set up first; whoever is inside has one."""
    return not hasattr(request, "visit") and lacks_factor(request.user)


def _actor(request: HttpRequest) -> Actor | None:
    visit: Visit | None = getattr(request, "visit", None)
    if visit:
        return visit.actor
    if _must_set_up(request):
        return None  # There is one place to go, and they are there.
    try:
        return actor_for(cast(Any, request.user))
    except MemberNotActive:
        return None


def _officer(user: Any, actor: Actor | None) -> OfficerHere:
    member = user.unit.member
    roles = tuple(sorted(actor.roles)) if actor else ()
    return OfficerHere(user.name, member.code, member.name, user.unit.name, roles)


def _navigation(request: HttpRequest, actor: Actor) -> tuple[NavigationPart, ...]:
    match = request.resolver_match
    route = (match.url_name or "") if match else ""
    return navigation(actor, route, _waiting(actor) if hasattr(request, "visit") else {})


def _waiting(actor: Actor) -> Waiting:
    """What waits at each place; inside a visit, whose viewpoint the database has."""
    return {
        "queue": _awaiting(actor),
        "alerts": _ringing(actor),
        "justifications": own_unanswered(actor),
        "unmaskings": _to_unmask(actor),
    }


def _to_unmask(actor: Actor) -> int | None:
    """How many requests to show a hidden traveller wait for this officer's answer."""
    may = is_permitted(actor, Permission.TRAVELLER_UNMASK)
    return waiting_for(actor, UNMASK, now=settings.CLOCK()) if may else None


def _ringing(actor: Actor) -> int | None:
    """How many alerts wait for the member's next step."""
    return waiting(actor) if is_permitted(actor, Permission.ALERT_READ) else None


def _awaiting(actor: Actor) -> int | None:
    """How many candidates await a decision."""
    if not is_permitted(actor, Permission.QUEUE_READ):
        return None
    found = counts(actor)
    return sum(found[state] for state in AWAITING)
