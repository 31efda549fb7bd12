"""Whom some travellers may be, and the most that the score of each can reach: one call a batch.

For every way to write a name: the slices of the lanes of its parts' words are walked, each name
in them that has another part like the traveller's is taken once, the bound of its score is taken,
and what reaches the threshold is kept with the other names of its subject. In numpy each step
wrote an array for the next, and calling it cost more than the step: 1.4 ms a traveller of 2.7 ms
went there and into what `alike` does.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from tocsin.matching.kernels.bounding import name_points
from tocsin.matching.kernels.compiling import ZERO, kernel
from tocsin.matching.kernels.dates import best_date
from tocsin.matching.kernels.lanes import under
from tocsin.matching.score.bounds import AS_ONE, SEXES
from tocsin.matching.score.evidence import DAY, NATION, OTHER_NATION, OTHER_SEX, SEX

CERTAIN = 2.0
"""The bound of a subject that is scored in any case."""
ALIKE_ON_THE_DAY = 160
"""Where the birth date is the same, one part this much alike is enough to be scored."""
MARGIN = 0.03
"""A name of a proposed subject is scored if its bound is this near the threshold, or above."""
ROUNDING = 1e-3
NO_KEY = 0
_MOST_BESIDE = DAY + NATION + SEX
_BY_PARTS, _ON_THE_DAY, _AS_ONE, _GLUED = np.arange(4, dtype=np.int64)


class Lanes(NamedTuple):
    """The arrays of a segment that a traveller meets subjects by.

    For each word and bucket of birth years, between two of ``companion_ends`` (uint32): who stands
    beside it (``companions``, uint32 words) in which name (``companion_names``, uint32). For each
    word, between two of ``alone_ends``: names of that part alone. Names have ``tokens`` (uint32
    words) between two of ``token_ends``, a subject (``name_subjects``) and ``name_weak`` (uint8).
    Subjects have names between two of ``name_ends``, ``marks`` (uint64) and birth dates between two
    of ``date_ends``: ``date_firsts``, ``date_lasts`` (int32 codes), ``date_abouts`` (uint8).
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
    word_weights: Any
    word_left: Any
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
def meet(lanes, asked, room, floor):
    """Find all that can reach ``floor``; how many pairs of a way and a name there are."""
    total = ZERO
    for way in range(len(asked.travellers)):
        first, parts = asked.first[way], asked.count[way]
        traveller = asked.travellers[way]
        born = asked.born[traveller]
        _put(asked.words, asked.likeness, asked.word_ends, first, parts, room.table, room.bits)
        met = _walked(lanes, asked, first, parts, traveller, room)
        rows, total = _reaching(lanes, asked, way, room, met, ZERO, floor, _BY_PARTS, total)
        if born[0] and born[0] == born[1]:
            met = _under(lanes.day_names, lanes.bits, np.uint64(born[0]), room.met)
            rows, total = _reaching(lanes, asked, way, room, met, rows, floor, _ON_THE_DAY, total)
        if asked.solids[way] != NO_KEY:
            met = _under(lanes.solid_names, lanes.bits, asked.solids[way], room.met)
            rows, total = _reaching(lanes, asked, way, room, met, rows, floor, _AS_ONE, total)
        total = _of_rows(lanes, asked, way, room, rows, floor, total)
        _clear(asked.words, asked.word_ends, first, parts, room.table, room.bits)
    return total


@kernel
def meet_glued(lanes, asked, room, floor, way, names):
    """The same for one way and names of which two parts are one of the traveller's, where
    ``asked`` says of each part also which words it begins or ends with."""
    first, parts = asked.first[way], asked.count[way]
    _put(asked.words, asked.likeness, asked.word_ends, first, parts, room.table, room.bits)
    for k in range(len(names)):
        room.met[k] = names[k]
    _, total = _reaching(lanes, asked, way, room, len(names), ZERO, floor, _GLUED, ZERO)
    _clear(asked.words, asked.word_ends, first, parts, room.table, room.bits)
    return total


@kernel
def _put(words, likeness, ends, first, parts, table, bits):
    """Set how alike each word is to each part of a way."""
    for part in range(parts):
        row = part * len(bits)
        for k in range(ends[first + part], ends[first + part + 1]):
            table[row + words[k]] = max(table[row + words[k]], likeness[k])
            bits[words[k]] |= np.uint16(1 << part)


@kernel
def _clear(words, ends, first, parts, table, bits):
    """Make what `_put` set 0 again."""
    for part in range(parts):
        row = part * len(bits)
        for k in range(ends[first + part], ends[first + part + 1]):
            table[row + words[k]] = 0
            bits[words[k]] = 0


