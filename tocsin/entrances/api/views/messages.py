"""Messages of carriers: taken as they are, answered with a receipt, screened by workers."""

from __future__ import annotations

import hashlib
from typing import Any
from uuid import UUID

from django.http import HttpRequest

from tocsin.entrances import wiring
from tocsin.entrances.api import answered
from tocsin.entrances.api.bearer import actor_of, is_signed
from tocsin.foundations.clock import system_clock
from tocsin.safeguards.access.actions import look_as, require
from tocsin.safeguards.access.rules import Actor, Permission
from tocsin.travel.intake import actions, queries
from tocsin.travel.intake.actions import Signed
from tocsin.travel.intake.errors import MessageTooLarge
from tocsin.travel.intake.rules import LARGEST

_BLOCK = 1 << 16
REFERENCE = "Idempotency-Key"
LINE, SENT, SIGNATURE = "Tocsin-Line", "Tocsin-Sent", "Tocsin-Signature"


def deliver(request: HttpRequest) -> tuple[int, answered.MessageReceipt]:
    """Take a passenger list in any format that is read: PAXLST, PNRGOV, CSV or Excel.

    202 says that the message is stored; 200 that it, or this Idempotency-Key, had come before. It
    is screened within seconds: ask for the receipt. 503 with Retry-After asks to send it later.
    """
    content, digest = body_of(request)
    reference, now = request.headers.get(REFERENCE, "")[:64], system_clock()
    actor, line = sender_of(request, reference, digest)
    receipt = actions.deliver(
        actor, wiring.key_files(), content, reference=reference, line=line, now=now
    )
    return (202 if receipt.is_new else 200), _told(receipt.message)


def receipt(request: HttpRequest, message_id: UUID) -> answered.MessageReceipt:
    """What became of a message: its state, and counts once it is screened."""
    return _told(queries.receipt(actor_of(request), message_id))


def put_aside(request: HttpRequest) -> answered.MessageList:
    """Messages that could not be read, oldest first, each with the kind of its fault."""
    return answered.MessageList(
        messages=[_told(each) for each in queries.put_aside(actor_of(request))]
    )


def replay(request: HttpRequest, message_id: UUID) -> answered.MessageReceipt:
    """Try a message again that was put aside."""
    return _told(actions.replay(actor_of(request), message_id))


def lacking(request: HttpRequest) -> answered.LackingLists:
    """Flights of the schedule that have departed without a passenger list, or before it came."""
    found = queries.lacking_lists(actor_of(request), now=system_clock())
    return answered.LackingLists(
        flights=[
            answered.LackingList(
                flight=each.flight.flight,
                departure=each.flight.departure,
                arrival=each.flight.arrival,
                departs_at=each.flight.departs_at,
                lack=each.lack.value,
                by_minutes=int(each.by.total_seconds() // 60),
            )
            for each in found
        ]
    )


def body_of(request: HttpRequest) -> tuple[bytes, str]:
    """The body, read block by block, and its SHA-256; too large a one is not read to its end."""
    blocks, size, digest = [], 0, hashlib.sha256()
    while block := request.read(_BLOCK):
        size += len(block)
        if size > LARGEST:
            raise MessageTooLarge(most=f"{LARGEST:,}")
        digest.update(block)
        blocks.append(block)
    return b"".join(blocks), digest.hexdigest()


def sender_of(request: HttpRequest, reference: str, digest: str) -> tuple[Actor, Any]:
    """The officer of a token, or the holder of a line's key."""
    if not is_signed(request):
        return actor_of(request), None
    get = request.headers.get
    signed = Signed(get(LINE, ""), get(SENT, ""), get(SIGNATURE, ""))
    actor, line = actions.holder_of(signed, reference, digest, now=system_clock())
    require(actor, Permission.MESSAGE_DELIVER)
    look_as(actor)
    return actor, line


def _told(it: Any) -> answered.MessageReceipt:
    counts = it.outcome
    return answered.MessageReceipt(
        id=it.id,
        reference=it.reference,
        state=it.state,
        reason=it.reason,
        received_at=it.received_at,
        ended_at=it.ended_at,
        lists=counts.get("lists", 0),
        travellers=counts.get("travellers", 0),
        candidates=counts.get("candidates", 0),
        faults=counts.get("faults", 0),
        flights=counts.get("flights", []),
    )
