"""What a screening desk's page costs: ``python -m benchmarks.desk --travellers 200000 --json``.

A node of invented flights: so many travellers a day on lists of 180, a quarter of a year of lists,
a month of candidates (one traveller in two hundred), three months of outcomes, and a schedule of
which one flight in a hundred has no list. Then an officer opens the desk, again and again, under
row-level security and with the ledger entries that it writes: each of its questions in milliseconds
(median), and ``p95_ms`` of all together.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import datetime
from typing import Any

ON_A_LIST = 180
DAYS = 90
HELD_DAYS = 30
ONE_IN = 200
"""Travellers of whom one is a candidate."""
AWAITING = 400
ROUNDS = 60
TABLES = (
    "travel_manifest",
    "intake_expectedflight",
    "review_adjudication",
    "outcomes_outcome",
)

_LISTS = """
    insert into travel_manifest (member_id, digest, message_reference, kind, carrier, flight_number,
        departure, arrival, departs_at, arrives_at, travellers, faults, received_at, purpose, parts)
    select %(member)s, sha256(n::text::bytea), 'R' || n, 'passenger list',
        'X' || chr(65 + n %% 20), (n %% %(a_day)s)::text, 'IST',
        (array['VIE', 'FRA', 'CDG', 'AMS', 'WAW', 'ATH'])[1 + n %% 6], t, t + interval '2 hours',
        180, case n %% 50 when 0 then '[{"code": "count-differs"}]'::jsonb else '[]'::jsonb end,
        t - interval '3 hours', 'report', '{}'
    from (select n, %(begun)s::timestamptz + n * (interval '1 day' / %(a_day)s) t
        from generate_series(0, %(lists)s - 1) n) it
"""
_EXPECTED = """
    insert into intake_expectedflight (member_id, carrier, flight_number, departure, arrival,
        departs_at, arrives_at)
    select member_id, carrier,
        case when id %% 100 = 0 then '9' || flight_number else flight_number end,
        departure, arrival, departs_at, arrives_at
    from travel_manifest where departs_at >= %(today)s::timestamptz - interval '3 days'
"""
_TRAVELLERS = """
    insert into screening_screenedtraveller (manifest_id, member_id, position, particulars,
        fingerprint, sealed)
    select id, member_id, 1, '{}', ''::bytea, ''::bytea from travel_manifest
    where departs_at >= %(today)s::timestamptz - interval '30 days'
    order by md5(id::text) limit %(candidates)s
"""
_CANDIDATES = """
    insert into screening_proposedmatch (id, traveller_id, member_id, record_id, record_version,
        score, band, reasons, scorer, proposed_at)
    select gen_random_uuid(), t.id, t.member_id, %(record)s, 1, 0.8, 'possible', '[]', '1',
        m.received_at
    from screening_screenedtraveller t join travel_manifest m on m.id = t.manifest_id
"""
_ADJUDICATIONS = """
    insert into review_adjudication (candidate_id, member_id, state, opened_at, changed_at)
    select p.id, p.member_id,
        case when row_number() over (order by p.proposed_at desc) <= %(awaiting)s then 'open'
        else 'dismissed' end, p.proposed_at, p.proposed_at
    from screening_proposedmatch p
"""
_OUTCOMES = """
    insert into outcomes_outcome (member_id, month, listed_by, border, script, confirmed, rejected)
    select %(member)s, month, listed, 'B' || border, script, border %% 3, border
    from unnest(%(months)s::date[]) month, unnest(array['un', 'ofac', 'eu', 'XA', 'XB']) listed,
        generate_series(1, 40) border, unnest(array['latin', 'arabic', 'cyrillic', 'han']) script
"""


def measure(travellers: int) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as directory:
        os.environ["TOCSIN_HOME"] = directory
        from tocsin.entrances import wiring

        with wiring.node(lambda _: None):
            now = datetime.fromisoformat("2026-03-01T12:00:00+00:00")
            rows = _fill(travellers // ON_A_LIST, now)
            return {"travellers_a_day": travellers, "rows": rows, **_times(now)}


def _fill(a_day: int, now: datetime) -> dict[str, int]:
    from django.db import connections

    from tests.invented import listed, officer

    actor = officer("ann")
    given = {
        "member": actor.member_id,
        "a_day": a_day,
        "lists": a_day * (DAYS + 1),
        "begun": now.replace(hour=0).isoformat().replace("2026-03-01", "2025-12-01"),
        "today": now.replace(hour=0).isoformat(),
        "candidates": a_day * ON_A_LIST // ONE_IN * HELD_DAYS,
        "record": listed().id,
        "awaiting": AWAITING,
        "months": ["2026-01-01", "2026-02-01", "2026-03-01"],
    }
    steps = (_LISTS, _EXPECTED, _TRAVELLERS, _CANDIDATES, _ADJUDICATIONS, _OUTCOMES)
    with connections["owner"].cursor() as cursor:
        for each in steps:
            cursor.execute(each, given)
        cursor.execute("analyze")
        tables = (
            "travel_manifest",
            "intake_expectedflight",
            "review_adjudication",
            "outcomes_outcome",
        )
        return {table: _count(cursor, table) for table in tables}


def _count(cursor: Any, table: str) -> int:
    cursor.execute(f"select count(*) from {table}")  # noqa: S608 - names from above
    return int(cursor.fetchone()[0])


def _times(now: datetime) -> dict[str, Any]:
    from django.db import transaction

    from tests.invented import officer
    from tocsin.safeguards.access.actions import look_as

    actor = officer("ann")
    asked = _questions(actor, now)
    taken: dict[str, list[float]] = {name: [] for name in asked}
    for _round in range(ROUNDS):
        with transaction.atomic():
            look_as(actor)
            for name, ask in asked.items():
                began = time.perf_counter()
                ask()
                taken[name].append((time.perf_counter() - began) * 1_000)
    whole = sorted(map(sum, zip(*taken.values(), strict=True)))
    return {
        "median_ms": {name: round(statistics.median(each), 1) for name, each in taken.items()},
        "p50_ms": round(statistics.median(whole), 1),
        "p95_ms": round(whole[int(len(whole) * 0.95)], 1),
        "load": round(os.getloadavg()[0], 1),
    }


def _questions(actor: Any, now: datetime) -> dict[str, Callable[[], object]]:
    """What the page asks, by name."""
    from tocsin.foundations.clock import day_of
    from tocsin.records.suspension.queries import at_desk
    from tocsin.review.outcomes.queries import outcomes
    from tocsin.review.waiting import by_deadline
    from tocsin.travel.intake.queries import depth, punctual
    from tocsin.travel.queries import departing

    since, until = day_of(now)
    return {
        "departing": lambda: departing(actor, since, until),
        "punctual": lambda: punctual(actor, since, until, now=now),
        "depth": lambda: depth(actor),
        "by_deadline": lambda: by_deadline(actor, now=now),
        "outcomes": lambda: outcomes(actor, now=now),
        "at_desk": lambda: at_desk(actor),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--travellers", type=int, default=200_000, help="a day")
    parser.add_argument("--json", action="store_true", help="one line for machines")
    given = parser.parse_args()
    found = measure(given.travellers)
    print(json.dumps(found) if given.json else json.dumps(found, indent=2))


if __name__ == "__main__":
    main()
