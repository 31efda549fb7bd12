"""A record that only rings for the wrong people falls silent where it did, until it is improved."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.db import transaction
from django.db.utils import ProgrammingError
from hypothesis import given
from hypothesis import strategies as some

from tests.invented import NAME, NOW, contribution, index_of, listed, node, officer
from tocsin.foundations import facts
from tocsin.foundations.vocabulary.codes import Ground, Purpose
from tocsin.matching import Traveller
from tocsin.records.registers.actions import revise_records
from tocsin.records.registers.models import Record
from tocsin.records.suspension import queries
from tocsin.records.suspension.actions import count_judged, lift
from tocsin.records.suspension.errors import LiftReasonMissing, NothingSuspended
from tocsin.records.suspension.facts import RecordSuspended
from tocsin.records.suspension.models import Suspension
from tocsin.records.suspension.rules import FEWEST, Effect, effect_on, is_due, is_silent
from tocsin.safeguards.access.actions import viewing
from tocsin.safeguards.access.errors import NotPermitted
from tocsin.safeguards.access.reasons import Reasoned
from tocsin.safeguards.access.rules import Actor, Role
from tocsin.safeguards.ledger.models import Entry
from tocsin.screening.actions import screen

WHY = "The rejected travellers were of one tour group."


def wanted(reference: str = "XAi.001") -> Record:
    return listed(reference, ground="warrant", requested_action="locate_inform")


def judged(record: Record, member: str = "XB", *, rejected: int = 0, confirmed: int = 0) -> None:
    """The member's desk concludes so many candidates of the record."""
    actor = officer("ann", member)
    with viewing(actor):
        seen = Record.objects.get(id=record.id)
        for each in [False] * rejected + [True] * confirmed:
            count_judged(actor, seen, confirmed=each, now=NOW)


def rings(record: Record, member: str, at: Path) -> bool:
    """Whether a screening of the member's proposes the record for its subject."""
    why = Reasoned(Purpose.BORDER_CHECK, "X-1")
    asking = officer("ann", member)
    (found,) = screen(
        asking, index_of(record, at=at), [Traveller([NAME], "1970-05-02")], why, now=NOW
    )
    return [each.record.id for each in found] == [record.id]


@pytest.mark.parametrize(
    ("rejected", "confirmed", "due"),
    [
        (FEWEST, 0, True),
        (FEWEST - 1, 0, False),
        (FEWEST - 1, 1, True),
        (18, 2, False),  # nine of ten, and not more
        (37, 3, True),
        (0, FEWEST, False),
        (0, 0, False),
    ],
)
def test_more_than_nine_of_ten_rejected_over_enough_decisions_are_too_many(
    rejected: int, confirmed: int, due: bool
) -> None:
    assert is_due(rejected, confirmed) is due


@given(some.integers(0, 500), some.integers(0, 500))
def test_one_more_confirmed_never_makes_a_record_fall_silent(rejected: int, confirmed: int) -> None:
    if rejected + confirmed >= FEWEST and is_due(rejected, confirmed + 1):
        assert is_due(rejected, confirmed)


@pytest.mark.parametrize("ground", Ground)
def test_what_members_are_bound_to_and_a_child_to_protect_never_fall_silent(ground: Ground) -> None:
    bound = ground in (Ground.UN_DESIGNATION, Ground.PROTECTED_CHILD)
    assert effect_on(ground) is (Effect.TOLD if bound else Effect.SILENT)


def test_one_desk_silences_a_record_for_itself_and_two_for_all() -> None:
    assert is_silent(own_desk=True, desks=1)
    assert not is_silent(own_desk=False, desks=1)
    assert is_silent(own_desk=False, desks=2)


@pytest.mark.django_db
def test_at_the_threshold_the_next_screening_proposes_it_no_more(tmp_path: Path) -> None:
    record = wanted()
    judged(record, rejected=FEWEST - 1)
    assert rings(record, "XB", tmp_path / "before")
    judged(record, rejected=1)
    assert not rings(record, "XB", tmp_path / "after")
    assert rings(record, "XC", tmp_path / "elsewhere")


@pytest.mark.django_db
def test_when_two_desks_have_silenced_it_it_is_silent_for_a_third(tmp_path: Path) -> None:
    record = wanted()
    judged(record, "XB", rejected=FEWEST)
    judged(record, "XC", rejected=FEWEST)
    assert not rings(record, "XD", tmp_path)


