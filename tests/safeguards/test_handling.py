"""Who sees a record: one pure rule, and the two locks that hold it, over every combination."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

import pytest

from tests.invented import NOW, contribution, listed, node
from tocsin.foundations.vocabulary.codes import HandlingCode, Tlp
from tocsin.records.registers.actions import add_records
from tocsin.records.registers.models import Record
from tocsin.records.registers.sight import handling_of, seen_by
from tocsin.safeguards.access.actions import viewing
from tocsin.safeguards.access.handling import (
    SEEN_IN_ROLE,
    Handling,
    Sees,
    Viewer,
    is_told_at_the_front_line,
    may_export,
    may_see,
    needs_permission_in_court,
    needs_permission_to_pass_on,
)
from tocsin.safeguards.access.rules import Actor, Role

ORIGINATOR, ADDRESSED, OTHER = 1, 2, 3
RECIPIENTS = {
    "everybody": (None, ()),
    "only them": ((ADDRESSED,), ()),
    "nobody": ((), ()),
    "all except them": (None, (ADDRESSED,)),
    "named and excepted": ((ADDRESSED,), (ADDRESSED,)),
}
GATES = {"passed": (True, False), "awaits": (False, True), "withdrawn unseen": (False, False)}


def handled(
    tlp: str = "green", code: str = "H0", to: str = "everybody", gate: str = "passed"
) -> Handling:
    only, excepted = RECIPIENTS[to]
    passed, awaits = GATES[gate]
    return Handling(
        ORIGINATOR,
        Tlp(tlp),
        HandlingCode(code),
        None if only is None else frozenset(only),
        frozenset(excepted),
        passed,
        awaits,
    )


def viewer(member: int = ADDRESSED, *roles: Role) -> Viewer:
    return Viewer.in_roles(member, roles or (Role.SCREENING_OFFICER,))


@pytest.mark.parametrize(
    ("tlp", "desk", "front_line", "observer"),
    [
        ("red", False, False, False),
        ("amber_strict", True, False, False),
        ("amber", True, True, False),
        ("green", True, True, False),
        ("clear", True, True, True),
    ],
)
def test_a_level_reaches_so_far_into_a_member_that_it_is_not_addressed_to_by_name(
    tlp: str, desk: bool, front_line: bool, observer: bool
) -> None:
    record = handled(tlp)
    assert may_see(record, viewer(OTHER, Role.SCREENING_OFFICER)) == desk
    assert may_see(record, viewer(OTHER, Role.FRONT_LINE)) == front_line
    assert may_see(record, viewer(OTHER, Role.OBSERVER)) == observer


@pytest.mark.parametrize("tlp", Tlp)
@pytest.mark.parametrize(
    ("to", "addressed", "other"),
    [
        ("only them", True, False),
        ("nobody", False, False),
        ("all except them", False, True),
        ("named and excepted", False, False),
    ],
)
def test_recipient_lists_hold_at_every_level(
    tlp: Tlp, to: str, addressed: bool, other: bool
) -> None:
    record = handled(tlp, to=to)
    assert may_see(record, viewer(ADDRESSED)) == addressed
    assert may_see(record, viewer(OTHER)) == (other and tlp is not Tlp.RED)


def test_the_front_line_is_told_nothing_that_has_conditions_in_words() -> None:
    assert [code for code in HandlingCode if may_see(handled("green", code), front())] == [
        "H0",
        "H1",
        "H2",
    ]


def front() -> Viewer:
    return viewer(OTHER, Role.FRONT_LINE)


def test_nobody_but_the_gate_and_the_originator_sees_what_awaits_the_gate() -> None:
    record = handled(gate="awaits")
    seeing = [role for role in Role if may_see(record, viewer(OTHER, role))]
    assert seeing == [Role.NEUTRALITY_REVIEWER, Role.OMBUDSPERSON]
    assert may_see(record, viewer(ORIGINATOR, Role.CONTRIBUTOR))


def test_the_ombudsperson_sees_what_is_kept_from_everybody() -> None:
    assert may_see(handled("red", "H3", "nobody", "awaits"), viewer(OTHER, Role.OMBUDSPERSON))


@pytest.mark.parametrize(
    ("tlp", "code", "exported", "asked_for_court", "asked_to_pass_on"),
    [
        ("clear", "H0", True, False, False),
        ("green", "H1", True, True, False),
        ("green", "H2", False, True, True),
        ("amber", "H0", False, False, True),
        ("amber_strict", "H0", False, False, True),
        ("red", "H0", False, False, True),
        ("clear", "H3", False, True, True),
    ],
)
def test_what_may_be_done_with_a_record_follows_from_its_level_and_code(
    tlp: str, code: str, exported: bool, asked_for_court: bool, asked_to_pass_on: bool
) -> None:
    record = Record(tlp=tlp, handling_code=code)
    assert may_export(record) == exported
    assert needs_permission_in_court(record) == asked_for_court
    assert needs_permission_to_pass_on(record) == asked_to_pass_on


def test_what_the_front_line_is_told_is_what_its_own_eyes_reach() -> None:
    for tlp, code in product(Tlp, HandlingCode):
        addressed = Handling(ORIGINATOR, tlp, code, frozenset({OTHER}))
        told = is_told_at_the_front_line(Record(tlp=tlp, handling_code=code))
        assert may_see(addressed, front()) == told


def test_every_role_says_how_far_it_reaches() -> None:
    assert set(SEEN_IN_ROLE) == set(Role)
    assert {word for words in SEEN_IN_ROLE.values() for word in words} == set(Sees)


def every_handling() -> Iterator[tuple[str, str, str, str]]:
    yield from product(map(str, Tlp), map(str, HandlingCode), RECIPIENTS, GATES)


@pytest.fixture
def everything(db: None) -> list[Record]:
    """One record of XA for every combination of level, code, recipients and gate; XB is named."""
    owner = node("XA", Role.REGISTRAR)
    named = node("XB").member_id
    made = []
    for number, (tlp, code, to, gate) in enumerate(every_handling()):
        only, excepted = RECIPIENTS[to]
        made.append(
            contribution(
                f"XA-{number}",
                tlp=tlp,
                handling_code=code,
                only_members=None if only is None else tuple(named for _ in only),
                except_members=tuple(named for _ in excepted),
                passed_gate_by="rule:test" if GATES[gate][0] else "",
            )
        )
    with viewing(owner):
        records = add_records(owner, made, now=NOW)
        unseen = [
            record.id
            for record, (_tlp, _code, _to, gate) in zip(records, every_handling(), strict=True)
            if gate == "withdrawn unseen"
        ]
        Record.objects.filter(id__in=unseen).update(state="withdrawn")
        return list(Record.objects.all())


@pytest.mark.parametrize("role", [*Role, None])
def test_the_rule_the_filter_and_the_row_policies_show_the_same_records(
    role: Role | None, everything: list[Record]
) -> None:
    roles = frozenset([role] if role else [])
    for code in ("XA", "XB", "XC"):
        actor = Actor(node(code).member_id, roles)
        eyes = Viewer.in_roles(actor.member_id, roles)
        by_rule = {each.reference for each in everything if may_see(handling_of(each), eyes)}
        with viewing(actor):
            by_policy = set(Record.objects.values_list("reference", flat=True))
        with viewing(Actor(actor.member_id, frozenset({Role.OMBUDSPERSON}))):
            by_filter = set(
                Record.objects.filter(seen_by(actor)).values_list("reference", flat=True)
            )
        assert by_rule == by_policy == by_filter, (code, role)
    assert len(everything) == 5 * 4 * len(RECIPIENTS) * len(GATES)


def test_without_a_viewer_no_record_is_visible_whatever_its_handling(
    everything: list[Record],
) -> None:
    assert Record.objects.count() == 0


def test_an_empty_reach_sees_its_own_and_what_is_clear() -> None:
    assert may_see(handled("clear"), Viewer(OTHER, frozenset()))
    assert not may_see(handled("green"), Viewer(OTHER, frozenset()))
    assert may_see(handled("red"), Viewer(ORIGINATOR, frozenset()))


def test_the_view_of_before_is_back_after_a_glance_with_other_eyes(db: None) -> None:
    listed(tlp="amber")
    desk, front = node("XB", Role.SCREENING_OFFICER), node("XB")
    with viewing(desk):
        with viewing(front):
            assert Record.objects.count() == 0
        assert Record.objects.count() == 1
