"""Asking for access, taking a viewpoint in the database, and tokens for programs."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta

from django.db import connection, transaction

from tocsin.members.models import Member, Officer
from tocsin.safeguards.access.errors import (
    MemberNotActive,
    NotFound,
    NotPermitted,
    OfficersOnly,
    TokenRefused,
    UnsafeDatabaseRole,
)
from tocsin.safeguards.access.handling import sees_in
from tocsin.safeguards.access.models import Alarm, Token
from tocsin.safeguards.access.rules import (
    Actor,
    Permission,
    Role,
    is_from,
    is_permitted,
    networks,
    scope,
)
from tocsin.safeguards.ledger import actions as ledger

TOKEN_LIFE = timedelta(days=90)
TOKEN_PREFIX = "tocsin_"  # noqa: S105 - not a secret: lets scanners recognise a leaked token
HINT = 4
"""Characters of a token, after its prefix, that are kept in clear (24 of its 256 bits)."""


def require(actor: Actor, permission: Permission, thing: object = None) -> None:
    """Go on only if the actor may; the first line of every action."""
    if not is_permitted(actor, permission, thing):
        raise NotPermitted


def actor_for(officer: Officer) -> Actor:
    """The actor that this officer is now: roles and membership as they stand this moment."""
    member = officer.unit.member
    if member.state != Member.State.ACTIVE or not officer.is_active:
        raise MemberNotActive
    roles = frozenset(role for role in Role if role in officer.roles)
    return Actor(member.id, roles, officer.id, officer.name)


def officer_of(actor: Actor) -> int:
    """The officer who acts. Raises OfficersOnly where the node acts for itself."""
    if actor.officer_id is None:
        raise OfficersOnly
    return actor.officer_id


def look_as(actor: Actor) -> None:
    """Show this transaction only the rows that the actor's member may see in the actor's roles.

    Raises MemberNotActive: here whoever acts for a suspended member is stopped, officer or not.
    """
    _look(actor)


@contextmanager
def viewing(actor: Actor) -> Iterator[None]:
    """One transaction in which the database shows what the actor's member may see."""
    with transaction.atomic():
        before = _look(actor)
        yield
        _set_view(*before)


def _look(actor: Actor) -> tuple[str, str]:
    """Set the viewer; who it was before. One statement, because every deed waits for it."""
    member = actor.member_id
    with connection.cursor() as cursor:
        cursor.execute(_LOOK, [member, str(member), ",".join(sorted(sees_in(actor.roles)))])
        before, sees, is_out, *_set = cursor.fetchone() or ("", "", True)
    if is_out:
        raise MemberNotActive
    return str(before), str(sees)


def _set_view(member: str, sees: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "select set_config('tocsin.member', %s, true), set_config('tocsin.sees', %s, true)",
            [member, sees],
        )


_LOOK = """
    with before as materialized (
        select coalesce(current_setting('tocsin.member', true), '') as member,
            coalesce(current_setting('tocsin.sees', true), '') as sees,
            exists (select from members_member where id = %s and state <> 'active') as is_out
    )
    select member, sees, is_out,
        case when not is_out then set_config('tocsin.member', %s, true) end,
        case when not is_out then set_config('tocsin.sees', %s, true) end
    from before
"""


def note_sign_in(officer: Officer) -> None:
    """Write that an officer came in."""
    note_account(officer, "officer.sign-in")


def note_account(officer: Officer, did: str, kind: str = "") -> None:
    """Write what an officer did to their own account; ``kind`` is that of a second factor."""
    actor = Actor(officer.unit.member_id, frozenset(), officer.id, officer.name)
    with viewing(actor):
        ledger.note(actor, did, particulars={"kind": kind} if kind else None)


