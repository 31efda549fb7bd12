"""From a carrier's HTTP request to the stored answer: ``python -m benchmarks.intake --minutes 10``.

A node with the UN, OFAC and EU lists and 200,000 invented persons is sent flights of 300 passengers
at a steady rate, signed by a carrier's line, and screens them with its workers. With ``--kill`` a
worker is killed with -9 every few seconds, and now and then the database. At the end what was
confirmed is counted against what was stored: ``lost`` are messages that were confirmed and not
screened, ``doubled`` what was stored or counted more than once. ``p95_manifest_s`` is from the
first attempt to send a flight to the stored answer. ``--home`` keeps the prepared node for the
next run.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psutil

from benchmarks.node import Carrier, Node, prepare

PASSENGERS = 300
SENDERS = 12
DRAIN = 300.0
"""Seconds that the node has to end what it took when nothing more is sent."""
KILL_EVERY = 6.0
RETRY = 0.5


@dataclass(slots=True)
class Run:
    """What was sent, what was confirmed, and what was killed."""

    began: dict[str, datetime] = field(default_factory=dict)
    confirmed: dict[str, str] = field(default_factory=dict)
    waited: int = 0
    kills: int = 0
    memory: list[int] = field(default_factory=list)


def measure(
    home: Path, *, minutes: float, kill: bool, invented: int, workers: int, rate: float
) -> dict[str, Any]:
    prepare(home, invented)
    node, carrier, run = Node(home), Carrier(PASSENGERS), Run()
    with node.served(workers):
        _warm_up(node, carrier)
        stop = threading.Event()
        helpers = [threading.Thread(target=_remember_memory, args=(node, run, stop))]
        helpers += [threading.Thread(target=_kill, args=(node, run, stop))] if kill else []
        for each in helpers:
            each.start()
        start = datetime.now(UTC)
        _send(node, carrier, run, seconds=minutes * 60, rate=rate / PASSENGERS)
        stop.set()
        for each in helpers:
            each.join()
        drain(node)
        return {**_counted(node, run, start), "rss_growth_bytes": _growth(run.memory)}


def _warm_up(node: Node, carrier: Carrier) -> None:
    """Every worker has screened a few flights before the clock starts."""
    for number in range(8):
        node.post(carrier.message(9_000_000 + number), f"warm-{time.time_ns()}-{number}")
    drain(node)


def _send(node: Node, carrier: Carrier, run: Run, *, seconds: float, rate: float) -> None:
    mark, start = f"{time.time_ns():x}", time.monotonic()
    with ThreadPoolExecutor(SENDERS) as pool:
        for number in range(int(seconds * rate)):
            wait = start + number / rate - time.monotonic()
            if wait > 0:
                time.sleep(wait)
            pool.submit(_deliver, node, carrier, run, number, f"{mark}-{number}")


def _deliver(node: Node, carrier: Carrier, run: Run, number: int, reference: str) -> None:
    """Send until the node has confirmed, as carriers do: the reference makes that safe."""
    body = carrier.message(number + random.Random(reference).randrange(10**6) * 10_000)
    run.began[reference] = datetime.now(UTC)
    while True:
        with suppress(OSError, ValueError):
            answer = node.post(body, reference)
            if answer.status in (200, 202):
                run.confirmed[reference] = answer.id
                return
            run.waited += answer.status == 503
        time.sleep(RETRY)


def _kill(node: Node, run: Run, stop: threading.Event) -> None:
    chance = random.Random(3)
    while not stop.wait(KILL_EVERY * chance.uniform(0.5, 1.5)):
        is_database = run.kills % 5 == 4
        workers = node.workers()
        victim = node.postmaster() if is_database else chance.choice(workers) if workers else None
        with suppress(psutil.Error):
            if victim:
                victim.kill()
                run.kills += 1


def _remember_memory(node: Node, run: Run, stop: threading.Event) -> None:
    while not stop.wait(2):
        total = 0
        for each in node.everybody():
            with suppress(psutil.Error):
                total += each.memory_info().rss
        run.memory.append(total)


def drain(node: Node) -> None:
    until = time.monotonic() + DRAIN
    while time.monotonic() < until:
        ((waiting,),) = node.asked("select count(*) from intake_message where state = 'waiting'")
        if not waiting:
            return
        time.sleep(0.5)


def _counted(node: Node, run: Run, start: datetime) -> dict[str, Any]:
    rows = node.asked(
        "select id::text, reference, state, ended_at, (outcome->>'travellers')::int"
        " from intake_message where received_at >= %s",
        start,
    )
    stored = {row[0]: row for row in rows}
    ended = [row for row in rows if row[2] == "screened"]
    waits = sorted((row[3] - run.began[row[1]]).total_seconds() for row in ended)
    lost = [each for each in run.confirmed.values() if stored.get(each, ("",) * 3)[2] != "screened"]
    last = max((row[3] for row in ended), default=start)
    travellers = sum(row[4] for row in ended)
    return {
        "travellers_per_s": round(travellers / max((last - start).total_seconds(), 1)),
        "p95_manifest_s": round(waits[int(len(waits) * 0.95)], 2) if waits else None,
        "median_manifest_s": round(statistics.median(waits), 2) if waits else None,
        "manifests": len(run.began),
        "lost": len(lost) + len(run.began) - len(run.confirmed),
        "doubled": _doubled(node, rows, start),
        "kills": run.kills,
        "asked_to_wait": run.waited,
    }


def _doubled(node: Node, rows: list[tuple[Any, ...]], start: datetime) -> int:
    """What stands more than once: messages, lists received, travellers counted, candidates."""
    messages = len(rows) - len({row[1] for row in rows})
    ((counted, manifests),) = node.asked(
        "select coalesce(sum(travellers), 0), count(*) from travel_manifest"
        " where received_at >= %s",
        start,
    )
    sent = PASSENGERS * sum(1 for row in rows if row[2] == "screened")
    ((noted,),) = node.asked(
        "select count(*) from ledger_entry where did = 'manifest.receive' and at >= %s", start
    )
    ((candidates,),) = node.asked(
        "select count(*) from (select 1 from screening_proposedmatch m"
        " join screening_screenedtraveller t on t.id = m.traveller_id"
        " join travel_manifest f on f.id = t.manifest_id where f.received_at >= %s"
        " group by f.id, t.position, m.record_id having count(*) > 1) doubled",
        start,
    )
    counts = max(0, counted - sent) // PASSENGERS + max(0, noted - manifests)
    return int(messages + counts + candidates)


def _growth(memory: list[int]) -> int:
    """From the second fifth of the run, when every worker has settled, to the last."""
    if len(memory) < 10:
        return 0
    fifth = len(memory) // 5
    return int(statistics.median(memory[-fifth:]) - statistics.median(memory[fifth : 2 * fifth]))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--kill", action="store_true", help="kill -9 workers and the database")
    parser.add_argument("--invented", type=int, default=200_000, help="persons beside the lists")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--rate", type=float, default=1100, help="travellers a second sent")
    parser.add_argument("--home", type=Path, help="keep the prepared node here")
    parser.add_argument("--json", action="store_true", help="one line for machines")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as directory:
        found = measure(
            given.home or Path(directory) / "home",
            minutes=given.minutes,
            kill=given.kill,
            invented=given.invented,
            workers=given.workers,
            rate=given.rate,
        )
    if given.json:
        print(json.dumps(found))
    else:
        print("\n".join(f"{key:18} {value}" for key, value in found.items()))


if __name__ == "__main__":
    main()
