"""A confirmed hit rings at every owner's desk, and each is told until it has arrived."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest

from tests.invented import NOW, WHY, candidate_on, conclude, listed, node, officer
from tocsin.alerts import queries
from tocsin.alerts.actions import acknowledge, answer, carry_up, close, set_endpoint
from tocsin.alerts.delivering import Undelivered, deliver
from tocsin.alerts.errors import AlertMovedOn
from tocsin.alerts.models import Alert, Delivery, Escalation
from tocsin.alerts.rules import Answer, Outcome, State
from tocsin.foundations.vocabulary.codes import Verdict
from tocsin.resolution import queries as resolution
from tocsin.resolution.actions import judge
from tocsin.resolution.rules import Judged
from tocsin.safeguards.access.actions import viewing
from tocsin.safeguards.access.errors import NotFound
from tocsin.safeguards.access.rules import Actor, Role
from tocsin.safeguards.ledger.models import Entry

pytestmark = pytest.mark.django_db
HOOK = "https://desk.xa.example/alerts"


@dataclass
class Receiver:
    """Stands where messages arrive; while it is down, none does."""

    down: bool = False
    came: list[tuple[str, str]] = field(default_factory=list)

    def mail(self, address: str, message: Mapping[str, object]) -> None:
        self._take("mail", str(message["step"]))

    def post(self, address: str, body: bytes, event: str) -> None:
        assert address == HOOK
        self._take("webhook", event)

    def _take(self, channel: str, what: str) -> None:
        if self.down:
            raise Undelivered("no answer")
        self.came.append((channel, what))


def desk(member: str = "XA") -> Actor:
    return officer("Ada", member)


def met(at: Path, action: str = "inform_only", **changes: object) -> Alert:
    """A subject of XA's record was met by XB; the alert that XA has of it."""
    record = listed(requested_action=action, **changes)
    conclude(officer("Ben", "XB"), candidate_on(record, at))
    (alert,) = queries.inbox(desk())
    return alert


def tick(carrier: Receiver, member: str = "XA", *, now: datetime = NOW) -> tuple[int, int]:
    return deliver(node(member, Role.SCREENING_OFFICER), carrier, now=now)


def test_the_owner_of_the_record_is_told_where_when_and_what_is_asked(tmp_path: Path) -> None:
    alert = met(tmp_path)
    assert (alert.place, alert.flight, alert.action) == ("VIE", "XB101", "inform_only")
    assert (alert.owner.code, alert.reporter.code) == ("XA", "XB")
    assert alert.acknowledge_by == NOW + timedelta(days=7)
    assert queries.waiting(desk()) == 1


@pytest.mark.parametrize("verdict", [Verdict.DIFFERENT, Verdict.CANNOT_TELL])
def test_a_candidate_that_nobody_confirmed_rings_nowhere(tmp_path: Path, verdict: Verdict) -> None:
    candidate = candidate_on(listed(), tmp_path)
    assert queries.inbox(desk()) == []
    conclude(officer("Ben", "XB"), candidate, verdict)
    assert queries.inbox(desk()) == []


def test_owners_of_records_judged_to_be_the_same_are_told_of_their_own(tmp_path: Path) -> None:
    one, other = listed("XAi.1"), listed("XCi.1", by="XC")
    ida = officer("Ida", "XA", Role.CONTRIBUTOR)
    seen = resolution.compared(ida, [one.id, other.id]).seen
    judge(ida, (one.id, other.id), Judged.SAME, WHY, seen=seen, now=NOW)
    conclude(officer("Ben", "XB"), candidate_on(one, tmp_path))
    (ours,), (theirs,) = queries.inbox(desk("XA")), queries.inbox(desk("XC"))
    assert (ours.record_id, theirs.record_id) == (one.id, other.id)


def test_an_owner_whose_record_the_reporter_may_not_see_is_not_told(tmp_path: Path) -> None:
    one = listed("XAi.1")
    hidden = listed("XCi.1", by="XC", except_members=(node("XB").member_id,))
    ida = officer("Ida", "XA", Role.CONTRIBUTOR)
    seen = resolution.compared(ida, [one.id, hidden.id]).seen
    judge(ida, (one.id, hidden.id), Judged.SAME, WHY, seen=seen, now=NOW)
    conclude(officer("Ben", "XB"), candidate_on(one, tmp_path))
    assert queries.inbox(desk("XC")) == []


