"""However it came to be, an index answers as one that was built from what it holds."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benchmarks.populations import People
from tocsin.matching import Index, Subject, Traveller
from tocsin.matching.index import records, workers

PEOPLE = list(People(7).subjects(40))
ASKED = [Traveller(each.names[:1], each.birth_dates[0] if each.birth_dates else None)
         for each in PEOPLE]  # fmt: skip
CHANGES = st.lists(
    st.tuples(st.sampled_from(("add", "withdraw", "compact")), st.sets(st.integers(0, 39))),
    max_size=12,
)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(CHANGES)
def test_an_index_that_was_changed_answers_as_one_built_anew(
    changes: list[tuple[str, set[int]]],
) -> None:
    with TemporaryDirectory() as place:
        index = Index.build(PEOPLE[:10], Path(place) / "changed")
        held = {each.id: each for each in PEOPLE[:10]}
        for kind, rows in changes:
            some = [PEOPLE[row] for row in sorted(rows)]
            if kind == "add":
                index.add(some)
                held.update({each.id: each for each in some})
            elif kind == "withdraw":
                index.withdraw([each.id for each in some])
                held = {key: each for key, each in held.items() if each not in some}
            else:
                index.compact()
        anew = Index.build(held.values(), Path(place) / "anew")
        assert len(index) == len(anew) == len(held)
        assert index.screen(ASKED) == anew.screen(ASKED)


def test_of_two_subjects_with_one_id_the_later_counts(tmp_path: Path) -> None:
    index = Index.build([Subject("a", ["Umar Qasim"]), Subject("a", ["Ilse Tarnovek"])], tmp_path)
    answers = index.screen([Traveller(["Umar Qasim"]), Traveller(["Ilse Tarnovek"])])
    assert [len(answer) for answer in answers] == [0, 1]
    assert len(index) == 1


def test_several_processes_build_what_one_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    alone = Index.build(PEOPLE, tmp_path / "alone")
    monkeypatch.setattr(workers, "SMALLEST", 10)
    monkeypatch.setattr(workers, "CHUNK", 15)
    together = Index.build(PEOPLE, tmp_path / "together")
    assert together.screen(ASKED) == alone.screen(ASKED)
    sizes = [next(each.directory.glob("segment-*")).stat().st_size for each in (alone, together)]
    assert sizes[0] == sizes[1]


def test_a_segment_that_many_changes_made_is_one_of_few(tmp_path: Path) -> None:
    index = Index.build(PEOPLE[:5], tmp_path)
    for person in PEOPLE[5:]:
        index.add([person])
    assert len(list(tmp_path.glob("segment-*"))) < 10
    assert len(index) == len(PEOPLE)


TEXTS = st.text(max_size=20)


@given(
    st.lists(TEXTS, max_size=4),
    st.lists(st.sampled_from(("1970", "1970-05", "1970-05-02", "1970/1975", "1970~")), max_size=3),
    st.lists(st.tuples(TEXTS, TEXTS), max_size=3),
    st.one_of(st.none(), TEXTS),
    TEXTS,
)
def test_a_subject_is_read_back_as_it_was_written(
    names: list[str], born: list[str], documents: list[tuple[str, str]], sex: str | None, kind: str
) -> None:
    subject = Subject("an id", names, born, ["XA", "XB"], documents, sex, kind)
    assert records.decode(records.encode(subject)) == subject