def check_database_role() -> None:
    """Refuse to work under a database role that row-level security doesn't bind."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select current_user, rolsuper or rolbypassrls or exists("
            "  select from pg_class where relowner = pg_roles.oid and relrowsecurity)"
            " from pg_roles where rolname = current_user"
        )
        role, unsafe = cursor.fetchone() or ("?", True)
    if unsafe:
        raise UnsafeDatabaseRole(role=role)


def create_token(
    actor: Actor,
    name: str,
    *,
    now: datetime,
    life: timedelta = TOKEN_LIFE,
    permissions: Iterable[Permission] | None = None,
    addresses: Iterable[str] = (),
) -> tuple[Token, str]:
    """A new token of the actor's own, and its secret, which can't be shown again.

    It is for ``permissions`` (None: all that the actor has now) and works from ``addresses``
    (networks as CIDR; none: from everywhere). Raises ScopeTooWide and NotAnAddress.
    """
    require(actor, Permission.TOKEN_OWN)
    officer_id = officer_of(actor)
    allowed, bound_to = sorted(scope(actor, permissions)), networks(addresses)
    secret = TOKEN_PREFIX + secrets.token_urlsafe(32)
    particulars = {"permissions": list(map(str, allowed)), "networks": len(bound_to)}
    ledger.note(actor, "token.create", permission=Permission.TOKEN_OWN, particulars=particulars)
    token = Token.objects.create(
        officer_id=officer_id,
        name=name,
        digest=digest_of(secret),
        hint=secret[: len(TOKEN_PREFIX) + HINT],
        permissions=allowed,
        addresses=bound_to,
        created_at=now,
        expires_at=now + life,
    )
    return token, secret


def revoke_token(actor: Actor, token_id: int, *, now: datetime) -> None:
    """End one of the actor's own tokens at once."""
    require(actor, Permission.TOKEN_OWN)
    ledger.note(actor, "token.revoke", f"token:{token_id}", permission=Permission.TOKEN_OWN)
    ended = Token.objects.filter(
        id=token_id, officer_id=officer_of(actor), revoked_at__isnull=True
    ).update(revoked_at=now)
    if not ended:
        raise NotFound


def revoke_tokens_of(member_id: int, *, now: datetime) -> None:
    """End every token of a member's officers, because the member has left."""
    of_member = Token.objects.filter(officer__unit__member_id=member_id, revoked_at__isnull=True)
    of_member.update(revoked_at=now)


def close_alarm(actor: Actor, alarm_id: int, *, now: datetime) -> None:
    """Say that the auditor looked into an alarm. Raises NotFound for one that they can't see."""
    require(actor, Permission.ALARM_READ)
    with viewing(actor):
        ledger.note(actor, "alarm.close", f"alarm:{alarm_id}", permission=Permission.ALARM_READ)
        closed = Alarm.objects.filter(id=alarm_id, seen_at=None).update(
            seen_at=now, seen_by=officer_of(actor)
        )
    if not closed:
        raise NotFound


def actor_of_token(secret: str, *, now: datetime, address: str = "") -> Actor:
    """The actor a bearer token speaks for, held to the token's scope; ``address`` is the asker's.

    Unknown, expired, revoked and from elsewhere are refused in the same words. What is compared is
    the secret's digest, found by its index: how long that takes tells nothing of the secret.
    """
    token = (
        Token.objects.select_related("officer__unit__member")
        .filter(digest=digest_of(secret), revoked_at__isnull=True, expires_at__gt=now)
        .first()
    )
    if token is None or not is_from(address, token.addresses):
        raise TokenRefused
    Token.objects.filter(id=token.id).update(last_used_at=now)
    return actor_within(token)


def actor_within(token: Token) -> Actor:
    """The actor that a token's officer is now, held to the token's scope."""
    return replace(actor_for(token.officer), only=_permissions(token))


def _permissions(token: Token) -> frozenset[Permission] | None:
    """What the token is for; a permission that no longer exists gives nothing."""
    if token.permissions is None:
        return None
    return frozenset(each for each in Permission if each in token.permissions)


def digest_of(secret: str) -> bytes:
    """What is kept of a token's secret."""
    return hashlib.sha256(secret.encode()).digest()
