"""What the second lock costs: ``python -m benchmarks.row_level_security --records N``.

The register is filled with records of ten members at every level of handling, a tenth of them
addressed by name and a tenth kept from somebody. Then the queries of the pages are asked as one
member, in turns by the application's role, which row-level security binds, and by the tables'
owner, which it doesn't: the same statements, with the application's own filter in both.

Listing is the first page of all live records under one ground, and the page after ten thousand;
search is a reference, and two hundred candidates of the index by their identifiers. Counting by
list, which reads every record, is told beside them. Times are medians in milliseconds.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
MEMBERS = [f"X{letter}" for letter in "ABCDEFGHIJ"]
TURNS = 30
COUNTED = 5
CANDIDATES = 200
_LEVELS = "(array['red', 'amber_strict', 'amber', 'green', 'clear'])[1 + mod(n, 5)]"
_FILL = """
    insert into registers_record ({columns})
    select {values} from registers_record t, generate_series(1, %s) n
    where t.reference = 'template'
"""

Measured = Callable[[], object]


def measure(records: int) -> dict[str, float]:
    with tempfile.TemporaryDirectory() as directory:
        os.environ["TOCSIN_HOME"] = directory
        from tocsin.entrances import wiring

        with wiring.node(lambda _: None):
            members = _members()
            _fill(records, members)
            return {"records": records, **_times(members)}


def _members() -> list[int]:
    from tocsin.members.actions import ensure_member

    return [ensure_member(code, f"State {code}", "state", now=NOW).id for code in MEMBERS]


def _fill(records: int, members: list[int]) -> None:
    """One record as the application stores it, and the rest copied from it by the owner."""
    from django.db import connections

    from tests.invented import listed

    listed("template")
    with connections["owner"].cursor() as cursor:
        cursor.execute(
            "select column_name from information_schema.columns"
            " where table_name = 'registers_record' and is_generated = 'NEVER'"
        )
        columns = [name for (name,) in cursor.fetchall()]
        cursor.execute("alter table registers_record disable trigger user")
        statement = _FILL.format(
            columns=", ".join(columns), values=", ".join(_value(each, members) for each in columns)
        )
        cursor.execute(statement, [records])
        cursor.execute("alter table registers_record enable trigger user")
        cursor.execute("vacuum analyze registers_record")


def _value(column: str, members: list[int]) -> str:
    """What stands in a column of copy ``n`` of the template ``t``."""
    every = f"array{members}::bigint[]"
    varied = {
        "id": "gen_random_uuid()",
        "originator_id": f"({every})[1 + mod(n, {len(members)})]",
        "reference": "'XX-' || n",
        "tlp": _LEVELS,
        "ground": "(array['un_designation', 'national_designation'])[1 + mod(n, 2)]",
        "only_members": f"case when mod(n, 10) = 0 then ({every})[1:3] end",
        "except_members": f"case when mod(n, 10) = 1 then ({every})[4:5] else '{{}}' end",
        "source_list": "'list-' || mod(n, 7)",
    }
    return varied.get(column, f"t.{column}")


def _times(members: list[int]) -> dict[str, float]:
    from tocsin.safeguards.access.rules import Actor, Role

    actor = Actor(members[2], frozenset({Role.SCREENING_OFFICER}))
    asked = _asked(actor)
    found = {}
    for name, ask in asked.items():
        turns = COUNTED if name == "count" else TURNS
        bound, free = _in_turns(actor, ask, turns)
        found[f"{name}_ms"] = round(bound, 3)
        found[f"{name}_without_ms"] = round(free, 3)
        found[f"{name}_ratio"] = round(bound / free, 2)
    return found


def _asked(actor: Any) -> dict[str, Measured]:
    """The queries of the pages, each as one call."""
    from tocsin.records.registers.queries import counts_by_list
    from tocsin.records.search.finding import listed, matching_text, of_ids
    from tocsin.records.search.rules import Question

    chance = random.Random(7)
    ids, behind = _some_ids()
    question = Question(ground="un_designation")

    def listing() -> object:
        first = listed(actor, question, now=NOW, after=None, limit=51)
        return first, listed(actor, question, now=NOW, after=behind, limit=51)

    def search() -> object:
        text = Question(text=f"XX-{chance.randrange(1, len(ids))}")
        exact = [list(rows) for _by, rows in matching_text(actor, text, now=NOW)]
        return exact, of_ids(actor, text, chance.sample(ids, CANDIDATES), now=NOW)

    return {"listing": listing, "search": search, "count": lambda: counts_by_list(actor)}


def _some_ids() -> tuple[list[str], Any]:
    """Identifiers to look for, and the one behind which a later page begins."""
    from django.db import connections

    with connections["owner"].cursor() as cursor:
        cursor.execute("select id::text from registers_record limit 20000")
        ids = [row[0] for row in cursor.fetchall()]
        cursor.execute("select id from registers_record order by id desc offset 10000 limit 1")
        row = cursor.fetchone()
    return ids, row[0] if row else None


def _in_turns(actor: Any, ask: Measured, turns: int) -> tuple[float, float]:
    """Median milliseconds, bound by row-level security and free of it."""
    times: dict[bool, list[float]] = {True: [], False: []}
    for turn in range(turns + 2):
        for is_bound in (True, False):
            took = _timed(actor, ask, is_bound)
            if turn >= 2:  # The first two fill the caches.
                times[is_bound].append(took)
    return statistics.median(times[True]), statistics.median(times[False])


def _timed(actor: Any, ask: Measured, is_bound: bool) -> float:
    from tocsin.safeguards.access.actions import viewing

    with _as_role(is_bound), viewing(actor):
        began = time.perf_counter()
        ask()
        return (time.perf_counter() - began) * 1_000


@contextmanager
def _as_role(is_bound: bool) -> Iterator[None]:
    """The same code by another role: the owner's connection stands in the application's place."""
    from django.db import connections

    if is_bound:
        yield
        return
    own, owner = connections["default"], connections["owner"]
    connections["default"] = owner
    try:
        yield
    finally:
        connections["default"] = own


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=int, default=100_000)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    found = measure(given.records)
    if given.json:
        print(json.dumps(found))
    else:
        print("\n".join(f"{key:24} {value:,}" for key, value in found.items()))


if __name__ == "__main__":
    main()
