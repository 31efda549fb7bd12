"""Every action asks for access and writes the ledger, or is named here with the reason why not.

Read from the source: an action is a public function of an ``actions.py``; it writes the ledger if
it notes something, or calls another action that does.
"""

from __future__ import annotations

import ast
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
FILES = sorted((ROOT / "tocsin").rglob("actions.py"))
ASKS = frozenset(["require"])
WRITES = frozenset(["note", "note_all"])


@dataclass(frozen=True)
class Action:
    """``calls`` are the names of what it calls, by the last part: ``ledger.note`` is ``note``."""

    name: str
    calls: frozenset[str]


FOUNDING = "members stand below the ledger; what brings them in for people notes it"
VIEWER = "sets the viewer of a transaction, and reads nothing"
WRITE_NOTHING = {
    "members.add_key": FOUNDING,
    "alerts.tell_of_message": "part of writing a message, which is noted",
    "encounters.corrections.tell_of_correction": "follows from a correction, which is noted",
    "encounters.corrections.tell_of_end": "follows from the end of a record, which is noted",
    "members.begin_demonstration": "marks an empty register, before anybody is in it",
    "members.ensure_member": FOUNDING,
    "members.ensure_officer": FOUNDING,
    "members.ensure_unit": FOUNDING,
    "members.keep_desk": FOUNDING,
    "records.lifecycle.bury": "follows from the end of a record, which is noted",
    "records.lists.publisher_actor": "says who acts; the import that follows is noted",
    "records.media.forget": "follows from the deletion of a record, which is noted",
    "records.quality.count_correction": "follows from a correction, which is noted",
    "records.quality.log": "part of the deed that it counts, which is noted",
    "review.open_candidates": "part of a screening, which is noted",
    "safeguards.access.actor_for": "reads who an officer is",
    "safeguards.access.actor_of_token": "reads whom a token speaks for; what is asked is noted",
    "safeguards.access.actor_within": "reads whom a token speaks for; what is asked is noted",
    "safeguards.access.check_database_role": "reads the rights of the database's role",
    "safeguards.access.digest_of": "computes one value",
    "safeguards.access.look_as": VIEWER,
    "safeguards.access.officer_of": "reads one value",
    "safeguards.access.revoke_tokens_of": "follows from a member's leaving, which is noted",
    "safeguards.access.require": "a question; what follows from the answer is noted",
    "safeguards.access.viewing": VIEWER,
    "safeguards.ledger.note": "writes the ledger itself",
    "safeguards.ledger.note_all": "writes the ledger itself",
    "safeguards.ledger.said": "says what of an entry is hashed",
    "screening.mask_traveller": "part of a decision, which is noted",
    "travel.holding.drop": "part of a screening, which is noted",
    "travel.holding.hold": "part of a screening, which is noted",
    "travel.intake.holder_of": "reads whose a signature is; the delivery is noted",
    "travel.same_flight": "reads which lists a later one changes; its screening is noted",
}
"""Actions without an entry of their own in the ledger."""
ASK_NOTHING = {
    **WRITE_NOTHING,
    "alerts.raise_alerts": "follows from a decision, for which access was asked",
    "encounters.sightings.sight": "follows from a decision, for which access was asked",
    "review.outcomes.count_outcome": "follows from a decision, for which access was asked",
    "records.suspension.count_judged": "follows from a decision, for which access was asked",
    "safeguards.access.note_account": "the officer confirmed that it is they",
    "safeguards.access.note_sign_in": "the password and the second factor were asked for",
    "safeguards.appointments.take_link": "the link was asked for, which an administrator gave",
}
"""Actions that don't ask for a permission."""


def _called(function: ast.FunctionDef) -> frozenset[str]:
    calls = (node.func for node in ast.walk(function) if isinstance(node, ast.Call))
    return frozenset(
        each.attr if isinstance(each, ast.Attribute) else each.id
        for each in calls
        if isinstance(each, ast.Attribute | ast.Name)
    )


@cache
def functions() -> dict[str, Action]:
    """Every function of every ``actions.py``, private ones too, by stage and name."""
    found = {}
    for file in FILES:
        stage = ".".join(file.parent.relative_to(ROOT / "tocsin").parts)
        for node in ast.parse(file.read_text()).body:
            if isinstance(node, ast.FunctionDef):
                found[f"{stage}.{node.name}"] = Action(node.name, _called(node))
    return found


def actions() -> list[str]:
    return [key for key, action in functions().items() if not action.name.startswith("_")]


def reaches(key: str, wanted: frozenset[str], seen: frozenset[str] = frozenset()) -> bool:
    """Whether an action calls one of ``wanted``, itself or by way of other functions of actions."""
    calls = functions()[key].calls
    if wanted & calls:
        return True
    known = [other for other, action in functions().items() if action.name in calls]
    later = [other for other in known if other != key and other not in seen]
    return any(reaches(other, wanted, seen | {key}) for other in later)


def test_every_action_writes_the_ledger_or_is_named_with_a_reason() -> None:
    silent = {key for key in actions() if not reaches(key, WRITES)}
    assert silent == set(WRITE_NOTHING)


def test_every_action_asks_for_access_or_is_named_with_a_reason() -> None:
    unasked = {key for key in actions() if not reaches(key, ASKS)}
    assert unasked == set(ASK_NOTHING)


def test_no_exception_names_an_action_that_is_gone() -> None:
    assert {*WRITE_NOTHING, *ASK_NOTHING} <= set(actions())
