"""Names of states as the real lists write them, to ISO 3166-1 alpha-2 where they can be told.

pycountry knows the official and common names; the table holds the other spellings that were met in
the UN, OFAC and EU lists. A name in it is somebody's word for a place, not a position of ours. A
state that is no more (Yugoslavia, the Soviet Union) and a place that is no state have no code.
"""

from __future__ import annotations

import re
from functools import lru_cache

import pycountry

from tocsin.formats.lists.entry import ListedCountry

_SPELLINGS = {
    "bahamas, the": "BS",
    "bolivia": "BO",
    "british virgin islands": "VG",
    "brunei": "BN",
    "burma": "MM",
    "cabo verde. previously cape verde.": "CV",
    "cape verde": "CV",
    "china, hong kong special administrative region": "HK",
    "china, macao special administrative region": "MO",
    "congo, democratic republic of the": "CD",
    "congo, republic of the": "CG",
    "cote d ivoire": "CI",
    "czech republic": "CZ",
    "democratic people's republic of korea": "KP",
    "democratic republic of the congo": "CD",
    "drc": "CD",
    "gaza": "PS",
    "great britain": "GB",
    "iran": "IR",
    "iran (islamic republic of)": "IR",
    "ivory coast": "CI",
    "korea, north": "KP",
    "korea, south": "KR",
    "kosovo": "XK",
    "laos": "LA",
    "libyan arab jamahiriya": "LY",
    "macau": "MO",
    "macedonia": "MK",
    "macedonia, the former yugoslav republic of": "MK",
    "moldova": "MD",
    "north korea": "KP",
    "palestine": "PS",
    "palestinian": "PS",
    "region: gaza": "PS",
    "russia": "RU",
    "south korea": "KR",
    "st. kitts & nevis": "KN",
    "st. vincent and the grenadines": "VC",
    "state of palestine": "PS",
    "swaziland": "SZ",
    "syria": "SY",
    "taiwan": "TW",
    "tanzania": "TZ",
    "the gambia": "GM",
    "turkey": "TR",
    "türkiye": "TR",
    "uk": "GB",
    "united states of america": "US",
    "usa": "US",
    "venezuela": "VE",
    "vietnam": "VN",
    "west bank": "PS",
}

_ADJECTIVES = {
    "afghan": "AF",
    "algerian": "DZ",
    "bahraini": "BH",
    "bosnian": "BA",
    "british": "GB",
    "car": "CF",
    "chadian": "TD",
    "chinese": "CN",
    "danish": "DK",
    "drc": "CD",
    "egyptian": "EG",
    "eritrean": "ER",
    "ethiopian": "ET",
    "filipino": "PH",
    "french": "FR",
    "german": "DE",
    "indonesian": "ID",
    "iranian": "IR",
    "iraqi": "IQ",
    "italian": "IT",
    "jordanian": "JO",
    "kenyan": "KE",
    "kuwaiti": "KW",
    "lebanese": "LB",
    "libyan": "LY",
    "malaysian": "MY",
    "malian": "ML",
    "mauritanian": "MR",
    "moroccan": "MA",
    "norwegian": "NO",
    "pakistani": "PK",
    "philippine": "PH",
    "qatari": "QA",
    "russian": "RU",
    "rwandan": "RW",
    "saudi": "SA",
    "somali": "SO",
    "spanish": "ES",
    "sudanese": "SD",
    "swedish": "SE",
    "syrian": "SY",
    "tunisian": "TN",
    "turkish": "TR",
    "ugandan": "UG",
    "yemeni": "YE",
}

_ISSUED_BY = re.compile(
    rf"\b({'|'.join(sorted(set(_ADJECTIVES) - {'car', 'drc'}))}|usa)\b"
    r"(?=(?:\s+[^\W\d]+){0,2}?\s+(?:passport|national\b|identi|travel|driving|fiscal|tazkira))",
    re.IGNORECASE,
)

_LONGEST = 5
_AMBIGUOUS = frozenset({"congo", "guinea", "niger", "korea", "georgia", "jersey"})
_USER_ASSIGNED = re.compile(r"X[A-Z]")


def country(text: str, note: str | None = None, basis: str | None = None) -> ListedCountry:
    return ListedCountry(text, state_code(text), note, basis)


@lru_cache(maxsize=4096)
def state_code(text: str) -> str | None:
    """The alpha-2 code of a name or code of a state; XA to XZ stand for themselves."""
    key = " ".join(text.split())
    if _USER_ASSIGNED.fullmatch(key):
        return key
    return _SPELLINGS.get(key.casefold().replace("’", "'")) or _pycountry_code(key)


@lru_cache(maxsize=4096)
def state_told_by(text: str) -> str | None:
    """The one state that words around a document's number name: "Libyan passport No. 1" is LY.

    None where they name none, or two: who issued it is then not told.
    """
    words = re.findall(r"[^\W\d_][\w.'’-]*", text)
    codes = {code for code in (*_adjectives(words), *_names(words)) if code}
    return codes.pop() if len(codes) == 1 else None


def issuer_told_by(note: str) -> str | None:
    """The one state whose document a note speaks of: "expired moroccan passport" is MA.

    States that a note names otherwise (issued in Berlin, Germany) are not asked.
    """
    found = {word.casefold() for word in _ISSUED_BY.findall(note)}
    codes = {_ADJECTIVES.get(word) or state_code(word) for word in found}
    return codes.pop() if len(codes) == 1 else None


def _adjectives(words: list[str]) -> list[str | None]:
    return [_ADJECTIVES.get(word.casefold()) for word in words if word[:1].isupper()]


def _names(words: list[str]) -> list[str | None]:
    found: list[str | None] = []
    at = 0
    while at < len(words):
        length, code = _name_at(words[at : at + _LONGEST])
        found.append(code)
        at += length
    return found


def _name_at(words: list[str]) -> tuple[int, str | None]:
    for length in range(min(_LONGEST, len(words)), 0, -1):
        name = " ".join(words[:length])
        if _may_name(name) and (code := state_code(name)):
            return length, code
    return 1, None


def _may_name(name: str) -> bool:
    if name.casefold() in _AMBIGUOUS or not name[:1].isupper():
        return False
    return len(name) > 3 or name in ("US", "USA", "UK", "DRC")


def _pycountry_code(name: str) -> str | None:
    try:
        return str(pycountry.countries.lookup(name).alpha_2)
    except LookupError:
        return None
