"""New listings look back: a new or changed record against travellers still lawfully held.

That is travellers whose deadline hasn't come, of flights past and of bookings ahead. Only what
changed since the last look is compared, through a small index of it alone; what is found goes
before people like any other candidate. A look can be repeated: nobody is proposed twice.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.db import connection, transaction

from tocsin.foundations.facts import publish
from tocsin.foundations.vocabulary.codes import Purpose
from tocsin.matching import Index, Subject
from tocsin.records.registers import queries as registers
from tocsin.safeguards.access.actions import viewing
from tocsin.safeguards.access.reasons import Reasoned
from tocsin.safeguards.access.rules import Actor
from tocsin.screening.actions import screen
from tocsin.screening.facts import CandidatesProposed
from tocsin.screening.keeping import Known, keep
from tocsin.screening.models import LookBack
from tocsin.screening.particulars import Particulars, traveller_of, without_place
from tocsin.screening.working import IN_STEP
from tocsin.travel.holding.keys import KeyFiles
from tocsin.travel.holding.models import HeldList
from tocsin.travel.holding.queries import held_lists, particulars_in

ONE_AT_A_TIME = 0x70C53
"""Advisory lock of the process that looks back."""
BATCH = 3_000
"""Travellers that are compared in one step."""


@dataclass(frozen=True, slots=True)
class Looked:
    """What a look back did: changed records, travellers compared, candidates that are new."""

    records: int
    travellers: int
    candidates: int


def look_back(
    actors: Callable[[], Sequence[Actor]], files: KeyFiles, *, clock: Callable[[], datetime]
) -> Looked | None:
    """Compare what changed since the last look; None where another process is looking.

    ``actors`` are the members for whom travellers are held.
    """
    with connection.cursor() as cursor:
        cursor.execute("select pg_try_advisory_lock(%s)", [ONE_AT_A_TIME])
        if not cursor.fetchone()[0]:
            return None
        try:
            return _look(actors, files, clock)
        finally:
            cursor.execute("select pg_advisory_unlock(%s)", [ONE_AT_A_TIME])


def _look(
    actors: Callable[[], Sequence[Actor]], files: KeyFiles, clock: Callable[[], datetime]
) -> Looked:
    state = registers.database_state()
    before = LookBack.objects.filter(id=1).values_list("state", flat=True).first()
    if before is None or _database(before) != _database(state):
        _remember(state, clock())  # nothing was held before the first look
        return Looked(0, 0, 0)
    changed, _ended = registers.indexed_changes(_horizon(before))
    found = Looked(0, 0, 0)
    if changed:
        _await_screenings()
        found = _compare_all(changed, actors(), files, clock)
    if changed or before != state:
        _remember(state, clock())
    return found


def _await_screenings() -> None:
    """Until every screening that could not know of the change has ended, and holds its list."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s)", [IN_STEP])


def _compare_all(
    changed: Sequence[Subject],
    actors: Sequence[Actor],
    files: KeyFiles,
    clock: Callable[[], datetime],
) -> Looked:
    travellers = candidates = 0
    with tempfile.TemporaryDirectory(prefix="look-back-") as directory:
        index = Index.build(changed, Path(directory))
        for actor in actors:
            for batch in _batches(actor, files, clock()):
                compared, new = _compare(actor, index, batch, files, clock())
                travellers += compared
                candidates += new
    return Looked(len(changed), travellers, candidates)


Opened = tuple[HeldList, list[Particulars]]


def _batches(actor: Actor, files: KeyFiles, now: datetime) -> Iterator[list[Opened]]:
    """Held lists, opened, some thousand travellers at a time. They are read to the end beforehand:
    a cursor would not outlive the transactions in which the candidates are stored.
    """
    with transaction.atomic(), viewing(actor):
        held = list(held_lists(actor, now=now))
    batch: list[Opened] = []
    size = 0
    for each in held:
        people = particulars_in(files, each)
        batch.append((each, people))
        size += len(people)
        if size >= BATCH:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _compare(
    actor: Actor, index: Index, batch: Sequence[Opened], files: KeyFiles, now: datetime
) -> tuple[int, int]:
    """How many travellers were compared, and how many candidates are new."""
    live = [(held, people) for held, people in batch if now < held.day.deadline]
    everybody = [traveller_of(person) for _held, people in live for person in people]
    if not everybody:
        return 0, 0
    why = Reasoned(Purpose.TRAVEL_SCREENING, "look back on a new listing")
    with transaction.atomic(), viewing(actor):
        rows = iter(screen(actor, index, everybody, why, now=now, counted=None))
        kept = []
        for held, people in live:
            known = [
                Known(int(str(person["at"])), without_place(person), tuple(found))
                for person, found in zip(people, rows, strict=False)
                if found
            ]
            kept += keep(actor, held.manifest, known, files=files, now=now)
        if kept:
            publish(CandidatesProposed(actor.member_id, tuple(kept), now))
    return len(everybody), len(kept)


def _remember(state: str, now: datetime) -> None:
    LookBack.objects.update_or_create(id=1, defaults={"state": state, "changed_at": now})


def _database(state: str) -> str:
    return state.rpartition(":")[0]


def _horizon(state: str) -> int:
    return int(state.rpartition(":")[2])
