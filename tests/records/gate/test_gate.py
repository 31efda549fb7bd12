"""The neutrality gate: nobody sees what no reviewer of another member has passed."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from tests.invented import NOW, node, officer
from tests.records.registers.lawfulness import valid
from tocsin.records.contributing.actions import Outcome as Sent
from tocsin.records.contributing.actions import contribute
from tocsin.records.gate import actions, queries
from tocsin.records.gate.errors import (
    AnswersMissing,
    AppealOver,
    GateError,
    NothingToDecide,
    OwnMembersRecord,
    RefusalCodeMissing,
    RevisedMeanwhile,
    SameReviewer,
    VerdictContradicts,
)
from tocsin.records.gate.models import Verdict
from tocsin.records.gate.rules import Answers, Outcome, Question, State
from tocsin.records.registers.models import Record, Version
from tocsin.records.registers.queries import live_records
from tocsin.safeguards.access.actions import viewing
from tocsin.safeguards.access.errors import NotFound, NotPermitted
from tocsin.safeguards.access.rules import Actor, Role
from tocsin.safeguards.approval.errors import ProposedByYou
from tocsin.safeguards.ledger.models import Entry

pytestmark = pytest.mark.django_db
YES = dict.fromkeys(map(str, Question), True)
WHY = "Read the order and the file."


def contributor(name: str = "Petra") -> Actor:
    return officer(name, "XA", Role.CONTRIBUTOR)


def reviewer(name: str = "Rima", member: str = "XB") -> Actor:
    return officer(name, member, Role.NEUTRALITY_REVIEWER)


def send(**changes: Any) -> Sent:
    return contribute(contributor(), {**valid(), **changes}, now=NOW)


def answers(refugee: str = "no_sign", **given: bool) -> Answers:
    return Answers({**YES, **given}, refugee, WHY)


def decide(
    actor: Actor, sent: Sent, outcome: Outcome = Outcome.PASS, code: str = "", **given: Any
) -> State:
    seen = given.pop("seen", 1)
    now = given.pop("now", NOW)
    filled = given.pop("answers", answers())
    return actions.decide(actor, sent.record_id, outcome, filled, code=code, seen=seen, now=now)


def refuse(actor: Actor, sent: Sent, **given: Any) -> State:
    return decide(actor, sent, Outcome.REFUSE, "political", answers=answers(neutral=False), **given)


def seen_by(actor: Actor) -> set[str]:
    with viewing(actor):
        return set(Record.objects.values_list("reference", flat=True))


def queued(actor: Actor) -> list[Any]:
    with viewing(actor):
        return [each.record.id for each in queries.queue(actor)]


def test_a_record_is_seen_by_nobody_and_matches_nobody_until_it_has_passed() -> None:
    sent = send()
    desk = node("XB", Role.SCREENING_OFFICER)
    assert sent.state == "submitted"
    assert seen_by(desk) == set()
    with viewing(desk):
        assert live_records(desk, [str(sent.record_id)], now=NOW) == {}
    assert decide(reviewer(), sent) is State.PUBLISHED
    assert seen_by(desk) == {"XA-1"}
    with viewing(desk):
        assert set(live_records(desk, [str(sent.record_id)], now=NOW)) == {str(sent.record_id)}


def test_it_says_by_whom_it_passed_and_the_verdict_is_kept_with_its_reasons() -> None:
    sent = send()
    decide(reviewer(), sent)
    with viewing(contributor()):
        record, verdict = Record.objects.get(), Verdict.objects.get()
        deeds = list(Entry.objects.values_list("did", flat=True))
    assert record.passed_gate_by == "gate:XB"
    assert (verdict.reason, verdict.answers, verdict.refugee) == (WHY, YES, "no_sign")
    assert "record.add" in deeds


@pytest.mark.parametrize(
    ("actor", "error"),
    [
        (lambda: officer("Pia", "XA", Role.NEUTRALITY_REVIEWER), OwnMembersRecord),
        (lambda: officer("Ilse", "XB", Role.SCREENING_OFFICER), NotPermitted),
        (contributor, NotPermitted),
    ],
)
def test_only_a_reviewer_of_another_member_decides(actor: Any, error: type[Exception]) -> None:
    sent = send()
    with pytest.raises(error):
        decide(actor(), sent)
    assert seen_by(node("XC", Role.SCREENING_OFFICER)) == set()


def test_the_node_itself_decides_nothing() -> None:
    sent = send()
    with pytest.raises(Exception, match="officers"):
        decide(node("XB", Role.NEUTRALITY_REVIEWER), sent)


@pytest.mark.parametrize(
    ("outcome", "code", "filled", "error"),
    [
        (Outcome.PASS, "", answers(neutral=False), VerdictContradicts),
        (Outcome.PASS, "", answers("from_contributor"), VerdictContradicts),
        (Outcome.PASS, "", answers("perhaps"), AnswersMissing),
        (Outcome.PASS, "", Answers({"neutral": True}, "no_sign", WHY), AnswersMissing),
        (Outcome.REFUSE, "", answers(), RefusalCodeMissing),
    ],
)
def test_a_verdict_is_whole_and_says_one_thing(
    outcome: Outcome, code: str, filled: Answers, error: type[GateError]
) -> None:
    with pytest.raises(error):
        decide(reviewer(), send(), outcome, code, answers=filled)


def test_what_was_revised_meanwhile_is_read_again() -> None:
    sent = send()
    send(evidence_summary="Prepared two explosions.")
    with pytest.raises(RevisedMeanwhile):
        decide(reviewer(), sent, seen=1)
    assert decide(reviewer(), sent, seen=2) is State.PUBLISHED


def test_a_member_that_is_kept_from_a_record_does_not_review_it() -> None:
    sent = send(handling={"tlp": "amber", "code": "H1", "except": ["XB"]}) if reviewer() else None
    assert sent
    with pytest.raises(NotFound):
        decide(reviewer(), sent)
    assert queued(reviewer()) == []


def test_a_refusal_has_a_code_and_can_be_appealed_to_another_reviewer_once() -> None:
    sent = send()
    assert refuse(reviewer(), sent) is State.REFUSED
    assert seen_by(node("XB", Role.SCREENING_OFFICER)) == set()
    actions.appeal(contributor(), sent.record_id, "The order names the conduct.", now=NOW)
    with pytest.raises(SameReviewer):
        decide(reviewer(), sent)
    assert decide(reviewer("Gleb", "XC"), sent) is State.PUBLISHED


def test_an_appeal_that_fails_is_the_end() -> None:
    sent = send()
    refuse(reviewer(), sent)
    actions.appeal(contributor(), sent.record_id, "The order names the conduct.", now=NOW)
    assert refuse(reviewer("Gleb", "XC"), sent) is State.REFUSED_FINALLY
    with pytest.raises(AppealOver):
        actions.appeal(contributor(), sent.record_id, "Once more.", now=NOW)
    assert actions.forget_refused(contributor(), now=NOW) == 1


def test_a_refused_record_is_deleted_when_the_time_for_an_appeal_is_over() -> None:
    sent = send()
    refuse(reviewer(), sent)
    assert actions.forget_refused(contributor(), now=NOW + timedelta(days=29)) == 0
    later = NOW + timedelta(days=30)
    with pytest.raises(AppealOver):
        actions.appeal(contributor(), sent.record_id, "Too late.", now=later)
    assert actions.forget_refused(contributor(), now=later) == 1
    with viewing(contributor()):
        assert (Record.objects.count(), Version.objects.count(), Verdict.objects.count()) == (
            0,
            0,
            0,
        )


def test_a_record_that_was_live_is_not_deleted_but_withdrawn() -> None:
    sent = send()
    decide(reviewer(), sent)
    send(evidence_summary="Prepared two explosions.")
    refuse(reviewer("Gleb", "XC"), sent, seen=2)
    actions.forget_refused(contributor(), now=NOW + timedelta(days=31))
    with viewing(contributor()):
        assert Record.objects.get().state == "withdrawn"


def test_a_revision_that_only_takes_back_stays_passed_and_any_other_goes_back() -> None:
    sent = send()
    decide(reviewer(), sent)
    fewer = [each for each in valid()["statements"] if each["property"] != "document"]
    send(statements=fewer)
    assert seen_by(node("XC", Role.SCREENING_OFFICER)) == {"XA-1"}
    more = [*fewer, {"property": "sex", "value": "M", "grade": "B2"}]
    assert send(statements=more).state == "submitted"
    assert seen_by(node("XC", Role.SCREENING_OFFICER)) == set()


def test_text_of_a_special_category_is_held_until_it_is_edited() -> None:
    sent = send(evidence_summary="A member of a trade union, and a Catholic.")
    assert sent.state == "held"
    assert queued(reviewer()) == []
    assert send(evidence_summary="Prepared an explosion.").state == "submitted"


def test_held_words_stay_only_when_another_officer_of_the_member_says_why() -> None:
    sent = send(evidence_summary="Planned to set fire to a church.")
    with pytest.raises(ProposedByYou):
        actions.release(contributor(), sent.record_id, "The place of the crime.", now=NOW)
    second = contributor("Pavel")
    actions.release(second, sent.record_id, "The place of the crime.", now=NOW)
    assert queued(reviewer()) == [sent.record_id]


def test_a_warrant_against_a_minor_takes_two_reviewers_of_two_members() -> None:
    plain = valid()
    plain["statements"][2]["value"]["date"] = "2010-05-02"
    plain["details"] |= {"approving_authority": "Youth Court", "approval_number": "Y 1/26"}
    sent = contribute(contributor(), plain, now=NOW)
    assert decide(reviewer(), sent) is State.SUBMITTED
    with pytest.raises(SameReviewer):
        decide(reviewer("Rosa", "XB"), sent)
    assert decide(reviewer("Gleb", "XC"), sent) is State.PUBLISHED
    with viewing(contributor()):
        record = Record.objects.get()
    assert record.expires_at == NOW.replace(month=9)


def test_what_is_decided_is_not_decided_again() -> None:
    sent = send()
    decide(reviewer(), sent)
    with pytest.raises(NothingToDecide):
        decide(reviewer("Gleb", "XC"), sent)


def test_the_database_lets_a_reviewer_change_nothing_but_the_standing() -> None:
    sent = send()
    with (
        viewing(reviewer()),
        pytest.raises(IntegrityError, match="only the originator"),
        transaction.atomic(),
    ):
        Record.objects.filter(id=sent.record_id).update(state="published", evidence_summary="Else")


def test_the_database_publishes_by_a_verdict_of_another_member_alone() -> None:
    sent = send()
    for actor in (contributor(), reviewer()):
        with (
            viewing(actor),
            pytest.raises(IntegrityError, match="another member"),
            transaction.atomic(),
        ):
            Record.objects.filter(id=sent.record_id).update(
                state="published", passed_gate_by="gate:XB"
            )


def test_the_database_deletes_nothing_but_what_was_refused() -> None:
    sent = send()
    with (
        viewing(contributor()),
        pytest.raises(IntegrityError, match="refused"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("delete from registers_record where id = %s", [sent.record_id])


def test_the_queue_shows_a_reviewer_what_waits_of_other_members_oldest_first() -> None:
    first = send()
    second = send(reference="XA-2")
    assert queued(reviewer()) == [
        first.record_id,
        second.record_id,
    ]
    assert queued(officer("Pia", "XA", Role.NEUTRALITY_REVIEWER)) == []
