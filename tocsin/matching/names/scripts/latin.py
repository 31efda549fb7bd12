"""Latin with letters and marks beyond a to z.

Real data drops marks (Muller), writes them out as passports must (Mueller, Soerensen, Aake), or
as an ear from elsewhere does (Shahin for Şahin). Source of the written-out forms: ICAO Doc 9303-3
section 6 A; the others are press practice.
"""

from __future__ import annotations

from tocsin.matching.names.scripts.letters import bare, folded

_PLAIN = str.maketrans({"ß": "ss", "æ": "ae", "ø": "o", "œ": "oe", "þ": "th", "ð": "d", "ł": "l",
                        "ı": "i", "đ": "d", "ħ": "h", "ŋ": "n", "ə": "a", "ĸ": "q"})  # fmt: skip
_PASSPORT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe", "ñ": "nxx",
                           "ĳ": "ij", "ẞ": "ss", "đ": "dj", "ə": "e"})  # fmt: skip
_HEARD = str.maketrans({"ş": "sh", "š": "sh", "ș": "sh", "ś": "sh", "ç": "ch", "č": "ch", "ć": "ch",
                        "ž": "zh", "ź": "zh", "ż": "zh", "ț": "ts", "ţ": "ts", "ğ": "gh", "x": "kh",
                        "ñ": "ny", "ö": "o", "ü": "u", "ə": "a", "ř": "rzh"})  # fmt: skip


def spellings(word: str) -> list[str]:
    forms = (word.translate(_PLAIN), word.translate(_PASSPORT), word.translate(_HEARD))
    return [folded(bare(form).translate(_PLAIN)) for form in dict.fromkeys(forms)]
