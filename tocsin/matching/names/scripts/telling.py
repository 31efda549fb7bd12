"""Which script a character is of, coarsely: only scripts that have rules here are told apart."""

from __future__ import annotations

from bisect import bisect_right

_RANGES = (
    ("greek", 0x370, 0x3FF),
    ("cyrillic", 0x400, 0x52F),
    ("armenian", 0x530, 0x58F),
    ("hebrew", 0x590, 0x5FF),
    ("arabic", 0x600, 0x77F),
    ("georgian", 0x10A0, 0x10FF),
    ("greek", 0x1F00, 0x1FFF),
    ("georgian", 0x2D00, 0x2D2F),
    ("kana", 0x3040, 0x30FF),
    ("han", 0x3400, 0x9FFF),
    ("hangul", 0xAC00, 0xD7A3),
)
_STARTS = [first for _, first, _ in _RANGES]


def script_of(character: str) -> str:
    """A coarse script name: "latin" below Greek, "other" where there are no rules."""
    code = ord(character)
    if code < _STARTS[0]:
        return "latin"
    name, _, last = _RANGES[bisect_right(_STARTS, code) - 1]
    return name if code <= last else "other"
