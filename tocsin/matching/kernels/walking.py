"""Walks the lanes of a segment: which names some parts of a traveller's stand in, each once.

What is found only says that a name has two parts like two of the traveller's (or one, where one
of both names has only one). How much that is worth is not judged here.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from tocsin.matching.kernels.compiling import ZERO, kernel
from tocsin.matching.kernels.lanes import under


class Lanes(NamedTuple):
    """The arrays of a segment that a traveller meets subjects by.

    For each word and bucket of birth years, between two of ``companion_ends`` (uint32): who stands
    beside it (``companions``, uint32 words) in which name (``companion_names``, uint32). For each
    word, between two of ``alone_ends``: names of that part alone. Names have ``tokens`` (uint32
    words) between two of ``token_ends``, a subject (``name_subjects``) and ``name_weak`` (uint8).
    Subjects have names between two of ``name_ends``, ``marks`` (uint64) and birth dates between two
    of ``date_ends``: ``date_firsts``, ``date_lasts`` (int32 codes), ``date_abouts`` (uint8).
    What is read together lies together: ``name_blocks`` (uint32, x 8) have of each name its
    subject, how many parts it has (and 256 where it is weak), and its words where these are few
    (`bounding.IN_BLOCK`); ``birth_blocks`` (int32, x 4) of each subject how many birth dates it
    has, and what `date_*` have of a single one; ``word_pairs`` (float64, x 2) what each word weighs
    where it is paired and where it is left over.
    ``day_names``, ``solid_names``, ``glued_names`` (uint64) are lanes, names in the lower ``bits``.
    """

    companions: Any
    companion_names: Any
    companion_ends: Any
    alone_names: Any
    alone_ends: Any
    tokens: Any
    token_ends: Any
    name_subjects: Any
    name_weak: Any
    name_ends: Any
    marks: Any
    date_firsts: Any
    date_lasts: Any
    date_abouts: Any
    date_ends: Any
    day_names: Any
    solid_names: Any
    glued_names: Any
    name_blocks: Any
    birth_blocks: Any
    word_pairs: Any
    bits: int
    buckets: int


class Questions(NamedTuple):
    """Ways to write the names of a batch of travellers.

    For each way (int64): its ``travellers`` place, its parts from ``first`` on and their ``count``;
    ``long`` (uint8); ``solids`` (uint64 key, `NO_KEY` for none). For each part: ``weights``,
    ``left`` (float64), ``glued`` (uint64 key); the ``words`` (int32) it may be, between two of
    ``word_ends`` (int64), and their ``likeness`` (uint8). For each traveller (int64): ``windows``,
    the first and last bucket of birth years; ``born``, its first and last day, and 1 for about;
    and ``marks`` (uint64).
    """

    travellers: Any
    first: Any
    count: Any
    long: Any
    solids: Any
    weights: Any
    left: Any
    glued: Any
    words: Any
    likeness: Any
    word_ends: Any
    windows: Any
    born: Any
    marks: Any


class Room(NamedTuple):
    """Room to work in: ``table`` (uint8, parts x words), ``bits`` (uint16, words: which parts are
    like each) and ``seen`` (uint8, a bit for each name) are 0 between questions; ``met`` (uint32)
    and ``rows`` (int64) have room for all names. What is found goes into ``ways``, ``names``
    (int64) and ``points`` (float64); what doesn't fit is only counted."""

    table: Any
    bits: Any
    seen: Any
    met: Any
    rows: Any
    ways: Any
    names: Any
    points: Any


@kernel
def walked(lanes, asked, first, parts, traveller, room):
    """Names with two parts like two of the traveller's, or one where either has only one; each
    once, into ``room.met``. The commonest part of several needn't be walked: the others lead to
    the same names."""
    low, high = asked.windows[traveller, 0], asked.windows[traveller, 1]
    words, word_ends, ends, buckets = (
        asked.words, asked.word_ends, lanes.companion_ends, lanes.buckets,
    )  # fmt: skip
    met, skipped, most = ZERO, -1, -1
    if parts > 1:
        for part in range(parts):
            at, to = word_ends[first + part], word_ends[first + part + 1]
            entries = _entries(words, at, to, ends, buckets, low, high)
            if entries > most:
                skipped, most = part, entries
    for part in range(parts):
        at, to = word_ends[first + part], word_ends[first + part + 1]
        met = _take_alone(
            words, at, to, lanes.alone_ends, lanes.alone_names, room.seen, room.met, met
        )
        if part != skipped:
            others = np.uint16(0 if parts == 1 else 0xFFFF & ~(1 << part))
            met = _take(
                words, at, to, ends, buckets, low, high, lanes.companions, lanes.companion_names,
                others, room.bits, room.seen, room.met, met,
            )  # fmt: skip
    for k in range(met):
        room.seen[room.met[k] >> 3] = 0
    return met


@kernel
def _entries(words, at, to, ends, buckets, low, high):
    """How many entries a part's words have in the buckets wanted."""
    total = ZERO
    for k in range(at, to):
        base = np.int64(words[k]) * buckets
        total += np.int64(ends[base + high + 1]) - np.int64(ends[base + low])
        if low > 0:
            total += np.int64(ends[base + 1]) - np.int64(ends[base])
    return total


@kernel
def _take(
    words, at, to, ends, buckets, low, high, companions, names, others, bits, seen, out, met
):  # fmt: skip
    """Take the names of a part's words, those without a birth date and those of the buckets
    wanted, in which one of the other parts (``others``, bits; 0 where there are none) stands."""
    for k in range(at, to):
        base = np.int64(words[k]) * buckets
        for undated in range(2 if low > 0 else 1):
            start, end = (base, base + 1) if undated else (base + low, base + high + 1)
            for entry in range(ends[start], ends[end]):
                if others and not bits[companions[entry]] & others:
                    continue
                name = names[entry]
                mark = np.uint8(1 << (name & 7))
                if not seen[name >> 3] & mark:
                    seen[name >> 3] |= mark
                    out[met] = name
                    met += 1
    return met


@kernel
def _take_alone(words, at, to, ends, names, seen, out, met):
    """Take the names that are one of a part's words alone."""
    for k in range(at, to):
        for entry in range(ends[words[k]], ends[words[k] + 1]):
            name = names[entry]
            mark = np.uint8(1 << (name & 7))
            if not seen[name >> 3] & mark:
                seen[name >> 3] |= mark
                out[met] = name
                met += 1
    return met


@kernel
def rows_under(lane, bits, key, out):
    """Put the rows under a key into ``out``; how many."""
    low, high = under(lane, bits, key)
    row = (np.uint64(1) << np.uint64(bits)) - np.uint64(1)
    for entry in range(low, high):
        out[entry - low] = lane[entry] & row
    return high - low


@kernel
def put(words, likeness, ends, first, parts, table, bits):
    """Set how alike each word is to each part of a way."""
    for part in range(parts):
        row = part * len(bits)
        for k in range(ends[first + part], ends[first + part + 1]):
            table[row + words[k]] = max(table[row + words[k]], likeness[k])
            bits[words[k]] |= np.uint16(1 << part)


@kernel
def clear(words, ends, first, parts, table, bits):
    """Make what `put` set 0 again."""
    for part in range(parts):
        row = part * len(bits)
        for k in range(ends[first + part], ends[first + part + 1]):
            table[row + words[k]] = 0
            bits[words[k]] = 0
