"""What the ledger costs: ``python -m benchmarks.ledger --entries N``.

Entries are noted as the application notes them, under its role and row-level security: in batches
in one transaction each; singly in a transaction of their own, each on disk before the next begins
(``fsync`` is on; how long the disk takes for that alone is ``fsync_ms``); and singly by eight
threads at once, as many as serve pages. All include the sealing. Then the whole ledger is verified,
and proofs of consistency between this size and a hundred smaller ones are made and checked.
``verify_cpu_s`` is what the verifying process itself worked: on a busy machine the rest is waiting.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import statistics
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import IO

BATCH = 2_000
PROOFS = 100
WRITERS = 8


def measure(entries: int, singly: int) -> dict[str, float]:
    with tempfile.TemporaryDirectory() as directory:
        os.environ["TOCSIN_HOME"] = directory
        from tocsin.entrances import wiring

        with wiring.node(lambda _: None):
            batches = _timed(lambda: _append_batches(entries))
            alone = _timed(lambda: _append_singly(singly))
            together = _timed(lambda: _append_at_once(singly))
            before = time.process_time()
            verifying = _timed(_verify)
            own_work = time.process_time() - before
            proofs = _proof_times()
            return {
                "entries": entries,
                "append_batch_per_s": round(entries / batches),
                "append_single_per_s": round(singly / alone),
                "append_single_at_once_per_s": round(singly / together),
                "fsync_ms": round(statistics.median(_fsync_times(directory)) * 1_000, 2),
                "verify_s": round(verifying, 2),
                "verify_cpu_s": round(own_work, 2),
                "consistency_proof_ms": round(statistics.median(proofs) * 1_000, 3),
                "consistency_proof_worst_ms": round(max(proofs) * 1_000, 3),
                "bytes_per_entry": round(_bytes() / (entries + 2 * singly)),
            }


def _timed(work: Callable[[], None]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def _append_batches(entries: int) -> None:
    from django.db import transaction

    from tocsin.safeguards.access.actions import viewing
    from tocsin.safeguards.access.rules import Actor
    from tocsin.safeguards.ledger.actions import note_all
    from tocsin.safeguards.ledger.sealing import seal

    actor = Actor(member_id=1, roles=frozenset(), officer_id=1)
    for start in range(0, entries, BATCH):
        things = (f"record:{n}" for n in range(start, min(start + BATCH, entries)))
        with transaction.atomic(), viewing(actor):
            note_all(actor, "record.add", things, permission="record.contribute")
    seal()


def _append_singly(entries: int) -> None:
    from tocsin.safeguards.ledger.sealing import seal

    _note_each(entries)
    seal()


def _append_at_once(entries: int) -> None:
    from tocsin.safeguards.ledger.sealing import seal

    with ThreadPoolExecutor(WRITERS) as pool:
        list(pool.map(_note_each_alone, [entries // WRITERS] * WRITERS))
    seal()


def _note_each_alone(entries: int) -> None:
    from django.db import connections

    _note_each(entries)
    connections.close_all()


def _note_each(entries: int) -> None:
    from django.db import transaction

    from tocsin.safeguards.access.actions import viewing
    from tocsin.safeguards.access.rules import Actor
    from tocsin.safeguards.ledger.actions import note

    actor = Actor(member_id=1, roles=frozenset(), officer_id=1)
    for number in range(entries):
        with transaction.atomic(), viewing(actor):
            note(actor, "record.read", f"record:{number}", particulars={"fields": 3})


def _fsync_times(directory: str) -> list[float]:
    """What the disk takes to keep one page, without a database."""
    with (Path(directory) / "page").open("wb", buffering=0) as file:
        return [_timed(lambda: _keep_page(file)) for _ in range(200)]


def _keep_page(file: IO[bytes]) -> None:
    file.write(bytes(8192))
    os.fdatasync(file.fileno())


def _verify() -> None:
    from tocsin.safeguards.ledger.verifying import verify

    assert verify([]).intact


def _proof_times() -> list[float]:
    from tocsin.safeguards.ledger import stored

    size = stored.size()
    chance = random.Random(6962)
    olds = [chance.randrange(1, size) for _ in range(PROOFS)]
    roots = {old: stored.edge(old).root for old in [*olds, size]}
    return [_timed(lambda old=old: _prove(old, size, roots)) for old in olds]


def _prove(old: int, size: int, roots: dict[int, bytes]) -> None:
    from tocsin.safeguards.ledger import stored
    from tocsin.safeguards.ledger.proofs import consistency, is_consistent

    proof = consistency(old, size, stored.hashes)
    assert is_consistent(old, roots[old], size, roots[size], proof)


def _bytes() -> int:
    """What entries and tree take on disk, indexes included."""
    from django.db import connection

    tables = ("ledger_entry", "ledger_leaf", "ledger_unsealed", "ledger_issuedcheckpoint")
    with connection.cursor() as cursor:
        cursor.execute(
            "select sum(pg_total_relation_size(t::regclass)) from unnest(%s::text[]) t", [[*tables]]
        )
        (total,) = cursor.fetchone() or (0,)
    return int(total)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--entries", type=int, default=100_000)
    parser.add_argument("--singly", type=int, default=2_000)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    found = measure(given.entries, given.singly)
    if given.json:
        print(json.dumps(found))
    else:
        print("\n".join(f"{key:28} {value:,}" for key, value in found.items()))


if __name__ == "__main__":
    main()
