"""What a program can do with a token: what its officer can, leaving the same trace."""

from __future__ import annotations

from uuid import uuid4

import pytest

from tests.entrances.api.asking import FLIGHT, LISTED, UNLISTED, WHY, Program, program, said
from tests.invented import DETAILS, listed, node, officer
from tocsin.records.registers.models import Record
from tocsin.safeguards.access.actions import viewing
from tocsin.safeguards.access.rules import Role
from tocsin.safeguards.ledger.models import Entry
from tocsin.screening.models import ScreenedTraveller

pytestmark = pytest.mark.django_db
REASON = "Compared the passport with the record."


def screened(asker: Program) -> str:
    """The id of the one candidate of a screened flight."""
    answer = asker.post("/flights", FLIGHT)
    assert answer.status_code == 200, answer.content
    (candidate,) = said(answer)["candidates"]
    return str(candidate["id"])


def seen(asker: Program, candidate_id: str) -> str:
    return str(said(asker.get(f"/candidates/{candidate_id}"))["next"]["seen"])


def verdict(asker: Program, candidate_id: str, what: str = "same") -> dict[str, str]:
    return {"verdict": what, "reason": REASON, "seen": seen(asker, candidate_id)}


def test_a_batch_gives_candidates_with_reasons_for_the_listed_and_nothing_for_others(
    record: Record,
) -> None:
    answer = program().post("/screenings", {**WHY, "travellers": [UNLISTED, LISTED]})
    assert answer.status_code == 200
    told = said(answer)
    assert told["travellers"] == 2
    (found,) = told["answers"]
    assert found["traveller"] == 1
    (proposed,) = found["candidates"]
    assert proposed["record"]["reference"] == record.reference
    assert proposed["band"] == "strong"
    assert sum(each["weight"] for each in proposed["reasons"]) == pytest.approx(proposed["score"])


def test_a_question_is_in_the_ledger_with_purpose_and_case_and_leaves_no_traveller(
    record: Record,
) -> None:
    program().post("/screenings", {**WHY, "travellers": [UNLISTED, LISTED]})
    with viewing(node("XB")):
        entry = Entry.objects.get(did="traveller.screen")
        assert ScreenedTraveller.objects.count() == 0
    assert (entry.purpose, entry.case_reference) == ("border_check", "XB-2026-7")
    assert entry.particulars == {"travellers": 2, "proposed": 1}


def test_a_screened_flight_puts_its_candidates_into_the_queue_once(record: Record) -> None:
    asker = program()
    first, again = screened(asker), screened(asker)
    assert first == again
    queue = said(asker.get("/candidates"))
    assert [each["id"] for each in queue["candidates"]] == [first]
    assert queue["counts"]["open"] == 1
    assert queue["candidates"][0]["traveller"]["particulars"]["names"] == ["ZARBARAN", "QASIM"]
    with viewing(node("XB")):
        cases = set(Entry.objects.filter(did="traveller.screen").values_list("case_reference"))
    assert cases == {("XB-2026-7",)}


def test_two_batches_of_a_flight_under_one_reference_are_not_taken_for_one_another(
    record: Record,
) -> None:
    asker = program()
    screened(asker)
    second = {"surname": "ZARBARAN", "given": "KASSEM", "birth_date": "1970-05-02"}
    asker.post("/flights", {**FLIGHT, "travellers": [second, FLIGHT["travellers"][1]]})
    queue = said(asker.get("/candidates"))["candidates"]
    names = sorted(each["traveller"]["particulars"]["names"][1] for each in queue)
    assert names == ["KASSEM", "QASIM"]


def test_a_decision_is_stored_once_however_often_it_is_sent(record: Record) -> None:
    asker = program()
    candidate_id = screened(asker)
    sent = verdict(asker, candidate_id)
    answers = [asker.post(f"/candidates/{candidate_id}/decisions", sent) for _ in range(3)]
    assert [each.status_code for each in answers] == [201, 200, 200]
    assert len({each.content for each in answers}) == 1
    whole = said(asker.get(f"/candidates/{candidate_id}"))
    assert (whole["state"], len(whole["decisions"])) == ("confirmed", 1)
    assert whole["next"]["not_offered"] == "decided"


def test_a_decision_on_what_changed_meanwhile_is_refused(record: Record) -> None:
    asker, other = program(), program("bea")
    candidate_id = screened(asker)
    stale = verdict(asker, candidate_id, "different")
    other.post(f"/candidates/{candidate_id}/decisions", verdict(other, candidate_id, "cannot_tell"))
    answer = asker.post(f"/candidates/{candidate_id}/decisions", stale)
    assert answer.status_code == 409
    assert said(answer)["type"] == "urn:tocsin:problem:changed-meanwhile"


def test_a_coercive_action_takes_a_second_officer(
    record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    with viewing(node("XA", Role.REGISTRAR)):
        Record.objects.filter(id=record.id).update(requested_action="refuse_entry", details=DETAILS)
    first, second = program(), program("bea")
    candidate_id = screened(first)
    path = f"/candidates/{candidate_id}/decisions"
    assert said(first.post(path, verdict(first, candidate_id)))["state"] == "awaits_second"
    concurring = {"concurs": True, "reason": REASON, "seen": seen(second, candidate_id)}
    refused = first.post(path, concurring)
    assert said(refused)["type"] == "urn:tocsin:problem:proposed-by-you"
    assert said(second.post(path, concurring))["state"] == "confirmed"


def test_the_movement_shows_the_sighting_with_a_masked_document(record: Record) -> None:
    asker = program()
    candidate_id = screened(asker)
    asker.post(f"/candidates/{candidate_id}/decisions", verdict(asker, candidate_id))
    told = said(asker.get(f"/records/{record.id}/movement"))
    assert [each["place"] for each in told["sightings"]] == ["VIE"]
    assert told["route"] == ["IST", "VIE"]
    assert told["sightings"][0]["reported_by"] == "XB"


def test_another_member_gets_of_a_candidate_what_it_gets_of_none(record: Record) -> None:
    candidate_id = screened(program())
    other = program("cem", "XC")
    theirs, none = (other.get(f"/candidates/{each}") for each in (candidate_id, uuid4()))
    assert theirs.status_code == none.status_code == 404
    assert theirs.content == none.content
    assert said(other.get("/candidates"))["candidates"] == []
    sent = {"verdict": "different", "reason": REASON, "seen": "open.1.0"}
    decided = [
        other.post(f"/candidates/{each}/decisions", sent) for each in (candidate_id, uuid4())
    ]
    assert [each.status_code for each in decided] == [404, 404]
    assert decided[0].content == decided[1].content == theirs.content


def test_a_barred_member_gets_of_a_record_what_it_gets_of_none(record: Record) -> None:
    barred = officer("dan", "XD", Role.SCREENING_OFFICER)
    hidden = listed("XAi.002", except_members=(barred.member_id,))
    asker = Program(barred)
    theirs, none = (asker.get(f"/records/{each}/movement") for each in (hidden.id, uuid4()))
    assert theirs.status_code == none.status_code == 404
    assert theirs.content == none.content
