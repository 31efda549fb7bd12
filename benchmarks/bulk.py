"""How long a file of contributions takes: ``python -m benchmarks.bulk --records N``.

N invented records in a file of JSON Lines, brought into a register of its own as one batch by the
action behind page, API and command: each is read, judged, compared, signed by its member's key,
stored with its version, and in the ledger. Then the same file again, which changes nothing.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

SYLLABLES = ("ba", "do", "ka", "ri", "mu", "ne", "sho", "lam", "fir", "dan", "vel", "tor", "zin")
GROUNDS = ("warrant", "fighter_alert", "national_designation")
DETAILS = {
    "warrant": {
        "issuing_authority": "High Court of Inventia",
        "warrant_number": "W 12/26",
        "warrant_date": "2026-01-15",
        "offence": "Preparing an explosion",
        "offence_law": "Criminal Code of Inventia, section 90",
    },
    "fighter_alert": {
        "authorised_by": "court",
        "authorising_body": "High Court of Inventia",
        "authorisation_number": "A 7/26",
        "authorisation_date": "2026-01-15",
        "conduct": "training",
    },
    "national_designation": {
        "designation_reference": "Order 3/26",
        "designating_body": "Ministry of Inventia",
    },
}
STATUSES = {"warrant": "wanted", "fighter_alert": "alerted", "national_designation": "designated"}


def contributions(count: int, seed: int = 1) -> Iterator[dict[str, Any]]:
    """Invented records, each of eight statements, the same for the same seed."""
    chance = random.Random(seed)
    for number in range(count):
        yield _contribution(chance, number)


def _contribution(chance: random.Random, number: int) -> dict[str, Any]:
    ground = chance.choice(GROUNDS)
    given, family = _name(chance), _name(chance)
    born = (
        f"{chance.randrange(1945, 2000)}-{chance.randrange(1, 13):02}-{chance.randrange(1, 28):02}"
    )
    values = [
        ("name", {"full": f"{given} {family}", "given": given, "family": family}),
        ("name", {"full": f"{family} {_name(chance)}", "weak": True}),
        ("birth_date", {"date": born}),
        ("birth_place", {"text": _name(chance)}),
        ("nationality", {"code": "XA"}),
        ("sex", chance.choice("FM")),
        ("document", {"number": f"XA{number:08}", "issuer_code": "XA", "type": "passport"}),
        ("role", {"code": "financier"}),
    ]
    return {
        "register": "person",
        "reference": f"B-{number:07}",
        "ground": ground,
        "legal_basis": {
            "type": "court order",
            "citation": f"Order {number}",
            "authority": "High Court of Inventia",
            "date": "2026-01-15",
        },
        "purpose": "travel_screening",
        "person_status": STATUSES[ground],
        "requested_action": "inform_only",
        "evidence_summary": "Collected money for a listed group under three names.",
        "source_grade": "A",
        "information_grade": "2",
        "details": DETAILS[ground],
        "handling": {"tlp": "amber", "code": "H1", "only": None, "except": []},
        "statements": [
            {"property": name, "value": value, "grade": "B2", "source": "Passport office"}
            for name, value in values
        ],
    }


def _name(chance: random.Random) -> str:
    return "".join(chance.choices(SYLLABLES, k=chance.randrange(2, 4))).title()


def measure(count: int) -> dict[str, Any]:
    """Seconds for the batch and for the same again, with what was then in the register."""
    text = "".join(json.dumps(each) + "\n" for each in contributions(count))
    with tempfile.TemporaryDirectory() as directory:
        os.environ["TOCSIN_HOME"] = str(Path(directory) / "home")
        from tocsin.entrances import wiring

        with wiring.node(lambda _: None):
            return {"records": count, **_timed(text)}


def _timed(text: str) -> dict[str, Any]:
    from django.conf import settings

    from tocsin.foundations.clock import system_clock
    from tocsin.members.actions import ensure_member
    from tocsin.records.contributing.actions import contribute_file
    from tocsin.records.contributing.batches import Mode
    from tocsin.records.contributing.rows import Form
    from tocsin.safeguards.access.rules import Actor, Role

    member = ensure_member("XA", "Inventia", "state", now=system_clock())
    actor = Actor(member.id, frozenset({Role.CONTRIBUTOR}))
    assert settings.HOME
    told: dict[str, Any] = {}
    for name in ("seconds", "again_seconds"):
        began = time.perf_counter()
        _batch, report = contribute_file(
            actor, "bulk.jsonl", text, Form.JSON_LINES, Mode.ALL, now=system_clock()
        )
        told[name] = round(time.perf_counter() - began, 2)
        told |= {"added": told.get("added", 0) + report.added, "unchanged": report.unchanged}
        assert not report.faults, report.faults[:3]
    return {**told, **_stored(actor)}


def _stored(actor: Any) -> dict[str, int]:
    from django.db import connection

    from tocsin.safeguards.access.actions import viewing

    counted = {
        "stored": "select count(*) from registers_record",
        "signed": "select count(*) from registers_version where octet_length(signature) = 64",
        "in_ledger": "select count(*) from ledger_entry where did = 'record.add'",
    }
    with viewing(actor), connection.cursor() as cursor:
        found = {}
        for name, query in counted.items():
            cursor.execute(query)
            found[name] = cursor.fetchone()[0]
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=int, default=10_000)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    found = measure(given.records)
    if given.json:
        print(json.dumps(found))
        return
    for name, value in found.items():
        sys.stdout.write(f"{name:16}{value:>12,}\n")


if __name__ == "__main__":
    main()