@pytest.mark.django_db
def test_a_designation_of_the_council_rings_on_and_its_originator_is_told(tmp_path: Path) -> None:
    record = listed()
    judged(record, rejected=FEWEST)
    assert rings(record, "XB", tmp_path)
    (told,) = queries.suspended(node("XA", Role.CONTRIBUTOR))
    assert (told.effect, told.rejected) == (Effect.TOLD, FEWEST)


@pytest.mark.django_db
def test_a_new_version_rings_again_and_is_counted_anew(tmp_path: Path) -> None:
    record = wanted()
    judged(record, rejected=FEWEST)
    owner = node("XA", Role.REGISTRAR)
    better = contribution(
        ground="warrant",
        requested_action="locate_inform",
        evidence_summary="Now with a photograph.",
    )
    with viewing(owner):
        revise_records(owner, [(record.id, better)], now=NOW)
        record.refresh_from_db()
    assert queries.waiting(owner) == 0
    assert rings(record, "XB", tmp_path)
    judged(record, rejected=FEWEST - 1)
    assert rings(record, "XB", tmp_path / "again")


@pytest.mark.django_db
def test_the_contributor_is_told_once_and_the_ledger_says_so() -> None:
    told: list[RecordSuspended] = []
    facts.subscribe(RecordSuspended, told.append)
    record = wanted()
    judged(record, rejected=FEWEST + 2)
    owner = node("XA", Role.CONTRIBUTOR)
    assert [(each.record_id, each.member_id) for each in told] == [(record.id, owner.member_id)]
    with viewing(owner):
        assert queries.waiting(owner) == 1
    with viewing(node("XB", Role.SCREENING_OFFICER)):
        assert Entry.objects.filter(did="record.suspend").count() == 1


@pytest.mark.django_db
def test_a_reviewer_lets_it_ring_again_with_a_reason_and_nobody_else_does(tmp_path: Path) -> None:
    record = wanted()
    judged(record, rejected=FEWEST)
    rita = officer("rita", "XB", Role.REVIEWER)
    with pytest.raises(NotPermitted):
        lift(officer("ann"), record.id, WHY, now=NOW)
    with pytest.raises(LiftReasonMissing):
        lift(rita, record.id, " no ", now=NOW)
    with pytest.raises(NothingSuspended):
        lift(officer("rob", "XC", Role.REVIEWER), record.id, WHY, now=NOW)
    lift(rita, record.id, WHY, now=NOW)
    assert rings(record, "XB", tmp_path)
    with viewing(rita):
        it = Suspension.objects.get()
        assert (it.lifted_by_id, it.reason) == (rita.officer_id, WHY)


@pytest.mark.django_db
def test_who_may_not_see_the_record_does_not_see_that_it_is_silent() -> None:
    shown_to_xb = node("XB").member_id
    record = listed(
        ground="warrant", requested_action="locate_inform", tlp="red", only_members=(shown_to_xb,)
    )
    judged(record, rejected=FEWEST)
    assert queries.suspended(officer("eve", "XC")) == []
    with viewing(officer("eve", "XC")):
        assert not Suspension.objects.exists()


@pytest.mark.django_db
def test_no_member_writes_that_another_desk_silenced_a_record() -> None:
    record, other = wanted(), node("XC").member_id
    judged(record, rejected=FEWEST)
    with viewing(officer("ann")), pytest.raises(ProgrammingError), transaction.atomic():
        Suspension.objects.create(
            record=record,
            member_id=other,
            version=record.version,
            effect=Effect.SILENT,
            rejected=FEWEST,
            confirmed=0,
            begun_at=NOW,
        )


def only(actor: Actor) -> Suspension:
    (found,) = queries.suspended(actor)
    return found


@pytest.mark.django_db
def test_a_lifted_suspension_stays_to_be_read_and_no_longer_stands() -> None:
    record = wanted()
    judged(record, rejected=FEWEST)
    rita = officer("rita", "XB", Role.REVIEWER)
    assert queries.stands(only(rita))
    lift(rita, record.id, WHY, now=NOW)
    assert not queries.stands(only(rita))
    with viewing(rita):
        assert queries.at_desk(rita) == 0
