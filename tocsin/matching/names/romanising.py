"""From any script to folded Latin words. One word in, its likely spellings out; no comparison.

Sources: ICAO Doc 9303-3 section 6 (Latin, Cyrillic, Arabic), BGN/PCGN for Cyrillic beside it,
attested passport spellings for Arabic, Unihan kMandarin for Han, the Revised Romanization for
Hangul; everything else by anyascii.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import product

from anyascii import anyascii

from tocsin.matching.names.tables import arabic_spellings, han_readings

_CYRILLIC = dict(
    zip(
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюяіїєґўјљњћђџѕқғүұһәөңҳҷ",
        "a b v g d e e zh z i i k l m n o p r s t u f kh ts ch sh shch _ y _ e iu ia i i ie g u j "
        "lj nj c dj dz dz k g u u h a o n h j".replace("_", "").split(" "),
        strict=True,
    )
)
_ARABIC = dict(
    zip(
        "ابتثجحخدذرزسشصضطظعغفقكلمنهويىةءآأإؤئپچژگکیٹڈڑےۀھہںټډړښڼۍې",
        "a b t th j h kh d dh r z s sh s d t z _ gh f q k l m n h u i a a _ a a i u i p ch zh g k "
        "i t d r e a h h n t d r sh n i e".replace("_", "").split(" "),
        strict=True,
    )
)
_ARABIC_ALIKE = str.maketrans("کیىٱۀہھ", "كييا" + "ههه")
_ARABIC_WORDS = {
    "عبد": "abd", "بن": "bin", "ابن": "ibn", "ابو": "abu", "أبو": "abu", "ابي": "abu", "أبي": "abu",
    "الله": "allah", "الدين": "aldin", "ام": "umm", "أم": "umm", "بنت": "bint", "ال": "al",
    "آل": "al",
}  # fmt: skip
_LOOKS = str.maketrans("асеорхуіѕјһԁԛԝвкмнтАСЕОРХУІВКМНТ", "aceopxyisjhdqwbkmhtACEOPXYIBKMHT")
_GREEK_LOOKS = str.maketrans("αοεινκρτυχ", "aoeivkptux")
_LATIN_SPECIAL = {
    "ß": "ss",
    "æ": "ae",
    "ø": "o",
    "œ": "oe",
    "þ": "th",
    "ð": "d",
    "ł": "l",
    "ı": "i",
}
_INITIALS = "g kk n d tt r m b pp s ss _ j jj ch k t p h".replace("_", "").split(" ")
_MEDIALS = [
    "a",
    "ae",
    "ya",
    "yae",
    "eo",
    "e",
    "yeo",
    "ye",
    "o",
    "wa",
    "wae",
    "oe",
    "yo",
    "u",
    "wo",
    "we",
    "wi",
    "yu",
    "eu",
    "ui",
    "i",
]
_FINALS = "_ k k k n n n t l k m l l l p l m p p t t ng t t k t p t".replace("_", "").split(" ")
_VOWEL = re.compile("[aeiou]")
_SURNAMES = frozenset(
    [
        "欧阳",
        "歐陽",
        "司马",
        "司馬",
        "诸葛",
        "諸葛",
        "上官",
        "东方",
        "東方",
        "皇甫",
        "尉迟",
        "公孙",
        "公孫",
        "慕容",
        "令狐",
    ]
)


def script_of(character: str) -> str:
    """A coarse script name, "latin" for ASCII; only the scripts with rules here are told apart."""
    code = ord(character)
    if code < 0x370:
        return "latin"
    for name, first, last in _RANGES:
        if first <= code <= last:
            return name
    return "other"


_RANGES = (
    ("greek", 0x370, 0x3FF),
    ("cyrillic", 0x400, 0x52F),
    ("arabic", 0x600, 0x77F),
    ("kana", 0x3040, 0x30FF),
    ("han", 0x3400, 0x9FFF),
    ("hangul", 0xAC00, 0xD7A3),
)


def unmask(word: str) -> str:
    """A word that mixes Latin with lookalikes of other scripts, with the lookalikes undone."""
    scripts = {script_of(c) for c in word if c.isalpha()}
    if "latin" in scripts and scripts & {"cyrillic", "greek"}:
        return word.translate(_LOOKS).translate(_GREEK_LOOKS)
    return word


def romanise(word: str) -> tuple[str, ...]:
    """Folded Latin spellings of one lower-case word, the likeliest first; never empty of letters
    unless the word has none."""
    script = script_of(next((c for c in word if c.isalpha()), "a"))
    return tuple(dict.fromkeys(filter(None, _ROMANISERS.get(script, _latin)(word))))


def han_parts(word: str) -> list[str]:
    """A Han or Hangul name without spaces, cut into family name, then given name."""
    scripts = {script_of(character) for character in word}
    if not 2 <= len(word) <= 4 or scripts not in ({"han"}, {"hangul"}):
        return [word]
    cut = 2 if word[:2] in _SURNAMES and len(word) > 2 else 1
    return [word[:cut], word[cut:]]


def _latin(word: str) -> list[str]:
    plain = "".join(_LATIN_SPECIAL.get(c, c) for c in unicodedata.normalize("NFD", word))
    primary = _letters(anyascii("".join(c for c in plain if unicodedata.category(c) != "Mn")))
    return [primary]


def _letters(text: str) -> str:
    return "".join(c for c in text.lower() if "a" <= c <= "z")


def _cyrillic(word: str) -> list[str]:
    plain = "".join(_CYRILLIC.get(c, anyascii(c).lower()) for c in word)
    return [_letters(plain), _letters(plain.replace("kh", "h"))]


def _arabic(word: str) -> list[str]:
    alike = "".join(c for c in word if unicodedata.category(c) != "Mn" and c != "ـ")
    if alike in _ARABIC_WORDS:
        return [_ARABIC_WORDS[alike]]
    if alike.startswith("ال") and len(alike) > 4 and alike != "الله":
        alike = alike[2:]
    attested = arabic_spellings(alike) or arabic_spellings(alike.translate(_ARABIC_ALIKE))
    return [*attested, _voiced(alike)]


def _voiced(word: str) -> str:
    """Arabic letters with an "a" wherever two consonants meet: the skeleton is what counts."""
    out = ""
    for character in word:
        latin = _ARABIC.get(character, "")
        if out and latin and not _VOWEL.search(out[-1]) and not _VOWEL.match(latin):
            out += "a"
        out += latin
    return _letters(out)


def _han(word: str) -> list[str]:
    readings = [han_readings(c)[:2] or (_letters(anyascii(c)),) for c in word[:6]]
    return ["".join(one) for one in list(product(*readings))[:4]]


def _hangul(word: str) -> list[str]:
    return ["".join(_syllable(c) for c in word)]


def _syllable(character: str) -> str:
    number = ord(character) - 0xAC00
    if not 0 <= number < 11172:
        return _letters(anyascii(character))
    lead, rest = divmod(number, 588)
    return _INITIALS[lead] + _MEDIALS[rest // 28] + _FINALS[rest % 28]


_ROMANISERS = {
    "latin": _latin,
    "cyrillic": _cyrillic,
    "arabic": _arabic,
    "han": _han,
    "hangul": _hangul,
}
