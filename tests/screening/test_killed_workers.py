"""Workers and the database are killed with -9 while messages come in: nothing is lost or doubled.

A node is served as its users serve it. Messages are sent by a carrier that repeats what was not
confirmed, as carriers do; afterwards every list is counted.
"""

from __future__ import annotations

import random
import threading
import time
from contextlib import suppress
from pathlib import Path

import psutil

from benchmarks.node import Carrier, Node
from tests.command_line import PEOPLE, counts, write_list

LISTS, PASSENGERS, KILLS = 40, 20, 6
PATIENCE = 120.0


def deliver(node: Node, body: bytes, reference: str) -> str:
    """Send until the node has confirmed; the receipt's id."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        with suppress(OSError, ValueError):
            answer = node.post(body, reference)
            if answer.status in (200, 202):
                return answer.id
        time.sleep(0.2)
    raise AssertionError(f"{reference} was never confirmed")


def kill(node: Node, ended: threading.Event, killed: list[str]) -> None:
    """A worker every few seconds, and every third time the database."""
    chance = random.Random(5)
    while len(killed) < KILLS and not ended.wait(3.0):
        is_database = len(killed) % 3 == 2
        workers = node.workers()
        victim = node.postmaster() if is_database else chance.choice(workers) if workers else None
        with suppress(psutil.Error):
            if victim:
                victim.kill()
                killed.append("database" if is_database else "worker")


def screened(node: Node) -> int:
    ((count,),) = node.asked("select count(*) from intake_message where state = 'screened'")
    return int(count)


def test_nothing_is_lost_or_doubled_when_workers_and_the_database_are_killed(
    home: Path, tmp_path: Path
) -> None:
    counts(home, write_list(tmp_path / "list.xml", PEOPLE))
    node, carrier = Node(home), Carrier(PASSENGERS, pool=8)
    ended, killed = threading.Event(), list[str]()
    with node.served(2):
        killer = threading.Thread(target=kill, args=(node, ended, killed))
        killer.start()
        receipts = {}
        for number in range(LISTS):
            receipts[number] = deliver(node, carrier.message(number), f"K{number}")
            time.sleep(0.3)
        killer.join(PATIENCE)
        ended.set()
        until = time.monotonic() + PATIENCE
        while screened(node) < LISTS and time.monotonic() < until:
            time.sleep(0.5)
        rows = node.asked(
            "select id::text, state, attempts, (outcome->>'travellers')::int from intake_message"
        )
        ((lists, travellers),) = node.asked("select count(*), sum(travellers) from travel_manifest")
        ((noted,),) = node.asked("select count(*) from ledger_entry where did = 'manifest.receive'")
        ((held,),) = node.asked("select sum(travellers) from holding_heldlist")
    assert {"worker", "database"} <= set(killed), killed
    assert sorted(row[0] for row in rows) == sorted(receipts.values())
    assert {row[1] for row in rows} == {"screened"}
    assert {row[3] for row in rows} == {PASSENGERS}
    assert (lists, travellers, noted, held) == (
        LISTS,
        LISTS * PASSENGERS,
        LISTS,
        LISTS * PASSENGERS,
    )
