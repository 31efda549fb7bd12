"""Nobody puts a member out alone for longer than three days, and nobody brings one back alone."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.db import DatabaseError, transaction
from django.test import Client

from tests.invented import NOW, give_second_factor
from tests.safeguards.joining import administrator, appointed, clerks, founded, registrar, suspended
from tocsin.members.errors import NoSuchStep
from tocsin.members.models import Member, Officer
from tocsin.members.queries import may_act, officer_by_username
from tocsin.members.rules import Event, Keeps
from tocsin.safeguards.access.actions import actor_of_token, create_token, viewing
from tocsin.safeguards.access.errors import MemberNotActive, NotPermitted, TokenRefused
from tocsin.safeguards.access.models import Token
from tocsin.safeguards.access.rules import Actor, Role
from tocsin.safeguards.accession import actions, measures
from tocsin.safeguards.accession.errors import EndedUnconfirmed, MeasureWaits
from tocsin.safeguards.accession.measures import HOLDS, NOBODY_CONFIRMED, NOT_AGAIN
from tocsin.safeguards.approval.errors import OfficersApprove, ProposalLapsed, ProposedByYou
from tocsin.safeguards.approval.models import Answer, Proposal
from tocsin.safeguards.ledger.models import Entry

pytestmark = pytest.mark.django_db
WHY = "Its officers ask for people who are on no flight."
PASSWORD = "an invented sentence"
Pair = tuple[Actor, Actor]


@pytest.fixture
def pair() -> Pair:
    founded("XB")
    return clerks()


def state_of(code: str = "XB") -> str:
    return str(Member.objects.get(code=code).state)


def proposed(by: Actor, now: datetime = NOW) -> Proposal:
    with viewing(by):
        return measures.propose_suspension(by, "XB", Keeps.FROZEN, WHY, now=now)


def at_once(by: Actor, now: datetime = NOW) -> Proposal:
    with viewing(by):
        return measures.suspend_at_once(by, "XB", Keeps.FROZEN, WHY, now=now)


def confirmed(by: Actor, proposal: Proposal, now: datetime = NOW) -> None:
    with viewing(by):
        measures.confirm(by, proposal.id, now=now)


def swept(now: datetime) -> int:
    node = registrar()
    with viewing(node):
        return measures.end_unconfirmed(node, now=now)


def test_a_proposed_suspension_changes_nothing_until_another_registrar_confirms_it(
    pair: Pair,
) -> None:
    first, second = pair
    proposal = proposed(first)
    assert state_of() == "active"
    with pytest.raises(ProposedByYou):
        confirmed(first, proposal)
    assert state_of() == "active"
    confirmed(second, proposal)
    assert state_of() == "suspended"
    assert Member.objects.get(code="XB").steps.get(event="suspend").officer_id == second.officer_id


def test_the_database_itself_refuses_the_word_of_who_proposed(pair: Pair) -> None:
    first, _second = pair
    proposal = proposed(first)
    refused = pytest.raises(DatabaseError, match="second officer")
    with refused, transaction.atomic(), viewing(first):
        Answer.objects.create(
            proposal=proposal,
            step="approve",
            member_id=first.member_id,
            officer_id=first.officer_id,
            answered_at=NOW,
        )


def test_one_registrar_puts_a_member_out_at_once(pair: Pair) -> None:
    first, _second = pair
    ada = appointed(founded("XB"), "ada", Role.SCREENING_OFFICER)
    at_once(first)
    assert not may_act(ada.member_id, ada.officer_id)


def test_it_ends_after_three_days_if_nobody_confirms_it(pair: Pair) -> None:
    first, second = pair
    proposal = at_once(first)
    assert swept(NOW + HOLDS - timedelta(seconds=1)) == 0
    assert state_of() == "suspended"
    assert swept(NOW + HOLDS) == 1
    assert state_of() == "active"
    last = Member.objects.get(code="XB").steps.last()
    assert last
    assert (last.event, last.reason) == ("reinstate", NOBODY_CONFIRMED)
    assert swept(NOW + HOLDS) == 0, "once"
    with pytest.raises(ProposalLapsed):
        confirmed(second, proposal, NOW + HOLDS)


def test_it_lasts_when_another_confirms_it_in_time(pair: Pair) -> None:
    first, second = pair
    confirmed(second, at_once(first), NOW + timedelta(days=2))
    assert swept(NOW + HOLDS) == 0
    assert state_of() == "suspended"


def test_who_did_it_does_not_confirm_it(pair: Pair) -> None:
    first, _second = pair
    proposal = at_once(first)
    with pytest.raises(ProposedByYou):
        confirmed(first, proposal)


def test_a_refusal_brings_the_member_back(pair: Pair) -> None:
    first, second = pair
    proposal = at_once(first)
    with viewing(second):
        measures.refuse(second, proposal.id, "It was a slip of the desk.", now=NOW)
    assert state_of() == "active"


def test_so_does_whoever_did_it_and_thinks_better_of_it(pair: Pair) -> None:
    first, _second = pair
    proposal = at_once(first)
    with viewing(first):
        measures.take_back(first, proposal.id, now=NOW)
    assert state_of() == "active"


def test_what_ended_unconfirmed_is_not_begun_anew_by_one_registrar(pair: Pair) -> None:
    first, second = pair
    at_once(first)
    swept(NOW + HOLDS)
    for by in (first, second):
        with pytest.raises(EndedUnconfirmed):
            at_once(by, NOW + HOLDS + timedelta(days=1))
    at_once(first, NOW + HOLDS + NOT_AGAIN)
    assert state_of() == "suspended"


def test_a_confirmed_suspension_is_not_ended_by_one_that_lapsed_before(pair: Pair) -> None:
    first, second = pair
    at_once(first)
    swept(NOW + HOLDS)
    later = NOW + HOLDS + timedelta(hours=1)
    confirmed(second, proposed(first, later), later)
    assert swept(later + timedelta(days=1)) == 0
    assert state_of() == "suspended"


def test_a_suspension_ends_by_two_registrars_too(pair: Pair) -> None:
    first, second = pair
    suspended("XB")
    with viewing(first):
        proposal = measures.propose_reinstatement(first, "XB", "It answered all.", now=NOW)
    assert state_of() == "suspended"
    with pytest.raises(ProposedByYou):
        confirmed(first, proposal)
    confirmed(second, proposal)
    assert state_of() == "active"


def test_while_something_waits_nothing_else_is_proposed(pair: Pair) -> None:
    first, second = pair
    proposed(first)
    for deed in (proposed, at_once):
        with pytest.raises(MeasureWaits):
            deed(second)


def test_what_no_longer_fits_the_member_is_not_confirmed(pair: Pair) -> None:
    first, second = pair
    proposal = proposed(first)
    chief = administrator(founded("XB"))
    with viewing(chief):
        actions.withdraw(chief, "XB", Keeps.FROZEN, "Parliament ended the treaty.", now=NOW)
    with pytest.raises(NoSuchStep):
        confirmed(second, proposal)


def test_who_lost_its_key_meanwhile_stays_out(pair: Pair) -> None:
    first, _second = pair
    at_once(first)
    Member.objects.get(code="XB").keys.update(void_from=NOW)
    assert swept(NOW + HOLDS) == 0
    assert state_of() == "suspended"


@pytest.mark.parametrize("role", [each for each in Role if each is not Role.REGISTRAR])
def test_nobody_but_registrars_takes_part(pair: Pair, role: Role) -> None:
    first, _second = pair
    proposal = at_once(first)
    other = appointed(founded("XC"), "other", role)
    with viewing(other), pytest.raises(NotPermitted):
        measures.suspend_at_once(other, "XC", Keeps.FROZEN, WHY, now=NOW)
    with pytest.raises(NotPermitted):
        confirmed(other, proposal)


def test_no_program_takes_part(pair: Pair) -> None:
    with viewing(node := registrar()), pytest.raises(OfficersApprove):
        measures.suspend_at_once(node, "XB", Keeps.FROZEN, WHY, now=NOW)
    assert state_of() == "active"


def test_each_deed_is_in_the_ledger(pair: Pair) -> None:
    first, second = pair
    confirmed(second, proposed(first))
    did = []
    for each in pair:
        with viewing(each):
            of_member = Entry.objects.filter(thing="member:XB").order_by("id")
            did += of_member.values_list("did", flat=True)
    assert did == ["proposal.propose", "proposal.approve", "member.suspend"]


def signed_in(name: str) -> Client:
    account = officer_by_username(name)
    account.set_password(PASSWORD)
    account.save()
    client = Client()
    client.post("/account/sign-in/", {"login": name, "password": PASSWORD})
    give_second_factor(account.pk)
    return client


def test_sessions_end_with_a_suspension_and_do_not_come_back_with_its_end(pair: Pair) -> None:
    first, _second = pair
    for member in ("XB", "XC"):
        appointed(founded(member), "ada", Role.SCREENING_OFFICER)
    ada, other = signed_in("ada.xb"), signed_in("ada.xc")
    assert UserSession.objects.count() == 2
    proposal = at_once(first)
    assert UserSession.objects.get().user == Officer.objects.get(username="ada.xc")
    with viewing(first):
        measures.take_back(first, proposal.id, now=NOW)
    assert ada.get("/queue/").status_code == 302
    assert other.get("/queue/").status_code == 200


@pytest.mark.parametrize("event", [Event.SUSPEND, Event.WITHDRAW])
def test_tokens_wait_for_the_end_of_a_suspension_and_end_with_a_withdrawal(event: Event) -> None:
    ada = appointed(founded("XB"), "ada", Role.SCREENING_OFFICER)
    with viewing(ada):
        token, secret = create_token(ada, "desk", now=NOW)
    if event is Event.SUSPEND:
        suspended("XB")
    else:
        chief = administrator(founded("XB"))
        with viewing(chief):
            actions.withdraw(chief, "XB", Keeps.FROZEN, "Parliament ended the treaty.", now=NOW)
    with pytest.raises((MemberNotActive, TokenRefused)):
        actor_of_token(secret, now=NOW)
    is_over = Token.objects.get(pk=token.pk).revoked_at is not None
    assert is_over is (event is Event.WITHDRAW)
