"""The table of all classes of noise on names, and the seeded way to apply one."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from random import Random
from typing import NamedTuple

from benchmarks.accuracy.noise import adversarial, benign, degraded

Change = Callable[[str, Random], str | None]


class NoiseClass(NamedTuple):
    """``barred`` classes are reported but no bar holds for them: too little of the name is left."""

    family: str
    name: str
    change: Change
    barred: bool = False


_CHANGES: dict[str, dict[str, Change]] = {
    "benign": {
        "order": benign.reordered,
        "family_first": benign.family_first,
        "case": benign.cased,
        "diacritics": benign.marked,
        "punctuation": benign.punctuated,
        "transliteration": benign.transliterated,
        "equivalent_name": benign.renamed,
        "mrz_order": benign.machine_readable,
        "pnr_slash": benign.booked,
        "glued_given": benign.glued_given,
        "middle_dropped": benign.middle_dropped,
        "particle": benign.particles_changed,
        "title": benign.titled,
        "title_glued": benign.title_glued,
    },
    "degraded": {
        "keyboard": degraded.keyboard_slip,
        "letter_lost": degraded.letter_lost,
        "letter_added": degraded.letter_added,
        "letters_swapped": degraded.letters_swapped,
        "two_slips": degraded.two_slips,
        "scanned": degraded.scanned,
        "initials": degraded.initials,
        "first_and_last": degraded.first_and_last,
        "part_lost": degraded.part_lost,
        "cut_31": degraded.cut(31),
        "cut_20": degraded.cut(20),
        "cut_15": degraded.cut(15),
        "cut_12": degraded.cut(12),
        "mrz_cut": degraded.machine_cut(20),
    },
    "adversarial": {
        "one_homoglyph": adversarial.one_homoglyph,
        "all_homoglyphs": adversarial.all_homoglyphs,
        "zero_width": adversarial.zero_width,
        "direction_marks": adversarial.direction_marks,
        "split": adversarial.split,
        "joined": adversarial.joined,
        "digits_for_letters": adversarial.digits_for_letters,
        "vowels_dropped": adversarial.vowels_dropped,
        "letters_doubled": adversarial.letters_doubled,
        "respelled": adversarial.respelled,
        "decoy": adversarial.decoy,
    },
}
_NO_BAR = {"cut_12"}

FAMILIES: dict[str, tuple[NoiseClass, ...]] = {
    family: tuple(NoiseClass(family, name, change, name in _NO_BAR) for name, change in of.items())
    for family, of in _CHANGES.items()
}


def noisy(of: NoiseClass, name: str, seed: int) -> str | None:
    """The name after the change, always the same for one seed; None where nothing changes."""
    drawn = hashlib.sha256(f"{seed}/{of.name}/{name}".encode()).digest()
    changed = of.change(name, Random(int.from_bytes(drawn[:8], "big")))
    return changed if changed and changed.strip() and changed != name else None
