"""Who may answer what another proposed, as a table that a lawyer can read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest

from tocsin.safeguards.approval import rules
from tocsin.safeguards.approval.errors import (
    NotYoursToWithdraw,
    OfficersApprove,
    OtherMemberAsked,
    OwnMemberAsked,
    ProposalAnswered,
    ProposalLapsed,
    ProposalReasonMissing,
    ProposedByYou,
)
from tocsin.safeguards.approval.rules import NEXT, Second, State, Step

NOW = datetime(2026, 3, 1, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)


@dataclass(frozen=True)
class Signatory:
    member_id: int
    officer_id: int | None


ADA, BEN, CLEO, NODE = Signatory(1, 11), Signatory(1, 12), Signatory(2, 21), Signatory(1, None)


@pytest.mark.parametrize(
    ("second", "who", "refusal"),
    [
        (Second.SAME_MEMBER, BEN, None),
        (Second.SAME_MEMBER, ADA, ProposedByYou),
        (Second.SAME_MEMBER, CLEO, OwnMemberAsked),
        (Second.OTHER_MEMBER, CLEO, None),
        (Second.OTHER_MEMBER, ADA, ProposedByYou),
        (Second.OTHER_MEMBER, BEN, OtherMemberAsked),
        (Second.ANY_MEMBER, BEN, None),
        (Second.ANY_MEMBER, CLEO, None),
        (Second.ANY_MEMBER, ADA, ProposedByYou),
        (Second.ANY_MEMBER, NODE, OfficersApprove),
        (Second.SAME_MEMBER, NODE, OfficersApprove),
    ],
)
def test_the_second_is_never_the_first_and_of_the_member_that_the_case_demands(
    second: Second, who: Signatory, refusal: type[Exception] | None
) -> None:
    if refusal is None:
        rules.check_second(second, ADA, who)
    else:
        with pytest.raises(refusal):
            rules.check_second(second, ADA, who)


@pytest.mark.parametrize("second", Second)
def test_who_changed_to_another_member_meanwhile_is_still_who_proposed(second: Second) -> None:
    with pytest.raises(ProposedByYou):
        rules.check_second(second, ADA, Signatory(2, ADA.officer_id))


@pytest.mark.parametrize("who", [BEN, CLEO])
def test_only_who_proposed_withdraws(who: Signatory) -> None:
    rules.check_withdrawal(ADA, ADA)
    with pytest.raises(NotYoursToWithdraw):
        rules.check_withdrawal(ADA, who)


@pytest.mark.parametrize(
    ("now", "answered", "state"),
    [
        (NOW, None, "open"),
        (LATER, None, "lapsed"),
        (LATER + timedelta(days=900), None, "lapsed"),
        (NOW, "approve", "approved"),
        (LATER, "approve", "approved"),
        (LATER, "refuse", "refused"),
        (LATER, "withdraw", "withdrawn"),
    ],
)
def test_a_proposal_lapses_by_the_clock_unless_it_was_answered(
    now: datetime, answered: str | None, state: str
) -> None:
    step = Step(answered) if answered else None
    assert rules.state_at(now, LATER, step) is State(state)


@pytest.mark.parametrize("state", sorted(set(State) - {State.OPEN}))
def test_what_is_not_open_takes_no_answer(state: State) -> None:
    with pytest.raises(ProposalLapsed if state is State.LAPSED else ProposalAnswered):
        rules.check_open(state)
    assert NEXT[state] == {}


@pytest.mark.parametrize("reason", ["", "  ", " x\n", "ok"])
def test_a_reason_is_more_than_a_nod(reason: str) -> None:
    with pytest.raises(ProposalReasonMissing):
        rules.checked_reason(reason)
