"""Deeds that happen at once are sealed each exactly once, and none of them waits for a sealing."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pytest
from django.db import connections, transaction

from tests.safeguards.ledger.conftest import Owner
from tocsin.entrances.sealing import kept_sealed
from tocsin.safeguards.access.actions import viewing
from tocsin.safeguards.access.rules import Actor
from tocsin.safeguards.ledger import sealing, stored
from tocsin.safeguards.ledger.actions import note, note_all
from tocsin.safeguards.ledger.sealing import SEALING, seal
from tocsin.safeguards.ledger.stored import SEALER
from tocsin.safeguards.ledger.verifying import verify

Noted = Callable[[int], None]
THREADS = 8
DEEDS = 25


@contextmanager
def own_connections() -> Iterator[None]:
    """A thread's connections are its own; they end with its work."""
    try:
        yield
    finally:
        connections.close_all()


def do_deeds(member: int) -> None:
    actor = Actor(member_id=member, roles=frozenset(), officer_id=member)
    with own_connections():
        for number in range(DEEDS):
            with transaction.atomic(), viewing(actor):
                note(actor, "record.read", f"record:{number}")
                note_all(actor, "record.add", [f"record:{number}-{each}" for each in range(3)])


def seal_until(ended: threading.Event) -> None:
    with own_connections():
        while not ended.is_set():
            seal()


def test_what_eight_threads_note_while_two_seal_is_in_the_tree_once_each(owner: Owner) -> None:
    ended = threading.Event()
    with ThreadPoolExecutor(THREADS + 2) as pool:
        sealers = [pool.submit(seal_until, ended) for _ in range(2)]
        for done in [pool.submit(do_deeds, member) for member in range(1, THREADS + 1)]:
            done.result()
        ended.set()
        for done in sealers:
            done.result()
    seal()
    verification = verify([])
    assert verification.intact, verification.findings
    assert (verification.size, verification.unsealed) == (THREADS * DEEDS * 4, 0)
    in_the_tree = owner.ask("select entry_id from ledger_leaf order by entry_id")
    assert in_the_tree == owner.ask("select id from ledger_entry order by id")


def test_a_deed_that_commits_late_gets_a_later_place_than_its_number_says(noted: Noted) -> None:
    late, early = Actor(1, frozenset()), Actor(2, frozenset())
    with transaction.atomic():
        with viewing(late):
            note(late, "record.read", "late")
        with ThreadPoolExecutor(1) as pool:
            pool.submit(_note_and_seal, early).result()
    seal()
    order = [row.entry for rows in stored.placed(0) for row in rows]
    assert order == [2, 1]
    assert verify([]).intact


def _note_and_seal(actor: Actor) -> None:
    with own_connections():
        with transaction.atomic(), viewing(actor):
            note(actor, "record.read", "early")
        assert seal() == 1


def test_a_deed_that_is_undone_leaves_neither_an_entry_nor_a_place(noted: Noted) -> None:
    actor = Actor(1, frozenset())
    with transaction.atomic():
        with viewing(actor):
            note(actor, "record.read")
        transaction.set_rollback(True)
    noted(2)
    assert seal() == 2
    assert [row.place for rows in stored.placed(0) for row in rows] == [0, 1]


def test_a_deed_does_not_wait_for_whoever_is_sealing(noted: Noted) -> None:
    with transaction.atomic(using=SEALER), connections[SEALER].cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s)", [SEALING])
        noted(3)
    assert seal() == 3


def test_a_sealing_that_is_interrupted_leaves_everything_to_the_next(
    noted: Noted, owner: Owner
) -> None:
    noted(3)
    with transaction.atomic(using=SEALER):
        seal()
        transaction.set_rollback(True, using=SEALER)
    assert owner.ask("select count(*) from ledger_leaf") == [(0,)]
    assert seal() == 3


def test_more_than_a_batch_is_sealed_in_several_transactions(
    noted: Noted, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sealing, "BATCH", 4)
    noted(10)
    assert seal() == 10
    assert seal() == 0
    assert verify([]).intact


def test_while_pages_are_served_entries_are_sealed_by_themselves(
    noted: Noted, owner: Owner, monkeypatch: pytest.MonkeyPatch
) -> None:
    sealed = threading.Event()

    def seal_and_tell() -> int:
        count = seal()
        if count:
            sealed.set()
        return count

    monkeypatch.setattr(sealing, "seal", seal_and_tell)
    with kept_sealed(every=0.01):
        noted(3)
        assert sealed.wait(20)
    assert owner.ask("select count(*) from ledger_leaf") == [(3,)]


def test_a_sealing_that_fails_is_tried_again(
    noted: Noted, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    sealed = threading.Event()
    fails = iter([True])

    def fail_first() -> int:
        if next(fails, False):
            raise ConnectionError
        sealed.set()
        return 0

    monkeypatch.setattr(sealing, "seal", fail_first)
    with kept_sealed(every=0.01):
        assert sealed.wait(20)
    assert "could not be sealed" in caplog.text
