"""Taking messages in, trying again what was put aside, and the lines and schedules of carriers."""

from __future__ import annotations

import base64
import binascii
import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from django.db import connection, transaction
from django.db.models import Count, Sum

from tocsin.formats.tables import Columns
from tocsin.safeguards.access.actions import require, viewing
from tocsin.safeguards.access.errors import NotFound
from tocsin.safeguards.access.rules import Actor, Permission, Role
from tocsin.safeguards.ledger.actions import note
from tocsin.travel.holding import days
from tocsin.travel.holding.keys import KeyFiles
from tocsin.travel.holding.rules import What
from tocsin.travel.intake import rules
from tocsin.travel.intake.errors import (
    InboxFull,
    KeyUnusable,
    LineNameTaken,
    LineRefused,
    MessageEmpty,
    MessageTooLarge,
    NotQuarantined,
    ReferenceTaken,
)
from tocsin.travel.intake.models import ExpectedFlight, Line, Message
from tocsin.travel.intake.rules import Event, State
from tocsin.travel.intake.schedules import Scheduled


@dataclass(frozen=True, slots=True)
class Signed:
    """What a carrier sends beside a message that it signed; ``sent`` is an ISO time with a zone."""

    line: str
    sent: str
    signature: str


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the sender is told: the message as it stands, and whether it had come before."""

    message: Message
    is_new: bool


def deliver(
    actor: Actor,
    files: KeyFiles,
    content: bytes,
    *,
    reference: str = "",
    line: Line | None = None,
    now: datetime,
) -> Receipt:
    """Put a message into the inbox. The same content, or reference, again finds the one there.

    Raises InboxFull, MessageTooLarge, MessageEmpty or ReferenceTaken. When this returns and its
    transaction has ended, the message is on disk, sealed.
    """
    require(actor, Permission.MESSAGE_DELIVER)
    _check_size(len(content))
    with viewing(actor):
        day, key = days.opened(files, actor.member_id, What.MESSAGES, now.date(), now=now)
        mark = key.fingerprint_of(content)
        if known := _known(actor, line, reference, mark):
            return Receipt(known, is_new=False)
        _check_depth(actor)
        message = Message(
            member_id=actor.member_id,
            officer_id=actor.officer_id,
            line=line,
            day=day,
            reference=reference[:64],
            fingerprint=mark,
            size=len(content),
            received_at=now,
        )
        message.sealed = key.seal(content, f"message:{message.id}")
        _note(
            actor, "message.deliver", message, Permission.MESSAGE_DELIVER, {"bytes": len(content)}
        )
        message.save(force_insert=True)
    return Receipt(message, is_new=True)


def _check_size(size: int) -> None:
    if not size:
        raise MessageEmpty
    if size > rules.LARGEST:
        raise MessageTooLarge(most=f"{rules.LARGEST:,}")


def _known(actor: Actor, line: Line | None, reference: str, mark: bytes) -> Message | None:
    """The message that came before. Of two that come at once, one is first."""
    _one_at_a_time({mark, f"{actor.member_id}:{line and line.id}:{reference}".encode()})
    same = Message.objects.filter(member_id=actor.member_id, fingerprint=mark).first()
    if same is None and reference:
        found = Message.objects.filter(
            member_id=actor.member_id, line=line, reference=reference[:64]
        )
        if found.exists():
            raise ReferenceTaken
    return same


def _one_at_a_time(things: set[bytes]) -> None:
    locks = [int.from_bytes(hashlib.sha256(each).digest()[:8], signed=True) for each in things]
    with connection.cursor() as cursor:
        for lock in sorted(locks):
            cursor.execute("select pg_advisory_xact_lock(%s)", [lock])


def _check_depth(actor: Actor) -> None:
    waiting = Message.objects.filter(member_id=actor.member_id, state=State.WAITING)
    found = waiting.aggregate(messages=Count("id"), weight=Sum("size"))
    if rules.is_full(found["messages"], found["weight"] or 0):
        raise InboxFull(seconds=rules.RETRY_AFTER)


def replay(actor: Actor, message_id: UUID) -> Message:
    """Let a message that was put aside be read once more. Raises NotFound or NotQuarantined."""
    require(actor, Permission.INTAKE_TEND)
    with viewing(actor):
        message = _of(actor, message_id)
        if Event.REPLAY not in rules.NEXT[State(message.state)] or not message.sealed:
            raise NotQuarantined
        _note(actor, "message.replay", message, Permission.INTAKE_TEND, {})
        message.state = rules.NEXT[State(message.state)][Event.REPLAY]
        message.attempts, message.reason, message.ended_at = 0, "", None
        message.taken_by = None
        message.save(update_fields=["state", "attempts", "reason", "ended_at", "taken_by"])
    return message


def _of(actor: Actor, message_id: UUID) -> Message:
    found = (
        Message.objects.select_for_update().filter(id=message_id, member_id=actor.member_id).first()
    )
    if found is None:
        raise NotFound
    return found


def _note(
    actor: Actor, did: str, message: Message, needs: Permission, told: Mapping[str, object]
) -> None:
    note(actor, did, f"message:{message.id}", permission=needs, particulars=told)


# --- lines ---


def add_line(
    actor: Actor,
    name: str,
    carrier: str,
    public_key: str,
    *,
    columns: Mapping[str, Any] | None = None,
    now: datetime,
) -> Line:
    """A carrier's line. Raises KeyUnusable, LineNameTaken or ColumnsUnclear."""
    require(actor, Permission.LINE_KEEP)
    Columns.from_plain(columns or {})
    raw = _raw_key(public_key)
    with viewing(actor):
        if _line_named(name):
            raise LineNameTaken
        note(actor, "line.add", f"line:{name}", permission=Permission.LINE_KEEP)
        return Line.objects.create(
            member_id=actor.member_id,
            name=name,
            carrier=carrier,
            public_key=raw,
            columns=dict(columns or {}),
            made_at=now,
        )


