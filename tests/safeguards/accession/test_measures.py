"""A member that is out is out at its next question, wherever it asks; everybody reads why."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from django.db import DatabaseError, connection, transaction

from tests.invented import NOW, index_of, listed
from tests.safeguards.joining import (
    administrator,
    appointed,
    founded,
    registrar,
    reinstated,
    suspended,
)
from tocsin.foundations.facts import subscribe
from tocsin.foundations.vocabulary.codes import Purpose
from tocsin.matching import Traveller
from tocsin.members.errors import NoSuchStep, ReasonMissing
from tocsin.members.models import Member
from tocsin.members.queries import may_act
from tocsin.members.rules import Event, Keeps
from tocsin.records.registers.models import Record
from tocsin.records.registers.queries import live_records
from tocsin.safeguards.access.actions import (
    actor_for,
    actor_of_token,
    create_token,
    viewing,
)
from tocsin.safeguards.access.errors import MemberNotActive
from tocsin.safeguards.access.rules import Actor, Role
from tocsin.safeguards.accession import actions, measures
from tocsin.safeguards.accession.facts import MembershipChanged
from tocsin.safeguards.ledger.actions import note
from tocsin.screening.actions import Reasoned, screen

pytestmark = pytest.mark.django_db
WHY = "Does not answer requests for correction."


@pytest.fixture
def clerk() -> Actor:
    return registrar()


def test_a_token_of_a_suspended_member_is_refused_with_its_next_question(clerk: Actor) -> None:
    officer = appointed(founded("XB"), "ada", Role.SCREENING_OFFICER)
    with viewing(officer):
        _, secret = create_token(officer, "desk", now=NOW)
    assert actor_of_token(secret, now=NOW).member_id == officer.member_id
    suspended("XB", why=WHY)
    with pytest.raises(MemberNotActive):
        actor_of_token(secret, now=NOW)
    reinstated("XB")
    assert actor_of_token(secret, now=NOW).officer_id == officer.officer_id


def test_a_stream_asks_again_and_is_told_that_it_may_not_go_on(clerk: Actor) -> None:
    officer = appointed(founded("XB"), "ada", Role.SCREENING_OFFICER)
    asked = (officer.member_id, officer.officer_id)
    assert may_act(*asked)
    assert may_act(officer.member_id)
    suspended("XB", why=WHY)
    assert not may_act(*asked)
    assert not may_act(officer.member_id)


def test_an_officer_of_one_member_is_none_of_another(clerk: Actor) -> None:
    officer = appointed(founded("XB"), "ada", Role.SCREENING_OFFICER)
    assert not may_act(founded("XC").id, officer.officer_id)


def test_the_database_shows_a_suspended_member_nothing_within_the_same_transaction(
    clerk: Actor,
) -> None:
    founded("XA")
    listed()
    officer = appointed(founded("XB"), "ada", Role.SCREENING_OFFICER)
    with viewing(officer):
        assert Record.objects.count() == 1
        Member.objects.filter(code="XB").update(state="suspended", keeps="frozen")
        assert Record.objects.count() == 0


def test_what_acts_for_a_suspended_member_without_an_officer_is_stopped_too(clerk: Actor) -> None:
    worker = Actor(founded("XB").id, frozenset({Role.SCREENING_OFFICER}))
    suspended("XB", why=WHY)
    with pytest.raises(MemberNotActive), viewing(worker):
        pass


def test_a_deed_that_is_under_way_when_its_member_is_suspended_does_not_happen(
    clerk: Actor,
) -> None:
    worker = Actor(founded("XB").id, frozenset({Role.SCREENING_OFFICER}))
    refused = pytest.raises(DatabaseError, match="row-level security")
    with refused, transaction.atomic(), viewing(worker):
        Member.objects.filter(code="XB").update(state="suspended", keeps="frozen")
        note(worker, "traveller.screen")


@pytest.mark.parametrize(("keeps", "found"), [(Keeps.FROZEN, 1), (Keeps.WITHDRAWN, 0)])
def test_records_of_a_suspended_member_ring_or_are_silent_as_was_chosen(
    clerk: Actor, tmp_path: Path, keeps: Keeps, found: int
) -> None:
    founded("XA")
    record = listed()
    index = index_of(record, at=tmp_path)
    screener = appointed(founded("XB"), "ada", Role.SCREENING_OFFICER)
    suspended("XA", keeps)
    traveller = Traveller(["Qasim Zarbaran"], "1970-05-02", documents=[("XA", "ZX5504471")])
    with viewing(screener):
        assert len(live_records(screener, [str(record.id)], now=NOW)) == found
    why = Reasoned(Purpose.TRAVEL_SCREENING, "a case")
    (answer,) = screen(screener, index, [traveller], why, now=NOW)
    assert len(answer) == found


def test_an_end_of_the_suspension_brings_the_records_back(clerk: Actor) -> None:
    founded("XA")
    record = listed()
    suspended("XA", Keeps.WITHDRAWN)
    reinstated("XA")
    with viewing(clerk):
        assert len(live_records(clerk, [str(record.id)], now=NOW)) == 1


def test_a_suspension_is_in_the_register_with_its_reason_and_others_hear(clerk: Actor) -> None:
    heard: list[MembershipChanged] = []
    subscribe(MembershipChanged, heard.append)
    member = founded("XB")
    suspended("XB", why=WHY)
    step = member.steps.last()
    assert step
    assert (step.event, step.before, step.after) == ("suspend", "active", "suspended")
    assert (step.reason, step.at) == (WHY, NOW)
    assert heard == [MembershipChanged(member.id, Event.SUSPEND, NOW)]


@pytest.mark.parametrize("reason", ["", "   ", "too short"])
def test_no_measure_without_a_reason_that_can_be_read(clerk: Actor, reason: str) -> None:
    founded("XB")
    with viewing(clerk), pytest.raises(ReasonMissing):
        measures.suspend_at_once(clerk, "XB", Keeps.FROZEN, reason, now=NOW)


def test_a_member_leaves_by_its_own_administrator_and_for_good(clerk: Actor) -> None:
    member = founded("XB")
    chief = administrator(member)
    with viewing(chief):
        actions.withdraw(chief, "XB", Keeps.WITHDRAWN, "Parliament ended the treaty.", now=NOW)
    assert not may_act(member.id)
    with viewing(clerk), pytest.raises(NoSuchStep, match="do nothing more"):
        measures.propose_reinstatement(clerk, "XB", "Parliament took it back.", now=NOW)


def test_an_officer_whose_appointment_ended_may_not_act() -> None:
    from tocsin.members.models import Officer

    member = founded("XB")
    ada = appointed(member, "ada", Role.SCREENING_OFFICER)
    Officer.objects.filter(pk=ada.officer_id).update(is_active=False)
    assert not may_act(member.id, ada.officer_id)
    with pytest.raises(MemberNotActive):
        actor_for(Officer.objects.get(pk=ada.officer_id))


def test_asking_whether_a_member_may_act_takes_one_statement() -> None:
    from django.test.utils import CaptureQueriesContext

    ada = appointed(founded("XB"), "ada", Role.SCREENING_OFFICER)
    with CaptureQueriesContext(connection) as asked:
        may_act(ada.member_id, ada.officer_id)
    assert len(asked) == 1
    assert timedelta(0) <= timedelta(seconds=float(asked[0]["time"])) < timedelta(seconds=1)