def test_a_third_member_sees_nothing_of_it(tmp_path: Path) -> None:
    alert = met(tmp_path)
    assert queries.inbox(desk("XC")) == []
    with pytest.raises(NotFound):
        queries.alert(desk("XC"), alert.id)
    with pytest.raises(NotFound):
        acknowledge(desk("XC"), alert.id, now=NOW)
    with viewing(desk("XC")):
        assert (Alert.objects.count(), Delivery.objects.count()) == (0, 0)


def test_it_is_acknowledged_answered_and_closed_with_an_outcome(tmp_path: Path) -> None:
    alert = met(tmp_path)
    assert acknowledge(desk(), alert.id, now=NOW) is State.ACKNOWLEDGED
    assert answer(desk(), alert.id, Answer.CONFIRMED, WHY, now=NOW) is State.ANSWERED
    reporter = officer("Ben", "XB")
    assert queries.waiting(reporter) == 1
    assert close(reporter, alert.id, Outcome.DONE, WHY, now=NOW) is State.CLOSED
    assert queries.waiting(reporter) == queries.waiting(desk()) == 0
    with viewing(reporter):
        noted = Entry.objects.filter(thing=f"alert:{alert.id}").values_list("did", flat=True)
        assert {"alert.raise", "alert.close"} <= set(noted)


def test_each_side_takes_its_own_steps_alone(tmp_path: Path) -> None:
    alert = met(tmp_path)
    with pytest.raises(NotFound):
        answer(officer("Ben", "XB"), alert.id, Answer.CONFIRMED, WHY, now=NOW)
    answer(desk(), alert.id, Answer.CONFIRMED, WHY, now=NOW)
    with pytest.raises(NotFound):
        close(desk(), alert.id, Outcome.DONE, WHY, now=NOW)
    with pytest.raises(AlertMovedOn):
        acknowledge(desk(), alert.id, now=NOW)


def test_escalations_are_noted_once_each_and_to_the_second(tmp_path: Path) -> None:
    met(tmp_path, "specific_check")
    owner = node("XA", Role.SCREENING_OFFICER)
    late = NOW + timedelta(hours=12)
    assert carry_up(owner, now=late - timedelta(seconds=1)) == 0
    assert [carry_up(owner, now=late) for _ in range(3)] == [1, 0, 0]
    assert carry_up(owner, now=NOW + timedelta(hours=72)) == 1
    with viewing(owner):
        assert [each.rung for each in Escalation.objects.all()] == ["duty_officer", "assembly"]


def test_a_receiver_that_was_down_for_an_hour_gets_each_event_once_and_in_order(
    tmp_path: Path,
) -> None:
    admin = officer("Cleo", "XA", Role.MEMBER_ADMINISTRATOR)
    set_endpoint(admin, HOOK, now=NOW)
    alert, receiver = met(tmp_path), Receiver(down=True)
    answer(desk(), alert.id, Answer.UNABLE, WHY, now=NOW)
    close(officer("Ben", "XB"), alert.id, Outcome.DONE, WHY, now=NOW)
    with viewing(desk()):
        hook = Delivery.objects.filter(channel="webhook").order_by("number")
        expected = [("webhook", str(each.id)) for each in hook]
    assert len(expected) == 2
    for minute in range(60):
        arrived, _ = tick(receiver, now=NOW + timedelta(minutes=minute))
        assert arrived == 0
    receiver.down = False
    for minute in range(60, 180):
        tick(receiver, now=NOW + timedelta(minutes=minute))
    assert [each for each in receiver.came if each[0] == "webhook"] == expected


def test_what_a_member_has_no_address_for_is_given_up_and_stays_on_the_page(
    tmp_path: Path,
) -> None:
    met(tmp_path)
    assert tick(Receiver()) == (0, 2)
    assert tick(Receiver(), now=NOW + timedelta(days=1)) == (0, 0)
    assert queries.waiting(desk()) == 1


def test_what_is_sent_names_no_one(tmp_path: Path) -> None:
    from tocsin.alerts.delivering import body_of, message_of

    met(tmp_path)
    with viewing(desk()):
        said = body_of(message_of(Delivery.objects.filter(channel="webhook").get())).decode()
    for word in ("Zarbaran", "ZX5504471", "XAi.001", "VIE", "XB101"):
        assert word not in said


def test_an_unknown_alert_is_no_alert(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        queries.alert(desk(), UUID(int=1))
