"""Incidents and relations: with evidence, seen with both ends, and never a way onto a list."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from tests.invented import NOW, listed, officer
from tocsin.records.incidents import queries
from tocsin.records.incidents.actions import relate, report_incident, unrelate
from tocsin.records.incidents.models import Relation
from tocsin.records.incidents.rules import Incident, RelationKind
from tocsin.records.incidents.rules import Relation as Said
from tocsin.records.registers.errors import NotLawful
from tocsin.records.registers.models import Record, Version
from tocsin.safeguards.access.actions import viewing
from tocsin.safeguards.access.errors import NotFound
from tocsin.safeguards.access.rules import Actor, Role

pytestmark = pytest.mark.django_db
HAPPENED = Incident(
    "XA-I-1",
    "attack",
    "Attack on two ferries",
    "2019-03",
    "XA",
    "Two ferries were set on fire.",
    "A1",
    "Harbour police",
    "amber",
)
SAID = Said("financed", "Transfers under three names, court file 7.", "B2", "Court file")


def contributor(member: str = "XA") -> Actor:
    return officer("Petra", member, Role.CONTRIBUTOR)


def screener(member: str) -> Actor:
    return officer("Ilse", member, Role.SCREENING_OFFICER)


def organisation(**changes: Any) -> Record:
    return listed("XA-E-1", register="organisation", person_status="not_a_person", **changes)


def shown(actor: Actor, record: Record) -> list[Relation]:
    with viewing(actor):
        return queries.relations_of(record)


def test_a_relation_tells_what_one_had_to_do_with_the_other_and_on_what_evidence() -> None:
    person, group = listed("XA-1"), organisation()
    relate(contributor(), person.id, SAID, to_record=group.id, now=NOW)
    (found,) = shown(screener("XB"), person)
    assert (found.kind, found.evidence, found.other_id) == ("financed", SAID.evidence, group.id)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"evidence": " "}, "evidence"),
        ({"source": ""}, "source"),
        ({"grade": "Z9"}, "grade"),
        ({"kind": "cousin_of"}, "kind"),
        ({"evidence": "Prays at the same mosque."}, "evidence"),
    ],
)
def test_without_evidence_there_is_no_relation(changes: dict[str, str], field: str) -> None:
    person, group = listed("XA-1"), organisation()
    with pytest.raises(NotLawful) as refusal:
        relate(contributor(), person.id, replace(SAID, **changes), to_record=group.id, now=NOW)
    assert [each.field for each in refusal.value.faults] == [field]


def test_a_relation_lists_nobody_and_changes_neither_end() -> None:
    person, group = listed("XA-1"), organisation()
    with viewing(contributor()):
        before = (
            Record.objects.count(),
            list(Version.objects.values_list("statements", flat=True)),
        )
    relate(contributor(), person.id, SAID, to_record=group.id, now=NOW)
    with viewing(contributor()):
        after = (Record.objects.count(), list(Version.objects.values_list("statements", flat=True)))
    assert before == after
    assert not {"kin_of", "friend_of", "associate_of"} & set(map(str, RelationKind))


def test_a_relation_shows_only_where_both_ends_do() -> None:
    person, group = listed("XA-1"), organisation(except_members=(contributor("XB").member_id,))
    relate(contributor(), person.id, SAID, to_record=group.id, now=NOW)
    assert shown(screener("XB"), person) == []
    assert len(shown(screener("XC"), person)) == 1


def test_only_the_originator_relates_its_record_and_takes_it_back() -> None:
    person, group = listed("XA-1"), organisation()
    with pytest.raises(NotFound):
        relate(contributor("XB"), person.id, SAID, to_record=group.id, now=NOW)
    made = relate(contributor(), person.id, SAID, to_record=group.id, now=NOW)
    with pytest.raises(NotFound):
        unrelate(contributor("XB"), person.id, made.id)
    unrelate(contributor(), person.id, made.id)
    assert shown(contributor(), person) == []


def test_a_part_in_an_incident_is_a_relation_too() -> None:
    person = listed("XA-1")
    incident = report_incident(contributor(), HAPPENED, now=NOW)
    given = replace(SAID, kind="took_part_in")
    relate(contributor(), person.id, given, to_incident=incident.id, now=NOW)
    (found,) = shown(screener("XB"), person)
    assert found.incident
    assert found.incident.title == HAPPENED.title


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"kind": "speech"}, "kind"),
        ({"occurred": "soon"}, "occurred"),
        ({"country": "Inventia"}, "country"),
        ({"summary": ""}, "summary"),
        ({"summary": "By members of a trade union."}, "summary"),
    ],
)
def test_a_report_that_is_not_whole_is_refused_by_its_field(
    changes: dict[str, str], field: str
) -> None:
    with pytest.raises(NotLawful) as refusal:
        report_incident(contributor(), replace(HAPPENED, **changes), now=NOW)
    assert [each.field for each in refusal.value.faults] == [field]


def test_an_incident_is_seen_as_its_recipients_allow_and_reported_anew_not_twice() -> None:
    barred = screener("XB")
    for _time in range(2):
        report_incident(contributor(), HAPPENED, now=NOW, except_members=(barred.member_id,))
    for actor, count in ((barred, 0), (screener("XC"), 1)):
        with viewing(actor):
            assert len(queries.incidents(actor, now=NOW)) == count


@pytest.mark.parametrize("ends", [{}, {"other": True, "incident": True}])
def test_the_database_takes_a_relation_with_exactly_one_other_end(ends: dict[str, bool]) -> None:
    person, group = listed("XA-1"), organisation()
    incident = report_incident(contributor(), HAPPENED, now=NOW)
    actor = contributor()
    with viewing(actor), pytest.raises(IntegrityError, match="other_end"), transaction.atomic():
        Relation.objects.create(
            record=person,
            other=group if ends.get("other") else None,
            incident=incident if ends.get("incident") else None,
            kind="financed",
            evidence="File 7",
            grade="B2",
            source="Court file",
            member_id=actor.member_id,
            stated_at=NOW,
        )
