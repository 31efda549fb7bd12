"""A message is taken once, screened once, and its content is gone; nothing is lost on the way."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest

from tests.invented import NOW, index_of, listed, node, traveller
from tests.travel.sending import Clock, bench, desk, message
from tocsin.formats.paxlst import Purpose
from tocsin.matching import Index
from tocsin.review.models import Adjudication
from tocsin.safeguards.access.actions import viewing
from tocsin.safeguards.access.errors import NotFound, NotPermitted
from tocsin.safeguards.access.rules import Role
from tocsin.safeguards.ledger.models import Entry
from tocsin.screening.models import ScreenedTraveller
from tocsin.screening.working import screen_next
from tocsin.travel.holding.keys import KeyFiles
from tocsin.travel.holding.models import HeldList
from tocsin.travel.holding.queries import counts
from tocsin.travel.intake import actions, queries, rules, taking
from tocsin.travel.intake.actions import deliver
from tocsin.travel.intake.errors import (
    InboxFull,
    MessageEmpty,
    MessageTooLarge,
    NotQuarantined,
    ReferenceTaken,
)
from tocsin.travel.intake.models import Message
from tocsin.travel.intake.rules import State
from tocsin.travel.models import Manifest

pytestmark = pytest.mark.django_db
WANTED = traveller("ZARBARAN", "QASIM", born="1970-05-02", number="ZX5504471")
OLGA = traveller("PLAIN", "OLGA", born="1990-01-01", number="ZX1110001", at=2)
IVO = traveller("PLAINER", "IVO", born="1991-01-01", number="ZX1110002", at=3)


@pytest.fixture
def index(tmp_path: Path) -> Index:
    return index_of(listed(), at=tmp_path / "index")


def sent(files: KeyFiles, raw: bytes, reference: str = "") -> Message:
    return deliver(desk(), files, raw, reference=reference, now=NOW).message


def state_of(it: Message) -> Message:
    return queries.receipt(desk(), it.id)


def test_a_message_is_screened_and_its_content_is_gone(tmp_path: Path, index: Index) -> None:
    working = bench(tmp_path, index)
    it = sent(working.files, message(WANTED, OLGA))
    assert screen_next(desk(), working)
    done = state_of(it)
    assert (done.state, bytes(done.sealed)) == (State.SCREENED, b"")
    assert (done.outcome["travellers"], done.outcome["candidates"]) == (2, 1)
    with viewing(desk()):
        assert Adjudication.objects.count() == 1
    assert not screen_next(desk(), working), "nothing is left"


def test_the_same_message_again_finds_the_first_and_adds_nothing(
    tmp_path: Path, index: Index
) -> None:
    working = bench(tmp_path, index)
    raw = message(WANTED, OLGA)
    first = deliver(desk(), working.files, raw, now=NOW)
    assert (first.is_new, deliver(desk(), working.files, raw, now=NOW).is_new) == (True, False)
    screen_next(desk(), working)
    again = deliver(desk(), working.files, raw, now=NOW + timedelta(hours=1))
    assert not again.is_new
    assert (again.message.id, again.message.state) == (first.message.id, State.SCREENED)


def test_the_same_list_in_another_envelope_is_one_manifest(tmp_path: Path, index: Index) -> None:
    working = bench(tmp_path, index)
    sent(working.files, message(WANTED, OLGA))
    sent(working.files, b"\r\n" + message(WANTED, OLGA))
    while screen_next(desk(), working):
        pass
    with viewing(desk()):
        assert (Message.objects.count(), Manifest.objects.count()) == (2, 1)
        assert Adjudication.objects.count() == 1


def test_a_reference_stands_for_one_message(tmp_path: Path) -> None:
    files = KeyFiles(tmp_path)
    first = sent(files, message(OLGA), reference="KEY-1")
    assert sent(files, message(OLGA), reference="KEY-1").id == first.id
    with pytest.raises(ReferenceTaken):
        sent(files, message(IVO), reference="KEY-1")


def test_parts_of_a_list_are_one_manifest_and_what_is_missing_is_said(
    tmp_path: Path, index: Index
) -> None:
    working = bench(tmp_path, index)
    parts = [
        message(WANTED, reference="P1", part=1, is_last=False, declared=3),
        message(OLGA, reference="P3", part=3, declared=3),
        message(IVO, reference="P2", part=2, is_last=False, declared=3),
    ]

    def told() -> list[str]:
        with viewing(desk()):
            manifest = Manifest.objects.get()
        return [str(each["message"]) for each in manifest.faults if each["code"] == "part-missing"]

    said = []
    for part in parts:
        sent(working.files, part)
        screen_next(desk(), working)
        said.append(told())
    assert said == [
        ["The last part of the list hasn't come."],
        ["Missing parts of the list: 2."],
        [],
    ]
    with viewing(desk()):
        manifest = Manifest.objects.get()
        assert (manifest.travellers, manifest.parts, manifest.last_part) == (3, [1, 2, 3], 3)
        assert (HeldList.objects.count(), Adjudication.objects.count()) == (3, 1)


def test_a_change_takes_the_place_of_what_was_sent_before(tmp_path: Path, index: Index) -> None:
    working = bench(tmp_path, index)
    sent(working.files, message(OLGA, IVO))
    changed = traveller("PLAIN", "OLGA MAY", born="1990-01-01", number="ZX1110001", at=2)
    sent(working.files, message(changed, reference="REF2", purpose=Purpose.CHANGE))
    while screen_next(desk(), working):
        pass
    with viewing(desk()):
        assert counts(desk(), now=NOW) == (2, 2)


def test_who_is_cancelled_is_no_longer_held_and_is_not_screened(
    tmp_path: Path, index: Index
) -> None:
    working = bench(tmp_path, index)
    sent(working.files, message(OLGA, IVO))
    sent(working.files, message(WANTED, IVO, reference="REF2", purpose=Purpose.CANCEL))
    while screen_next(desk(), working):
        pass
    with viewing(desk()):
        assert counts(desk(), now=NOW) == (1, 1)
        assert Adjudication.objects.count() == 0


def test_a_cancelled_flight_holds_nobody(tmp_path: Path, index: Index) -> None:
    working = bench(tmp_path, index)
    sent(working.files, message(OLGA, IVO))
    sent(working.files, message(reference="REF2", purpose=Purpose.CANCEL))
    while screen_next(desk(), working):
        pass
    with viewing(desk()):
        assert counts(desk(), now=NOW) == (0, 0)
        assert Manifest.objects.filter(cancelled_at__isnull=False).count() == 1


def test_a_later_version_puts_nobody_before_officers_twice(tmp_path: Path, index: Index) -> None:
    working = bench(tmp_path, index)
    sent(working.files, message(WANTED, OLGA))
    sent(working.files, message(OLGA, WANTED, IVO, reference="REF2"))
    while screen_next(desk(), working):
        pass
    with viewing(desk()):
        assert (Manifest.objects.count(), ScreenedTraveller.objects.count()) == (2, 1)
        assert Adjudication.objects.count() == 1


# --- what goes wrong ---


@pytest.mark.parametrize("raw", [b"nothing that is known", b"\x00\xff" * 50, b"PK\x03\x04rubbish"])
def test_what_can_not_be_read_is_put_aside_with_its_reason(
    raw: bytes, tmp_path: Path, index: Index
) -> None:
    working = bench(tmp_path, index)
    it = sent(working.files, raw)
    screen_next(desk(), working)
    aside = state_of(it)
    assert (aside.state, aside.reason) == (State.QUARANTINED, "NothingRead")
    assert [each.id for each in queries.put_aside(desk())] == [it.id]


def test_what_was_put_aside_can_be_tried_again(
    tmp_path: Path, index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    working = bench(tmp_path, index)
    it = sent(working.files, message(WANTED))

    def broken(*_given: object, **_more: object) -> None:
        raise ZeroDivisionError

    with monkeypatch.context() as patched:
        patched.setattr("tocsin.screening.working.read", broken)
        screen_next(desk(), working)
    assert (state_of(it).state, state_of(it).reason) == (State.QUARANTINED, "ZeroDivisionError")
    actions.replay(desk(), it.id)
    screen_next(desk(), working)
    assert state_of(it).state == State.SCREENED
    with pytest.raises(NotQuarantined):
        actions.replay(desk(), it.id)


def test_a_message_that_kills_its_readers_is_put_aside_in_the_end(
    tmp_path: Path, index: Index
) -> None:
    working = bench(tmp_path, index)
    it = sent(working.files, message(WANTED))
    for _ in range(rules.ATTEMPTS):
        (taken,) = taking.take_up(desk())
        with viewing(desk()):
            Message.objects.filter(id=taken).update(taken_by=None)  # its worker died
    screen_next(desk(), working)
    assert (state_of(it).state, state_of(it).reason) == (State.QUARANTINED, "ReaderEnded")


def test_a_full_inbox_asks_to_wait_and_takes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = KeyFiles(tmp_path)
    monkeypatch.setattr(rules, "DEEPEST", 1)
    sent(files, message(OLGA))
    with pytest.raises(InboxFull):
        sent(files, message(IVO))
    assert not deliver(desk(), files, message(OLGA), now=NOW).is_new, "what was taken is known"
    assert queries.depth(desk()).waiting == 1


def test_an_empty_and_an_overlong_message_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rules, "LARGEST", 10)
    with pytest.raises(MessageEmpty):
        sent(KeyFiles(tmp_path), b"")
    with pytest.raises(MessageTooLarge):
        sent(KeyFiles(tmp_path), b"x" * 11)


def test_a_message_that_nobody_could_read_expires_with_its_day(
    tmp_path: Path, index: Index
) -> None:
    clock = Clock()
    working = bench(tmp_path, index, clock)
    it = sent(working.files, b"rubbish")
    screen_next(desk(), working)
    clock.forward(hours=49)
    assert taking.expire(desk(), now=clock()) == 1
    gone = state_of(it)
    assert (gone.state, bytes(gone.sealed)) == (State.EXPIRED, b"")


def test_another_member_finds_no_message(tmp_path: Path) -> None:
    it = sent(KeyFiles(tmp_path), message(OLGA))
    other = node("XC", Role.SCREENING_OFFICER)
    for ask in (queries.receipt, actions.replay):
        with pytest.raises(NotFound):
            ask(other, it.id)
    with pytest.raises(NotFound):
        queries.receipt(desk(), uuid4())
    with pytest.raises(NotPermitted):
        deliver(node("XB", Role.OBSERVER), KeyFiles(tmp_path), b"x", now=NOW)


def test_the_ledger_has_each_step_and_nobody_s_name(tmp_path: Path, index: Index) -> None:
    working = bench(tmp_path, index)
    sent(working.files, message(WANTED, OLGA))
    screen_next(desk(), working)
    with viewing(desk()):
        entries = list(Entry.objects.filter(member_id=desk().member_id).order_by("id"))
    did = [each.did for each in entries]
    assert did == ["message.deliver", "traveller.screen", "manifest.receive"]
    assert "ZARBARAN" not in "".join(str(each.particulars) for each in entries)
