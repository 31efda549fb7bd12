"""A carrier asks during check-in: it hears at once that it is checked, and the rest from people."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.http import HttpResponse

from tests.entrances.api.asking import Program, program
from tests.invented import WHY, flight, index_of, listed, officer, seen_by, traveller
from tests.travel.sending import Clock, bench, desk, message
from tocsin.entrances import wiring
from tocsin.formats.countries import Country
from tocsin.formats.cusres import ReceivedAnswer, read_cusres
from tocsin.foundations.vocabulary.codes import Verdict
from tocsin.review.actions import concur, decide
from tocsin.review.boarding import boarding_answers
from tocsin.review.models import Adjudication, Hit
from tocsin.safeguards.access.actions import viewing
from tocsin.safeguards.ledger.models import Entry
from tocsin.screening.working import Bench, screen_next
from tocsin.travel.models import Manifest

pytestmark = pytest.mark.django_db
WANTED = replace(
    traveller("ZARBARAN", "QASIM", born="1970-05-02", number="ZX5504471"),
    locator="MWZRDQ",
    reference="1",
)
OLGA = replace(
    traveller("PLAIN", "OLGA", born="1990-01-01", number="ZX1110001", at=2),
    locator="MWZRDQ",
    reference="2",
)
OF_ALL = ReceivedAnswer("", text="RECEIVED, TO BE CHECKED", level="1")


def working(at: Path, **asked: object) -> Bench:
    """A worker of XB, where one record is held; it asks to refuse entry unless told otherwise."""
    record = listed(**{"requested_action": "refuse_entry", **asked})  # type: ignore[arg-type]
    it = bench(at, index_of(record, at=at / "index"), Clock(datetime.now(UTC)))
    return Bench(it.index, wiring.key_files(), it.clock)


def ask(asker: Program, raw: bytes) -> HttpResponse:
    return asker.client.post(
        "/api/v1/interactive",
        raw,
        content_type="application/octet-stream",
        headers=asker.headers,
    )


def told(answer: HttpResponse) -> list[ReceivedAnswer]:
    """What the carrier reads, without the places of segments."""
    (response,) = read_cusres(answer.content).messages
    assert response.faults == ()
    return [replace(each, position=0) for each in response.answers]


def concluded(verdict: Verdict) -> None:
    """Ann says so, and Ben concurs where two are needed."""
    ann, ben, now = officer("ann"), officer("ben"), datetime.now(UTC)
    with viewing(desk()):
        it = Adjudication.objects.get().candidate_id
    decide(ann, it, verdict, WHY, seen=seen_by(ann, it), now=now)
    if verdict is Verdict.SAME:
        concur(ben, it, concurs=True, reason=WHY, seen=seen_by(ben, it), now=now)


def test_at_once_the_list_is_received_and_nothing_is_said_of_anybody(tmp_path: Path) -> None:
    working(tmp_path)
    answer = ask(program(), message(WANTED, OLGA))
    assert (answer.status_code, answer.headers["Content-Type"]) == (202, "application/EDIFACT")
    assert told(answer) == [OF_ALL]


def test_where_nobody_is_a_candidate_all_may_board(tmp_path: Path) -> None:
    worker, asker = working(tmp_path), program()
    ask(asker, message(OLGA))
    screen_next(desk(), worker)
    answer = ask(asker, message(OLGA))
    assert answer.status_code == 200
    assert [(each.reference, each.code, each.text) for each in told(answer)] == [
        ("2", "0", "OK TO BOARD")
    ]


def test_while_one_is_before_an_officer_nothing_is_said_of_the_others_either(
    tmp_path: Path,
) -> None:
    worker, asker = working(tmp_path), program()
    ask(asker, message(WANTED, OLGA))
    screen_next(desk(), worker)
    answer = ask(asker, message(WANTED, OLGA))
    assert answer.status_code == 202
    assert told(answer) == [OF_ALL]


def test_who_was_rejected_boards_like_everybody(tmp_path: Path) -> None:
    worker, asker = working(tmp_path), program()
    ask(asker, message(WANTED, OLGA))
    screen_next(desk(), worker)
    concluded(Verdict.DIFFERENT)
    assert [each.code for each in told(ask(asker, message(WANTED, OLGA)))] == ["0", "0"]


def test_only_the_decision_of_two_officers_keeps_somebody_from_boarding(tmp_path: Path) -> None:
    worker, asker = working(tmp_path), program()
    ask(asker, message(WANTED, OLGA))
    screen_next(desk(), worker)
    concluded(Verdict.SAME)
    answers = told(ask(asker, message(WANTED, OLGA)))
    with viewing(desk()):
        hit = Hit.objects.get()
        assert Entry.objects.filter(did="boarding.answer").exists()
    assert [(each.reference, each.code, each.decision) for each in answers] == [
        ("1", "1", hit.id.hex),
        ("2", "0", ""),
    ]


def test_a_hit_on_a_record_that_asks_for_something_else_keeps_nobody(tmp_path: Path) -> None:
    worker, asker = working(tmp_path, requested_action="inform_only"), program()
    ask(asker, message(WANTED))
    screen_next(desk(), worker)
    ann = officer("ann")
    with viewing(desk()):
        it = Adjudication.objects.get().candidate_id
    decide(ann, it, Verdict.SAME, WHY, seen=seen_by(ann, it), now=datetime.now(UTC))
    assert [each.code for each in told(ask(asker, message(WANTED)))] == ["0"]


def test_nobody_is_kept_from_their_own_country(tmp_path: Path) -> None:
    worker, asker = working(tmp_path), program()
    ask(asker, message(WANTED))
    screen_next(desk(), worker)
    concluded(Verdict.SAME)
    with viewing(desk()):
        manifests = [Manifest.objects.get().id]
    national = replace(WANTED, nationalities=(Country("XBB", "XB"),))
    for person, code in ((WANTED, "1"), (national, "0")):
        found = boarding_answers(desk(), manifests, flight(person), now=datetime.now(UTC))
        assert [each.code for each in found or ()] == [code]


def test_a_list_that_cannot_be_read_is_not_answered(tmp_path: Path) -> None:
    worker, asker = working(tmp_path), program()
    assert ask(asker, b"no list").status_code == 202
    screen_next(desk(), worker)
    (answer,) = told(ask(asker, b"no list"))
    assert answer.code == "4"
