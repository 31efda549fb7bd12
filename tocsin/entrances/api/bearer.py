"""Who asks: the officer a token speaks for, with the permission that the operation needs."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja.security import HttpBearer

from tocsin.entrances.addresses import address_of
from tocsin.foundations.clock import system_clock
from tocsin.safeguards.access.actions import actor_of_token, look_as, require
from tocsin.safeguards.access.errors import TokenRefused
from tocsin.safeguards.access.rules import Actor, Permission

SIGNED_BY = "Tocsin-Line"
SIGNED = object()


class AccessToken(HttpBearer):
    """A token from the page "API tokens" or from `tocsin tokens create`, as a bearer token.

    Roles and membership are read anew with each request: what an officer lost, a token lost.
    """

    def __init__(self, needs: Permission) -> None:
        super().__init__()
        self.needs = needs

    def __call__(self, request: HttpRequest) -> Actor:
        actor = super().__call__(request)
        if not isinstance(actor, Actor):
            raise TokenRefused
        return actor

    def authenticate(self, request: HttpRequest, token: str) -> Actor:
        actor = actor_of_token(token, now=system_clock(), address=address_of(request))
        require(actor, self.needs)
        look_as(actor)
        return actor


class TokenOrSignature(AccessToken):
    """A bearer token, or the signature of a carrier's line: that covers the body, so the operation
    checks it once the body is read.
    """

    def __call__(self, request: HttpRequest) -> Any:
        return SIGNED if SIGNED_BY in request.headers else super().__call__(request)


def is_signed(request: HttpRequest) -> bool:
    """Whether a request that was let in has a signature still to be checked."""
    return bool(request.auth is SIGNED)  # type: ignore[attr-defined]


def actor_of(request: HttpRequest) -> Actor:
    """The actor of a request that was let in."""
    actor: Actor = request.auth  # type: ignore[attr-defined]
    return actor
