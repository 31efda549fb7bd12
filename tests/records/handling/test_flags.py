"""A receiving member does less than is asked, with a reason; the originator is told."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as some

from tests.invented import NAME, NOW, candidate_on, index_of, listed, node, officer
from tocsin.foundations import facts
from tocsin.foundations.vocabulary.codes import ActionCode, Purpose
from tocsin.matching import Traveller
from tocsin.records.handling import queries
from tocsin.records.handling.actions import flag, lift
from tocsin.records.handling.errors import (
    FlagReasonMissing,
    NothingFlagged,
    NotWeaker,
    OwnRecord,
    RecordOver,
)
from tocsin.records.handling.facts import ActionFlagged
from tocsin.records.handling.models import Flag
from tocsin.records.handling.rules import in_effect, weaker
from tocsin.records.registers.models import Record
from tocsin.review import queries as review
from tocsin.safeguards.access.actions import viewing
from tocsin.safeguards.access.errors import NotFound, NotPermitted
from tocsin.safeguards.access.reasons import Reasoned
from tocsin.safeguards.access.rules import Actor, Role
from tocsin.safeguards.ledger.models import Entry
from tocsin.screening.actions import screen

WHY = "Our courts have not confirmed the ban."


def reviewer(member: str = "XB") -> Actor:
    return officer("rita", member, Role.REVIEWER)


def action_for(actor: Actor, record: Record, at: Path) -> str:
    """What a screening of the member's gives for the record."""
    index = index_of(record, at=at)
    why = Reasoned(Purpose.BORDER_CHECK, "X-1")
    (found,) = screen(actor, index, [Traveller([NAME], "1970-05-02")], why, now=NOW)
    return found[0].record.asked_here


@given(some.sampled_from(ActionCode), some.sampled_from([*ActionCode, None]))
def test_what_is_in_effect_is_never_graver_than_what_is_asked(
    asked: ActionCode, flagged: ActionCode | None
) -> None:
    done = in_effect(asked, flagged)
    assert done == asked or done in weaker(asked)


@pytest.mark.parametrize(
    ("asked", "instead"),
    [
        ("inform_only", []),
        ("warn", ["inform_only"]),
        ("discreet_check", ["inform_only", "warn", "locate_inform"]),
        ("protect", ["inform_only", "locate_inform"]),
    ],
)
def test_only_weaker_actions_may_stand_instead(asked: str, instead: list[str]) -> None:
    assert list(weaker(asked)) == instead


def test_nothing_may_be_made_of_an_arrest_but_less() -> None:
    assert set(weaker("arrest")) == set(ActionCode) - {ActionCode.ARREST, ActionCode.PROTECT}


@pytest.mark.django_db
def test_the_flagging_members_screening_gives_the_weaker_action_and_no_one_elses(
    tmp_path: Path,
) -> None:
    record = listed(requested_action="refuse_entry")
    flag(reviewer(), record.id, "specific_check", WHY, now=NOW)
    assert action_for(officer("ann"), record, tmp_path / "b") == "specific_check"
    assert action_for(officer("cid", "XC"), record, tmp_path / "c") == "refuse_entry"


@pytest.mark.django_db
def test_the_queue_and_the_candidate_show_the_weaker_action_too(tmp_path: Path) -> None:
    record = listed(requested_action="refuse_entry")
    candidate_id = candidate_on(record, tmp_path)
    flag(reviewer(), record.id, "inform_only", WHY, now=NOW)
    ann = officer("ann")
    (row,) = review.queue(ann)
    assert row.candidate.record.asked_here == "inform_only"
    assert review.candidate(ann, candidate_id).candidate.record.asked_here == "inform_only"


@pytest.mark.django_db
def test_a_lifted_flag_has_no_effect_and_stays_to_be_seen(tmp_path: Path) -> None:
    record = listed(requested_action="refuse_entry")
    rita = reviewer()
    flag(rita, record.id, "warn", WHY, now=NOW)
    lift(rita, record.id, now=NOW)
    assert action_for(officer("ann"), record, tmp_path) == "refuse_entry"
    assert [each.lifted_at for each in queries.flags(rita)] == [NOW]
    with pytest.raises(NothingFlagged):
        lift(rita, record.id, now=NOW)


@pytest.mark.django_db
def test_a_new_flag_takes_the_place_of_the_one_before() -> None:
    record, rita = listed(requested_action="refuse_entry"), reviewer()
    flag(rita, record.id, "warn", WHY, now=NOW)
    flag(rita, record.id, "specific_check", WHY, now=NOW)
    standing = [each.action for each in queries.flags(rita) if each.lifted_at is None]
    assert standing == ["specific_check"]


