"""What Arabic and Hebrew share: vowels are not written, so the consonants are what counts."""

from __future__ import annotations

import re

_VOWEL = re.compile("[aeiou]")


def voiced(letters: list[str]) -> str:
    """Latin letters with an "a" wherever two consonants meet."""
    out = ""
    for latin in letters:
        if out and latin and not _VOWEL.search(out[-1]) and not _VOWEL.match(latin):
            out += "a"
        out += latin
    return out
