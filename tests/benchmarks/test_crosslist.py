"""Labels across lists never come from the tested string, and nobody listed stays nobody listed."""

from __future__ import annotations

import pytest

from benchmarks.accuracy.crosslist import aliases, kind_of, links, may_be_one, negatives
from benchmarks.accuracy.parts.across_lists import cases_of
from benchmarks.accuracy.sources import Listed
from tocsin.formats.lists import ListedName, ListEntry
from tocsin.matching import Name, Subject

DAY = "1970-05-02"


def listed(
    key: str,
    *names: str | Name,
    born: tuple[str, ...] = (DAY,),
    documents: tuple[tuple[str, str], ...] = (),
    programmes: tuple[str, ...] = ("XQ",),
) -> Listed:
    entry = ListEntry("un", key, "person", (ListedName(str(names[0])),), programmes=programmes)
    return Listed(entry, Subject(key, names, born, (), documents))


def linked_by(source: Listed, other: Listed) -> list[str]:
    return [link.by for link in links([source], [other])]


def test_a_document_number_links_whatever_the_names() -> None:
    one = listed("A1", "Qasim Zarbaran", documents=(("XA", "AB-123 456"),))
    other = listed("B1", "Orsolya Tarnovek", born=(), documents=(("", "ab123456"),))
    assert linked_by(one, other) == ["document"]


def test_a_short_number_links_nobody() -> None:
    one = listed("A1", "Qasim Zarbaran", born=(), documents=(("XA", "12345"),))
    assert linked_by(one, listed("B1", "Ilse Ostreg", documents=(("XA", "12345"),))) == []


def test_another_name_links_only_with_the_full_birth_date() -> None:
    one = listed("A1", "ZARBARAN, Qasim", "Kasem Serbaran")
    assert linked_by(one, listed("B1", "Qasim Zarbaran")) == ["name and birth date"]
    assert linked_by(one, listed("B1", "Qasim Zarbaran", born=("1970",))) == []
    assert linked_by(one, listed("B1", "Qasim Zarbaran", born=("1970-05-03",))) == []


def test_a_number_that_stands_under_two_people_links_neither() -> None:
    passport = (("XA", "P4410982"),)
    sources = [listed("A1", "Qasim Zarbaran", born=(), documents=passport)]
    others = [
        listed("B1", "Kasem Serbaran", born=(), documents=passport),
        listed("B2", "Ilse Ostreg", born=(), documents=passport),
    ]
    assert links(sources, others) == []
    assert links(others, sources) == []
    assert len(links(sources, others[:1])) == 1


def test_a_weak_alias_links_nobody() -> None:
    one = listed("A1", "Pavlo Quillon", Name("Qasim Zarbaran", weak=True))
    assert linked_by(one, listed("B1", "Qasim Zarbaran")) == []


def test_no_name_that_the_other_record_carries_is_tested() -> None:
    one = listed("A1", "Zarbaran Qásim", "Kasem Serbaran", Name("Abu Q", weak=True))
    other = listed("B1", "QASIM ZARBARAN", "Kasim Zerbaran")
    (link,) = links([one], [other])
    assert [alias.name for alias in aliases(link)] == ["Kasem Serbaran"]


def test_the_linking_name_is_never_the_tested_name() -> None:
    one = listed("A1", "Qasim Zarbaran", "Qasim Omar Zarbaran")
    cases = cases_of([one], [listed("B1", "Qasim Zarbaran")], frozenset())
    assert {str(case.traveller.names[0]) for case in cases} == {"Qasim Omar Zarbaran"}
    assert {case.expected for case in cases} == {"B1"}
    assert [case.family for case in cases] == ["name only", "with birth date"]


@pytest.mark.parametrize(
    ("name", "held", "kind"),
    [
        ("Zarbaran Qasim", ["Qasim Zarbarran"], "easy"),
        ("Kasem Serbaran", ["Qasim Zarbaran"], "medium"),
        ("Abu Nuwar Ostregi", ["Qasim Zarbaran"], "hard"),
        ("قاسم زربران", ["Qasim Zarbaran"], "script"),
        ("Касим Зарбаран", ["Qasim Zarbaran"], "script"),
        ("Касим Зарбаран", ["Касем Зарбаран"], "easy"),
    ],
)
def test_the_distance_to_the_closest_name_makes_the_class(
    name: str, held: list[str], kind: str
) -> None:
    assert kind_of(name, held) == kind


def test_a_negative_has_only_programmes_of_its_own_list() -> None:
    sources = [
        listed("A1", "Qasim Zarbaran", programmes=("ALONE",)),
        listed("A2", "Ilse Ostreg", programmes=("ALONE", "SHARED")),
        listed("A3", "Pavlo Quillon", programmes=()),
    ]
    found = negatives(sources, [listed("B1", "Miro Solum")], frozenset({"ALONE"}))
    assert [one.reference for one in found] == ["A1"]


@pytest.mark.parametrize(
    ("name", "born", "asked"),
    [
        ("Qasim Zarbaran", (DAY,), True),
        ("Qasim Zarbaran", ("1970",), False),
        ("Qasim Omar Zarbaran", ("1970",), True),
        ("Qasim Omar Zarbaran", ("1980",), False),
        ("Qasim Quillon", (DAY,), False),
    ],
)
def test_whoever_may_be_the_same_person_is_no_fair_negative(
    name: str, born: tuple[str, ...], asked: bool
) -> None:
    one, other = listed("A1", name, born=born), listed("B1", "Qasim Omar Zarbaran")
    assert may_be_one(one, other) is asked
    assert (list(negatives([one], [other], frozenset({"XQ"}))) == []) is asked