@pytest.fixture
def told() -> Iterator[list[ActionFlagged]]:
    heard: list[ActionFlagged] = []
    facts.subscribe(ActionFlagged, heard.append)
    yield heard
    facts._subscribers[ActionFlagged].remove(heard.append)


@pytest.mark.django_db
def test_the_originator_is_told_and_reads_the_reason_and_others_read_nothing(
    told: list[ActionFlagged],
) -> None:
    record = listed(requested_action="refuse_entry")
    flag(reviewer(), record.id, "warn", WHY, now=NOW)
    assert [(each.originator_id, each.action) for each in told] == [(record.originator_id, "warn")]
    (seen,) = queries.flags(officer("otto", "XA", Role.CONTRIBUTOR))
    assert (seen.member.code, seen.reason) == ("XB", WHY)
    assert queries.flags(reviewer("XC")) == []
    with viewing(reviewer("XC")):
        assert Flag.objects.count() == 0


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("changes", "action", "reason", "refusal"),
    [
        ({"requested_action": "warn"}, "refuse_entry", WHY, NotWeaker),
        ({"requested_action": "warn"}, "warn", WHY, NotWeaker),
        ({"requested_action": "refuse_entry"}, "protect", WHY, NotWeaker),
        ({"requested_action": "refuse_entry"}, "warn", " no ", FlagReasonMissing),
        ({"only_members": ()}, "inform_only", WHY, NotFound),
        ({"tlp": "red"}, "inform_only", WHY, NotFound),
    ],
)
def test_a_flag_that_cannot_be_is_refused(
    changes: dict[str, object], action: str, reason: str, refusal: type[Exception]
) -> None:
    record = listed(**changes)
    with pytest.raises(refusal):
        flag(reviewer(), record.id, action, reason, now=NOW)


@pytest.mark.django_db
def test_a_record_that_is_hidden_answers_like_one_that_is_not_there() -> None:
    refusals = set()
    for record_id in (listed(only_members=()).id, uuid4()):
        with pytest.raises(NotFound) as refused:
            flag(reviewer(), record_id, "inform_only", WHY, now=NOW)
        refusals.add(str(refused.value))
    assert len(refusals) == 1


@pytest.mark.django_db
def test_nobody_flags_their_own_record_or_one_that_is_over() -> None:
    record = listed(requested_action="warn")
    with pytest.raises(OwnRecord):
        flag(reviewer("XA"), record.id, "inform_only", WHY, now=NOW)
    with pytest.raises(RecordOver):
        flag(reviewer(), record.id, "inform_only", WHY, now=record.expires_at)


@pytest.mark.django_db
def test_a_flag_is_the_members_decision_and_a_reviewer_makes_it() -> None:
    record = listed(requested_action="warn")
    with pytest.raises(NotPermitted):
        flag(officer("ann"), record.id, "inform_only", WHY, now=NOW)


@pytest.mark.django_db
def test_a_flag_is_in_the_ledger_before_it_is_anywhere() -> None:
    record, rita = listed(requested_action="refuse_entry"), reviewer()
    flag(rita, record.id, "warn", WHY, now=NOW)
    with viewing(rita):
        entry = Entry.objects.get(did="record.flag")
    assert entry.thing == f"record:{record.id}"
    assert entry.particulars == {"asked": "refuse_entry", "instead": "warn"}


@pytest.mark.django_db
def test_the_database_takes_no_flag_in_the_name_of_another_or_on_an_own_record() -> None:
    record = listed(requested_action="refuse_entry")
    rita, other = reviewer(), node("XC")
    given_ = {"record": record, "officer_id": rita.officer_id, "asked": "x", "made_at": NOW}
    for member_id, viewer in ((other.member_id, rita), (record.originator_id, node("XA"))):
        with pytest.raises(DatabaseError), transaction.atomic(), viewing(viewer):
            Flag.objects.create(member_id=member_id, action="warn", reason=WHY, **given_)
    with pytest.raises(IntegrityError), transaction.atomic(), viewing(rita):
        Flag.objects.create(member_id=rita.member_id, action="arrest", reason=WHY, **given_)


@pytest.mark.django_db
def test_who_may_no_longer_see_a_record_sees_no_flag_on_it() -> None:
    record, rita = listed(requested_action="refuse_entry"), reviewer()
    flag(rita, record.id, "warn", WHY, now=NOW)
    with viewing(node("XA", Role.CONTRIBUTOR)):
        Record.objects.filter(id=record.id).update(except_members=[rita.member_id])
    assert queries.flags(rita) == []
    with viewing(rita):
        assert Flag.objects.count() == 0
