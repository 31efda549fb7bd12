"""An entry's hash stands for all of it; a query value is kept so that nobody can read it."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.safeguards.ledger.rules import (
    canonical,
    hashed_query,
    is_plain,
    keyed_hash,
    leaf_hash,
)

ENTRIES = st.dictionaries(st.text(max_size=8), st.integers() | st.text(max_size=8), max_size=4)


def test_a_leaf_is_hashed_with_the_prefix_of_rfc_6962() -> None:
    entry = {"did": "record.read", "member": 1}
    assert leaf_hash(entry) == hashlib.sha256(b'\x00{"did":"record.read","member":1}').digest()


@given(ENTRIES)
def test_the_order_of_an_entrys_fields_does_not_matter(entry: dict[str, object]) -> None:
    backwards = dict(reversed(entry.items()))
    assert canonical(backwards) == canonical(entry)


@given(ENTRIES, ENTRIES)
def test_different_entries_have_different_leaves(
    one: dict[str, object], other: dict[str, object]
) -> None:
    assert (leaf_hash(one) == leaf_hash(other)) == (one == other)


def test_a_query_value_is_comparable_under_one_key_only() -> None:
    assert keyed_hash(b"one", "Adel  MARWANI") == keyed_hash(b"one", "adel marwani")
    assert keyed_hash(b"one", "adel marwani") != keyed_hash(b"two", "adel marwani")
    assert "marwani" not in keyed_hash(b"one", "adel marwani")


def test_a_typed_question_is_kept_as_hashes_of_its_names_and_documents_in_any_order() -> None:
    kept = hashed_query("2026-03", b"key", ["Olga PLAIN", "plain  olga"], ["X1"])
    assert kept["month"] == "2026-03"
    assert kept["names"] == [keyed_hash(b"key", "olga plain")] * 2
    assert kept["documents"] == [keyed_hash(b"key", "x1")]
    assert "plain" not in str(kept).casefold()


@pytest.mark.parametrize(
    ("value", "plain"),
    [
        ({"a": [1, "x", None, True, {"b": ()}]}, True),
        (2**53, True),
        (2**53 + 1, False),
        (1.5, False),
        ({"a": [1.0]}, False),
        ({1: "a"}, False),
        (b"bytes", False),
    ],
)
def test_an_entry_holds_only_what_reads_back_exactly(value: object, plain: bool) -> None:
    assert is_plain(value) is plain
