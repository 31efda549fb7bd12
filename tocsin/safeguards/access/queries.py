"""Reading an officer's own tokens."""

from __future__ import annotations

from tocsin.safeguards.access.actions import officer_of, require
from tocsin.safeguards.access.models import Token
from tocsin.safeguards.access.rules import Actor, Permission


def own_tokens(actor: Actor) -> list[Token]:
    """The actor's tokens, newest first; never their secrets, which aren't kept."""
    require(actor, Permission.TOKEN_OWN)
    return list(Token.objects.filter(officer_id=officer_of(actor)))
