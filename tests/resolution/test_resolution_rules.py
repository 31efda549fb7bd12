"""What judgements on pairs amount to, as a table, and as what holds for all of them."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.resolution import rules
from tocsin.resolution.errors import EvidenceMissing, SameRecord, WouldJoinDifferent
from tocsin.resolution.rules import Judged, Pair, Standing

A, B, C, D = (UUID(int=number) for number in range(1, 5))


@dataclass(frozen=True)
class Said:
    first_id: UUID
    second_id: UUID
    judged: str
    member_id: int = 1


PAIRS = st.tuples(st.sampled_from([A, B, C, D]), st.sampled_from([A, B, C, D])).filter(
    lambda pair: pair[0] != pair[1]
)
JUDGEMENTS = st.builds(
    lambda pair, judged, member: Said(*rules.pair_of(*pair), judged, member),
    PAIRS,
    st.sampled_from([str(each) for each in Judged]),
    st.integers(1, 3),
)


@pytest.mark.parametrize(
    ("said", "standing"),
    [
        ((), Standing.UNJUDGED),
        (("same",), Standing.SAME),
        (("same", "same"), Standing.SAME),
        (("same", "unsure"), Standing.SAME),
        (("unsure",), Standing.UNSURE),
        (("different", "unsure"), Standing.DIFFERENT),
        (("same", "different"), Standing.CONTESTED),
        (("same", "same", "same", "different"), Standing.CONTESTED),
    ],
)
def test_members_are_not_counted_against_each_other(
    said: tuple[str, ...], standing: Standing
) -> None:
    assert rules.standing(said) is standing


def test_a_members_last_word_on_a_pair_counts() -> None:
    first, last = Said(A, B, "same"), Said(A, B, "different")
    assert rules.in_force([first, last]) == [last]


def test_a_judgement_taken_back_is_as_if_it_had_not_been_made() -> None:
    said = [Said(A, B, "same"), Said(A, B, "withdrawn")]
    assert rules.in_force(said) == []
    assert rules.standings(said) == {}


def test_another_members_judgement_stays_when_one_takes_its_own_back() -> None:
    said = [Said(A, B, "same", 1), Said(A, B, "same", 2), Said(A, B, "withdrawn", 1)]
    assert rules.standings(said) == {(A, B): Standing.SAME}


def test_judgements_join_records_through_others() -> None:
    stood = {(A, B): Standing.SAME, (B, C): Standing.SAME, (C, D): Standing.UNSURE}
    assert rules.cluster_of(A, stood) == {A, B, C}


def test_what_was_judged_different_stays_apart_although_another_joins_them() -> None:
    stood = {(A, B): Standing.SAME, (B, C): Standing.SAME, (A, C): Standing.DIFFERENT}
    assert rules.cluster_of(A, stood) == {A, B}
    assert rules.cluster_of(C, stood) == {B, C}


def test_no_join_of_what_was_judged_different_elsewhere() -> None:
    stood = {(A, B): Standing.SAME, (B, C): Standing.DIFFERENT}
    with pytest.raises(WouldJoinDifferent) as refusal:
        rules.check_join((A, C), stood)
    assert refusal.value.fields == {"one": B, "other": C}


def test_the_pair_itself_may_be_judged_anew() -> None:
    rules.check_join((A, B), {(A, B): Standing.DIFFERENT})


def test_a_record_is_not_compared_with_itself() -> None:
    with pytest.raises(SameRecord):
        rules.pair_of(A, A)


@pytest.mark.parametrize("evidence", ["", "  ", " a ", "\n\t"])
def test_a_judgement_says_why(evidence: str) -> None:
    with pytest.raises(EvidenceMissing):
        rules.checked_evidence(evidence)


@given(st.lists(JUDGEMENTS, max_size=20))
def test_a_record_is_in_its_own_cluster_and_never_with_one_judged_different(
    said: list[Said],
) -> None:
    stood = rules.standings(said)
    for record in (A, B, C, D):
        found = rules.cluster_of(record, stood)
        assert record in found
        apart = {rules.pair_of(record, other) for other in found - {record}}
        assert not {pair for pair in apart if stood.get(pair) in rules.APART}


@given(st.lists(JUDGEMENTS, max_size=20), PAIRS)
def test_linking_and_taking_the_link_back_leaves_every_cluster_as_it_was(
    said: list[Said], pair: Pair
) -> None:
    link = Said(*rules.pair_of(*pair), "same", 9)
    unlink = Said(*rules.pair_of(*pair), "withdrawn", 9)
    assert rules.standings([*said, link, unlink]) == rules.standings(said)


@given(st.lists(JUDGEMENTS, max_size=20))
def test_an_unsure_judgement_joins_nothing(said: list[Said]) -> None:
    unsure = [Said(each.first_id, each.second_id, "unsure", each.member_id) for each in said]
    assert rules.cluster_of(A, rules.standings(unsure)) == {A}


@pytest.mark.parametrize(
    ("cells", "agreement"),
    [
        ((("1970",), ("1970", "1971")), "agrees"),
        ((("1970",), ("1971",)), "differs"),
        ((("1970",), ()), "not_comparable"),
        ((("XA",), ("xa",), ("XA",)), "agrees"),
        ((("XA",), ("XA",), ("XB",)), "differs"),
    ],
)
def test_a_contradiction_is_shown_and_not_voted_away(
    cells: tuple[tuple[str, ...], ...], agreement: str
) -> None:
    line = rules.line("nationality", cells)
    assert (line.agreement, line.cells) == (agreement, cells)


@pytest.mark.parametrize(
    ("property_", "cells", "agreement"),
    [
        ("birth_date", (("1977",), ("1977-03-14",)), "near"),
        ("birth_date", (("1977~",), ("1978-03-14",)), "differs"),
        ("birth_place", (("Nilgun",), ("Nilgun, Farazon",)), "near"),
        ("birth_place", (("Nilgun",), ("Quellmar",)), "differs"),
        ("name", (("Shirzad Nilufarian",), ("NILUFARYAN Shirzad",)), "near"),
        ("name", (("Shirzad Nilufarian",), ("Bahram Kowsarvand",)), "differs"),
        ("nationality", (("XA",), ("XA XB",)), "differs"),
    ],
)
def test_what_may_be_one_value_is_told_from_what_contradicts(
    property_: str, cells: tuple[tuple[str, ...], ...], agreement: str
) -> None:
    assert rules.line(property_, cells).agreement == agreement


def test_a_documents_hash_knows_no_spaces_and_no_case() -> None:
    key = bytes(32)
    written = rules.hashed_documents([("XA", "zx 55-04")], key)
    assert written == rules.hashed_documents([("xa", "ZX5504")], key)
    assert written != rules.hashed_documents([("XB", "ZX5504")], key)
    assert "5504" not in written[0]
