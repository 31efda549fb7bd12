"""The words of a name and the script it is in, told without the product's own reading of names."""

from __future__ import annotations

import unicodedata


def plain(name: str) -> tuple[str, ...]:
    """The words of a name without case and marks, in the order of the alphabet."""
    apart = unicodedata.normalize("NFKD", name.casefold())
    bare = "".join(c if c.isalnum() else " " for c in apart if not unicodedata.combining(c))
    return tuple(sorted(bare.split()))


def script_of(name: str) -> str:
    """The script of the first letter, after the Unicode name of that letter: Latin, Arabic, ..."""
    first = next((letter for letter in name if letter.isalpha()), "")
    script = unicodedata.name(first, "UNKNOWN").split()[0] if first else "UNKNOWN"
    return "Han, Kana" if script in ("CJK", "HIRAGANA", "KATAKANA") else script.title()
