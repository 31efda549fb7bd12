"""A worker's turn: the next message of the inbox, screened, and all that follows, in one step.

Either the message is screened, its candidates are before people, its travellers are held and its
content is gone, or nothing of it happened and it waits. A message that can't be read is put aside
with the kind of its fault. What fails without being the message's fault (the database, the index)
leaves it waiting.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.db import InterfaceError, OperationalError, connection, transaction

from tocsin.foundations.clock import Clock
from tocsin.matching import Index, IndexBusy, IndexUnusable
from tocsin.safeguards.access.actions import viewing
from tocsin.safeguards.access.counting import count_asked
from tocsin.safeguards.access.limits import Asking
from tocsin.safeguards.access.rules import Actor
from tocsin.screening.manifests import screen_list
from tocsin.travel.holding.errors import DayEnded
from tocsin.travel.holding.keys import KeyFiles
from tocsin.travel.intake import taking
from tocsin.travel.intake.models import Message
from tocsin.travel.intake.reading import read
from tocsin.travel.intake.rules import Event

IN_STEP = 0x70C52
"""Advisory lock: screenings share it, and a look back waits for those that began before it."""
NOT_ITS_FAULT = (OperationalError, InterfaceError, IndexBusy, IndexUnusable)


@dataclass(frozen=True, slots=True)
class Bench:
    """What a worker works with. ``index`` gives the index caught up with every committed change."""

    index: Callable[[], Index]
    files: KeyFiles
    clock: Clock


def screen_next(actor: Actor, bench: Bench) -> bool:
    """Take up the member's next message; whether there was one.

    Raises what isn't the message's fault, after letting go of the message.
    """
    taken = taking.take_up(actor)
    for message_id in taken:
        _screen(actor, bench, message_id)
    return bool(taken)


def _screen(actor: Actor, bench: Bench, message_id: UUID) -> None:
    try:
        with transaction.atomic(), viewing(actor):
            message = taking.locked(message_id)
            if message is not None:
                _end(actor, bench, message)
    except IndexBusy:
        taking.let_go(actor, message_id)
        raise
    except NOT_ITS_FAULT:
        raise
    except Exception as error:  # noqa: BLE001 (whatever it is, the message is to blame)
        _put_aside(actor, bench, message_id, type(error).__name__)


def _end(actor: Actor, bench: Bench, message: Message) -> None:
    if taking.is_worn_out(message):
        taking.end(message, Event.PUT_ASIDE, now=bench.clock(), reason="ReaderEnded")
        return
    _in_step()
    try:
        content = taking.content_of(bench.files, message)
    except DayEnded:
        taking.end(message, Event.EXPIRE, now=bench.clock(), reason="deadline")
        return
    message.outcome = _screened(actor, bench, message, content)
    taking.end(message, Event.SCREEN, now=bench.clock())


def _screened(actor: Actor, bench: Bench, message: Message, content: bytes) -> dict[str, object]:
    """Screen every list in a message; the counts that its sender is told."""
    columns = message.line.columns if message.line else {}
    reading = read(content, columns, received=message.received_at)
    index, now = bench.index(), bench.clock()
    _count(actor, message, sum(len(each.travellers) for each in reading.lists), now)
    manifests, travellers, candidates = [], 0, 0
    for listed in reading.lists:
        manifest, proposals = screen_list(
            actor, index, listed, now=now, files=bench.files, counted=True
        )
        manifests.append(manifest.id)
        travellers += len(listed.travellers)
        candidates += len(proposals)
    return {
        "flights": sorted(set(manifests)),
        "lists": len(reading.lists),
        "travellers": travellers,
        "candidates": candidates,
        "faults": len(reading.faults) + sum(len(each.faults) for each in reading.lists),
    }


def _count(actor: Actor, message: Message, travellers: int, now: datetime) -> None:
    """What an officer delivers is counted as what they ask; what a carrier sends is not."""
    if message.officer_id is not None:
        sender = replace(actor, officer_id=message.officer_id)
        count_asked(sender, Asking.FLIGHT, travellers, now=now)


def _in_step() -> None:
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock_shared(%s)", [IN_STEP])


def _put_aside(actor: Actor, bench: Bench, message_id: UUID, reason: str) -> None:
    with transaction.atomic(), viewing(actor):
        message = taking.locked(message_id)
        if message is not None:
            taking.end(message, Event.PUT_ASIDE, now=bench.clock(), reason=reason)
