"""Nothing is lost by the index: what the score would find among all is found among few."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.populations import People
from tests.matching.index.noise import travellers
from tocsin.matching import Index, Subject, Traveller
from tocsin.matching.index.proposing import ROUNDING, Proposer
from tocsin.matching.index.segment import Segment
from tocsin.matching.score import THRESHOLD, compile_subject, compile_traveller, score

LISTED, ASKED = 300, 20
LEAST_OWN, LEAST_OF_ALL = 0.99, 0.97
Asked = list[tuple[str, Traveller, str]]


@pytest.fixture(scope="module")
def subjects() -> list[Subject]:
    return list(People(11).subjects(LISTED))


@pytest.fixture(scope="module")
def asked(subjects: list[Subject]) -> Asked:
    """The first listed people in every kind of noise, with right, wrong and no birth dates."""
    return travellers(subjects[:ASKED], 5)


@pytest.fixture(scope="module")
def index(subjects: list[Subject], tmp_path_factory: pytest.TempPathFactory) -> Index:
    return Index.build(subjects, tmp_path_factory.mktemp("index"))


def test_whom_the_score_would_find_among_all_the_index_finds(
    index: Index, subjects: list[Subject], asked: Asked
) -> None:
    forms = [(subject.id, compile_subject(subject)) for subject in subjects]
    found = index.screen([traveller for _, traveller, _ in asked], limit=LISTED)
    due, met = [], []
    for (kind, traveller, own), answer in zip(asked, found, strict=True):
        form, ids = compile_traveller(traveller), {each.subject_id for each in answer}
        for subject_id, listed in forms:
            if score(form, listed, explain=False).score >= THRESHOLD:
                due.append((kind, subject_id == own))
                met += [due[-1]] if subject_id in ids else []
    own_due, own_met = sum(own for _, own in due), sum(own for _, own in met)
    assert own_due > ASKED
    assert own_met >= LEAST_OWN * own_due
    assert len(met) >= LEAST_OF_ALL * len(due)


def test_a_batch_is_answered_as_each_traveller_alone(index: Index, asked: Asked) -> None:
    some = [traveller for _, traveller, _ in asked]
    together = index.screen(some)
    assert together == [index.screen([traveller])[0] for traveller in some]
    assert together[::-1] == index.screen(some[::-1])


def test_an_explanation_is_the_candidate_that_was_screened(index: Index, asked: Asked) -> None:
    for _kind, traveller, _own in asked:
        for candidate in index.screen([traveller])[0]:
            assert index.explain(traveller, candidate.subject_id) == candidate


def test_fewer_candidates_asked_for_are_the_best_of_more(index: Index, asked: Asked) -> None:
    some = [traveller for _, traveller, _ in asked]
    more = index.screen(some, limit=50, threshold=0.3)
    fewer = index.screen(some, limit=2, threshold=0.3)
    assert fewer == [answer[:2] for answer in more]


def test_a_document_is_found_whatever_the_name_and_through_misread_characters(
    tmp_path: Path,
) -> None:
    index = Index.build([Subject("a", ["Umar Qasim"], documents=[("XA", "P0123456")])], tmp_path)
    for written in ("P0123456", "PO123456", "p 0l2345 6"):
        traveller = Traveller(["Ilse Tarnovek"], documents=[("XA", written)])
        assert [each.subject_id for each in index.screen([traveller], threshold=0.3)[0]] == ["a"]


def test_a_score_is_rarely_above_the_bound_taken_for_it(index: Index, asked: Asked) -> None:
    """Rules that look at whole names (parts run together, slips) may give a little more."""
    segment = Segment(next(index.directory.glob("segment-*")))
    over, pairs = 0, 0
    for _kind, traveller, _own in asked:
        form = compile_traveller(traveller)
        met = Proposer(segment).propose([form], 0.25)
        for row, bound, start, size in zip(
            met.rows, met.bounds, met.starts, met.sizes, strict=True
        ):  # fmt: skip
            names = met.names[start : start + size].tolist()
            pairs += 1
            over += score(form, segment.form(int(row), names, whole=True)).score > bound + ROUNDING
    assert pairs > len(asked) / 2
    assert over <= 0.02 * pairs
