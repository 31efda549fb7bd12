"""The index finds, changes, explains, and refuses what is damaged."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tocsin.matching import Index, IndexUnusable, Subject, Traveller
from tocsin.matching.index import opened

PEOPLE = [
    Subject("a", ["Mohammed Abdullah al-Rashid"], ["1970-05-02"], ["XA"], [("XA", "P0123456")]),
    Subject("b", ["Xi Jinping", "习近平"], ["1953"]),
]
ROUNDING = 1e-9


@pytest.fixture
def index(tmp_path: Path) -> Index:
    return Index.build(PEOPLE, tmp_path, watermark="first")


@pytest.mark.parametrize(
    ("name", "born", "found"),
    [
        ("Muhamad Abdallah Rasheed", "1970-05-02", ["a"]),
        ("Jinping Xi", None, ["b"]),
        ("习近平", None, ["b"]),
        ("Nobody Here", "1970-05-02", []),
    ],
)
def test_a_listed_name_is_found_and_another_is_not(
    index: Index, name: str, born: str | None, found: list[str]
) -> None:
    answers = index.screen([Traveller([name], born)])
    assert [candidate.subject_id for candidate in answers[0]] == found


def test_a_change_is_seen_by_another_reader_at_its_next_call(index: Index) -> None:
    other = Index.open(index.directory)
    index.add([Subject("c", ["Jon Smith"], ["1980"])], withdrawn=["b"], watermark="second")
    answers = other.screen([Traveller(["John Smith"], "1980-01-01"), Traveller(["Xi Jinping"])])
    assert [len(answer) for answer in answers] == [1, 0]
    assert other.watermark == "second"


def test_compacting_keeps_exactly_what_is_held(index: Index) -> None:
    index.withdraw(["b"])
    index.compact()
    index.verify()
    assert len(index) == 1
    assert index.explain(Traveller(["Xi Jinping"]), "b") is None


@pytest.mark.parametrize("place", ["manifest.json", "segment"])
@pytest.mark.parametrize("harm", ["cut", "flip", "remove"])
def test_a_damaged_index_is_refused(index: Index, place: str, harm: str) -> None:
    path = next(each for each in index.directory.iterdir() if each.name.startswith(place))
    octets = bytearray(path.read_bytes())
    octets[len(octets) // 2] ^= 0xFF
    if harm == "remove":
        path.unlink()
    else:
        path.write_bytes(octets if harm == "flip" else octets[:-1])
    with pytest.raises(IndexUnusable):
        Index.open(index.directory).verify()


def test_a_directory_without_an_index_is_refused(tmp_path: Path) -> None:
    with pytest.raises(IndexUnusable):
        Index.open(tmp_path)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=2_000)
@given(st.text(max_size=3_000))
def test_any_text_is_screened_and_explained_alike(index: Index, name: str) -> None:
    traveller = Traveller([name], "1970-05-02")
    together = index.screen([traveller, traveller], threshold=0.0)
    assert together[0] == together[1] == index.screen([traveller], threshold=0.0)[0]
    for candidate in together[0]:
        assert index.explain(traveller, candidate.subject_id) == candidate
        assert abs(sum(r.weight for r in candidate.reasons) - candidate.score) < ROUNDING


def test_what_was_learnt_of_name_parts_outlives_one_opening(index: Index) -> None:
    first, again = Index.open(index.directory), Index.open(index.directory)
    assert opened.segment(next(index.directory.glob("segment-*"))) is opened.segment(
        next(again.directory.glob("segment-*"))
    )
    assert first.screen([Traveller(["Xi Jinping"])]) == again.screen([Traveller(["Xi Jinping"])])


def test_threads_that_share_an_index_get_the_answers_of_one(index: Index) -> None:
    names = ["Muhamad Abdallah Rasheed", "Jinping Xi", "Nobody Here"] * 10
    alone = [index.screen([Traveller([name])]) for name in names]
    with ThreadPoolExecutor(4) as threads:
        others = [Index.open(index.directory) for _ in names]
        asked = zip(others, names, strict=True)
        together = threads.map(lambda pair: pair[0].screen([Traveller([pair[1]])]), asked)
        assert list(together) == alone
