"""How fast travellers are screened: ``python -m benchmarks.matching_speed --json``.

Invented subjects and travellers (`benchmarks.populations`). What is timed, in this order: building
(the population is made before), opening, screening by processes that share the index, single
questions, a change until another reader sees it. Each process first screens as many *other*
travellers as it will be timed on: a service that runs has seen most name parts before. Private
memory is what the kernel counts as dirty and private to a process (``/proc/self/smaps_rollup``),
so the shared pages of the index are not in it. ``load_average`` tells how busy the machine was:
above the number of processes, others took part of it.

The peer, nomenklatura's logic-v2, has no index: the same work, finding who of the listed a
traveller may be, is for it to score every one of them. It is timed on a sample of pairs in one
process, and the ratio is taken to as many processes as ours had. In yente a search engine picks
some subjects for it: ``ratio_to_logic_v2_given_ten`` is taken as if ten a traveller were found
for nothing.

``--growth`` measures 20 thousand, 200 thousand and 2 million subjects and draws
``docs/measurements/matching-speed.svg``.
"""

from __future__ import annotations

import argparse
import gc
import json
import multiprocessing
import os
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.synchronize import Barrier
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from benchmarks.peers import peer
from benchmarks.populations import People
from tocsin.matching import Index, Subject, Traveller

LISTED, WARMING, TIMED, UNDATED, SINGLE = 1, 2, 3, 4, 5
"""Seeds of the populations."""
MANIFEST = 300
"""Travellers of one call: a large aeroplane's."""
SINGLES = 2_000
UNDATED_SHARE = 10
"""One in so many travellers is screened again, another person, without a birth date."""
PEER_TRAVELLERS, PEER_SUBJECTS = 40, 10
GROWTH = (20_000, 200_000, 2_000_000)


@dataclass(frozen=True)
class Plan:
    subjects: int
    travellers: int
    processes: int
    peers: bool


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--subjects", type=int, default=200_000)
    parser.add_argument("--travellers", type=int, default=20_000)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--no-peers", action="store_true", help="leave logic-v2 out")
    parser.add_argument("--json", action="store_true", help="one line of JSON")
    parser.add_argument("--growth", action="store_true", help="three sizes, and the plot")
    asked = parser.parse_args()
    if asked.growth:
        from benchmarks.matching_growth import write

        plans = [Plan(n, asked.travellers, asked.processes, False) for n in GROWTH]
        write([measure(plan) for plan in plans])
        return
    plan = Plan(asked.subjects, asked.travellers, asked.processes, not asked.no_peers)
    found = measure(plan)
    if asked.json:
        print(json.dumps(found))
    else:
        print("\n".join(f"{key:32} {value}" for key, value in found.items()))


def measure(plan: Plan) -> dict[str, Any]:
    """All figures of one plan; rates are per second, ``p99_ms`` of one traveller asked alone."""
    with tempfile.TemporaryDirectory(prefix="tocsin-speed-") as place:
        build = _build(plan, Path(place))
        screening = _screen(plan, Path(place))
        delta = _delta(Path(place))
        ratios = _ratios(plan, screening["rate_per_s"])
    return {
        "subjects": plan.subjects,
        "travellers": plan.travellers,
        "processes": plan.processes,
        **screening,
        **build,
        "delta_visible_s": round(delta, 3),
        **ratios,
    }


def _build(plan: Plan, place: Path) -> dict[str, Any]:
    _say(f"making {plan.subjects} subjects")
    subjects = list(People(LISTED).subjects(plan.subjects))
    gc.collect()
    _say("building")
    start, work = time.perf_counter(), _work()
    Index.build(subjects, place)
    seconds, work = time.perf_counter() - start, _work() - work
    size = sum(path.stat().st_size for path in place.iterdir())
    return {
        "index_bytes": size,
        "build_per_s": round(plan.subjects / seconds),
        "build_processor_s": round(work, 1),
    }


