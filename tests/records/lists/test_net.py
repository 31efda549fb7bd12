"""What several imports changed together: the difference between two moments, by reference."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.invented import NOW, STATEMENTS, contribution, node, officer
from tocsin.records.lists.models import Run
from tocsin.records.lists.queries import changes_between
from tocsin.records.lists.rules import net
from tocsin.records.registers.actions import add_records, revise_records
from tocsin.records.registers.rules import Statement
from tocsin.safeguards.access.actions import viewing
from tocsin.safeguards.access.rules import Role


@dataclass
class Import:
    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()


@pytest.mark.parametrize(
    ("runs", "added", "changed", "removed"),
    [
        ([], (), (), ()),
        ([Import(("a",), ("b",), ("c",))], ("a",), ("b",), ("c",)),
        ([Import(("a",)), Import((), ("a",))], ("a",), (), ()),
        ([Import(("a",)), Import((), (), ("a",))], (), (), ()),
        ([Import((), (), ("a",)), Import(("a",))], (), ("a",), ()),
        ([Import((), ("a",)), Import((), (), ("a",))], (), (), ("a",)),
    ],
)
def test_imports_add_up(
    runs: list[Import], added: tuple[str, ...], changed: tuple[str, ...], removed: tuple[str, ...]
) -> None:
    together = net(runs)
    assert (together.added, together.changed, together.removed) == (added, changed, removed)


@given(st.lists(st.sets(st.sampled_from("abcde")), min_size=1, max_size=6))
def test_the_difference_is_that_of_the_first_and_the_last_edition(editions: list[set[str]]) -> None:
    pairs = pairwise(editions)
    runs = [Import(tuple(new - old), (), tuple(old - new)) for old, new in pairs]
    together = net(runs)
    assert set(together.added) == editions[-1] - editions[0]
    assert set(together.removed) == editions[0] - editions[-1]
    assert set(together.changed) <= editions[0] & editions[-1]


@pytest.mark.django_db
def test_a_changed_entry_says_what_it_said_then_and_says_now() -> None:
    owner = node("UN", Role.REGISTRAR)
    day = timedelta(days=1)
    with viewing(owner):
        (record,) = add_records(owner, [contribution("QDi.001", source_list="un")], now=NOW)
        later = contribution(
            "QDi.001",
            source_list="un",
            statements=(*STATEMENTS, Statement("birth_date", {"date": "1971"})),
        )
        revise_records(owner, [(record.id, later)], now=NOW + day)
        for at, added, changed in ((NOW, ["QDi.001"], []), (NOW + day, [], ["QDi.001"])):
            Run.objects.create(
                source_list="un",
                publisher_id=owner.member_id,
                file_digest=b"x" * 32,
                imported_at=at,
                added=added,
                changed=changed,
                unchanged=0,
            )
    ann = officer("ann")
    with viewing(ann):
        found = changes_between(ann, "un", NOW, NOW + 2 * day)
        whole = changes_between(ann, "un", NOW - day, NOW + 2 * day)
    assert (found.imports, found.net.changed) == (1, ("QDi.001",))
    assert len(found.before[record.id]) + 1 == len(found.after[record.id])
    assert (whole.net.added, whole.net.changed) == (("QDi.001",), ())
