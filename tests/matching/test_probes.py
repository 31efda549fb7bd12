"""Probes: what a traveller may bring, what a record holds, and what must come of it.

Each row is one way in which a name or a birth date really differs between a document and a list.
"""

from __future__ import annotations

import pytest

from tocsin.matching import Subject, Traveller
from tocsin.matching.score import Scored, score

BORN = "1971-03-14"


def scored(
    theirs: str | list[str], ours: str | list[str], born: str | None = None, held: str | None = None
) -> Scored:
    names = [theirs] if isinstance(theirs, str) else theirs
    records = [ours] if isinstance(ours, str) else ours
    dates = [held] if held else [born] if born else []
    return score(Traveller(names, birth_date=born), Subject("x", records, birth_dates=dates))


FOUND_BY_NAME = [
    ("order of a passport's zone", "ALRASHID<<MOHAMMED<ABDULLAH", "Mohammed Abdullah al-Rashid"),
    ("cut off by a passport's zone", "ALRASHID MOHAMMED ABDU", "Mohammed Abdullah al-Rashid"),
    ("cut off within a part", "RUSLAN MAGOMEDO", "Ruslan Magomedovich Zargunov"),
    ("title glued on", "RASHID/MOHAMMEDMR", "Mohammed Rashid"),
    ("title glued to glued names", "ZARGHUNAI/MIRWAISAHMADDR", "Mirwais Ahmad Zarghunai"),
    ("given names glued", "RASHID/MOHAMMEDABDULLAH", "Mohammed Abdullah Rashid"),
    ("patronymic left out", "Dmitry Volkonsky", "Dmitry Sergeevich Volkonsky"),
    ("other spelling of each part", "Muhamad Abdallah Rasheed", "Mohammed Abdullah al-Rashid"),
    ("Arabic against Latin", "محمد عبد الله الراشد", "Mohammed Abdullah al-Rashid"),
    ("Latin against Arabic", "Mohammed Abdullah al-Rashid", "محمد عبد الله الراشد"),
    ("Han against pinyin", "习近平", "Xi Jinping"),
    ("pinyin against Han", "Xi Jinping", "习近平"),
    ("Wade-Giles", "Hsi Chin-p'ing", "Xi Jinping"),
    ("Wade-Giles, given name as one", "Mao Tsetung", "Mao Zedong"),
    ("foreign name in Han", "贝拉克·奥巴马", "Barack Obama"),
    ("foreign name in Kana", "バラク・オバマ", "Barack Obama"),
    ("Japanese name in Kana", "タナカ ハルキ", "Tanaka Haruki"),
    ("Hangul, custom family name", "박준호", "Park Junho"),
    ("Hangul against the North's spelling", "정철민", "Jong Chol-min"),
    ("two Korean systems", "Cho'ng Ch'ol-min", "Jeong Cheolmin"),
    ("Jon and John", "Jon Anderwick", "John Anderwick"),
    ("first name not known", "FNU ZARGHUNAI", "Zarghunai"),
    ("last name not known", "GULBADIN LNU", "Gulbadin"),
    ("initials", "M. A. Zarghunai", "Mirwais Ahmad Zarghunai"),
    ("kunya before and after a comma", "Zarqani, Abu Luqman", "Abu Luqman al-Zarqani"),
    ("kunya turned round", "LUQMAN, Abu", "Abu Luqmaan"),
    ("Cyrillic letters that look Latin", "Mоhаmmеd Zаrghunаi", "Mohammed Zarghunai"),
    ("wholly Cyrillic twins in one word", "РАЕК СНАNG-НО", "Paek Chang-ho"),
    ("zero-width space inside", "Moham\u200bmed Zarghunai", "Mohammed Zarghunai"),
    ("bidirectional marks", "\u202bMohammed\u202c Zarghunai\u200f", "Mohammed Zarghunai"),
    ("no-break space inside", "Mohammed Zar\u00a0ghunai", "Mohammed Zarghunai"),
    ("ligatures", "Steﬀen Fiﬁeldt", "Steffen Fifieldt"),
    ("full-width letters", "Ｍｉｒｗａｉｓ Ｚａｒｇｈｕｎａｉ", "Mirwais Zarghunai"),
    ("Arabic presentation forms", "ﻣﺤﻤﺪ ﺯﺭﻏﻮﻧﻲ", "محمد زرغوني"),
    ("Georgian", "გიორგი ჭავჭანიძე", "Giorgi Chavchanidze"),
    ("Armenian", "Պետրոս Խաչատուրյան", "Petros Khachaturyan"),
    ("Western Armenian", "Պետրոս Խաչատուրյան", "Bedros Khachaturian"),
    ("Greek", "Γιώργος Παπαδημητρόπουλος", "Giorgos Papadimitropoulos"),
    ("Hebrew", "יוסף מזרחי", "Yosef Mizrahi"),
    ("Persian", "محمدرضا کریمی", "Mohammad Reza Karimi"),
    ("Urdu", "غلام مصطفیٰ جتوئی", "Ghulam Mustafa Jatoi"),
    ("Pashto", "عبدالحی سالک", "Abdul Hai Salek"),
    ("Cyrillic by another system", "Yevgeniy Khrushchyov", "Евгений Хрущёв"),
    ("Ukrainian", "Григорій Гончаренко", "Hryhorii Honcharenko"),
    ("written out as passports must", "Juergen Soerensen", "Jürgen Sørensen"),
    ("Turkish by ear", "Ibrahim Shahinoghlu", "İbrahim Şahinoğlu"),
    ("no vowels", "Mrws Zrghni", "Mirwais Zarghuni"),
    ("gaps elsewhere", "Mir wais Zar ghunai", "Mirwais Zarghunai"),
    ("scanned", "Mirwais Zarghunal", "Mirwais Zarghunai"),
    ("a slip in each of two parts", "Wislon Jospeh", "Wilson Joseph"),
    ("two slips among three syllables", "Ri Song Hoyk", "Ri Song Hyok"),
    ("a known name, one slip from another", "Aki Akbar Zarghunai", "Ali Akbar Zarghunai"),
    ("what stood behind Abdul left out", "Abdul Zarghunai", "Abdul Habib Zarghunai"),
    ("Abdul misspelt", "Sbdul Manan Agha", "Abdul Manan Agha"),
    ("Abdul by ear", "Aptul Haq", "Abdul Haq"),
    ("Abdul without vowels", "Abdl Rhmn Zrghni", "Abdul Rahman Zarghuni"),
    ("first and last of five", "Omar al-Zarghani", "Omar Sabawi Ibrahim Hasan al-Zarghani"),
    ("Das for a family name", "Elias Das", "Elijah Das"),
]  # fmt: skip