def end_line(actor: Actor, name: str, *, now: datetime) -> None:
    """From now on nothing is taken on this line. Raises NotFound."""
    require(actor, Permission.LINE_KEEP)
    with viewing(actor):
        note(actor, "line.end", f"line:{name}", permission=Permission.LINE_KEEP)
        live = Line.objects.filter(member_id=actor.member_id, name=name, ended_at=None)
        if not live.update(ended_at=now):
            raise NotFound


def holder_of(signed: Signed, reference: str, digest: str, *, now: datetime) -> tuple[Actor, Line]:
    """For whom a signed message is delivered: the member of its line, and no officer.

    Raises LineRefused, whatever was wrong.
    """
    line = _line_named(signed.line)
    try:
        sent = datetime.fromisoformat(signed.sent)
        text = rules.signed_text(signed.line, signed.sent, reference, digest)
        if line is None or not rules.is_timely(sent, now):
            raise LineRefused
        Ed25519PublicKey.from_public_bytes(bytes(line.public_key)).verify(
            base64.b64decode(signed.signature, validate=True), text
        )
    except (ValueError, TypeError, InvalidSignature, binascii.Error):
        raise LineRefused from None
    actor = Actor(line.member_id, frozenset({Role.SCREENING_OFFICER}), name=line.name)
    return actor, line


def _line_named(name: str) -> Line | None:
    """A line by its name alone: whose it is, is not known before (see the row policy)."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("select set_config('tocsin.line', %s, true)", [name])
        found = Line.objects.filter(name=name, ended_at=None).first()
        cursor.execute("select set_config('tocsin.line', '', true)")
    return found


def _raw_key(text: str) -> bytes:
    try:
        if "BEGIN" in text:
            key = serialization.load_pem_public_key(text.encode())
        else:
            key = Ed25519PublicKey.from_public_bytes(base64.b64decode(text, validate=True))
    except (ValueError, binascii.Error):
        raise KeyUnusable from None
    if not isinstance(key, Ed25519PublicKey):
        raise KeyUnusable
    return key.public_bytes_raw()


# --- the schedule ---


def expect(actor: Actor, flights: Iterable[Scheduled]) -> int:
    """Await passenger lists of these flights; how many weren't awaited yet."""
    require(actor, Permission.INTAKE_TEND)
    rows = [
        ExpectedFlight(
            member_id=actor.member_id,
            carrier=each.carrier,
            flight_number=each.number,
            departure=each.departure,
            arrival=each.arrival,
            departs_at=each.departs_at,
            arrives_at=each.arrives_at,
        )
        for each in flights
    ]
    with viewing(actor):
        before = ExpectedFlight.objects.filter(member_id=actor.member_id).count()
        ExpectedFlight.objects.bulk_create(rows, ignore_conflicts=True)
        added = ExpectedFlight.objects.filter(member_id=actor.member_id).count() - before
        note(
            actor,
            "schedule.expect",
            permission=Permission.INTAKE_TEND,
            particulars={"flights": added},
        )
    return added
