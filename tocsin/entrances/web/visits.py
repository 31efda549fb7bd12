"""The one way into a page: who asks, may they, and what they get when they may not.

A view is only ever called with a `Visit`: an officer who is signed in, whose permission was
asked for, in a transaction that the database shows from their member's viewpoint.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from typing import TYPE_CHECKING, Any, cast

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotAllowed
from django.shortcuts import redirect, render, resolve_url

from tocsin.entrances.web import refusals
from tocsin.entrances.web.bodies import Unkeepable, unkeepable_field
from tocsin.entrances.web.signing_in.factors import lacks_factor
from tocsin.foundations.errors import TocsinError
from tocsin.safeguards.access.actions import actor_for, look_as, require
from tocsin.safeguards.access.errors import MemberNotActive, NotFound, NotPermitted, TooMuchAsked
from tocsin.safeguards.access.rules import Actor, Permission, is_permitted

if TYPE_CHECKING:
    from tocsin.entrances.web.route import Route


@dataclass(frozen=True, slots=True)
class Visit:
    """One request of one officer: who acts, and when."""

    request: HttpRequest
    actor: Actor
    now: datetime

    def may(self, permission: Permission) -> bool:
        """Whether the officer has the permission for at least something of their own."""
        return is_permitted(self.actor, permission)

    @property
    def in_part(self) -> bool:
        """Whether htmx asks for the part that changed, and not for the whole page."""
        return bool(getattr(self.request, "htmx", False))

    def show(self, template: str, page: object, *, status: int = 200) -> HttpResponse:
        """The page as the template draws it."""
        return render(self.request, template, {"page": page}, status=status)


def entered(route: Route) -> Any:
    """The route's view, behind the door."""

    @wraps(route.view)
    def enter(request: HttpRequest, **given: Any) -> HttpResponseBase:
        if request.method not in route.methods:
            return HttpResponseNotAllowed(route.methods)
        if not request.user.is_authenticated:
            return _to_sign_in(request)
        if lacks_factor(request.user):
            return _to(resolve_url("mfa_index"), request)
        if unkept := unkeepable_field(request):
            return refusals.not_understood(request, Unkeepable(field=unkept))
        try:
            with transaction.atomic():  # What a hindrance left half done is undone.
                return _answered(route, request, given)
        except TocsinError as hindrance:
            return refusals.hindered(request, hindrance)

    return enter


def _answered(route: Route, request: HttpRequest, given: dict[str, Any]) -> HttpResponse:
    """The page, or the refusal: either way the ledger keeps that it was asked for."""
    try:
        return _admitted(route, request, given)
    except NotFound:
        return refusals.not_found(request)
    except (NotPermitted, MemberNotActive) as refusal:
        return refusals.not_permitted(request, refusal)
    except TooMuchAsked as refusal:
        return refusals.too_much(request, refusal)


def _admitted(route: Route, request: HttpRequest, given: dict[str, Any]) -> HttpResponse:
    actor = actor_for(cast(Any, request.user))
    look_as(actor)
    visit = Visit(request, actor, settings.CLOCK())
    request.visit = visit  # type: ignore[attr-defined]
    require(actor, cast(Permission, route.needs))
    answer: HttpResponse = route.view(visit, **given)
    return answer


def _to_sign_in(request: HttpRequest) -> HttpResponseBase:
    """The sign-in page; htmx is told to go there as a whole, not to put it into a table."""
    return _to(redirect_to_login(request.get_full_path()).url, request)


def _to(address: str, request: HttpRequest) -> HttpResponseBase:
    if getattr(request, "htmx", False):
        return HttpResponse(headers={"HX-Redirect": address})
    return redirect(address)
