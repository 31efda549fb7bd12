"""What a search of the records costs: ``python -m benchmarks.search --records N --json``.

The records are invented people (`benchmarks.populations`) of four members, put in by the owner of
the tables (bulk contribution has a benchmark of its own); their names are in the matching index.
Then an officer of a fifth member searches through the page's own action, under row-level security,
ledger entry included: names (as listed, and with one letter wrong), document numbers, references,
and filters alone and together, first pages and later ones. ``p95_ms`` is over all of them in equal
shares; each kind is told beside it, and ``load``: how many wanted the two cores.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import statistics
import tempfile
import time
import uuid
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from benchmarks.populations import People

MEMBERS = ("XA", "XB", "XC", "XD")
STEP = 20_000
_ADD = """
    insert into registers_record ({columns})
    select {columns} from jsonb_populate_recordset(null::registers_record, %s::jsonb)
"""
_ADD_DOCUMENTS = """
    insert into documents_nameddocument (record_id, issuer, number)
    select * from unnest(%s::uuid[], %s::text[], %s::text[])
"""
_DESIGNATION = {"designation_reference": "X.001", "designating_body": "Council of Invention"}
DETAILS = {
    "un_designation": _DESIGNATION,
    "national_designation": _DESIGNATION,
    "warrant": {
        "issuing_authority": "Court of Invention",
        "warrant_number": "1",
        "warrant_date": "2026-01-01",
        "offence": "An invented offence",
        "offence_law": "Article 1",
    },
    "fighter_alert": {
        "authorised_by": "court",
        "authorising_body": "Court of Invention",
        "authorisation_number": "1",
        "authorisation_date": "2026-01-01",
        "conduct": "training",
    },
}
WHY_SO = {"proportionality": "Invented.", "adult_because": "Invented."}
STATUSES = {"warrant": "wanted", "fighter_alert": "alerted"}
GROUNDS = (
    ("un_designation", "refuse_entry"),
    ("un_designation", "inform_only"),
    ("national_designation", "warn"),
    ("warrant", "arrest"),
    ("fighter_alert", "discreet_check"),
)


def measure(records: int, searches: int) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as directory:
        os.environ["TOCSIN_HOME"] = directory
        from tocsin.entrances import wiring

        with wiring.node(lambda _: None):
            began = time.perf_counter()
            names, numbers = _fill(records, Path(directory) / "index")
            filling = time.perf_counter() - began
            kinds = _times(records, names, numbers, searches)
            every = sorted(each for times in kinds.values() for each in times)
            return {
                "records": records,
                "p50_ms": round(statistics.median(every) * 1_000, 1),
                "p95_ms": round(every[int(len(every) * 0.95)] * 1_000, 1),
                "p95_ms_by_kind": {
                    kind: round(sorted(times)[int(len(times) * 0.95)] * 1_000, 1)
                    for kind, times in kinds.items()
                },
                "load": round(os.getloadavg()[0], 1),
                "fill_s": round(filling),
            }


def _fill(records: int, place: Path) -> tuple[list[str], list[str]]:
    """Records, their documents, and the index; gives names and numbers to ask for."""
    from django.db import connections

    from tocsin.foundations.clock import system_clock
    from tocsin.matching import Index
    from tocsin.members.actions import ensure_member
    from tocsin.records.registers.queries import database_state

    ids = [ensure_member(code, code, "state", now=system_clock()).id for code in MEMBERS]
    ensure_member("XE", "XE", "state", now=system_clock())
    subjects = _subjects(records)
    names: list[str] = []
    with connections["owner"].cursor() as cursor:
        cursor.execute("alter table registers_record disable trigger user")
        for start in range(0, records, STEP):
            batch = list(islice(subjects, STEP))
            rows = [_row(start + n, each, ids) for n, each in enumerate(batch)]
            columns = ", ".join(rows[0])
            cursor.execute(_ADD.format(columns=columns), [json.dumps(rows)])
            cursor.execute(_ADD_DOCUMENTS, _documents(start, batch))
            names += [row["primary_name"] for row in rows[::500]]
        cursor.execute("alter table registers_record enable trigger user")
        cursor.execute("analyze registers_record, documents_nameddocument")
    Index.build(_subjects(records), place, watermark=database_state())
    return names, [f"QX{n:07}" for n in range(0, records, 500)]


def _subjects(records: int) -> Iterator[Any]:
    """The same people each time, under identifiers in the order of their making."""
    from dataclasses import replace

    for number, each in enumerate(People(1).subjects(records)):
        yield replace(each, id=str(uuid.UUID(int=(0x0198 << 112) | (number << 80) | 0x7 << 76)))


def _documents(start: int, batch: list[Any]) -> list[list[str]]:
    numbers = [f"QX{start + n:07}" for n in range(len(batch))]
    return [[each.id for each in batch], ["XA"] * len(batch), numbers]


def _row(number: int, subject: Any, members: list[int]) -> dict[str, Any]:
    ground, action = GROUNDS[number % len(GROUNDS)]
    name = subject.names[0]
    state = "published" if number % 20 else "delisted"
    return {
        "id": subject.id,
        "register": "person",
        "originator_id": members[number % len(members)],
        "source_list": ("un", "", "eu", "")[number % 4],
        "reference": f"XAi.{number:07}",
        "primary_name": name if isinstance(name, str) else name.full,
        "state": state,
        "ended_at": None if state == "published" else "2026-01-01T00:00:00Z",
        "ground": ground,
        "legal_basis_type": "order",
        "legal_basis_citation": "Order 1",
        "legal_basis_authority": "Court of Invention",
        "legal_basis_date": "2026-01-01",
        "purpose": "travel_screening",
        "person_status": STATUSES.get(ground, "designated"),
        "requested_action": action,
        "evidence_summary": "Invented.",
        "source_grade": "A",
        "information_grade": "1",
        "inclusion_standard": "2026-1",
        "passed_gate_by": "rule:benchmark",
        "tlp": "green" if number % 3 else "amber",
        "handling_code": "H0",
        "except_members": [],
        "expires_at": f"20{28 + number % 5}-0{1 + number % 9}-01T00:00:00Z",
        "review_at": "2027-06-01T00:00:00Z",
        "created_at": "2026-01-01T00:00:00Z",
        "revised_at": "2026-01-01T00:00:00Z",
        "version": 1,
        "content_hash": "\\x00",
        "details": {**DETAILS[ground], **WHY_SO},
        "narrative_summary": "",
        "searchable": True,
        "changed_in": 0,
    }


def _times(
    records: int, names: list[str], numbers: list[str], searches: int
) -> dict[str, list[float]]:
    chance = random.Random(5)
    kinds = _questions(records, names, numbers, chance)
    times: dict[str, list[float]] = {}
    for kind, questions in kinds.items():
        asked = [next(questions) for _ in range(searches)]
        _ask(asked[0])
        times[kind] = [_timed(each) for each in asked]
    return times


def _questions(
    records: int, names: list[str], numbers: list[str], chance: random.Random
) -> dict[str, Iterator[Any]]:
    from datetime import date

    from tocsin.records.search.rules import Question

    def forever(make: Any) -> Iterator[Any]:
        while True:
            yield make()

    def wrong() -> str:
        name = chance.choice(names)
        place = chance.randrange(1, len(name))
        return name[:place] + chance.choice("aeiou") + name[place + 1 :]

    ground, action = (lambda: chance.choice(GROUNDS)[0]), (lambda: chance.choice(GROUNDS)[1])
    return {
        "name": forever(lambda: Question(chance.choice(names))),
        "name_one_letter_wrong": forever(lambda: Question(wrong())),
        "name_and_filter": forever(lambda: Question(chance.choice(names), ground=ground())),
        "document": forever(lambda: Question(chance.choice(numbers))),
        "reference": forever(lambda: Question(f"XAi.{chance.randrange(records):07}")),
        "one_filter": forever(lambda: Question(ground=ground())),
        "two_filters": forever(lambda: Question(ground=ground(), action=action())),
        "three_filters": forever(
            lambda: Question(
                ground=ground(),
                member=chance.choice(MEMBERS),
                source_list=chance.choice(["un", "eu"]),
            )
        ),
        "expiry": forever(
            lambda: Question(expires_before=date(2028 + chance.randrange(5), 3, 1), ground=ground())
        ),
        "delisted": forever(lambda: Question(standing="delisted", action=action())),
    }


def _timed(question: Any) -> float:
    began = time.perf_counter()
    _ask(question)
    return time.perf_counter() - began


def _ask(question: Any) -> None:
    from tocsin.entrances import wiring
    from tocsin.foundations.clock import system_clock
    from tocsin.foundations.vocabulary.codes import Purpose
    from tocsin.members.queries import member_by_code
    from tocsin.records.search.actions import search_records
    from tocsin.safeguards.access.reasons import Reasoned
    from tocsin.safeguards.access.rules import Actor, Role
    from tocsin.safeguards.ledger.keys import Keys
    from tocsin.screening.upkeep import fresh_index

    actor = Actor(member_by_code("XE").id, frozenset({Role.SCREENING_OFFICER}))
    why, keys = Reasoned(Purpose.INVESTIGATION, "benchmark"), Keys(wiring.home() / "keys")
    index = fresh_index(wiring.home() / "index")
    search_records(actor, index, question, why, keys=keys, now=system_clock())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=int, default=100_000)
    parser.add_argument("--searches", type=int, default=60, help="of each kind")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    found = measure(given.records, given.searches)
    if given.json:
        print(json.dumps(found))
    else:
        print("\n".join(f"{key:16} {value}" for key, value in found.items()))


if __name__ == "__main__":
    main()