@kernel
def _walked(lanes, asked, first, parts, traveller, room):
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
def _under(lane, bits, key, out):
    """Put the rows under a key into ``out``; how many."""
    low, high = under(lane, bits, key)
    row = (np.uint64(1) << np.uint64(bits)) - np.uint64(1)
    for entry in range(low, high):
        out[entry - low] = lane[entry] & row
    return high - low


@kernel
def _reaching(lanes, asked, way, room, met, count, floor, how, total):
    """Add to ``room.rows`` those of the names met that reach the threshold; what counts for more
    than its parts are alike is found at once. How many rows, and how many found."""
    traveller, first, parts = asked.travellers[way], asked.first[way], asked.count[way]
    marks, long = asked.marks[traveller], asked.long[way] > 0
    born = asked.born[traveller, 0], asked.born[traveller, 1], asked.born[traveller, 2]
    table, words, weights, left = room.table, len(room.bits), asked.weights, asked.left
    tokens, ends, subjects = lanes.tokens, lanes.token_ends, lanes.name_subjects
    word_weights, word_left, weak = lanes.word_weights, lanes.word_left, lanes.name_weak
    date_firsts, date_lasts, abouts = lanes.date_firsts, lanes.date_lasts, lanes.date_abouts
    date_ends, held, names, rows = lanes.date_ends, lanes.marks, room.met, room.rows
    for k in range(met):
        name = np.int64(names[k])
        start = np.int64(ends[name])
        points, most = name_points(
            table, words, first, parts, weights, left, tokens, start, ends[name + 1] - start,
            word_weights, word_left, long, weak[name] > 0, how != _GLUED,
        )  # fmt: skip
        if how == _ON_THE_DAY and most >= ALIKE_ON_THE_DAY:
            points = CERTAIN
        elif how == _AS_ONE:
            points = max(points, AS_ONE)
        if points + _MOST_BESIDE < floor - ROUNDING:
            continue
        row = np.int64(subjects[name])
        points += best_date(
            born, date_firsts, date_lasts, abouts, date_ends[row], date_ends[row + 1]
        )
        points += mark_points(marks, held[row])
        if points >= floor - ROUNDING:
            rows[count] = row
            count += 1
            if how != _BY_PARTS:
                total = _keep(room.ways, room.names, room.points, total, way, name, points)
    return count, total


@kernel
def _of_rows(lanes, asked, way, room, count, floor, total):
    """Find all names of the subjects in ``room.rows`` that come near the threshold."""
    traveller, first, parts = asked.travellers[way], asked.first[way], asked.count[way]
    marks, long = asked.marks[traveller], asked.long[way] > 0
    born = asked.born[traveller, 0], asked.born[traveller, 1], asked.born[traveller, 2]
    rows = np.sort(room.rows[:count])
    for k in range(count):
        row = rows[k]
        if k and row == rows[k - 1]:
            continue
        beside = mark_points(marks, lanes.marks[row]) + best_date(
            born, lanes.date_firsts, lanes.date_lasts, lanes.date_abouts,
            lanes.date_ends[row], lanes.date_ends[row + 1],
        )  # fmt: skip
        for name in range(np.int64(lanes.name_ends[row]), np.int64(lanes.name_ends[row + 1])):
            start = np.int64(lanes.token_ends[name])
            points, _ = name_points(
                room.table, len(room.bits), first, parts, asked.weights, asked.left,
                lanes.tokens, start, lanes.token_ends[name + 1] - start,
                lanes.word_weights, lanes.word_left, long, lanes.name_weak[name] > 0, start >= 0,
            )  # fmt: skip
            if points + beside >= floor - MARGIN:
                points += beside
                total = _keep(room.ways, room.names, room.points, total, way, name, points)
    return total


@kernel
def _keep(ways, names, all_points, total, way, name, points):
    """Note what was found; the total with it."""
    if total < len(ways):
        ways[total], names[total], all_points[total] = way, name, points
    return total + 1


@kernel
def mark_points(theirs, ours):
    """Points of nationality and sex from `bounds.marks` of both sides; at most, as two nations may
    share a bit."""
    if not theirs or not ours:
        return 0.0
    nations = _agree(theirs & ~SEXES, ours & ~SEXES, NATION, OTHER_NATION)
    return nations + _agree(theirs & SEXES, ours & SEXES, SEX, OTHER_SEX)


@kernel
def _agree(theirs, ours, same, other):
    if not theirs or not ours:
        return 0.0
    return same if theirs & ours else other
