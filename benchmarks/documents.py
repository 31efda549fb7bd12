"""What checking a travel document costs: ``python -m benchmarks.documents --documents N --json``.

The register is filled by the owner of the tables (one statement: a member's own bulk report is
``tests/records/documents``), with one range of blanks for every thousand documents. Then single
checks go through the action layer, one transaction each, its ledger entry on disk before the answer
is given (``fsync_ms``: what the disk takes for that alone; ``cpu_ms``: what this process itself
worked; ``load``: how many wanted the two cores); and batches of 100 from two processes.
One check in a hundred hits a document, one in a hundred a range, one in a hundred looks like one;
each is asked with its type and issuer, as a reader of passports does.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from typing import Any

from benchmarks.ledger import _fsync_times

ISSUERS = ("XA", "XB", "XC", "XD")
BATCH = 100
WARMING = 200
FILL = """
    insert into documents_documentalert
        (issuer, document_type, number, status, occurred_on, ends_on, reported_at)
    select (array['XA', 'XB', 'XC', 'XD'])[1 + n %% 4], 'P',
        chr(65 + (n / 4 %% 5)::int) || 'B' || lpad((n * 7919 %% 10000000)::text, 7, '0'),
        (array['lost', 'stolen', 'revoked'])[1 + n %% 3], '2026-01-01', '2033-01-01', now()
    from generate_series(%s::bigint, %s::bigint) n
    on conflict do nothing
"""
FILL_RANGES = """
    insert into documents_blankrange
        (issuer, document_type, first, last, occurred_on, ends_on, reported_at)
    select (array['XA', 'XB', 'XC', 'XD'])[1 + n %% 4], 'P',
        'BL' || lpad((n * 1000)::text, 7, '0'), 'BL' || lpad((n * 1000 + 499)::text, 7, '0'),
        '2026-01-01', '2033-01-01', now()
    from generate_series(0, %s - 1) n
"""
STEP = 500_000
MOST_RANGES = 9_999


def measure(documents: int, singles: int, batches: int) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as directory:
        os.environ["TOCSIN_HOME"] = directory
        from tocsin.entrances import wiring

        with wiring.node(lambda _: None):
            began = time.perf_counter()
            held, ranges = _fill(documents)
            filling = time.perf_counter() - began
            before = time.process_time()
            times = _single_times(singles)
            cpu = time.process_time() - before
            rate = _two_processes(batches)
            return {
                "documents": held,
                "ranges": ranges,
                "p50_ms": round(statistics.median(times) * 1_000, 2),
                "p99_ms": round(sorted(times)[int(len(times) * 0.99)] * 1_000, 2),
                "checks_per_s": round(rate),
                "fsync_ms": round(statistics.median(_fsync_times(directory)) * 1_000, 2),
                "fsync_p99_ms": round(sorted(_fsync_times(directory))[-2] * 1_000, 2),
                "cpu_ms": round(cpu / (singles + WARMING) * 1_000, 2),
                "load": round(os.getloadavg()[0], 1),
                "fill_s": round(filling),
                "bytes_per_document": round(_bytes() / held),
            }


def _fill(documents: int) -> tuple[int, int]:
    from django.db import connections

    from tocsin.foundations.clock import system_clock
    from tocsin.members.actions import ensure_member

    for code in ISSUERS:
        ensure_member(code, f"State {code}", "state", now=system_clock())
    ranges = max(min(documents // 1_000, MOST_RANGES), 4)
    with connections["owner"].cursor() as cursor:
        for start in range(0, documents, STEP):
            cursor.execute(FILL, [start, min(start + STEP, documents) - 1])
        cursor.execute(FILL_RANGES, [ranges])
        cursor.execute("analyze documents_documentalert, documents_blankrange")
        cursor.execute("select count(*) from documents_documentalert")
        (held,) = cursor.fetchone() or (0,)
    return int(held), ranges


def _asked(chance: random.Random) -> Any:
    from tocsin.records.documents.rules import Asked

    n = chance.randrange(10_000_000)
    issuer, kind = ISSUERS[n % 4], chance.randrange(100)
    listed = f"{chr(65 + n // 4 % 5)}B{n * 7919 % 10_000_000:07}"
    number = {0: listed, 1: f"BL{n:07}", 2: listed.replace("0", "O")}.get(kind, f"K{n:08}")
    return Asked.of(issuer, number, "P")


def _officer() -> Any:
    from tocsin.members.queries import member_by_code
    from tocsin.safeguards.access.rules import Actor, Role

    return Actor(member_by_code("XB").id, frozenset({Role.SCREENING_OFFICER}))


def _ask(actor: Any, asked: list[Any]) -> None:
    from tocsin.entrances import wiring
    from tocsin.foundations.clock import system_clock
    from tocsin.foundations.vocabulary.codes import Purpose
    from tocsin.records.documents.actions import check_documents
    from tocsin.safeguards.access.reasons import Reasoned
    from tocsin.safeguards.ledger.keys import Keys

    why, keys = Reasoned(Purpose.BORDER_CHECK, "benchmark"), Keys(wiring.home() / "keys")
    answers = check_documents(actor, asked, why, keys=keys, now=system_clock())
    assert len(answers) == len(asked)


def _single_times(count: int) -> list[float]:
    chance, actor = random.Random(1), _officer()
    for _ in range(WARMING):
        _ask(actor, [_asked(chance)])
    times = []
    for _ in range(count):
        asked = [_asked(chance)]
        began = time.perf_counter()
        _ask(actor, asked)
        times.append(time.perf_counter() - began)
    return times


def _two_processes(batches: int) -> float:
    """Checks a second of two processes that ask at once, start of the interpreter left out."""
    command = [sys.executable, "-m", "benchmarks.documents", "--batches", str(batches), "--worker"]
    workers = [
        subprocess.Popen(
            [*command, str(number)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        for number in range(2)
    ]
    for each in workers:
        assert each.stdout
        each.stdout.readline()
    began = time.perf_counter()
    for each in workers:
        assert each.stdin
        each.stdin.write("go\n")
        each.stdin.flush()
    for each in workers:
        each.communicate()
        assert each.returncode == 0
    return 2 * batches * BATCH / (time.perf_counter() - began)


def work(batches: int, number: int) -> None:
    from tocsin.entrances import wiring

    wiring.set_up_django()
    chance, actor = random.Random(number + 2), _officer()
    rounds = [[_asked(chance) for _ in range(BATCH)] for _ in range(batches)]
    _ask(actor, rounds[0])
    print("ready", flush=True)
    sys.stdin.readline()
    for asked in rounds:
        _ask(actor, asked)


def _bytes() -> int:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("select pg_total_relation_size('documents_documentalert')")
        return int((cursor.fetchone() or (0,))[0])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=1_000_000)
    parser.add_argument("--singles", type=int, default=3_000)
    parser.add_argument("--batches", type=int, default=200)
    parser.add_argument("--worker", type=int, default=None, help=argparse.SUPPRESS)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    if given.worker is not None:
        work(given.batches, given.worker)
        return
    found = measure(given.documents, given.singles, given.batches)
    if given.json:
        print(json.dumps(found))
    else:
        print("\n".join(f"{key:24} {value:,}" for key, value in found.items()))


if __name__ == "__main__":
    main()