@pytest.mark.parametrize(("why", "theirs", "ours"), FOUND_BY_NAME)
def test_a_name_written_another_way_is_proposed_but_never_strong(
    why: str, theirs: str, ours: str
) -> None:
    found = scored(theirs, ours)
    assert found.band == "possible", (why, found)


@pytest.mark.parametrize(("why", "theirs", "ours"), FOUND_BY_NAME)
def test_with_the_same_birth_date_it_is_proposed_with_a_higher_score(
    why: str, theirs: str, ours: str
) -> None:
    assert scored(theirs, ours, BORN).score > scored(theirs, ours).score, why


BIRTH_DATES = [
    ("the same day", "1971-03-14", "1971-03-14", "strong"),
    ("day and month swapped", "1971-03-04", "1971-04-03", "strong"),
    ("one digit off", "1971-03-14", "1971-03-15", "possible"),
    ("only the year is known", "1971-03-14", "1971", "possible"),
    ("a span of years", "1971-03-14", "1970/1975", "possible"),
    ("about a year", "1971-03-14", "1972~", "possible"),
    ("thirty years apart", "1971-03-14", "2001-03-14", None),
    ("eight years apart", "1971-03-14", "1979-08-02", None),
]


@pytest.mark.parametrize(("why", "theirs", "ours", "band"), BIRTH_DATES)
def test_a_birth_date_decides_between_bearers_of_one_name(
    why: str, theirs: str, ours: str, band: str | None
) -> None:
    found = scored("Mirwais Zarghunai", "Mirwais Zarghunai", theirs, ours)
    assert found.band in ((band, "possible") if why.startswith("day and") else (band,))


def test_the_same_passport_with_an_unrelated_name_is_possible_and_the_reason_says_why() -> None:
    traveller = Traveller(["Ingrid Halvorsdottir"], documents=[("XA", "P1234567")])
    subject = Subject("x", ["Mirwais Zarghunai"], documents=[("XA", "P1234567")])
    found = score(traveller, subject)
    assert found.band == "possible"
    assert any("name does not agree" in reason.feature for reason in found.reasons)


DIFFERENT_PEOPLE = [
    ("two known family names", "Anthony Albano", "Anthony Albanese"),
    ("one common part", "Mohammed Zarghunai", "Mohammed Halvorsen"),
    ("common parts and little else", "Ahmad Salim", "Aiman Rabi al-Salim Ahmad Fuad Zawari"),
    ("Chinese and Korean syllables", "静 董", "Kim Jung Jong"),
    ("one syllable in common", "张 燕", "Yon Chong-nam"),
    ("a mere beginning", "Age Jessen", "Janan Agha"),
    ("a family name that looks like a particle", "Elijah Das", "Yaya"),
    ("a Han name with a syllable less", "勇 孙", "Son Jang Yong"),
    ("a Hangul name with a syllable less", "미영 김", "Kim Gi Myong"),
    ("two common parts in Arabic letters, and more", "حسین محمد طاها رستمی", "Muhammad Hussein"),
    ("Ali is not short for Abdullah", "امیر علی اشرفی", "Amir Abdullah"),
    ("near consonants in Arabic letters", "مهديس همدانی", "Meherez Hamdouni"),
]


@pytest.mark.parametrize(("why", "theirs", "ours"), DIFFERENT_PEOPLE)
def test_names_that_only_look_alike_are_not_proposed(why: str, theirs: str, ours: str) -> None:
    assert scored(theirs, ours).band is None, why
