"""Each script is read by its own rules: what real documents and lists make of it."""

from __future__ import annotations

import pytest

from tocsin.matching.names.scripts import han_parts, romanise, script_of

FIRST_SPELLING = [
    ("евгений", "evgenii"), ("хрущёв", "khrushchev"), ("щербаков", "shcherbakov"),
    ("γεώργιος", "georgios"), ("παπαδόπουλος", "papadopoulos"), ("μπακογιάννης", "bakogiannis"),
    ("ჯავახიშვილი", "javakhishvili"), ("წერეთელი", "tsereteli"),
    ("երևան", "yerevan"), ("հակոբյան", "hakobyan"), ("ուսանող", "usanogh"),
    ("יוסף", "yosef"), ("כהן", "cohen"),
    ("عبد", "abd"), ("الله", "allah"),
    ("たなか", "tanaka"), ("タナカ", "tanaka"), ("しょうへい", "shohei"), ("おおの", "ono"),
    ("김", "kim"), ("이", "lee"), ("준호", "junho"), ("정식", "jeongsik"),
    ("近平", "jinping"), ("欧阳", "ouyang"), ("奥巴马", "obama"),
    ("müller", "muller"), ("sørensen", "sorensen"), ("þór", "thor"), ("łukasz", "lukasz"),
]  # fmt: skip
AMONG_SPELLINGS = [
    ("евгений", "yevgeniy"), ("хусейн", "huseyn"), ("гончаренко", "goncharenko"),
    ("гірник", "hirnyk"), ("χατζής", "hatzis"), ("պետրոս", "bedros"),
    ("müller", "mueller"), ("åberg", "aaberg"), ("şahin", "shahin"), ("đorđe", "djordje"),
    ("陳", "chan"), ("陈", "tan"), ("李", "lee"), ("박", "pak"), ("최", "choe"),
    ("정식", "chongsik"), ("バラク", "barak"), ("おおの", "oono"), ("محمد", "mohammed"),
    ("贝拉克", "berak"), ("дзюкити", "jukichi"), ("синъитиро", "shinichiro"),
]  # fmt: skip


@pytest.mark.parametrize(("word", "latin"), FIRST_SPELLING)
def test_a_word_is_read_first_as_documents_write_it_most(word: str, latin: str) -> None:
    assert romanise(word)[0] == latin


@pytest.mark.parametrize(("word", "latin"), AMONG_SPELLINGS)
def test_a_word_keeps_the_other_ways_it_is_written(word: str, latin: str) -> None:
    assert latin in romanise(word)


@pytest.mark.parametrize("word", ["รัชนี", "सुनीता", "মোহাম্মদ", "አሕመድ", "ѣ", "ﷺ", "123"])
def test_a_script_without_rules_of_its_own_is_still_read(word: str) -> None:
    assert romanise(word)
    assert all(text.isascii() for text in romanise(word))


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("习近平", ["习", "近平"]), ("欧阳锋", ["欧阳", "锋"]), ("김정식", ["김", "정식"]),
        ("王", ["王"]), ("克里斯托夫", ["克里斯托夫"]), ("smith", ["smith"]),
    ],
)  # fmt: skip
def test_a_han_or_hangul_name_without_gaps_is_cut_after_the_family_name(
    word: str, parts: list[str]
) -> None:
    assert han_parts(word) == parts


@pytest.mark.parametrize(
    ("character", "script"),
    [("a", "latin"), ("é", "latin"), ("ж", "cyrillic"), ("م", "arabic"), ("ა", "georgian"),
     ("ա", "armenian"), ("א", "hebrew"), ("カ", "kana"), ("김", "hangul"), ("王", "han"),
     ("ก", "other")],
)  # fmt: skip
def test_the_script_of_a_character_is_told(character: str, script: str) -> None:
    assert script_of(character) == script
