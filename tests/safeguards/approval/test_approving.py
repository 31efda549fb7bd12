"""Two officers, one after the other; and what the database refuses when the code above forgets."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from tests.invented import NOW, officer
from tocsin.safeguards.access.actions import viewing
from tocsin.safeguards.access.errors import NotFound, NotPermitted
from tocsin.safeguards.access.rules import Actor, Permission, Role
from tocsin.safeguards.approval import queries
from tocsin.safeguards.approval.actions import _save_once, approve, propose, refuse, withdraw
from tocsin.safeguards.approval.errors import (
    OfficersApprove,
    OtherMemberAsked,
    ProposalAnswered,
    ProposalLapsed,
    ProposedByYou,
)
from tocsin.safeguards.approval.models import Answer, Proposal
from tocsin.safeguards.approval.rules import Case, Second, State
from tocsin.safeguards.ledger.models import Entry

pytestmark = pytest.mark.django_db
WHY = "The document was read again."
DAY = timedelta(days=1)


def case_of(second: Second) -> Case:
    return Case("test.thing", Permission.MATCH, Permission.MATCH, second, DAY)


SAME, OTHER = case_of(Second.SAME_MEMBER), case_of(Second.OTHER_MEMBER)


def proposed(by: Actor, case: Case = SAME, **given: Any) -> Proposal:
    with viewing(by):
        return propose(by, case, "record:1", WHY, now=NOW, **given)


def approved(
    by: Actor, proposal: Proposal, case: Case = SAME, *, after: timedelta = DAY / 2
) -> Any:
    with viewing(by):
        return approve(by, case, proposal.id, now=NOW + after)


def state(viewer: Actor, proposal: Proposal, case: Case = SAME) -> State:
    return queries.proposal(viewer, case, proposal.id).state(NOW)


def test_what_one_proposes_another_approves() -> None:
    ada, ben = officer("Ada"), officer("Ben")
    proposal = proposed(ada, particulars={"days": 3})
    assert state(ada, proposal) is State.OPEN
    assert approved(ben, proposal).particulars == {"days": 3}
    assert state(ada, proposal) is State.APPROVED


def test_who_proposed_cannot_approve() -> None:
    ada = officer("Ada")
    proposal = proposed(ada)
    with pytest.raises(ProposedByYou):
        approved(ada, proposal)
    assert state(ada, proposal) is State.OPEN


def test_where_another_member_is_asked_the_own_one_cannot_answer() -> None:
    ada, ben, cleo = officer("Ada"), officer("Ben"), officer("Cleo", "XC")
    proposal = proposed(ada, OTHER)
    with pytest.raises(OtherMemberAsked):
        approved(ben, proposal, OTHER)
    approved(cleo, proposal, OTHER)
    assert state(ben, proposal, OTHER) is State.APPROVED


def test_only_the_members_that_are_asked_see_a_proposal() -> None:
    ada, cleo, dina = officer("Ada"), officer("Cleo", "XC"), officer("Dina", "XD")
    proposal = proposed(ada, OTHER, asked=[cleo.member_id])
    assert [each.id for each in queries.awaiting(cleo, OTHER, now=NOW)] == [proposal.id]
    assert queries.awaiting(dina, OTHER, now=NOW) == []
    with pytest.raises(NotFound):
        approved(dina, proposal, OTHER)
    hidden = proposed(ada)
    with pytest.raises(NotFound):
        approved(cleo, hidden)


def test_what_waits_for_an_officer_is_what_they_may_answer() -> None:
    ada, ben = officer("Ada"), officer("Ben")
    proposal = proposed(ada)
    assert queries.awaiting(ada, SAME, now=NOW) == []
    assert [each.id for each in queries.awaiting(ben, SAME, now=NOW)] == [proposal.id]
    assert queries.awaiting(ben, SAME, now=NOW + DAY) == []
    assert queries.why_not(ada, SAME, proposal) == str(ProposedByYou())


def test_a_proposal_that_nobody_answered_in_time_has_lapsed() -> None:
    proposal = proposed(officer("Ada"))
    with pytest.raises(ProposalLapsed):
        approved(officer("Ben"), proposal, after=DAY)


def test_a_proposal_is_answered_once() -> None:
    proposal = proposed(officer("Ada"))
    ben = officer("Ben")
    with viewing(ben):
        refuse(ben, SAME, proposal.id, "It is another document.", now=NOW)
    with pytest.raises(ProposalAnswered):
        approved(officer("Cem"), proposal)


def test_who_proposed_may_withdraw() -> None:
    ada = officer("Ada")
    proposal = proposed(ada)
    with viewing(ada):
        withdraw(ada, SAME, proposal.id, now=NOW)
    assert state(ada, proposal) is State.WITHDRAWN


def test_a_program_neither_proposes_nor_approves() -> None:
    ada = officer("Ada")
    node = Actor(ada.member_id, ada.roles)
    with pytest.raises(OfficersApprove):
        proposed(node)
    with pytest.raises(OfficersApprove):
        approved(node, proposed(ada))


def test_without_the_permission_there_is_neither_proposal_nor_answer() -> None:
    observer = officer("Olga", "XB", Role.OBSERVER)
    with pytest.raises(NotPermitted):
        proposed(observer)
    with pytest.raises(NotPermitted):
        approved(observer, proposed(officer("Ada")))


def test_a_proposal_of_one_case_cannot_be_approved_as_one_of_another() -> None:
    other = Case("test.other", Permission.MATCH, Permission.MATCH, Second.SAME_MEMBER, DAY)
    proposal = proposed(officer("Ada"))
    with pytest.raises(NotFound):
        approved(officer("Ben"), proposal, other)


def test_each_step_is_in_the_ledger_with_its_officer() -> None:
    ada, ben = officer("Ada"), officer("Ben")
    approved(ben, proposed(ada))
    with viewing(ada):
        noted = list(Entry.objects.order_by("id").values_list("did", "officer_id", "thing"))
    assert noted == [
        ("proposal.propose", ada.officer_id, "record:1"),
        ("proposal.approve", ben.officer_id, "record:1"),
    ]


@contextmanager
def refused_by_the_database(match: str) -> Iterator[None]:
    with pytest.raises(IntegrityError, match=match), transaction.atomic():
        yield


def answered(by: Actor, proposal: Proposal, **given: Any) -> None:
    with viewing(by):
        values = {
            "step": "approve",
            "member_id": by.member_id,
            "officer_id": by.officer_id,
            "answered_at": NOW,
        }
        Answer(proposal_id=proposal.id, **{**values, **given}).save(force_insert=True)


def test_the_database_refuses_the_answer_of_who_proposed() -> None:
    ada = officer("Ada")
    proposal = proposed(ada)
    with refused_by_the_database("second officer"):
        answered(ada, proposal)


def test_the_database_refuses_an_answer_in_the_name_of_a_foreign_officer() -> None:
    ada, cleo = officer("Ada"), officer("Cleo", "XC")
    proposal = proposed(ada)
    with refused_by_the_database("of the member that gives it"):
        answered(ada, proposal, officer_id=cleo.officer_id)


def test_the_database_refuses_the_answer_of_the_wrong_member() -> None:
    ada, ben = officer("Ada"), officer("Ben")
    proposal = proposed(ada, OTHER)
    with refused_by_the_database("second officer"):
        answered(ben, proposal)


def test_the_database_refuses_an_answer_after_the_end() -> None:
    proposal = proposed(officer("Ada"))
    with refused_by_the_database("lapsed"):
        answered(officer("Ben"), proposal, answered_at=NOW + DAY)


def test_the_database_refuses_an_answer_to_what_cannot_be_seen() -> None:
    proposal = proposed(officer("Ada"))
    with refused_by_the_database("can't be seen"):
        answered(officer("Cleo", "XC"), proposal)


@pytest.mark.parametrize("model", [Proposal, Answer])
def test_the_database_refuses_to_change_what_was_written(model: type[Proposal | Answer]) -> None:
    ada = officer("Ada")
    approved(officer("Ben"), proposed(ada))
    with (
        pytest.raises(DatabaseError, match="permission denied"),
        transaction.atomic(),
        viewing(ada),
    ):
        model.objects.update(reason="Another reason.")


def test_the_database_lets_nobody_remove_a_proposal_within_two_years() -> None:
    ada = officer("Ada")
    approved(officer("Ben"), proposed(ada))
    with viewing(ada), connection.cursor() as cursor:
        cursor.execute("delete from approval_answer")
        cursor.execute("delete from approval_proposal")
        assert cursor.rowcount == 0
        assert Answer.objects.count() == 1


def test_of_two_officers_who_answer_at_once_one_is_told() -> None:
    """Both saw it open: the second's answer meets the first's in the table."""
    ben = officer("Ben")
    proposal = proposed(officer("Ada"))
    answered(officer("Cem"), proposal)
    late = Answer(
        proposal_id=proposal.id,
        step="approve",
        member_id=ben.member_id,
        officer_id=ben.officer_id,
        answered_at=NOW,
    )
    with viewing(ben), pytest.raises(ProposalAnswered):
        _save_once(late)
