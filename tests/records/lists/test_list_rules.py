"""What an import does follows from two maps alone: what is held and what is listed now."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.records.lists.rules import (
    PUBLISHERS,
    Held,
    contribution_of,
    difference,
    goes_back,
    shrinks_too_much,
    statements_of,
)

REFERENCES = st.sampled_from([f"XAi.{number:03}" for number in range(12)])
CONTENTS = st.sampled_from([b"one", b"two"])
HELD = st.dictionaries(REFERENCES, st.builds(Held, st.integers(), CONTENTS, st.booleans()))
LISTED = st.dictionaries(REFERENCES, CONTENTS)


@given(HELD, LISTED)
def test_every_reference_meets_exactly_one_fate(
    held: dict[str, Held], listed: dict[str, bytes]
) -> None:
    found = difference(held, listed)
    fates = [*found.added, *found.revived, *found.changed, *found.unchanged, *found.removed]
    ended_before = {each for each in held if not held[each].live and each not in listed}
    assert len(fates) == len(set(fates))
    assert set(fates) | ended_before == set(held) | set(listed)


@given(LISTED)
def test_what_has_just_been_imported_is_unchanged(listed: dict[str, bytes]) -> None:
    held = {key: Held(key, content, live=True) for key, content in listed.items()}
    assert set(difference(held, listed).unchanged) == set(listed)


def test_an_entry_that_is_listed_no_more_is_removed_and_one_that_returns_is_revived() -> None:
    held = {"XAi.001": Held(1, b"one", live=True), "XAi.002": Held(2, b"two", live=False)}
    found = difference(held, {"XAi.002": b"two"})
    assert (found.removed, found.revived) == (("XAi.001",), ("XAi.002",))


ENTRY = {
    "publisher": "un",
    "reference": "XAi.001",
    "kind": "person",
    "names": [{"full": "Invented Person", "weak": False}, {"full": "Иванов", "weak": True}],
    "birth_dates": [{"date": "1970"}],
    "sex": None,
    "comments": [],
    "remainder": [["DATAID", "9000001"], ["NOTE", "kept"]],
}


def test_each_value_of_an_entry_becomes_a_statement_and_none_is_lost() -> None:
    stated = [(each.property, each.value) for each in statements_of(ENTRY)]
    assert stated == [
        ("name", {"full": "Invented Person", "weak": False}),
        ("name", {"full": "Иванов", "weak": True}),
        ("birth_date", {"date": "1970"}),
        ("bookkeeping", ["DATAID", "9000001"]),
        ("remainder", ["NOTE", "kept"]),
    ]


def test_a_counter_of_the_publisher_changes_no_content_and_anything_else_does() -> None:
    def content(number: str, note: str) -> bytes:
        remainder = [["DATAID", number], ["NOTE", note]]
        return contribution_of("un", {**ENTRY, "remainder": remainder}).content_hash

    assert content("1", "kept") == content("2", "kept")
    assert content("1", "kept") != content("1", "lost")


@pytest.mark.parametrize(
    ("live", "ended", "removed", "too_much"),
    [
        (100, 0, 50, False),
        (100, 0, 51, True),
        (100, 0, 100, True),
        (100, 90, 50, False),
        (20, 0, 11, True),
        (19, 0, 19, False),
        (0, 50, 0, False),
    ],
)
def test_a_list_that_loses_more_than_half_at_once_is_suspicious_unless_it_is_short(
    live: int, ended: int, removed: int, too_much: bool
) -> None:
    held = {f"XAi.{n}": Held(n, b"one", live=n < live) for n in range(live + ended)}
    now_listed = dict.fromkeys([f"XAi.{n}" for n in range(removed, live)], b"one")
    assert shrinks_too_much(held, difference(held, now_listed)) == too_much


@pytest.mark.parametrize(
    ("published", "held", "back"),
    [
        (date(2025, 4, 19), date(2026, 2, 27), True),
        (date(2026, 2, 27), date(2026, 2, 27), False),
        (date(2026, 2, 28), date(2026, 2, 27), False),
        (None, date(2026, 2, 27), False),
        (date(2025, 4, 19), None, False),
    ],
)
def test_an_edition_goes_back_only_if_both_days_are_known(
    published: date | None, held: date | None, back: bool
) -> None:
    assert goes_back(published, held) == back


def test_a_person_on_the_un_list_is_refused_entry_and_a_group_only_informs() -> None:
    assert contribution_of("un", ENTRY).requested_action == "refuse_entry"
    group = contribution_of("un", {**ENTRY, "kind": "organisation"})
    assert (group.requested_action, group.person_status) == ("inform_only", "not_a_person")


def test_every_list_has_its_publisher() -> None:
    assert set(PUBLISHERS) == {"un", "ofac", "eu"}