def _work() -> float:
    """Processor time of this process and of its children that have ended, in seconds."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def _screen(plan: Plan, place: Path) -> dict[str, Any]:
    _say("screening")
    context = multiprocessing.get_context("spawn")
    together = context.Barrier(plan.processes)
    with context.Pool(plan.processes, _join, (together,)) as pool:
        asked = [(plan, place, number) for number in range(plan.processes)]
        found = pool.map(_screen_share, asked, chunksize=1)
    return {
        "rate_per_s": _rate([each["dated"] for each in found]),
        "rate_without_birth_date_per_s": _rate([each["undated"] for each in found]),
        "rate_by_processor_time_per_s": _rate_by_work([each["dated"] for each in found]),
        "rate_by_processor_time_without_birth_date_per_s": _rate_by_work(
            [each["undated"] for each in found]
        ),
        "p99_ms": round(max(each["p99_ms"] for each in found), 2),
        "p50_ms": round(float(np.mean([each["p50_ms"] for each in found])), 2),
        "candidates_per_traveller": round(
            float(np.mean([each["candidates"] for each in found])), 2
        ),
        "private_bytes_per_process": max(each["private"] for each in found),
        "open_s": round(max(each["open_s"] for each in found), 3),
        "load_average": round(os.getloadavg()[0], 1),
    }


_together: list[Barrier] = []


def _join(together: Barrier) -> None:
    _together.append(together)


def _screen_share(asked: tuple[Plan, Path, int]) -> dict[str, Any]:
    """One process's share: its travellers, then some without birth dates, then one by one."""
    plan, place, number = asked
    start = time.perf_counter()
    index = Index.open(place)
    opened = time.perf_counter() - start
    count = plan.travellers // plan.processes
    undated = max(1, count // UNDATED_SHARE)
    _all(index, People(WARMING + 10 * number).travellers(count))
    _all(index, People(WARMING + 10 * number + 5).travellers(undated, birth_dates=False))
    dated = _timed(index, People(TIMED + 10 * number).travellers(count))
    bare = _timed(index, People(UNDATED + 10 * number).travellers(undated, birth_dates=False))
    singles = People(SINGLE + 10 * number).travellers(min(SINGLES, count))
    with _ours_alone(number):
        times = [_seconds(index, each) for each in singles] if number == 0 else [0.0]
    return {
        "dated": dated,
        "undated": bare,
        "candidates": dated.candidates / count,
        "p99_ms": float(np.percentile(times, 99)) * 1e3,
        "p50_ms": float(np.percentile(times, 50)) * 1e3 * plan.processes,
        "private": _private_bytes(),
        "open_s": opened,
    }


@contextmanager
def _ours_alone(number: int) -> Iterator[None]:
    """The first process asks one by one while the others wait."""
    _together[0].wait()
    yield
    _together[0].wait()


def _all(index: Index, travellers: list[Traveller]) -> int:
    found = 0
    for at in range(0, len(travellers), MANIFEST):
        found += sum(map(len, index.screen(travellers[at : at + MANIFEST])))
    return found


class Timed(NamedTuple):
    """What one process did: seconds from the common start, and of its own work."""

    seconds: float
    cpu_seconds: float
    travellers: int
    candidates: int


def _timed(index: Index, travellers: list[Traveller]) -> Timed:
    _together[0].wait()
    start, own = time.perf_counter(), time.process_time()
    found = _all(index, travellers)
    seconds, cpu = time.perf_counter() - start, time.process_time() - own
    return Timed(seconds, cpu, len(travellers), found)


def _rate(shares: list[Timed]) -> int:
    """Travellers of all processes by the time of the slowest."""
    return round(sum(each.travellers for each in shares) / max(each.seconds for each in shares))


def _rate_by_work(shares: list[Timed]) -> int:
    """What the rate is where each process has a core to itself: travellers by processor time."""
    return round(sum(each.travellers / each.cpu_seconds for each in shares))


def _seconds(index: Index, traveller: Traveller) -> float:
    start = time.perf_counter()
    index.screen([traveller])
    return time.perf_counter() - start


def _private_bytes() -> int:
    rollup = Path("/proc/self/smaps_rollup")
    if not rollup.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    lines = [line.split() for line in rollup.read_text().splitlines()]
    return sum(int(line[1]) * 1024 for line in lines if line[0] == "Private_Dirty:")


def _delta(place: Path) -> float:
    """Seconds until another reader sees a subject added, or withdrawn, whichever takes longer."""
    index, other = Index.open(place), Index.open(place)
    newcomer = Subject("newcomer", ["Zebulon Quarantania"], ["1971-02-03"])
    traveller = Traveller(["Zebulon Quarantania"], "1971-02-03")
    other.screen([traveller])
    times = []
    for change, seen in (
        (lambda: index.add([newcomer]), 1),
        (lambda: index.withdraw(["newcomer"]), 0),
    ):
        start = time.perf_counter()
        change()
        found = other.screen([traveller])[0]
        times.append(time.perf_counter() - start)
        if len([each for each in found if each.subject_id == "newcomer"]) != seen:
            raise SystemExit("the change was not seen")
    return max(times)


def _ratios(plan: Plan, rate: float) -> dict[str, float | None]:
    """Our rate to logic-v2's: scoring all subjects for each traveller, and scoring ten."""
    pairs_per_s = _peer_pairs_per_s(plan) if plan.peers else None
    if not pairs_per_s:
        return {"ratio_to_logic_v2": None, "ratio_to_logic_v2_given_ten": None}
    ours = rate / plan.processes / pairs_per_s
    return {
        "ratio_to_logic_v2": round(ours * plan.subjects, 1),
        "ratio_to_logic_v2_given_ten": round(ours * PEER_SUBJECTS, 2),
    }


def _peer_pairs_per_s(plan: Plan) -> float | None:
    _say("asking the peer")
    subjects = list(People(LISTED).subjects(min(plan.subjects, PEER_TRAVELLERS * PEER_SUBJECTS)))
    travellers = People(TIMED).travellers(PEER_TRAVELLERS)
    pairs = [(travellers[at % PEER_TRAVELLERS], each) for at, each in enumerate(subjects)]
    found = peer("logic-v2", subjects)
    if found is None:
        return None
    found.scores(pairs[:PEER_SUBJECTS])
    start = time.perf_counter()
    found.scores(pairs)
    return len(pairs) / (time.perf_counter() - start)


def _say(what: str) -> None:
    print(what, file=sys.stderr)


if __name__ == "__main__":
    main()
