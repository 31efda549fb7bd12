"""What hands and machines lose: slips of the finger, scans, short fields, parts left out."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from benchmarks.accuracy.noise.benign import machine_readable

KEYS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
SCANS = (
    ("rn", "m"), ("m", "rn"), ("cl", "d"), ("l", "1"), ("o", "0"), ("i", "l"), ("s", "5"),
    ("b", "8"), ("z", "2"), ("e", "c"), ("u", "v"), ("h", "b"), ("g", "q"), ("t", "f"),
)  # fmt: skip
"""What optical readers take for one another."""


def keyboard_slip(name: str, chance: Random) -> str | None:
    """One letter replaced by a neighbour on the same row of keys."""
    at = _letter(name, chance)
    if at is None:
        return None
    near = _neighbours(name[at].lower())
    return _put(name, at, chance.choice(near)) if near else None


def letter_lost(name: str, chance: Random) -> str | None:
    at = _letter(name, chance)
    return None if at is None else name[:at] + name[at + 1 :]


def letter_added(name: str, chance: Random) -> str | None:
    at = _letter(name, chance)
    return None if at is None else name[:at] + chance.choice("aehilnrst") + name[at:]


def letters_swapped(name: str, chance: Random) -> str | None:
    places = [
        at
        for at in range(len(name) - 1)
        if name[at].isalpha() and name[at + 1].isalpha() and name[at] != name[at + 1]
    ]
    if not places:
        return None
    at = chance.choice(places)
    return name[:at] + name[at + 1] + name[at] + name[at + 2 :]


def two_slips(name: str, chance: Random) -> str | None:
    """Two slips, in a name long enough to bear them (12 characters)."""
    if len(name) < 12:
        return None
    slips = chance.choices((keyboard_slip, letter_lost, letter_added, letters_swapped), k=2)
    for slip in slips:
        name = slip(name, chance) or name
    return name


def scanned(name: str, chance: Random) -> str | None:
    low = name.lower()
    usable = [pair for pair in SCANS if pair[0] in low]
    if not usable:
        return None
    seen, taken_for = chance.choice(usable)
    places = [at for at in range(len(low)) if low.startswith(seen, at)]
    at = chance.choice(places)
    return (low[:at] + taken_for + low[at + len(seen) :]).title()


def initials(name: str, chance: Random) -> str | None:
    """Inner given names as initials; of a name in two parts, the first."""
    words = name.split()
    if len(words) < 2:
        return None
    inner = range(1, len(words) - 1) if len(words) > 2 else range(1)
    dot = chance.choice(("", "."))
    return " ".join(word[0] + dot if at in inner else word for at, word in enumerate(words))


def first_and_last(name: str, _chance: Random) -> str | None:
    words = name.split()
    return f"{words[0]} {words[-1]}" if len(words) > 2 else None


def part_lost(name: str, chance: Random) -> str | None:
    """Any one part of three or more left out, also the first or the last."""
    words = name.split()
    if len(words) < 3:
        return None
    del words[chance.randrange(len(words))]
    return " ".join(words)


def cut(width: int) -> Callable[[str, Random], str | None]:
    """A field of ``width`` characters; names that fit are unchanged and make no case."""

    def cut_off(name: str, _chance: Random) -> str | None:
        return name[:width].rstrip() if len(name) > width else None

    return cut_off


def machine_cut(width: int) -> Callable[[str, Random], str | None]:
    """The machine-readable order, cut off at ``width`` characters."""

    def cut_off(name: str, chance: Random) -> str | None:
        line = machine_readable(name, chance)
        return line[:width].rstrip("<") if line and len(line) > width else None

    return cut_off


def _letter(name: str, chance: Random) -> int | None:
    places = [at for at, letter in enumerate(name) if letter.isalpha()]
    return chance.choice(places) if len(places) > 4 else None


def _neighbours(letter: str) -> str:
    row = next((keys for keys in KEYS if letter in keys), "")
    at = row.find(letter)
    return row[max(0, at - 1) : at] + row[at + 1 : at + 2] if row else ""


def _put(name: str, at: int, letter: str) -> str:
    return name[:at] + (letter.upper() if name[at].isupper() else letter) + name[at + 1 :]
