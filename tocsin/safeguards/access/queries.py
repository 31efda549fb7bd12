"""Reading an officer's own tokens, the alarms that are for auditors, and who may still act."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from tocsin.members.models import Officer
from tocsin.members.rules import State
from tocsin.safeguards.access.actions import actor_for, actor_within, officer_of, require, viewing
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


def officers_standing(ids: Iterable[int]) -> dict[int, Actor]:
    """Those of the officers who may still act, by id: appointed, of a member that is active."""
    found = Officer.objects.select_related("unit__member").filter(
        id__in=list(ids), is_active=True, unit__member__state=State.ACTIVE
    )
    return {each.id: actor_for(each) for each in found}


def tokens_standing(digests: Iterable[bytes], now: datetime) -> dict[bytes, Actor]:
    """The actors of those tokens that still count, by the digests of the tokens."""
    found = Token.objects.select_related("officer__unit__member").filter(
        digest__in=list(digests),
        revoked_at=None,
        expires_at__gt=now,
        officer__is_active=True,
        officer__unit__member__state=State.ACTIVE,
    )
    return {bytes(each.digest): actor_within(each) for each in found}
