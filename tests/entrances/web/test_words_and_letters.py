"""Names are shown as they are, codes in words, and letters that differ are marked."""

from __future__ import annotations

import ast
import inspect
from datetime import timedelta
from enum import StrEnum
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.invented import NOW
from tocsin.encounters.sightings.rules import Confidence, Direction, Kind
from tocsin.entrances.web.pages import Written
from tocsin.entrances.web.pages.letters import compare_letters
from tocsin.entrances.web.pages.points import points_of
from tocsin.entrances.web.pages.unseen import is_unseen, plain
from tocsin.entrances.web.templatetags.tocsin import name, prose, span, until, urgency
from tocsin.entrances.web.templatetags.words import ALL
from tocsin.foundations.vocabulary import codes
from tocsin.matching.score import evidence, likeness, scoring
from tocsin.review.rules import State
from tocsin.safeguards.access.rules import Role


@pytest.mark.parametrize(
    ("kind", "known"),
    [
        ("action", codes.ActionCode),
        ("action_meaning", codes.ActionCode),
        ("ground", codes.Ground),
        ("purpose", codes.Purpose),
        ("verdict", codes.Verdict),
        ("register", codes.Register),
        ("person_status", codes.PersonStatus),
        ("tlp", codes.Tlp),
        ("tlp_meaning", codes.Tlp),
        ("source_grade", codes.SourceGrade),
        ("information_grade", codes.InformationGrade),
        ("candidate_state", State),
        ("sighting_kind", Kind),
        ("direction", Direction),
        ("confidence", Confidence),
        ("role", Role),
    ],
)
def test_every_code_has_words(kind: str, known: type[StrEnum]) -> None:
    assert {each.value for each in known} <= set(ALL[kind])


@pytest.mark.parametrize(
    ("theirs", "ours", "marked"),
    [
        ("Qasim", "Qasim", ""),
        ("QASIM", "qasim", ""),
        ("Al-Rashid", "al rashid", ""),
        ("Rashid Ali", "Ali Rashid", ""),
        ("Qasem", "Qasim", "e"),
        ("Marves", "Marvés", "e"),
        ("Quelindo", "Quellindo", ""),
    ],
)
def test_letters_that_differ_are_marked_on_their_side(theirs: str, ours: str, marked: str) -> None:
    found = compare_letters(theirs, ours)
    assert "".join(each.text for each in found.theirs if not each.same) == marked


@given(st.text(max_size=60), st.text(max_size=60))
def test_marking_loses_no_letter(theirs: str, ours: str) -> None:
    found = compare_letters(theirs, ours)
    assert "".join(each.text for each in found.theirs) == theirs
    assert "".join(each.text for each in found.ours) == ours


@given(st.text(max_size=80))
def test_nothing_unseen_is_left_unseen(text: str) -> None:
    assert not any(is_unseen(each) for each in plain(text))


def test_a_name_is_isolated_and_keeps_its_language() -> None:
    assert name(Written("قاسم", "Arab", "ar")) == '<bdi lang="ar" class="name">قاسم</bdi>'
    assert 'lang="und-Cyrl"' in name(Written("Мирон", "Cyrl"))
    assert name("<b>") == '<bdi class="name">&lt;b&gt;</bdi>'
    assert "not given" in name(None)


def test_free_text_keeps_its_lines_and_hides_nothing() -> None:
    assert prose("one\r\ntwo") == '<bdi class="prose">one<br>two</bdi>'
    assert "U+202E RIGHT-TO-LEFT OVERRIDE" in prose("a\u202eb")


@given(st.lists(st.floats(-1, 1), max_size=8))
def test_points_add_up_to_the_score_as_shown(weights: list[float]) -> None:
    score = sum(weights)
    assert sum(points_of(weights, score)) == round(score * 100)


@pytest.mark.parametrize(
    ("minutes", "words"),
    [(0, "0 min"), (59, "59 min"), (60, "1 h"), (130, "2 h 10 min"), (26 * 60, "1 day")],
)
def test_spans_of_time_in_two_units_at_most(minutes: int, words: str) -> None:
    assert span(minutes * 60) == words


@pytest.mark.parametrize(
    ("hours", "kind", "words"),
    [(-1, "past", "departed"), (2, "soon", "in 2 h"), (30, "later", "in 1 day")],
)
def test_how_near_a_departure_is(hours: int, kind: str, words: str) -> None:
    at = NOW + timedelta(hours=hours)
    assert (urgency(at, NOW), until(at, NOW)) == (kind, words)


STARTS = ("name", "birth", "document", "nationality", "sex", "bounds")


def literals(module: ModuleType) -> set[str]:
    """What a module of the scorer calls its reasons."""
    found = (
        each.value
        for each in ast.walk(ast.parse(inspect.getsource(module)))
        if isinstance(each, ast.Constant)
    )
    texts = {each for each in found if isinstance(each, str) and each.startswith(STARTS)}
    return {each for each in texts if not each.endswith((".", ": "))}


def test_every_reason_that_the_scorer_gives_has_words() -> None:
    rules = {
        f"name: {each}"
        for name, each in vars(likeness).items()
        if name.isupper() and isinstance(each, str)
    }
    given_by_scorer = rules | literals(evidence) | literals(scoring)
    assert len(given_by_scorer) > 20
    assert given_by_scorer <= set(ALL["evidence"])
