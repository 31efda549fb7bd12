"""The demonstration played into a database: who is found, who isn't, and that playing it again
changes nothing."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from rich.console import Console

from tocsin.encounters.movements.queries import movement
from tocsin.entrances.demo import telling
from tocsin.entrances.demo.playing import Played, play
from tocsin.entrances.demo.reading import flights, members
from tocsin.foundations.vocabulary.codes import Verdict
from tocsin.matching import Index
from tocsin.members.actions import ensure_member
from tocsin.members.errors import RegisterInUse
from tocsin.members.queries import member_by_code, officer_by_username
from tocsin.records.registers.models import Record, Version
from tocsin.records.registers.subjects import subject_of
from tocsin.resolution.queries import proposals
from tocsin.review import queries as review
from tocsin.review.actions import decide
from tocsin.safeguards.access.actions import actor_for, viewing
from tocsin.safeguards.access.rules import Actor

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 1, 12, 34, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)
ROOT = Path(__file__).parents[3]
CHAIN = "XA-2025-0021"


def played(directory: Path, *, now: datetime = NOW) -> Played:
    return play(lambda: index_at(directory), now=now)


def index_at(directory: Path) -> Index:
    """Every published record, each read as its originator: the test's transaction isn't over."""
    subjects = []
    for member in members():
        with viewing(Actor(member_by_code(member.code).id, frozenset())):
            for version in Version.objects.filter(record__originator__code=member.code):
                record = version.record
                if record.state == Record.State.PUBLISHED:
                    subjects.append(subject_of(str(record.id), record.register, version.statements))
    return Index.build(subjects, directory)


def officer(username: str) -> Actor:
    return actor_for(officer_by_username(username))


def test_exactly_those_are_found_who_are_listed_or_look_alike(tmp_path: Path) -> None:
    expected = {
        (f"ZZ{flight.number}", each.names, each.record)
        for flight in flights()
        for each in flight.travellers
        if each.role != "silent"
    }
    found = {
        (rung.flight, call.names, call.reference)
        for rung in played(tmp_path).flights
        for call in rung.calls
    }
    assert found == expected


def test_a_look_alike_is_never_strong(tmp_path: Path) -> None:
    alike = {
        each.names for flight in flights() for each in flight.travellers if each.role == "alike"
    }
    calls = [call for rung in played(tmp_path).flights for call in rung.calls]
    assert {call.band for call in calls if call.names in alike} == {"possible"}


def test_there_is_something_for_each_visitor_to_do(tmp_path: Path) -> None:
    played(tmp_path)
    decides, concurs = officer("ilse.ardovia"), officer("joris.ardovia")
    states = [each.state for each in review.queue(decides)]
    assert states.count("open") >= 4
    (waiting,) = review.queue(concurs, "awaits_second")
    assert review.offer(decides, waiting, now=NOW).not_offered == "own_proposal"
    assert review.offer(concurs, waiting, now=NOW).not_offered == ""


def test_one_subject_was_seen_in_five_countries_over_five_weeks(tmp_path: Path) -> None:
    played(tmp_path)
    viewer = officer("ilse.ardovia")
    with viewing(viewer):
        record = Record.objects.get(reference=CHAIN)
    shown = movement(viewer, record.id, now=NOW)
    assert [each.place for each in shown.sightings] == ["IST", "CMN", "LIS", "VIE", "KUL"]
    assert len({each.member_id for each in shown.sightings}) == 5
    assert shown.movement.days > 35
    assert shown.movement.doubts == ()


def test_played_again_it_finds_all_in_place_and_keeps_what_a_visitor_decided(
    tmp_path: Path,
) -> None:
    before = played(tmp_path)
    visitor = officer("layth.belhara")
    (waiting,) = review.queue(visitor)
    seen = review.offer(visitor, waiting, now=NOW).seen
    decide(visitor, waiting.candidate_id, Verdict.DIFFERENT, "Another one.", seen=seen, now=NOW)
    after = played(tmp_path, now=LATER)
    assert (before.contributed, after.contributed) == (27, 0)
    assert [len(rung.calls) for rung in after.flights] == [len(r.calls) for r in before.flights]
    assert {call.state for call in _calls(after, waiting.candidate_id)} == {"dismissed"}


def _calls(told: Played, candidate_id: object) -> list[object]:
    return [
        call for rung in told.flights for call in rung.calls if call.candidate_id == candidate_id
    ]


def test_two_records_of_one_person_wait_to_be_judged(tmp_path: Path) -> None:
    played(tmp_path)
    (pair,) = proposals(officer("gleb.cassaria"))
    assert {pair.first.reference, pair.second.reference} == {"FZ-1404-02", "XC-77/240"}


def test_it_is_never_played_into_a_real_register(tmp_path: Path) -> None:
    ensure_member("FR", "A real state", "state", now=NOW)
    with pytest.raises(RegisterInUse):
        played(tmp_path)


def test_the_table_fits_100_columns_and_says_who_stayed_silent(tmp_path: Path) -> None:
    console = Console(width=100, record=True, file=None, force_terminal=False)
    with console.capture() as capture:
        console.print(telling.found(played(tmp_path)))
    told = capture.get()
    assert max(map(len, told.splitlines())) <= 100
    assert "ZARBARANI, KASSEM" in told
    assert "PASHANGI GOLNAZ on ZZ655" in told
    assert "waits for a" in told


def test_the_same_is_told_to_machines(tmp_path: Path) -> None:
    told = json.loads(json.dumps(telling.as_json(played(tmp_path))))
    assert told["members"] == 8
    assert sum(len(flight["candidates"]) for flight in told["flights"]) == 21


def test_the_tutorial_and_the_readme_say_what_the_demonstration_shows(tmp_path: Path) -> None:
    rungs = played(tmp_path).flights
    calls = [call for rung in rungs for call in rung.calls]
    waiting = sum(call.state in ("open", "awaits_second") for call in calls)
    aboard = sum(rung.travellers for rung in rungs)
    tutorial = (ROOT / "docs" / "tutorial" / "first-bell.md").read_text()
    assert f"Twelve flights are screened: {aboard:,} travellers" in tutorial
    assert (len(rungs), waiting) == (12, 14)
    assert (
        "twelve flights are screened, fourteen candidates await" in (ROOT / "README.md").read_text()
    )
    for name in ("DRAGONEV, MIROSLAV", "HUAILING, OUYANG"):
        assert name in tutorial
        assert name in {f"{call.names[0]}, {call.names[1]}" for call in calls}
