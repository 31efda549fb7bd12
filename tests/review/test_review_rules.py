"""How a candidate may move, as a table that a lawyer can read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest

from tocsin.foundations.vocabulary.codes import ActionCode, Verdict
from tocsin.review import rules
from tocsin.review.errors import (
    AlreadyDecided,
    ChangedMeanwhile,
    NeedsAPerson,
    ReasonMissing,
    RecordEnded,
)
from tocsin.review.rules import NEXT, Conclusion, State

NOW = datetime(2026, 3, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Listed:
    state: str = "published"
    expires_at: datetime = NOW + timedelta(days=1)
    version: int = 1


@pytest.mark.parametrize(
    ("before", "verdict", "action", "after"),
    [
        ("open", "same", "inform_only", "confirmed"),
        ("open", "same", "discreet_check", "confirmed"),
        ("open", "same", "arrest", "awaits_second"),
        ("open", "same", "refuse_entry", "awaits_second"),
        ("open", "different", "arrest", "dismissed"),
        ("open", "cannot_tell", "arrest", "cannot_tell"),
        ("cannot_tell", "different", "inform_only", "dismissed"),
        ("cannot_tell", "same", "refuse_entry", "awaits_second"),
    ],
)
def test_a_first_verdict_leads_where_the_table_says(
    before: str, verdict: str, action: str, after: str
) -> None:
    conclusion = rules.first_conclusion(Verdict(verdict), action)
    assert rules.after(State(before), conclusion) == State(after)


@pytest.mark.parametrize(("concurs", "after"), [(True, "confirmed"), (False, "open")])
def test_a_second_officer_confirms_or_opens_again(concurs: bool, after: str) -> None:
    conclusion = rules.second_conclusion(concurs=concurs)
    assert rules.after(State.AWAITS_SECOND, conclusion) == State(after)


@pytest.mark.parametrize("state", [State.CONFIRMED, State.DISMISSED])
@pytest.mark.parametrize("conclusion", list(Conclusion))
def test_what_is_decided_stays_decided(state: State, conclusion: Conclusion) -> None:
    with pytest.raises(AlreadyDecided):
        rules.after(state, conclusion)


def test_a_coercive_action_never_confirms_by_one_verdict() -> None:
    for action in ActionCode:
        one_suffices = rules.first_conclusion(Verdict.SAME, action) is Conclusion.SAME
        assert one_suffices == (action not in {ActionCode.ARREST, ActionCode.REFUSE_ENTRY})


def test_every_state_can_be_reached_from_open() -> None:
    reached, todo = {State.OPEN}, [State.OPEN]
    while todo:
        for state in NEXT[todo.pop()].values():
            if state not in reached:
                reached.add(state)
                todo.append(state)
    assert reached == set(State) == set(NEXT)


def test_a_program_is_no_officer() -> None:
    with pytest.raises(NeedsAPerson):
        rules.check_officer(None)


@pytest.mark.parametrize(
    "record", [Listed(state="delisted"), Listed(state="withdrawn"), Listed(expires_at=NOW)]
)
def test_an_ended_record_leaves_nothing_to_decide(record: Listed) -> None:
    rules.check_live(Listed(), NOW)
    with pytest.raises(RecordEnded):
        rules.check_live(record, NOW)


def test_a_decision_on_what_has_changed_is_refused() -> None:
    seen = rules.what_was_seen("open", Listed(), 0)
    for present in (
        rules.what_was_seen("awaits_second", Listed(), 0),
        rules.what_was_seen("open", Listed(version=2), 0),
        rules.what_was_seen("open", Listed(), 1),
    ):
        with pytest.raises(ChangedMeanwhile):
            rules.check_seen(seen, present)


@pytest.mark.parametrize("reason", ["", "   ", "\n", "ab"])
def test_a_decision_without_a_reason_is_refused(reason: str) -> None:
    with pytest.raises(ReasonMissing):
        rules.checked_reason(reason)
