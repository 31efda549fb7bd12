"""From an application to an active member, and no shorter way."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from tests.invented import NOW, node
from tests.safeguards.joining import (
    DECLARED,
    DESK,
    administrator,
    applied,
    appointed,
    before_assembly,
    founded,
    registrar,
    signed_key,
    suspended,
)
from tocsin.members.errors import (
    AlreadyVoted,
    ChecksOutstanding,
    FoundingIsOver,
    MemberExists,
    NoSuchStep,
    NotAVoter,
    NotYetDeclared,
    OnlyInventedMembers,
    VoteStillOpen,
)
from tocsin.members.models import Member, Step, Vote
from tocsin.members.queries import open_vote, tally
from tocsin.members.rules import Check, Choice, Event, Keeps, State
from tocsin.safeguards.access.actions import viewing
from tocsin.safeguards.access.errors import NotPermitted
from tocsin.safeguards.access.rules import Actor, Role
from tocsin.safeguards.accession import actions, measures
from tocsin.safeguards.accession.errors import MandateMissing
from tocsin.safeguards.accession.rules import VOTE_LASTS, Application, Declared
from tocsin.safeguards.ledger.models import Entry
from tocsin.safeguards.upkeep.actions import register_key, revoke_key

pytestmark = pytest.mark.django_db
EVERYTHING = {
    "legal basis": lambda actor: actions.declare(actor, "XQ", Declared(legal_basis="Act 1")),
    "data-protection authority": lambda actor: actions.declare(
        actor, "XQ", Declared(data_protection_authority="Commission")
    ),
    "redress contact": lambda actor: actions.declare(
        actor, "XQ", Declared(redress_contact="redress@xq.example")
    ),
    "signing key": lambda actor: register_key(
        actor, Member.objects.get(code="XQ"), signed_key("XQ"), now=NOW
    ),
}


@pytest.fixture
def clerk() -> Actor:
    return registrar()


def cast(*votes: tuple[str, Choice]) -> None:
    for code, choice in votes:
        actor = administrator(Member.objects.get(code=code))
        with viewing(actor):
            actions.vote(actor, "XQ", choice, now=NOW)


def close(clerk: Actor, *, later: timedelta = timedelta(0)) -> str:
    with viewing(clerk):
        return actions.close_vote(clerk, "XQ", now=NOW + later).after


def did() -> list[str]:
    """What the ledger has of accessions, in order, as the node sees it."""
    with viewing(registrar()):
        noted = Entry.objects.order_by("id").values_list("did", flat=True)
        return [each for each in noted if each.startswith(("accession", "key", "member"))]


@pytest.mark.parametrize("lacking", EVERYTHING)
def test_declarations_are_not_complete_while_one_is_missing(clerk: Actor, lacking: str) -> None:
    applied()
    with viewing(clerk):
        for name, give in EVERYTHING.items():
            if name != lacking:
                give(clerk)
        with pytest.raises(NotYetDeclared, match=f"Missing: {lacking}\\.$"):
            actions.complete(clerk, "XQ", now=NOW)


def test_an_applicant_who_declared_nothing_hears_all_that_is_missing(clerk: Actor) -> None:
    applied()
    with viewing(clerk), pytest.raises(NotYetDeclared) as told:
        actions.complete(clerk, "XQ", now=NOW)
    assert str(told.value).endswith(
        "Missing: legal basis, data-protection authority, redress contact, signing key."
    )


def test_activation_is_refused_if_the_key_was_revoked_during_the_vote(clerk: Actor) -> None:
    for code in ("XA", "XB"):
        founded(code)
    member = before_assembly()
    cast(("XA", Choice.FOR), ("XB", Choice.FOR))
    with viewing(clerk):
        key = member.keys.get()
        revoke_key(clerk, member, key.key_id, void_from=NOW, now=NOW)
    with pytest.raises(NotYetDeclared, match="signing key"):
        close(clerk)


@pytest.mark.parametrize("field", ["legal_basis", "data_protection_authority", "redress_contact"])
def test_the_database_itself_refuses_activation_without_a_declaration(field: str) -> None:
    before_assembly()
    with pytest.raises(IntegrityError), transaction.atomic():
        Member.objects.filter(code="XQ").update(state="active", joined_at=NOW, **{field: ""})


def test_the_database_itself_refuses_activation_without_a_key() -> None:
    member = before_assembly()
    member.keys.update(ends_at=NOW)
    with pytest.raises(IntegrityError, match="signing key"), transaction.atomic():
        Member.objects.filter(code="XQ").update(state="active", joined_at=NOW)


def test_nobody_comes_before_the_assembly_with_a_check_outstanding(clerk: Actor) -> None:
    member = applied()
    with viewing(clerk):
        actions.declare(clerk, "XQ", DECLARED, DESK)
        register_key(clerk, member, signed_key("XQ"), now=NOW)
        actions.complete(clerk, "XQ", now=NOW)
        actions.pass_check(clerk, "XQ", Check.EXCHANGE, now=NOW)
        with pytest.raises(ChecksOutstanding, match="duty_contact, secure_line"):
            actions.call_assembly(clerk, "XQ", now=NOW)


def test_two_thirds_admit_and_everybody_reads_how_the_vote_went(clerk: Actor) -> None:
    for code in ("XA", "XB", "XC"):
        founded(code)
    before_assembly()
    cast(("XA", Choice.FOR), ("XB", Choice.FOR), ("XC", Choice.AGAINST))
    assert close(clerk) == State.ACTIVE
    member = Member.objects.get(code="XQ")
    assert (member.state, member.joined_at) == ("active", NOW)
    assert member.steps.last().reason == "2 for, 1 against, 0 abstained, of 3 members"  # type: ignore[union-attr]


def test_less_than_two_thirds_refuse_and_the_applicant_may_try_again(clerk: Actor) -> None:
    for code in ("XA", "XB"):
        founded(code)
    before_assembly()
    cast(("XA", Choice.FOR), ("XB", Choice.AGAINST))
    assert close(clerk) == State.REFUSED
    with viewing(clerk):
        assert actions.apply_again(clerk, "XQ", now=NOW).after == State.APPLIED
    assert Member.objects.get(code="XQ").checks.count() == 0


def test_a_vote_is_closed_once_nobody_who_is_awaited_can_turn_it(clerk: Actor) -> None:
    for code in ("XA", "XB", "XC"):
        founded(code)
    before_assembly()
    cast(("XA", Choice.FOR), ("XB", Choice.FOR))
    assert close(clerk) == State.ACTIVE


def test_an_unsettled_vote_is_closed_after_two_weeks_with_half_present(clerk: Actor) -> None:
    for code in ("XA", "XB", "XC", "XD"):
        founded(code)
    before_assembly()
    cast(("XA", Choice.FOR))
    with pytest.raises(VoteStillOpen, match="1 of 4"):
        close(clerk, later=VOTE_LASTS)
    cast(("XB", Choice.ABSTAIN))
    with pytest.raises(VoteStillOpen, match=r"2 of 4 .* 15 March 2026"):
        close(clerk, later=VOTE_LASTS - timedelta(seconds=1))
    assert close(clerk, later=VOTE_LASTS) == State.ACTIVE


def test_a_member_votes_once(clerk: Actor) -> None:
    founded("XA")
    before_assembly()
    actor = administrator(Member.objects.get(code="XA"))
    with viewing(actor):
        actions.vote(actor, "XQ", Choice.AGAINST, now=NOW)
        with pytest.raises(AlreadyVoted):
            actions.vote(actor, "XQ", Choice.FOR, now=NOW)


def test_an_observer_has_no_vote() -> None:
    founded("XY", "observer")
    before_assembly()
    actor = administrator(Member.objects.get(code="XY"))
    with viewing(actor), pytest.raises(NotAVoter):
        actions.vote(actor, "XQ", Choice.FOR, now=NOW)


def test_what_a_suspended_member_said_does_not_count(clerk: Actor) -> None:
    for code in ("XA", "XB", "XC"):
        founded(code)
    before_assembly()
    cast(("XA", Choice.FOR), ("XB", Choice.FOR), ("XC", Choice.AGAINST))
    suspended("XB", by=("XA", "XC"))
    counted = tally(open_vote(Member.objects.get(code="XQ")))
    assert (counted.entitled, counted.votes_for, counted.votes_against) == (2, 1, 1)


def test_votes_and_steps_can_be_changed_by_nobody() -> None:
    founded("XA")
    before_assembly()
    cast(("XA", Choice.FOR))
    for change in (Vote.objects.all().delete, lambda: Step.objects.update(reason="another")):
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            change()


def test_a_step_that_the_machine_does_not_have_is_refused(clerk: Actor) -> None:
    applied()
    with viewing(clerk), pytest.raises(NoSuchStep, match="From there it can: declare, withdraw"):
        actions.close_vote(clerk, "XQ", now=NOW)


def test_what_is_declared_stands_while_the_assembly_votes(clerk: Actor) -> None:
    before_assembly()
    with viewing(clerk), pytest.raises(NoSuchStep):
        actions.declare(clerk, "XQ", Declared(legal_basis="Another act"))


def test_every_step_is_in_the_ledger_before_it_is_taken(clerk: Actor) -> None:
    founded("XA")
    before_assembly()
    assert did() == [
        "member.found",
        "accession.apply",
        "accession.declare",
        "key.register",
        "accession.complete",
        *["accession.check"] * 3,
        "accession.call",
    ]


def test_a_step_that_the_ledger_does_not_take_is_not_taken(clerk: Actor) -> None:
    before_assembly()
    with pytest.raises(DatabaseError):  # No viewer: the ledger refuses the entry.
        actions.withdraw(clerk, "XQ", Keeps.FROZEN, "It gives up its application.", now=NOW)


@pytest.mark.parametrize(
    "step",
    [
        lambda actor: actions.apply(actor, Application("XR", "R", "state"), now=NOW),
        lambda actor: actions.declare(actor, "XQ", DECLARED),
        lambda actor: actions.complete(actor, "XQ", now=NOW),
        lambda actor: actions.pass_check(actor, "XQ", Check.EXCHANGE, now=NOW),
        lambda actor: actions.call_assembly(actor, "XQ", now=NOW),
        lambda actor: actions.close_vote(actor, "XQ", now=NOW),
        lambda actor: measures.propose_suspension(
            actor, "XB", Keeps.FROZEN, "For no reason.", now=NOW
        ),
        lambda actor: measures.suspend_at_once(
            actor, "XB", Keeps.FROZEN, "For no reason.", now=NOW
        ),
        lambda actor: measures.propose_reinstatement(actor, "XB", "For no reason.", now=NOW),
        lambda actor: actions.withdraw(actor, "XB", Keeps.FROZEN, "For no reason.", now=NOW),
    ],
)
def test_an_administrator_of_a_member_is_no_registrar(step: Callable[[Actor], object]) -> None:
    applied()
    node("XB")
    actor = administrator(Member.objects.get(code="XB"))
    other = Actor(node("XC").member_id, actor.roles, actor.officer_id)
    with viewing(other), pytest.raises(NotPermitted):
        step(other)


def test_a_registrar_has_no_vote() -> None:
    founded("XA")
    before_assembly()
    clerk = appointed(Member.objects.get(code="XA"), "clerk", Role.REGISTRAR)
    with viewing(clerk), pytest.raises(NotPermitted):
        actions.vote(clerk, "XQ", Choice.FOR, now=NOW)


def test_founding_ends_with_the_first_application() -> None:
    founded("XA")
    applied()
    with pytest.raises(FoundingIsOver, match="XB applies"):
        founded("XB")
    assert founded("XA").state == "active", "who is there already is found"


def test_nobody_applies_who_is_in_the_register(clerk: Actor) -> None:
    applied()
    with pytest.raises(MemberExists):
        applied()


@pytest.mark.parametrize(("capacity", "mandate"), [("full", "Everything"), ("contributor", " ")])
def test_an_organisation_comes_in_for_its_mandate_only(
    clerk: Actor, capacity: str, mandate: str
) -> None:
    application = Application("XY", "Committee", "organisation", capacity, mandate)
    with viewing(clerk), pytest.raises(MandateMissing):
        actions.apply(clerk, application, now=NOW)


def test_no_real_state_applies_to_a_demonstration(clerk: Actor) -> None:
    from tocsin.members.models import Demonstration

    Demonstration.objects.create(began_at=NOW)
    with viewing(clerk), pytest.raises(OnlyInventedMembers):
        actions.apply(clerk, Application("AT", "Austria", "state"), now=NOW)


def test_the_first_step_of_everybody_is_kept() -> None:
    applied()
    step = Step.objects.get()
    assert (step.event, step.before, step.after) == ("", "", "applied")
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from members_step where event = %s", [Event.ADMIT.value])
        assert cursor.fetchone() == (0,)
