"""A written name becomes tokens: hidden things out, compounds joined, titles told from names."""

from __future__ import annotations

from importlib.resources import files

import pytest

from tocsin.matching.names import read_name
from tocsin.matching.names.syllables import is_syllable, korean_key, pinyin_of
from tocsin.matching.names.tables import rows

TEXTS = [
    ("Mohammed Abdullah al-Rashid", ["mohammed", "abdullah", "rashid"]),
    ("ZARGHUNAI/MIRWAIS MR", ["zarghunai", "mirwais"]),
    ("ZARGHUNAI/MIRWAISMR", ["zarghunai", "mirwais"]),
    ("HALVORSEN/BADR", ["halvorsen", "badr"]),
    ("ZARGHUNAI<<MIRWAIS<AHMAD", ["zarghunai", "mirwais", "ahmad"]),
    ("Abd al-Rahman Zarghunai", ["abdulrahman", "zarghunai"]),
    ("AbdurRahman Zarghunai", ["abdulrahman", "zarghunai"]),
    ("Nour Eddine Zarghunai", ["nourudin", "zarghunai"]),
    ("Abu Luqman", ["abuluqman"]),
    ("Luqman, Abu", ["abuluqman"]),
    ("Ben Halvorsen", ["ben", "halvorsen"]),
    ("Yusuf ben Halvor", ["yusuf", "halvor"]),
    ("E. Halvorsen", ["e", "halvorsen"]),
    ("Ortega y Quispe", ["ortega", "quispe"]),
    ("FNU Zarghunai", ["zarghunai"]),
    ("Dr. Ingrid Halvorsen", ["ingrid", "halvorsen"]),
    ("Sheikh Zarghunai", ["sheikh", "zarghunai"]),
    ("0lga V0lkova", ["olga", "volkova"]),
    ("MirwaisZarghunai", ["mirwais", "zarghunai"]),
    ("Mir\u200bwais Zarghunai", ["mirwais", "zarghunai"]),
    ("Mirwais\u00a0Zarghunai", ["mirwais", "zarghunai"]),
    ("МIRWАIS ZАRGHUNАI", ["mirwais", "zarghunai"]),
]


@pytest.mark.parametrize(("written", "texts"), TEXTS)
def test_a_name_is_read_into_the_parts_that_name(written: str, texts: list[str]) -> None:
    assert [token.text for token in read_name(written).parts] == texts


def test_a_name_without_gaps_is_the_same_in_the_order_of_a_booking() -> None:
    assert read_name("ZARGHUNAI/MIRWAISAHMADMR").solid == read_name("Mirwais Ahmad Zarghunai").solid


def test_a_name_of_particles_alone_keeps_them() -> None:
    assert [token.text for token in read_name("de la").parts] == ["de", "la"]


def test_of_an_endless_name_the_first_sixteen_words_are_read() -> None:
    assert len(read_name("word " * 500).tokens) == 16


def test_common_names_tell_less_than_rare_ones_and_honorifics_least() -> None:
    common, rare, honorific = (
        read_name(name).tokens[0].weight for name in ("mohammed", "chavchanidze", "hajji")
    )
    assert honorific < common < rare


@pytest.mark.parametrize(
    ("wade", "pinyin"),
    [("hsi", "xi"), ("tsetung", "zedong"), ("chinping", "jinping"), ("enlai", None), ("tzu", "zi")],
)  # fmt: skip
def test_wade_giles_is_read_as_pinyin_where_it_is_not_pinyin_already(
    wade: str, pinyin: str | None
) -> None:
    assert pinyin in pinyin_of(wade) if pinyin else pinyin_of(wade) == ()


@pytest.mark.parametrize(
    "spellings",
    [("jeong", "chong", "chung", "jung"), ("cheol", "chol", "chul"), ("guk", "kuk", "gook")],
)  # fmt: skip
def test_korean_syllables_share_one_key_in_all_systems(spellings: tuple[str, ...]) -> None:
    assert len({korean_key(text) for text in spellings}) == 1


def test_a_name_of_more_than_one_syllable_is_no_syllable() -> None:
    assert is_syllable("jing")
    assert not is_syllable("zarghunai")


TABLES = sorted(path.name for path in files("tocsin.matching.names").joinpath("tables").iterdir())


@pytest.mark.parametrize("table", TABLES)
def test_no_row_of_a_table_is_broken(table: str) -> None:
    widths = {len(row) for row in rows(table)}
    assert len(widths) == 1, "each row has as many columns as the others"
