"""Whom some travellers may be, and the most that the score of each can reach: one call a batch.

For every way to write a name: the slices of the lanes of its parts' words are walked, each name
in them that has another part like the traveller's is taken once, the bound of its score is taken,
and what reaches the threshold is kept with the other names of its subject. In numpy each step
wrote an array for the next, and calling it cost more than the step: 1.4 ms a traveller of 2.7 ms
went there and into what `alike` does.
"""

from __future__ import annotations

import numpy as np

from tocsin.matching.kernels.bounding import block_points
from tocsin.matching.kernels.compiling import ZERO, kernel
from tocsin.matching.kernels.dates import best_of
from tocsin.matching.kernels.walking import clear, put, rows_under, walked
from tocsin.matching.score.bounds import AS_ONE, DOCUMENTED, SEXES
from tocsin.matching.score.evidence import DAY, NATION, OTHER_NATION, OTHER_SEX, SEX

CERTAIN = 2.0
"""The bound of a subject that is scored in any case."""
ALIKE_ON_THE_DAY = 160
"""Where the birth date is the same, one part this much alike is enough to be scored."""
MARGIN = 0.03
"""A name of a proposed subject is scored if its bound is this near the threshold, or above."""
ROUNDING = 1e-3
NO_KEY = 0
_NATIONS = ~(SEXES | DOCUMENTED)
_MOST_BESIDE = DAY + NATION + SEX
_BY_PARTS, _ON_THE_DAY, _AS_ONE, _GLUED = np.arange(4, dtype=np.int64)


@kernel
def meet(lanes, asked, room, floor):
    """Find all that can reach ``floor``; how many pairs of a way and a name there are."""
    total = ZERO
    for way in range(len(asked.travellers)):
        first, parts = asked.first[way], asked.count[way]
        traveller = asked.travellers[way]
        born = asked.born[traveller]
        put(asked.words, asked.likeness, asked.word_ends, first, parts, room.table, room.bits)
        met = walked(lanes, asked, first, parts, traveller, room)
        rows, total = _reaching(lanes, asked, way, room, met, ZERO, floor, _BY_PARTS, total)
        if born[0] and born[0] == born[1]:
            met = rows_under(lanes.day_names, lanes.bits, np.uint64(born[0]), room.met)
            rows, total = _reaching(lanes, asked, way, room, met, rows, floor, _ON_THE_DAY, total)
        if asked.solids[way] != NO_KEY:
            met = rows_under(lanes.solid_names, lanes.bits, asked.solids[way], room.met)
            rows, total = _reaching(lanes, asked, way, room, met, rows, floor, _AS_ONE, total)
        total = _of_rows(lanes, asked, way, room, rows, floor, total)
        clear(asked.words, asked.word_ends, first, parts, room.table, room.bits)
    return total


@kernel
def meet_glued(lanes, asked, room, floor, way, names):
    """The same for one way and names of which two parts are one of the traveller's, where
    ``asked`` says of each part also which words it begins or ends with."""
    first, parts = asked.first[way], asked.count[way]
    put(asked.words, asked.likeness, asked.word_ends, first, parts, room.table, room.bits)
    for k in range(len(names)):
        room.met[k] = names[k]
    _, total = _reaching(lanes, asked, way, room, len(names), ZERO, floor, _GLUED, ZERO)
    clear(asked.words, asked.word_ends, first, parts, room.table, room.bits)
    return total


@kernel
def _reaching(lanes, asked, way, room, met, count, floor, how, total):
    """Add to ``room.rows`` those of the names met that reach the threshold; what counts for more
    than its parts are alike is found at once. How many rows, and how many found."""
    traveller, first, parts = asked.travellers[way], asked.first[way], asked.count[way]
    marks, long = asked.marks[traveller], asked.long[way] > 0
    born = asked.born[traveller, 0], asked.born[traveller, 1], asked.born[traveller, 2]
    table, words, weights, left = room.table, len(room.bits), asked.weights, asked.left
    blocks, pairs, births = lanes.name_blocks, lanes.word_pairs, lanes.birth_blocks
    tokens, token_ends, names, rows = lanes.tokens, lanes.token_ends, room.met, room.rows
    firsts, lasts, abouts = lanes.date_firsts, lanes.date_lasts, lanes.date_abouts
    date_ends, held = lanes.date_ends, lanes.marks
    for k in range(met):
        name = np.int64(names[k])
        points, most = block_points(
            table, words, first, parts, weights, left, blocks, tokens, token_ends, name, pairs,
            long, how != _GLUED,
        )  # fmt: skip
        if how == _ON_THE_DAY and most >= ALIKE_ON_THE_DAY:
            points = CERTAIN
        elif how == _AS_ONE:
            points = max(points, AS_ONE)
        if points + _MOST_BESIDE < floor - ROUNDING:
            continue
        row = np.int64(blocks[8 * name])
        points += best_of(born, births, row, firsts, lasts, abouts, date_ends)
        points += marked(marks, held, row)
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
        beside = marked(marks, lanes.marks, row) + best_of(
            born, lanes.birth_blocks, row, lanes.date_firsts, lanes.date_lasts, lanes.date_abouts,
            lanes.date_ends,
        )  # fmt: skip
        for name in range(np.int64(lanes.name_ends[row]), np.int64(lanes.name_ends[row + 1])):
            points, _ = block_points(
                room.table, len(room.bits), first, parts, asked.weights, asked.left,
                lanes.name_blocks, lanes.tokens, lanes.token_ends, name, lanes.word_pairs, long,
                row >= 0,
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
def marked(theirs, held, row):
    """`mark_points` of a subject; nothing is read where the traveller brings nothing."""
    return mark_points(theirs, held[row]) if theirs else 0.0


@kernel
def mark_points(theirs, ours):
    """Points of nationality and sex from `bounds.marks` of both sides; at most, as two nations may
    share a bit."""
    if not theirs or not ours:
        return 0.0
    nations = _agree(theirs & _NATIONS, ours & _NATIONS, NATION, OTHER_NATION)
    return nations + _agree(theirs & SEXES, ours & SEXES, SEX, OTHER_SEX)


@kernel
def _agree(theirs, ours, same, other):
    if not theirs or not ours:
        return 0.0
    return same if theirs & ours else other
