"""Before anything is done to the holder, the issuer says whether its report stands."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.invented import NOW
from tests.records.documents.reporting import NUMBER, WHY, a_report, asker, checked, issuer, put
from tocsin.records.documents.confirming.actions import ask_issuer, reply
from tocsin.records.documents.confirming.rules import Reply, State, has_lapsed
from tocsin.records.documents.errors import AlreadyAnswered, NothingToConfirm
from tocsin.records.documents.models import Confirmation
from tocsin.records.documents.queries import confirmations
from tocsin.records.documents.rules import Asked, Outcome
from tocsin.safeguards.access.actions import viewing
from tocsin.safeguards.access.errors import NotFound
from tocsin.safeguards.ledger.models import Entry

pytestmark = pytest.mark.django_db


def question(number: str = NUMBER) -> Confirmation:
    actor = asker()
    with viewing(actor):
        return ask_issuer(actor, Asked.of("XA", number), WHY, now=NOW)


def answered(confirmation: Confirmation, said: Reply, by: str = "XA") -> Confirmation:
    actor = issuer(by)
    with viewing(actor):
        return reply(actor, confirmation.id, said, now=NOW + timedelta(minutes=5))


@pytest.mark.parametrize(
    ("said", "state", "then"),
    [
        (Reply.STANDS, State.CONFIRMED, Outcome.HIT),
        (Reply.RECOVERED, State.RECOVERED, Outcome.NONE),
        (Reply.MISTAKEN, State.MISTAKEN, Outcome.NONE),
    ],
)
def test_the_answer_of_the_issuer_decides_whether_the_document_still_hits(
    said: Reply, state: State, then: Outcome
) -> None:
    put()
    confirmation = question()
    assert confirmation.reply_by == NOW + timedelta(hours=4)
    assert answered(confirmation, said).state == state
    assert checked().outcome is then


def test_a_blank_out_of_a_range_is_asked_about_by_its_own_number() -> None:
    put(a_report("BO0001000", "stolen_blank", last="BO0001999"))
    confirmation = question("BO0001500")
    answered(confirmation, Reply.RECOVERED)
    assert checked("BO0001500").outcome is Outcome.NONE
    assert checked("BO0001501").outcome is Outcome.HIT


def test_what_does_not_hit_can_not_be_asked_about() -> None:
    put()
    for number in ("ZZ1", "ABO123456"):
        with pytest.raises(NothingToConfirm):
            question(number)


def test_a_question_that_waits_is_not_asked_twice() -> None:
    put()
    assert question().id == question().id


def test_only_the_issuer_answers_and_only_once() -> None:
    put()
    confirmation = question()
    with pytest.raises(NotFound):
        answered(confirmation, Reply.STANDS, by="XB")
    with pytest.raises(NotFound):
        answered(confirmation, Reply.STANDS, by="XC")
    answered(confirmation, Reply.STANDS)
    with pytest.raises(AlreadyAnswered):
        answered(confirmation, Reply.RECOVERED)
    assert checked().outcome is Outcome.HIT


def test_a_question_is_seen_by_who_asked_and_by_who_is_asked() -> None:
    put()
    question()
    for code, seen in (("XA", 1), ("XB", 1), ("XC", 0)):
        with viewing(asker(code)):
            assert len(confirmations(asker(code))) == seen


def test_the_time_to_answer_ends_by_the_clock() -> None:
    put()
    confirmation = question()
    state = State(confirmation.state)
    assert not has_lapsed(state, confirmation.reply_by, NOW + timedelta(hours=3, minutes=59))
    assert has_lapsed(state, confirmation.reply_by, NOW + timedelta(hours=4))


def test_question_and_answer_are_in_the_ledger_of_both() -> None:
    put()
    answered(question(), Reply.STANDS)
    with viewing(asker()):
        assert Entry.objects.filter(did="confirmation.ask").count() == 1
    with viewing(issuer()):
        assert Entry.objects.filter(did="confirmation.reply").count() == 1
