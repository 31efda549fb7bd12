"""The noise of the accuracy benchmark is seeded, and each class does what its name says."""

from __future__ import annotations

from datetime import date
from random import Random

import pytest

from benchmarks.accuracy.noise import DATE_CLASSES, FAMILIES, NoiseClass, noisy
from benchmarks.accuracy.noise.adversarial import HOMOGLYPHS, ZERO_WIDTH
from benchmarks.accuracy.noise.benign import machine_readable, title_glued, unmarked

CLASSES = [one for of in FAMILIES.values() for one in of]
NAMES = [
    "QASIM AL-ZARBARAN MOHAMMED",
    "Orsolya Évike Tarnovek",
    "IVAN BIN OSTREG VAN DER TARNOVEK-QUILLON",
    "Li Vanner",
]


def changed(name: str, kind: str) -> str | None:
    return noisy(next(one for one in CLASSES if one.name == kind), name, seed=1)


@pytest.mark.parametrize("one", CLASSES, ids=lambda one: one.name)
def test_the_same_seed_gives_the_same_noise(one: NoiseClass) -> None:
    assert [noisy(one, name, 7) for name in NAMES] == [noisy(one, name, 7) for name in NAMES]


@pytest.mark.parametrize("one", CLASSES, ids=lambda one: one.name)
def test_a_case_is_never_the_listed_name_itself(one: NoiseClass) -> None:
    assert all(noisy(one, name, seed) != name for name in NAMES for seed in range(20))


@pytest.mark.parametrize("one", CLASSES, ids=lambda one: one.name)
def test_every_class_changes_some_name(one: NoiseClass) -> None:
    assert any(noisy(one, name, seed) for name in NAMES for seed in range(20))


def test_another_seed_gives_other_noise() -> None:
    slips = {changed_by_seed(seed) for seed in range(10)}
    assert len(slips) > 5


def changed_by_seed(seed: int) -> str | None:
    return noisy(next(one for one in CLASSES if one.name == "keyboard"), NAMES[0], seed)


@pytest.mark.parametrize(
    ("kind", "same"),
    [
        ("order", lambda name: sorted(name.split())),
        ("case", lambda name: name.casefold()),
        ("diacritics", lambda name: unmarked(name).casefold()),
        ("glued_given", lambda name: name.replace(" ", "").replace("-", "")),
        ("joined", lambda name: name.replace(" ", "")),
        ("split", lambda name: name.replace(" ", "")),
        ("zero_width", lambda name: "".join(c for c in name if c not in ZERO_WIDTH)),
        ("letters_swapped", sorted),
    ],
)
def test_what_a_class_leaves_alone_stays(kind: str, same) -> None:  # type: ignore[no-untyped-def]
    name = "QASIM ZARBARAN MOHAMMED"
    result = changed(name, kind)
    assert result
    assert same(result) == same(name)


@pytest.mark.parametrize("width", [31, 20, 15, 12])
def test_a_cut_name_is_the_beginning_of_the_name(width: int) -> None:
    name = "QASIM ZARBARAN MOHAMMED OSTREG TARNOVEK"
    result = changed(name, f"cut_{width}")
    assert result
    assert name.startswith(result)
    assert len(result) <= width


def test_homoglyphs_look_the_same_and_are_not_latin() -> None:
    assert all(ord(other) > 0x400 for other in HOMOGLYPHS.values())
    assert not any(
        "a" <= letter.lower() <= "z" for letter in changed("Pope", "all_homoglyphs") or "x"
    )


def test_the_machine_readable_order_puts_the_family_name_first() -> None:
    assert machine_readable("Qasim Évike Al-Zarbaran", Random(1)) == "ZARBARAN<<QASIM<EVIKE<AL"


def test_a_glued_title_ends_the_booking() -> None:
    made = title_glued("Qasim Omar Zarbaran", Random(1)) or ""
    assert made.startswith("ZARBARAN/QASIMOMAR")


def test_only_what_is_cut_to_twelve_characters_has_no_bar() -> None:
    assert [one.name for one in CLASSES if one.barred] == ["cut_12"]


BORN = date(1970, 5, 2)


@pytest.mark.parametrize(
    ("family", "kind", "expected"),
    [
        ("adversarial", "date_swapped", {"1970-02-05"}),
        ("benign", "year_only", {"1970"}),
        ("benign", "first_of_january", {"1970-01-01"}),
        ("degraded", "date_digit_off", {"1970-05-03", "1971-05-02"}),
        ("degraded", "date_year_apart", {"1969-05-02", "1971-05-02"}),
    ],
)
def test_dates_change_as_their_class_says(family: str, kind: str, expected: set[str]) -> None:
    change = DATE_CLASSES[family][kind]
    assert {change(BORN, Random(seed)) for seed in range(20)} == expected


@pytest.mark.parametrize("born", [date(1970, 5, 13), date(1970, 5, 5)])
def test_a_date_that_cannot_be_swapped_makes_no_case(born: date) -> None:
    assert DATE_CLASSES["adversarial"]["date_swapped"](born, Random(1)) is None
