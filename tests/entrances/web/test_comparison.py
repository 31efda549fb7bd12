"""What the officer sees beside each other, and what the page calls equal, close and different."""

from __future__ import annotations

from typing import Any

import pytest

from tocsin.entrances.web.filling.comparison import compared
from tocsin.entrances.web.pages import ComparedRow


def row(feature: str, theirs: dict[str, Any], *ours: dict[str, Any]) -> ComparedRow:
    statements = [{"property": feature, "value": value} for value in ours]
    (found,) = (each for each in compared(theirs, statements) if each.feature == feature)
    return found


@pytest.mark.parametrize(
    ("theirs", "ours", "agreement"),
    [
        (["ZARBARAN", "QASIM"], "Qasim Zarbaran", "agrees"),
        (["ZARBARAN", "QASIM"], "Qassem Zarbarani", "near"),
        (["ZARBARAN", "QASIM"], "Olga Unlike", "differs"),
        (["DROGONEV", "MIROSLAV"], "Мирослав Дрогонев", "agrees"),
        (["O'HARA-LEE", "ANN"], "Ann O’Hara Lee", "agrees"),
    ],
)
def test_names_are_compared_without_case_order_or_signs(
    theirs: list[str], ours: str, agreement: str
) -> None:
    assert row("name", {"names": theirs}, {"full": ours}).agreement == agreement


def test_the_nearest_of_the_listed_names_is_shown_and_the_others_below() -> None:
    found = row(
        "name", {"names": ["MIRO", "DRAGONEV"]}, {"full": "Anna"}, {"full": "Miro Dragonev"}
    )
    assert str(found.ours) == "Miro Dragonev"
    assert [str(each) for each in found.others] == ["Anna"]


def test_a_name_in_other_letters_is_shown_with_its_latin_form() -> None:
    found = row("name", {"names": ["MIROSLAV"]}, {"full": "Мирослав", "script": "Cyrl"})
    assert found.ours is not None
    assert (found.ours.text, found.ours.romanised) == ("Мирослав", "Miroslav")


@pytest.mark.parametrize(
    ("theirs", "ours", "agreement", "note"),
    [
        ("1970-05-02", "1970-05-02", "agrees", ""),
        ("1970-05-02", "1970", "near", "One of the two is less exact."),
        ("1970-05-02", "1970-02-05", "near", "Day and month are swapped."),
        ("1970-05-02", "1971~", "near", "The record says “about”."),
        ("1970-05-02", "1970-06-02", "differs", "Less than a year apart."),
        ("1970-05-02", "1940-05-02", "differs", "30 years apart."),
        ("1970-05-02", None, "not_comparable", ""),
        (None, "1970", "not_comparable", ""),
    ],
)
def test_dates_of_birth(theirs: str | None, ours: str | None, agreement: str, note: str) -> None:
    found = row("birth_date", {"birth_date": theirs}, *([{"date": ours}] if ours else []))
    assert (found.agreement, found.note) == (agreement, note)


@pytest.mark.parametrize(
    ("theirs", "ours", "agreement"),
    [
        (("XA", "ZX5504471"), ("XA", "ZX 5504471"), "agrees"),
        ((None, "ZX5504471"), ("XA", "ZX5504471"), "near"),
        (("XA", "ZX5504471"), ("XA", "ZX55O4471"), "near"),
        (("XA", "ZX5504471"), ("XB", "QQ0000001"), "differs"),
    ],
)
def test_documents(theirs: tuple[str | None, str], ours: tuple[str, str], agreement: str) -> None:
    brought = {"documents": [{"issuer": theirs[0], "number": theirs[1]}]}
    listed = {"issuer_code": ours[0], "number": ours[1]}
    assert row("document", brought, listed).agreement == agreement


@pytest.mark.parametrize(
    ("theirs", "ours", "agreement"),
    [("XA", ["XB", "XA"], "agrees"), ("XA", ["XB"], "differs"), (None, ["XB"], "not_comparable")],
)
def test_nationalities(theirs: str | None, ours: list[str], agreement: str) -> None:
    listed = [{"code": code} for code in ours]
    assert row("nationality", {"nationality": theirs}, *listed).agreement == agreement


def test_what_neither_side_has_is_not_shown() -> None:
    assert compared({"names": ["A"]}, [])[0].feature == "name"
    assert len(compared({"names": ["A"]}, [])) == 1
