"""A member keeps its own keys and desk, and nobody else does."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.invented import NOW, contribution, listed, node
from tests.safeguards.joining import (
    administrator,
    applied,
    appointed,
    founded,
    registrar,
    signed_key,
)
from tocsin.members.actions import keep_desk
from tocsin.members.errors import (
    KeyKnown,
    KeyNotOurs,
    KeyUnreadable,
    NoCurrentKey,
    NotADutyNumber,
)
from tocsin.members.keys import SignedKey
from tocsin.members.models import ContactPoint, Member
from tocsin.members.queries import key_valid_at, keys_of
from tocsin.members.rules import Desk
from tocsin.records.registers.actions import add_records
from tocsin.records.registers.errors import NotReached
from tocsin.safeguards.access.actions import viewing
from tocsin.safeguards.access.errors import NotPermitted
from tocsin.safeguards.access.rules import Actor, Role
from tocsin.safeguards.ledger.models import Entry
from tocsin.safeguards.upkeep import actions, queries

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=1)


def test_a_rotated_key_ends_and_what_it_signed_before_stays_signed() -> None:
    member = founded("XA")
    chief = administrator(member)
    with viewing(chief):
        actions.register_key(chief, member, signed_key("XA", "second"), now=NOW)
    first, second = keys_of(member.id)
    assert (first.ends_at, second.ends_at) == (NOW, None)
    assert key_valid_at(member.id, NOW - timedelta(seconds=1)) == first.term
    assert key_valid_at(member.id, NOW) == second.term


def test_a_revoked_key_counts_for_nothing_since_it_was_lost() -> None:
    member = founded("XA")
    chief, lost = administrator(member), NOW - timedelta(days=3)
    key = keys_of(member.id)[0]
    with viewing(chief):
        actions.revoke_key(chief, member, key.key_id, void_from=lost, now=NOW)
        with pytest.raises(NoCurrentKey):
            actions.revoke_key(chief, member, key.key_id, void_from=lost, now=NOW)
    assert key_valid_at(member.id, lost) is None
    assert key_valid_at(member.id, lost - timedelta(seconds=1)) is not None


@pytest.mark.parametrize(
    ("given", "error"),
    [
        (SignedKey("???", ""), KeyUnreadable),
        (SignedKey(signed_key("XA", "second").key, ""), KeyNotOurs),
        (signed_key("XB", "second"), KeyNotOurs),
        (signed_key("XA"), KeyKnown),
    ],
    ids=["no key", "no signature", "signed for another member", "registered before"],
)
def test_a_key_is_registered_by_who_holds_it(given: SignedKey, error: type[Exception]) -> None:
    member = founded("XA")
    chief = administrator(member)
    with viewing(chief), pytest.raises(error):
        actions.register_key(chief, member, given, now=NOW)


def test_nobody_registers_a_key_for_another_member() -> None:
    member = founded("XA")
    chief = administrator(founded("XB"))
    with viewing(chief), pytest.raises(NotPermitted):
        actions.register_key(chief, member, signed_key("XA", "second"), now=NOW)


def test_the_registrar_registers_keys_of_applicants_and_of_no_member() -> None:
    clerk = registrar()
    member, applicant = founded("XA"), applied()
    with viewing(clerk):
        actions.register_key(clerk, applicant, signed_key("XQ"), now=NOW)
        with pytest.raises(NotPermitted):
            actions.register_key(clerk, member, signed_key("XA", "second"), now=NOW)


def test_a_desk_is_one_and_its_numbers_can_be_dialled() -> None:
    member = founded("XA")
    chief = administrator(member)
    with viewing(chief):
        actions.change_desk(chief, member, Desk("Night desk", ("+999 (000) 00-009", " ")))
        with pytest.raises(NotADutyNumber, match="01234"):
            actions.change_desk(chief, member, Desk("Night desk", ("01 234",)))
    assert ContactPoint.objects.get(member=member).duty_numbers == ["+99900000009"]


def test_a_desk_that_does_not_answer_its_test_within_a_day_is_not_reached() -> None:
    member, clerk = founded("XA"), registrar()
    with viewing(clerk):
        assert actions.ring_all(clerk, now=NOW) == 1
    assert queries.is_ringing(queries.desk_of(member.id))
    assert queries.has_duty_contact(member.id, now=NOW + timedelta(hours=23))
    assert not queries.has_duty_contact(member.id, now=LATER)
    duty = appointed(member, "night", Role.FRONT_LINE)
    with viewing(duty):
        actions.answer(duty, now=LATER)
    assert queries.has_duty_contact(member.id, now=LATER)
    assert not queries.is_ringing(queries.desk_of(member.id))


def test_a_desk_is_rung_by_itself_once_a_month_and_named_when_it_stays_silent() -> None:
    member, clerk = founded("XA"), registrar()
    with viewing(clerk):
        rounds = [
            actions.ring_due(clerk, now=NOW + timedelta(days=day, seconds=second))
            for day, second in ((0, 0), (0, 30), (29, 86_399), (30, 0), (30, 30))
        ]
    assert [len(each) for each in rounds] == [1, 0, 0, 1, 0]
    late = NOW + timedelta(days=31)
    assert member in queries.unreached(now=late)
    duty = appointed(member, "night", Role.FRONT_LINE)
    with viewing(duty):
        actions.answer(duty, now=late)
    assert member not in queries.unreached(now=late)


def test_a_member_without_a_desk_is_not_reached() -> None:
    assert not queries.has_duty_contact(applied().id, now=NOW)


def test_what_a_member_keeps_up_is_in_the_ledger() -> None:
    member = founded("XA")
    chief = administrator(member)
    with viewing(chief):
        actions.change_desk(chief, member, Desk("Night desk"))
        actions.register_key(chief, member, signed_key("XA", "second"), now=NOW)
        actions.answer(chief, now=NOW)
        assert set(Entry.objects.values_list("did", flat=True)) >= {
            "desk.change",
            "key.register",
            "desk.answer",
        }


@pytest.mark.parametrize("numbers", [(), ("+99900000001",)])
def test_a_member_asks_for_an_arrest_only_while_its_desk_is_reached(
    numbers: tuple[str, ...],
) -> None:
    node("XA", Role.CONTRIBUTOR)
    member = Member.objects.get(code="XA")
    keep_desk(member, Desk("Night desk", numbers))
    if numbers:
        assert listed(ground="warrant", requested_action="arrest").requested_action
        ContactPoint.objects.filter(member=member).update(rung_at=NOW - 2 * (LATER - NOW))
    author = Actor(member.id, frozenset({Role.REGISTRAR}))
    sent = contribution("XAi.002", ground="warrant", requested_action="arrest")
    with viewing(author), pytest.raises(NotReached, match="duty desk"):
        add_records(author, [sent], now=NOW)
