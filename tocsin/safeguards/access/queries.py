"""Reading an officer's own tokens, and the alarms that are for auditors."""

from __future__ import annotations

from tocsin.safeguards.access.actions import officer_of, require, viewing
from tocsin.safeguards.access.models import Alarm, Token
from tocsin.safeguards.access.rules import Actor, Permission
from tocsin.safeguards.ledger.actions import note

LATEST = 200


def own_tokens(actor: Actor) -> list[Token]:
    """The actor's tokens, newest first; never their secrets, which aren't kept."""
    require(actor, Permission.TOKEN_OWN)
    return list(Token.objects.filter(officer_id=officer_of(actor)))


def alarms(actor: Actor, *, limit: int = LATEST) -> list[Alarm]:
    """Who asked for too much, the latest first; what nobody has looked into comes before all."""
    require(actor, Permission.ALARM_READ)
    with viewing(actor):
        note(actor, "alarm.list", permission=Permission.ALARM_READ)
        return list(Alarm.objects.order_by("-seen_at", "-raised_at")[:limit])
