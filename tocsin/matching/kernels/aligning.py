"""Points of listed names for a traveller's, exactly as `naming` and `scoring` give them.

What those do with tokens is done here with numbers, for all names proposed to a batch of
travellers. Where a likeness isn't known yet (`likenesses`), a pair is left to be tried again. A
few rules that look into texts (parts run together, slips of a finger) are only seen to apply, and
left to the score. It decides nothing.
"""

from __future__ import annotations

import numpy as np

from tocsin.matching.kernels.compiling import ZERO, kernel
from tocsin.matching.kernels.joining import may_join
from tocsin.matching.kernels.likenesses import likenesses
from tocsin.matching.kernels.pairing import paired, points_of, ratio_of
from tocsin.matching.kernels.slipping import may_be_slip
from tocsin.matching.kernels.spelling import LONGEST, clear_masks, edits, put_masks
from tocsin.matching.score.bounds import credit
from tocsin.matching.score.naming import (
    CUT_OFF,
    OMISSION,
    OMISSION_OF_LONG,
    OMISSION_OF_THEIRS,
    STEEP_BELOW,
    SURE,
)
from tocsin.matching.score.scoring import WEAK, WHOLE_NAME
from tocsin.matching.score.solids import JOINED, SHORTEST, SOLID

UNDECIDED, UNKNOWN = -1.0, -2.0
"""What stands for points where the score must be asked, and where a likeness isn't known."""
_LEAST_RATIO = 0.01
_ASCII = 128


@kernel
def align(theirs, listed, learnt, names, ours, points, missing):
    """Set ``points`` (float64) for each pair of a traveller's name (``names``) and a listed one
    (``ours``) where they are `UNKNOWN`; what likenesses must be learnt first goes into ``missing``
    (int64, parts and words, as many as fit). How many are missing."""
    wanted = ZERO
    for pair in range(len(names)):
        if points[pair] != UNKNOWN:
            continue
        before = wanted
        wanted = likenesses(theirs, listed, learnt, names[pair], ours[pair], missing, wanted)
        if wanted == before:
            points[pair] = _points(theirs, listed, learnt, names[pair], ours[pair])
    return wanted


@kernel
def _points(theirs, listed, learnt, name, ours):
    """Points of a listed name, all likenesses being known; `UNDECIDED` where a rule on texts may
    apply."""
    start = np.int64(listed.token_ends[ours])
    size = np.int64(listed.token_ends[ours + 1]) - start
    first, count = theirs.first[name], theirs.count[name]
    if theirs.scripts[name] or listed.name_scripts[ours]:
        return UNDECIDED
    if count != size and _may_be_joined(theirs, listed, learnt, first, count, start, size):
        return UNDECIDED
    like, kept, pairs = learnt.like, learnt.kept, learnt.pairs
    found = paired(
        like, count, size, theirs.weights, first, listed.word_weights, listed.tokens, start, pairs,
        kept,
    )  # fmt: skip
    left, right = (1 << count) - 1, (1 << size) - 1
    for k in range(found):
        left &= ~(1 << pairs[2 * k])
        right &= ~(1 << pairs[2 * k + 1])
    if not theirs.cut[name]:
        return _weighed(theirs, listed, learnt, name, ours, found, left, right, found < 0)
    last = first + count - 1
    for i in range(first, last):
        if theirs.numbers[i] == theirs.numbers[last]:
            return UNDECIDED
    place = count - 1
    cut, left, right = _cut(theirs, listed, learnt, last, place, start, size, found, left, right)
    found = max(found, cut)
    return _weighed(theirs, listed, learnt, name, ours, found, left, right, cut > 0)


@kernel
def _cut(theirs, listed, learnt, part, last, start, size, found, left, right):
    """Count the last part of a name as cut off where it is the beginning of a listed one: how many
    pairs there are then, 0 where it isn't; and the parts left over."""
    pairs, kept, cut = learnt.pairs, learnt.kept, ZERO
    for k in range(found):
        word = listed.tokens[start + pairs[2 * k + 1]]
        if pairs[2 * k] == last and kept[k] < CUT_OFF and _is_cut(theirs, listed, part, word):
            kept[k], cut = CUT_OFF, found
    if not (left >> last) & 1:
        return cut, left, right
    for j in range(size):
        if (right >> j) & 1 and _is_cut(theirs, listed, part, listed.tokens[start + j]):
            pairs[2 * found], pairs[2 * found + 1] = last, j
            kept[found] = credit(CUT_OFF)
            return found + 1, left & ~(1 << last), right & ~(1 << j)
    return cut, left, right


