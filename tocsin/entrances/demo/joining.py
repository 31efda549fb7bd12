"""The coalition contributes its records, and reads each other's at the neutrality gate.

Every step may be repeated: it finds what is there and adds what is missing.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from tocsin.entrances.demo.acceding import JOINED_BEFORE as CONTRIBUTED_BEFORE
from tocsin.entrances.demo.reading import member_names, members, records
from tocsin.foundations.vocabulary.codes import Purpose, Register
from tocsin.members.queries import officer_by_username
from tocsin.records.gate.actions import decide
from tocsin.records.gate.queries import queue
from tocsin.records.gate.rules import Answers, Outcome, Question, Refugee
from tocsin.records.registers.actions import add_records
from tocsin.records.registers.queries import own_references
from tocsin.records.registers.rules import Contribution, LegalBasis, Statement
from tocsin.safeguards.access.actions import actor_for, viewing
from tocsin.safeguards.access.rules import Actor, Role

ALL_YES = dict.fromkeys(map(str, Question), True)
READ_AT_THE_GATE = "The act was read, and names this person and what they did."

MemberIds = Mapping[str, int]


def contribute(ids: MemberIds, began: datetime) -> int:
    """Add the records that their originators haven't contributed yet; gives how many.

    Each goes through the neutrality gate, where a reviewer of another member reads it.
    """
    at = began - CONTRIBUTED_BEFORE
    added = sum(_contribute(code, ids, at) for code in ids)
    for code in ids:
        _review(code, at)
    return added


def _contribute(code: str, ids: MemberIds, now: datetime) -> int:
    actor = Actor(ids[code], frozenset({Role.CONTRIBUTOR}))
    with viewing(actor):
        held = own_references(actor)
        missing = [
            contribution(row, ids)
            for row in records()
            if row["by"] == code and row["reference"] not in held
        ]
        add_records(actor, missing, now=now)
    return len(missing)


def _review(code: str, now: datetime) -> None:
    """Let the member's reviewer pass what is theirs to pass, and leave the rest waiting."""
    theirs = {row["reference"] for row in records() if row.get("gate") == code}
    reviewer = _reviewer(code)
    if reviewer is None or not theirs:
        return
    with viewing(reviewer):
        waiting = [each for each in queue(reviewer) if each.record.reference in theirs]
    for each in waiting:
        answers = Answers(ALL_YES, Refugee.NO_SIGN, READ_AT_THE_GATE)
        seen = each.record.version
        decide(reviewer, each.record.id, Outcome.PASS, answers, seen=seen, now=now)


def _reviewer(code: str) -> Actor | None:
    """Who reviews for a member, if anybody does."""
    for member in members():
        for each in member.officers:
            if member.code == code and Role.NEUTRALITY_REVIEWER in each.roles:
                return actor_for(officer_by_username(each.username))
    return None


def contribution(row: Mapping[str, Any], ids: MemberIds) -> Contribution:
    """What a member sends for one record."""
    kind, citation, authority, day = row["basis"]
    source_grade, information_grade = row["grades"]
    only = row.get("only")
    return Contribution(
        register=row.get("register", Register.PERSON),
        reference=row["reference"],
        primary_name=row["names"][0]["full"],
        statements=_statements(row),
        ground=row["ground"],
        legal_basis=LegalBasis(kind, citation, authority, day),
        purpose=Purpose.TRAVEL_SCREENING,
        person_status=row["status"],
        requested_action=row["action"],
        evidence_summary=row["evidence"],
        source_grade=source_grade,
        information_grade=information_grade,
        tlp=row["tlp"],
        handling_code=row["handling"],
        details=row["details"],
        only_members=None if only is None else tuple(ids[code] for code in only),
        except_members=tuple(ids[code] for code in row.get("except", ())),
    )


def _statements(row: Mapping[str, Any]) -> tuple[Statement, ...]:
    """One statement for each value, in the shapes that the list readers give."""
    names = [("name", each) for each in row["names"]]
    births = [("birth_date", {"date": each, "written": each}) for each in row.get("born", ())]
    places = [("birth_place", {"text": row["birth_place"]})] if "birth_place" in row else []
    states = [("nationality", _state(each)) for each in row.get("nationalities", ())]
    documents = [("document", each) for each in row.get("documents", ())]
    sexes = [("sex", row["sex"])] if "sex" in row else []
    every = [*names, *births, *places, *states, *documents, *sexes]
    return tuple(Statement(*each, grade=row["grades"]) for each in every)


def _state(code: str) -> dict[str, str]:
    return {"code": code, "text": member_names()[code]}
