"""Characters that the eye can't see, and that change what it reads: found, and given a name.

A zero-width space or a bidirectional override in a name can hide a difference or show letters in
an order in which they are not stored (Unicode Technical Report 36). They are told, not removed.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

_SHORT = {
    0x00AD: "SHY",
    0x00A0: "NBSP",
    0x034F: "CGJ",
    0x061C: "ALM",
    0x200B: "ZWSP",
    0x200C: "ZWNJ",
    0x200D: "ZWJ",
    0x200E: "LRM",
    0x200F: "RLM",
    0x202A: "LRE",
    0x202B: "RLE",
    0x202C: "PDF",
    0x202D: "LRO",
    0x202E: "RLO",
    0x2060: "WJ",
    0x2066: "LRI",
    0x2067: "RLI",
    0x2068: "FSI",
    0x2069: "PDI",
    0xFEFF: "BOM",
    0x0009: "TAB",
    0x000A: "LF",
    0x000D: "CR",
}
_LOOK_EMPTY = frozenset(
    {0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2800, 0x3164, 0xFFA0, 0xFFFC}
    | set(range(0x180B, 0x1810))
    | set(range(0xFE00, 0xFE10))
    | set(range(0xE0100, 0xE01F0))
)
_UNSEEN_CATEGORIES = frozenset({"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"})


@dataclass(frozen=True, slots=True)
class Piece:
    """Text as it is, or one unseen character with its short and its full name."""

    text: str
    unseen: bool = False
    title: str = ""


def pieces(text: str) -> Iterator[Piece]:
    """The text cut at every unseen character."""
    run = ""
    for character in text:
        if not is_unseen(character):
            run += character
            continue
        if run:
            yield Piece(run)
        run = ""
        yield Piece(_short(character), unseen=True, title=_title(character))
    if run:
        yield Piece(run)


def is_unseen(character: str) -> bool:
    """Whether the character leaves no ink, other than a plain space."""
    category = unicodedata.category(character)
    odd_space = category == "Zs" and character not in (" ", "\u3000")
    return odd_space or category in _UNSEEN_CATEGORIES or ord(character) in _LOOK_EMPTY


def plain(text: str) -> str:
    """The text with unseen characters spelt out in brackets, for places that take no marking."""
    return "".join(f"[{piece.text}]" if piece.unseen else piece.text for piece in pieces(text))


def _short(character: str) -> str:
    return _SHORT.get(ord(character), f"U+{ord(character):04X}")


def _title(character: str) -> str:
    name = unicodedata.name(character, "") or _SHORT.get(ord(character), "")
    return f"U+{ord(character):04X} {name}".strip()