@kernel
def _weighed(theirs, listed, learnt, name, ours, found, left, right, was_cut):
    """Points of the pairs, and of what is left over on both sides (as bits)."""
    start = np.int64(listed.token_ends[ours])
    size = np.int64(listed.token_ends[ours + 1]) - start
    first, count = theirs.first[name], theirs.count[name]
    matched, agreed, lone, least = 0.0, 0.0, 0.0, 1.0
    for k in range(found):
        word = listed.tokens[start + learnt.pairs[2 * k + 1]]
        lone = 2 * min(theirs.weights[first + learnt.pairs[2 * k]], listed.word_weights[word])
        matched += lone
        agreed += lone * learnt.kept[k]
        least = min(least, learnt.kept[k])
    if (
        found
        and least >= SURE
        and may_be_slip(theirs, listed, first, count, left, start, size, right)
    ):
        return UNDECIDED
    a, b, lefts, rights = 0.0, 0.0, 0, 0
    for i in range(count):
        if (left >> i) & 1 and theirs.left[first + i] > 0.0:
            a += theirs.left[first + i]
            lefts += 1
    for j in range(size):
        word = listed.tokens[start + j]
        if (right >> j) & 1 and listed.word_left[word] > 0.0:
            b += listed.word_left[word]
            rights += 1
    much = lefts == 0 and found > (1 if theirs.filled[name] or was_cut else 2)
    each = OMISSION_OF_THEIRS if lefts else OMISSION
    each = OMISSION_OF_LONG if much else each
    ratio = ratio_of(matched, agreed, a, b, found, each, lone if lefts + rights else 0.0)
    return _as_one_or(theirs, listed, learnt.masks, name, ours, ratio, agreed)


@kernel
def _as_one_or(theirs, listed, masks, name, ours, ratio, agreed):
    """Points of a likeness, or of names that are the same with other gaps, if that is more."""
    if ratio < STEEP_BELOW:
        solid = _solid(theirs, listed, masks, name, ours)
        if solid < 0.0:
            return UNDECIDED
        if solid > ratio:
            start = np.int64(listed.token_ends[ours])
            size = np.int64(listed.token_ends[ours + 1]) - start
            mine = _sum(theirs, theirs.first[name], theirs.count[name])
            ratio, agreed = solid, 2 * min(mine, _sum_of(listed, start, size)) * solid
    person = listed.persons[listed.name_subjects[ours]]
    if ratio < (_LEAST_RATIO if person else WHOLE_NAME):
        return 0.0
    points = points_of(ratio, agreed)
    return points * WEAK if listed.name_weak[ours] or theirs.weak[name] else points


@kernel
def _sum(theirs, first, count):
    total = 0.0
    for i in range(count):
        total += theirs.weights[first + i]
    return total


@kernel
def _sum_of(listed, start, size):
    total = 0.0
    for j in range(size):
        total += listed.word_weights[listed.tokens[start + j]]
    return total


@kernel
def _may_be_joined(theirs, listed, learnt, first, count, start, size):
    """Whether neighbouring parts of either name may be one part of the other."""
    for j in range(size):
        word = listed.tokens[start + j]
        learnt.ours_lengths[j] = listed.word_lengths[word]
        learnt.ours_starts[j] = listed.word_starts[word]
        learnt.ours_at[j] = listed.form_ends[listed.word_forms[listed.word_form_ends[word]]]
    for i in range(count):
        learnt.theirs_at[i] = theirs.spans[theirs.form_ends[first + i], 0]
    lengths, starts = theirs.lengths[first : first + count], theirs.starts[first : first + count]
    mine, others, letters = theirs.codes, listed.form_codes, learnt.letters
    return may_join(
        mine, learnt.theirs_at, lengths, starts, count, others, learnt.ours_at,
        (size, learnt.ours_lengths, learnt.ours_starts), letters, learnt.masks,
    ) or may_join(
        others, learnt.ours_at, learnt.ours_lengths, learnt.ours_starts, size, mine,
        learnt.theirs_at, (count, lengths, starts), letters, learnt.masks,
    )  # fmt: skip


@kernel
def _is_cut(theirs, listed, part, word):
    """Whether the text of a part is the beginning of a longer word."""
    span = theirs.form_ends[part]
    at, size = theirs.spans[span, 0], theirs.spans[span, 1]
    form = listed.word_forms[listed.word_form_ends[word]]
    start = np.int64(listed.form_ends[form])
    if size >= np.int64(listed.form_ends[form + 1]) - start:
        return False
    same = True
    for k in range(size):
        same = same and theirs.codes[at + k] == listed.form_codes[start + k]
    return same


@kernel
def _solid(theirs, listed, masks, name, ours):
    """Letters kept when all gaps are gone (`solids.solid_likeness`), or `UNDECIDED`."""
    at, start = theirs.solid_ends[name], np.int64(listed.solid_ends[ours])
    size = theirs.solid_ends[name + 1] - at
    length = np.int64(listed.solid_ends[ours + 1]) - start
    mine, held = theirs.solid_texts, listed.solid_texts
    if size == length:
        same = True
        for k in range(size):
            same = same and mine[at + k] == held[start + k]
        if same:
            return JOINED if size else 0.0
    if min(size, length) < SHORTEST or abs(size - length) > 2:
        return 0.0
    if size > LONGEST:
        return UNDECIDED
    for k in range(min(size, length)):
        if mine[at + k] >= _ASCII or held[start + k] >= _ASCII:
            return UNDECIDED
    put_masks(masks, mine, at, size)
    apart = edits(masks, size, held, start, length)
    clear_masks(masks, mine, at, size)
    kept = 1.0 - apart / max(size, length)
    return kept * JOINED if kept >= SOLID else 0.0
