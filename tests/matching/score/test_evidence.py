"""Birth dates, documents: each agreement and contradiction has its points."""

from __future__ import annotations

import pytest

from tocsin.foundations.vocabulary import PartialDate
from tocsin.matching import Name, Subject, Traveller
from tocsin.matching.score import document_key, score
from tocsin.matching.score.evidence import compare_dates, compare_documents

DATES = [
    ("1971-03-14", "1971-03-14", "birth date"),
    ("1971-03-04", "1971-04-03", "birth date, day and month swapped"),
    ("1971-03-14", "1971-03-15", "birth date, one digit off"),
    ("1971-03-14", "1971", "birth year"),
    ("1971-03-14", "1971-03", "birth month"),
    ("1971-03-14", "1970/1975", "birth date about"),
    ("1971-03-14", "1970~", "birth date about"),
    ("1971-03-14", "1971-08-20", "birth day differs"),
    ("1971-03-14", "1974-08-20", "birth date differs"),
    ("1971-03-14", "2001-08-20", "birth date far apart"),
]


@pytest.mark.parametrize(("theirs", "ours", "rule"), DATES)
def test_two_birth_dates_are_compared_by_one_rule(theirs: str, ours: str, rule: str) -> None:
    assert compare_dates(PartialDate.parse(theirs), PartialDate.parse(ours))[1] == rule


def test_the_closer_two_birth_dates_the_more_points() -> None:
    held = PartialDate.parse("1971-03-14")
    days = ("1971-03-14", "1971-03-15", "1971-08-20", "1972-08-20", "1975-08-20", "1990-01-01")
    points = [compare_dates(PartialDate.parse(day), held)[0] for day in days]
    assert points == sorted(points, reverse=True)


DOCUMENTS = [
    (("XA", "P1234567"), ("XA", "P1234567"), "document"),
    (("XA", "P 123-4567"), ("XA", "P1234567"), "document"),
    (("", "P1234567"), ("XA", "P1234567"), "document number"),
    (("XA", "PI234567"), ("XA", "P1234567"), "document number, misread"),
    (("XA", "P123456O"), ("XA", "P1234560"), "document number, misread"),
    (("XA", "L898902C<3"), ("XA", "L898902C"), "document"),
    (("XA", "L898902C36"), ("XA", "L898902C3"), "document"),
    (("XA", "P1234567"), ("XB", "P1234567"), ""),
    (("XA", "P1234567"), ("XA", "P1234568"), ""),
    (("XA", "12"), ("XA", "12"), ""),
    (("XA", "6487"), ("XA", "6487"), "document"),
    (("", "6487"), ("XA", "6487"), ""),
    (("XA", "648I"), ("XA", "6481"), ""),
]


@pytest.mark.parametrize(("theirs", "ours", "rule"), DOCUMENTS)
def test_two_documents_are_compared_by_one_rule(
    theirs: tuple[str, str], ours: tuple[str, str], rule: str
) -> None:
    assert compare_documents(theirs, ours)[1] == rule


def test_numbers_that_scanners_confuse_have_one_key() -> None:
    assert document_key("PO12345I") == document_key("P0123451")


def test_common_names_alone_score_less_than_rare_ones() -> None:
    def own(name: str) -> float:
        return score(Traveller([name]), Subject("x", [name])).score

    assert own("Mohammed Ali") < own("Giorgi Chavchanidze")


def test_a_weak_alias_with_the_birth_date_is_possible_but_not_strong() -> None:
    subject = Subject("x", [Name("Mirwais Zarghunai", weak=True)], ["1971-03-14"])
    found = score(Traveller(["Mirwais Zarghunai"], birth_date="1971-03-14"), subject)
    assert found.band == "possible"


def test_a_document_of_another_bearer_far_in_age_is_still_shown() -> None:
    traveller = Traveller(["Mirwais Zarghunai"], "2001-01-01", documents=[("XA", "P1234567")])
    subject = Subject("x", ["Mirwais Zarghunai"], ["1950-01-01"], documents=[("XA", "P1234567")])
    assert score(traveller, subject).band is not None


def test_scoring_without_explaining_gives_the_same_score_and_band() -> None:
    traveller = Traveller(["Mirwais Zarghunai"], birth_date="1971-03-14")
    subject = Subject("x", ["Zarghunai Mirwais"], ["1971"])
    plain, told = score(traveller, subject, explain=False), score(traveller, subject)
    assert (plain.score, plain.band) == (told.score, told.band)
