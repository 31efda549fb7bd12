"""People decide: what a conclusion leads to, who may draw it, and what the database refuses."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from tests.invented import (
    NOW,
    WHY,
    candidate_on,
    conclude,
    index_of,
    listed,
    node,
    officer,
    seen_by,
    traveller,
)
from tests.invented import flight as flight_with
from tocsin.encounters.sightings.models import Sighting
from tocsin.foundations.vocabulary.codes import Verdict
from tocsin.records.registers.actions import end_records
from tocsin.records.registers.models import Record
from tocsin.review import queries
from tocsin.review.actions import concur, decide
from tocsin.review.errors import (
    AlreadyDecided,
    ChangedMeanwhile,
    NeedsAPerson,
    RecordEnded,
)
from tocsin.review.models import Decision, Hit
from tocsin.review.rules import State
from tocsin.safeguards.access.actions import viewing
from tocsin.safeguards.access.errors import NotFound, NotPermitted
from tocsin.safeguards.access.rules import Actor, Role
from tocsin.safeguards.approval.errors import ProposedByYou
from tocsin.safeguards.ledger.models import Entry
from tocsin.screening.manifests import screen_list
from tocsin.screening.models import ProposedMatch, ScreenedTraveller

pytestmark = pytest.mark.django_db


def second(actor: Actor, candidate_id: UUID, *, concurs: bool) -> State:
    seen = seen_by(actor, candidate_id)
    return concur(actor, candidate_id, concurs=concurs, reason=WHY, seen=seen, now=NOW)


def count(actor: Actor, model: type) -> int:
    with viewing(actor):
        return int(model.objects.count())  # type: ignore[attr-defined]


def test_an_undecided_candidate_has_no_effect(tmp_path: Path) -> None:
    candidate_on(listed(), tmp_path)
    desk = officer("Ada")
    assert [each.state for each in queries.queue(desk)] == [State.OPEN]
    assert (count(desk, Hit), count(desk, Sighting)) == (0, 0)


def test_the_same_person_becomes_a_hit_and_a_sighting_by_one_officer(tmp_path: Path) -> None:
    candidate = candidate_on(listed(), tmp_path)
    desk = officer("Ada")
    assert conclude(desk, candidate) is State.CONFIRMED
    assert (count(desk, Hit), count(desk, Sighting)) == (1, 1)


@pytest.mark.parametrize("action", ["refuse_entry", "arrest"])
def test_what_would_stop_a_traveller_takes_a_second_officer(tmp_path: Path, action: str) -> None:
    ground = {"arrest": "warrant"}.get(action, "un_designation")
    record = listed(requested_action=action, ground=ground)
    candidate = candidate_on(record, tmp_path)
    ada, ben = officer("Ada"), officer("Ben")
    assert conclude(ada, candidate) is State.AWAITS_SECOND
    assert count(ada, Hit) == 0
    with pytest.raises(ProposedByYou):
        second(ada, candidate, concurs=True)
    assert second(ben, candidate, concurs=True) is State.CONFIRMED
    assert count(ada, Sighting) == 1


def test_a_second_officer_who_dissents_opens_the_candidate_again(tmp_path: Path) -> None:
    candidate = candidate_on(listed(requested_action="refuse_entry"), tmp_path)
    conclude(officer("Ada"), candidate)
    assert second(officer("Ben"), candidate, concurs=False) is State.OPEN
    assert count(officer("Ada"), Hit) == 0
    assert conclude(officer("Ben"), candidate) is State.AWAITS_SECOND


def test_a_dismissed_traveller_is_masked_at_once(tmp_path: Path) -> None:
    candidate = candidate_on(listed(), tmp_path)
    desk = officer("Ada")
    assert conclude(desk, candidate, Verdict.DIFFERENT) is State.DISMISSED
    with viewing(desk):
        traveller_row = ScreenedTraveller.objects.get()
        match = ProposedMatch.objects.get()
    assert traveller_row.particulars == {}
    assert traveller_row.masked_at == NOW
    assert {reason["theirs"] for reason in match.reasons} == {""}


def test_a_traveller_with_another_open_candidate_is_not_masked_yet(tmp_path: Path) -> None:
    one, other = listed("XAi.001"), listed("XAi.002")
    who = traveller("ZARBARAN", "QASIM", born="1970-05-02", number="ZX5504471")
    desk = officer("Ada")
    screen_list(desk, index_of(one, other, at=tmp_path), flight_with(who), now=NOW)
    first, last = queries.queue(desk)
    conclude(desk, first.candidate_id, Verdict.DIFFERENT)
    with viewing(desk):
        assert ScreenedTraveller.objects.get().particulars
    conclude(desk, last.candidate_id, Verdict.DIFFERENT)
    with viewing(desk):
        assert not ScreenedTraveller.objects.get().particulars


def test_of_two_officers_one_decides_and_the_other_is_told(tmp_path: Path) -> None:
    candidate = candidate_on(listed(), tmp_path)
    ada, ben = officer("Ada"), officer("Ben")
    seen = seen_by(ben, candidate)
    conclude(ada, candidate)
    with pytest.raises(AlreadyDecided):
        decide(ben, candidate, Verdict.DIFFERENT, WHY, seen=seen, now=NOW)


def test_a_verdict_on_what_was_changed_meanwhile_is_refused(tmp_path: Path) -> None:
    candidate = candidate_on(listed(), tmp_path)
    ada, ben = officer("Ada"), officer("Ben")
    seen = seen_by(ben, candidate)
    conclude(ada, candidate, Verdict.CANNOT_TELL)
    with pytest.raises(ChangedMeanwhile):
        decide(ben, candidate, Verdict.SAME, WHY, seen=seen, now=NOW)


def test_a_delisted_record_can_no_longer_be_confirmed(tmp_path: Path) -> None:
    record = listed()
    candidate = candidate_on(record, tmp_path)
    desk = officer("Ada")
    seen = seen_by(desk, candidate)
    owner = node("XA", Role.REGISTRAR)
    with viewing(owner):
        end_records(owner, [record.id], Record.State.DELISTED, now=NOW)
    with pytest.raises(RecordEnded):
        decide(desk, candidate, Verdict.SAME, WHY, seen=seen, now=NOW)


def test_a_program_without_an_officer_decides_nothing(tmp_path: Path) -> None:
    candidate = candidate_on(listed(), tmp_path)
    with pytest.raises(NeedsAPerson):
        conclude(node("XB", Role.SCREENING_OFFICER), candidate)


def test_another_member_finds_nothing_to_decide(tmp_path: Path) -> None:
    candidate = candidate_on(listed(), tmp_path)
    stranger = officer("Zoe", "XC")
    assert queries.queue(stranger) == []
    with pytest.raises(NotFound):
        queries.candidate(stranger, candidate)
    with pytest.raises(NotFound):
        decide(stranger, candidate, Verdict.SAME, WHY, seen="open.1.0", now=NOW)


def test_an_observer_is_not_permitted_to_decide(tmp_path: Path) -> None:
    candidate = candidate_on(listed(), tmp_path)
    with pytest.raises(NotPermitted):
        decide(officer("Olu", "XB", Role.OBSERVER), candidate, Verdict.SAME, WHY, seen="", now=NOW)


def test_each_decision_is_in_the_ledger_with_its_conclusion(tmp_path: Path) -> None:
    candidate = candidate_on(listed(), tmp_path)
    desk = officer("Ada")
    conclude(desk, candidate)
    with viewing(desk):
        entry = Entry.objects.get(did="candidate.decide")
    assert entry.thing == f"candidate:{candidate}"
    assert entry.particulars == {"conclusion": "same"}
    assert entry.officer_id == desk.officer_id


def test_the_database_refuses_a_hit_that_nobody_decided(tmp_path: Path) -> None:
    candidate = candidate_on(listed(requested_action="refuse_entry"), tmp_path)
    desk = officer("Ada")
    conclude(desk, candidate)
    with viewing(desk):
        proposal = Decision.objects.get()
        with pytest.raises(IntegrityError), transaction.atomic():
            Hit.objects.create(
                candidate_id=candidate,
                member_id=desk.member_id,
                decision=proposal,
                confirmed_at=NOW,
            )


def test_the_database_refuses_to_change_a_decision(tmp_path: Path) -> None:
    candidate = candidate_on(listed(), tmp_path)
    desk = officer("Ada")
    conclude(desk, candidate, Verdict.CANNOT_TELL)
    with viewing(desk), pytest.raises(DatabaseError), transaction.atomic():
        Decision.objects.update(reason="Another story.")


def test_the_same_list_screened_twice_adds_no_candidate_twice(tmp_path: Path) -> None:
    record = listed()
    candidate_on(record, tmp_path / "once")
    candidate_on(record, tmp_path / "twice")
    assert len(queries.queue(officer("Ada"), "all")) == 1


def test_a_list_that_gives_itself_out_for_another_is_kept_apart(tmp_path: Path) -> None:
    index = index_of(listed(), at=tmp_path)
    desk = officer("Ada")
    for given in ("QASIM", "KASIM"):
        who = traveller("ZARBARAN", given, born="1970-05-02")
        screen_list(desk, index, flight_with(who), now=NOW)
    found = [each.candidate.traveller for each in queries.queue(desk, "all")]
    assert {each.particulars["names"][1] for each in found} == {"QASIM", "KASIM"}
    assert len({each.manifest_id for each in found}) == 2


def test_the_next_departure_stands_first(tmp_path: Path) -> None:
    record = listed()
    later = candidate_on(record, tmp_path / "later", number="202", days=3)
    sooner = candidate_on(record, tmp_path / "sooner", number="101", days=1)
    assert [each.candidate_id for each in queries.queue(officer("Ada"))] == [sooner, later]


def test_the_offer_says_why_nothing_can_be_done(tmp_path: Path) -> None:
    candidate = candidate_on(listed(requested_action="refuse_entry"), tmp_path)
    ada, ben = officer("Ada"), officer("Ben")

    def why_not(actor: Actor) -> str:
        return queries.offer(actor, queries.candidate(actor, candidate), now=NOW).not_offered

    assert why_not(ada) == ""
    assert why_not(node("XB", Role.SCREENING_OFFICER)) == "no_role"
    conclude(ada, candidate)
    assert (why_not(ada), why_not(ben)) == ("own_proposal", "")
    second(ben, candidate, concurs=True)
    assert why_not(ada) == "decided"
