"""How a record ends, and how it is kept up until then; with a clock that is handed in."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.invented import NOW, candidate_on, conclude, listed, node, officer
from tests.records.registers.lawfulness import valid
from tocsin.encounters.corrections import queries as corrections
from tocsin.encounters.corrections.actions import acknowledge
from tocsin.entrances.subscriptions import subscribe_stages
from tocsin.foundations.vocabulary.codes import ActionCode, Ground, PersonStatus
from tocsin.records.contributing.actions import Outcome as Sent
from tocsin.records.contributing.actions import contribute
from tocsin.records.gate.actions import decide
from tocsin.records.gate.rules import Answers, Question
from tocsin.records.gate.rules import Outcome as Verdict
from tocsin.records.lifecycle.actions import change_status, extend, remind, withdraw
from tocsin.records.lifecycle.errors import NoBearing, NotLive, TooLong
from tocsin.records.lifecycle.models import Extension, Tombstone
from tocsin.records.lifecycle.rules import Outcome, outcome_of, statuses_for
from tocsin.records.registers.models import Record, Version
from tocsin.records.registers.queries import live_records
from tocsin.records.registers.rules.lifetimes import longest_life, months_after, reminder_times
from tocsin.safeguards.access.actions import viewing
from tocsin.safeguards.access.errors import NotFound
from tocsin.safeguards.access.rules import Actor, Role
from tocsin.safeguards.approval.errors import ProposalReasonMissing

pytestmark = pytest.mark.django_db
WHY = "The case is still open."
ALL_YES = Answers(dict.fromkeys(map(str, Question), True), "no_sign", "Read the order.")


@pytest.fixture(autouse=True)
def woken() -> None:
    subscribe_stages()


def contributor(name: str = "Petra") -> Actor:
    return officer(name, "XA", Role.CONTRIBUTOR)


def published(ground: str = "warrant", action: str = "", **changes: Any) -> Sent:
    sent = contribute(contributor(), {**valid(ground, action), **changes}, now=NOW)
    reviewer = officer("Rima", "XB", Role.NEUTRALITY_REVIEWER)
    decide(reviewer, sent.record_id, Verdict.PASS, ALL_YES, seen=sent.version, now=NOW)
    return sent


def record(sent: Sent) -> Record:
    with viewing(contributor()):
        return Record.objects.get(id=sent.record_id)


def matches(sent: Sent, now: datetime) -> bool:
    desk = node("XC", Role.SCREENING_OFFICER)
    with viewing(desk):
        return bool(live_records(desk, [str(sent.record_id)], now=now))


# Expiry


def test_at_the_second_of_its_expiry_a_record_matches_no_more_with_nothing_having_run() -> None:
    sent = published()
    ends = record(sent).expires_at
    assert matches(sent, ends - timedelta(seconds=1))
    assert not matches(sent, ends)


@pytest.mark.parametrize(
    ("ground", "action", "days"),
    [
        ("warrant", "arrest", 5 * 365),
        ("un_designation", "refuse_entry", 3 * 365),
        ("fighter_alert", "discreet_check", 365),
        ("warrant", "warn", 365),
    ],
)
def test_the_longest_life_is_by_what_is_asked(ground: str, action: str, days: int) -> None:
    assert longest_life(ground, action, NOW).expires_at == NOW + timedelta(days=days)


def test_a_minors_record_ends_after_six_months() -> None:
    sent = published("protected_child", "protect")
    assert record(sent).expires_at == months_after(NOW, 6)


def test_a_warrant_that_ends_takes_its_record_with_it() -> None:
    given = valid("warrant", "arrest")
    given["details"]["warrant_expires"] = "2026-05-01"
    sent = published("warrant", "arrest", details=given["details"])
    assert record(sent).expires_at == datetime.fromisoformat("2026-05-02T00:00:00+00:00")


def test_its_contributor_may_ask_for_an_earlier_end_and_for_no_later_one() -> None:
    assert record(published(expires_on="2026-04-01")).expires_at < NOW + timedelta(days=32)
    late = published(reference="XA-2", expires_on="2040-01-01")
    assert record(late).expires_at == NOW + timedelta(days=365)


# Extension


def test_a_record_lives_longer_by_a_decision_with_a_reason_and_no_longer_than_its_term() -> None:
    sent = published()
    later = NOW + timedelta(days=300)
    with pytest.raises(ProposalReasonMissing):
        extend(contributor(), sent.record_id, " ", now=later)
    too_late = (later + timedelta(days=400)).date()
    with pytest.raises(TooLong):
        extend(contributor(), sent.record_id, WHY, until=too_late, now=later)
    assert extend(contributor(), sent.record_id, WHY, now=later) == later + timedelta(days=365)
    with viewing(contributor()):
        kept = Extension.objects.get()
    assert (kept.reason, kept.ended_before) == (WHY, NOW + timedelta(days=365))


def test_what_has_ended_is_not_extended_and_nobody_extends_anothers() -> None:
    sent = published()
    with pytest.raises(NotLive):
        extend(contributor(), sent.record_id, WHY, now=NOW + timedelta(days=365))
    with pytest.raises(NotFound):
        extend(officer("Ubayd", "XB", Role.CONTRIBUTOR), sent.record_id, WHY, now=NOW)


# Reminders


def test_each_reminder_comes_exactly_once_and_at_its_time() -> None:
    sent = published("warrant", "arrest")
    Record.objects.filter(id=sent.record_id).update(review_at=record(sent).expires_at)
    ends = record(sent).expires_at
    with viewing(contributor()):
        Record.objects.filter(id=sent.record_id).update(review_at=ends)
    given: list[tuple[datetime, str]] = []
    moment = ends - timedelta(days=140)
    while moment < ends + timedelta(days=3):
        given += [(moment, each.kind) for each in remind(contributor(), now=moment)]
        given += [(moment, each.kind) for each in remind(contributor(), now=moment)]
        moment += timedelta(days=1)
    times = reminder_times(ends)
    assert [kind for _, kind in given] == ["four_months", "one_month", "seven_days"]
    for at, kind in given:
        assert times[kind] <= at < times[kind] + timedelta(days=1)


def test_reminders_that_were_missed_come_together_and_none_after_the_end() -> None:
    sent = published()
    ends = record(sent).expires_at
    with viewing(contributor()):
        Record.objects.filter(id=sent.record_id).update(review_at=ends)
    late = remind(contributor(), now=ends - timedelta(days=1))
    assert [each.kind for each in late] == ["four_months", "one_month", "seven_days"]
    assert remind(contributor(), now=ends) == []


def test_after_an_extension_the_reminders_begin_anew() -> None:
    sent = published()
    ends = record(sent).expires_at
    remind(contributor(), now=ends - timedelta(days=1))
    extend(contributor(), sent.record_id, WHY, now=ends - timedelta(days=1))
    again = record(sent).expires_at - timedelta(days=6)
    kinds = [each.kind for each in remind(contributor(), now=again)]
    assert kinds.count("seven_days") == 1


def test_an_overdue_review_is_told_once() -> None:
    sent = published("fighter_alert", "inform_only")
    due = record(sent).review_at
    assert remind(contributor(), now=due - timedelta(seconds=1)) == []
    kinds = [each.kind for each in remind(contributor(), now=due)]
    assert kinds == ["overdue"]
    assert "overdue" not in [each.kind for each in remind(contributor(), now=due)]


# Statuses


@pytest.mark.parametrize("ground", Ground)
def test_every_ground_ends_when_the_person_has_died(ground: Ground) -> None:
    assert outcome_of("deceased", ground) is Outcome.ENDS


@pytest.mark.parametrize("status", [PersonStatus.ACQUITTED, PersonStatus.PARDONED])
def test_who_is_acquitted_or_pardoned_can_not_stay_wanted(status: PersonStatus) -> None:
    sent = published("warrant", "arrest")
    assert change_status(contributor(), sent.record_id, status, WHY, now=NOW) is Outcome.ENDS
    after = record(sent)
    assert (after.state, after.person_status) == ("withdrawn", status)
    assert not matches(sent, NOW)


def test_a_designation_outlives_an_acquittal_and_only_informs() -> None:
    sent = published("national_designation", "refuse_entry")
    done = change_status(contributor(), sent.record_id, "acquitted", WHY, now=NOW)
    assert done is Outcome.WEAKENS
    after = record(sent)
    assert (after.state, after.requested_action) == ("published", ActionCode.INFORM_ONLY)
    assert after.review_at <= NOW + timedelta(days=30)
    assert matches(sent, NOW)


def test_a_status_without_bearing_is_refused() -> None:
    sent = published()
    with pytest.raises(NoBearing):
        change_status(contributor(), sent.record_id, "found", WHY, now=NOW)
    assert PersonStatus.FOUND in statuses_for("protected_child")


def test_what_ends_leaves_an_opaque_id_and_nothing_else() -> None:
    sent = published()
    assert withdraw(contributor(), [sent.record_id], WHY, now=NOW) == 1
    left = Tombstone.objects.get()
    assert (left.record_id, left.state, left.ended_at) == (sent.record_id, "withdrawn", NOW)
    assert {field.name for field in Tombstone._meta.fields} == {
        "id",
        "record_id",
        "state",
        "ended_at",
    }


# Who had a hit on the old text is told


@pytest.fixture
def hit(tmp_path: Path) -> Record:
    """A record on which member XB confirmed a hit."""
    made = listed("XA-7", ground="warrant", passed_gate_by="rule:test")
    candidate = candidate_on(made, tmp_path)
    conclude(officer("Ilse", "XB", Role.SCREENING_OFFICER), candidate)
    return made


def told(member: str = "XB") -> list[Any]:
    actor = officer("Ilse", member, Role.SCREENING_OFFICER)
    with viewing(actor):
        return corrections.awaiting(actor)


def test_a_correction_is_told_to_whoever_had_a_hit_and_to_nobody_else(hit: Record) -> None:
    given = valid(reference="XA-7")
    contribute(contributor(), given, now=NOW)
    (notice,) = told("XB")
    assert (notice.record_id, notice.what, notice.version) == (hit.id, "corrected", 2)
    assert told("XC") == []


def test_an_end_is_told_and_its_receipt_comes_back(hit: Record) -> None:
    withdraw(contributor(), [hit.id], WHY, now=NOW)
    (notice,) = told("XB")
    assert (notice.what, notice.reason) == ("withdrawn", WHY)
    acknowledge(officer("Ilse", "XB", Role.SCREENING_OFFICER), notice.id, now=NOW)
    assert told("XB") == []
    with viewing(contributor()):
        (receipt,) = corrections.receipts(contributor(), hit.id)
    assert receipt.acknowledged_at == NOW


def test_every_version_stays_and_the_last_one_counts() -> None:
    sent = published()
    change = {**valid(), "evidence_summary": "Prepared two explosions."}
    contribute(contributor(), change, now=NOW + timedelta(days=1))
    with viewing(contributor()):
        first, second = Version.objects.filter(record_id=sent.record_id)
    assert first.standing["evidence_summary"] != second.standing["evidence_summary"]
    assert first.digest != second.digest
