"""Points of listed names for a traveller's, exactly as `naming` and `scoring` give them.

What those do with tokens is done here with numbers, for all names proposed to a batch of
travellers. How alike two parts are is `score.likeness`'s to say: what it said is looked up in a
table, and what it hasn't been asked is noted, to be asked for and tried again. A few rules that
look into texts (parts run together, slips of a finger) are only seen to apply, and left to the
score. It decides nothing.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from tocsin.matching.kernels.compiling import ZERO, kernel
from tocsin.matching.kernels.pairing import WIDTH, may_join, paired, points_of, ratio_of
from tocsin.matching.kernels.spelling import LONGEST, clear_masks, edits, put_masks
from tocsin.matching.score.bounds import credit
from tocsin.matching.score.likeness import LEAST, SHORT
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
_EMPTY = np.uint64(0)
_MIX = np.uint64(0x9E3779B97F4A7C15)
"""Spreads keys over a table (the fraction of the golden ratio, Knuth 6.4)."""
_TEXT_APART = 1 - (LEAST - 0.25) / 0.75
_SOUND_APART = 1 - (LEAST / 0.96 - 0.25) / 0.75
"""Shares of letters that differ beyond which words can be near in spelling or in sound no more."""


class Listed(NamedTuple):
    """Listed names and words.

    Names have ``tokens`` between two of ``token_ends``, their letters without gaps in
    ``solid_texts`` (uint8) between two of ``solid_ends``, ``name_weak``, ``name_scripts`` (uint8, 0
    for Latin and its like), and ``name_subjects``; these have ``persons`` (uint8). Words have
    ``word_weights``, ``word_left`` (float64), ``word_lengths`` (uint8) and ``word_starts`` (uint64,
    the first two letters, 0 where there are other spellings); their forms, the text first, in
    ``word_forms`` between two of ``word_form_ends``. Forms have a sound, ``form_sounds`` (int32, -1
    for none). Letters are in ``*_codes`` between two of ``*_ends``. All others are uint32.
    """

    tokens: Any
    token_ends: Any
    solid_texts: Any
    solid_ends: Any
    name_weak: Any
    name_scripts: Any
    name_subjects: Any
    persons: Any
    word_weights: Any
    word_left: Any
    word_lengths: Any
    word_starts: Any
    word_forms: Any
    word_form_ends: Any
    form_sounds: Any
    form_codes: Any
    form_ends: Any
    sound_codes: Any
    sound_ends: Any


class Theirs(NamedTuple):
    """Names of travellers.

    Names have parts, from ``first`` on and ``count``; may be ``cut`` off, be ``filled`` up to a
    field's end, be ``weak``; have ``scripts`` (as listed ones), and their letters without gaps in
    ``solid_texts`` (uint8) between two of ``solid_ends``. Parts have ``numbers`` (uint64), may be
    ``crowded`` (uint8: likely equals are not all known), and have ``weights``, ``left`` (float64),
    ``lengths``, ``starts`` (as words); likely equals in ``words`` (int32, sorted) between two of
    ``word_ends``; forms in ``spans`` (x 4: where a form and its sound start in ``codes``, uint32,
    each with its length) between two of ``form_ends``. All others are int64.
    """

    first: Any
    count: Any
    cut: Any
    filled: Any
    weak: Any
    scripts: Any
    solid_texts: Any
    solid_ends: Any
    numbers: Any
    crowded: Any
    weights: Any
    left: Any
    lengths: Any
    starts: Any
    words: Any
    word_ends: Any
    spans: Any
    form_ends: Any
    codes: Any


class Learnt(NamedTuple):
    """How alike parts and words are: a hash table of ``keys`` (uint64, the number of a part above
    a word, plus one; 0 is empty) and ``values`` (float64), both of a length that is a power of two;
    and room to work in: ``like``, ``kept`` (float64), ``pairs``, ``ours_lengths`` (int64),
    ``ours_starts``, ``masks`` (uint64).
    """

    keys: Any
    values: Any
    like: Any
    kept: Any
    pairs: Any
    masks: Any
    ours_lengths: Any
    ours_starts: Any


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
        wanted = _likenesses(theirs, listed, learnt, names[pair], ours[pair], missing, wanted)
        if wanted == before:
            points[pair] = _points(theirs, listed, learnt, names[pair], ours[pair])
    return wanted


@kernel
def _likenesses(theirs, listed, learnt, name, ours, missing, wanted):
    """Fill ``learnt.like``; how many likenesses are missing with those of this pair."""
    start = np.int64(listed.token_ends[ours])
    size = np.int64(listed.token_ends[ours + 1]) - start
    for i in range(theirs.count[name]):
        part = theirs.first[name] + i
        for j in range(size):
            word = np.int64(listed.tokens[start + j])
            known = _is_alike(
                theirs.words, theirs.word_ends[part], theirs.word_ends[part + 1], word
            )
            if known or theirs.crowded[part] or not _far(theirs, listed, learnt.masks, part, word):
                key = (theirs.numbers[part] << np.uint64(32)) + np.uint64(word + 1)
                at = _place(learnt.keys, key)
                if learnt.keys[at] == key:
                    learnt.like[i * WIDTH + j] = learnt.values[at]
                    continue
                if 2 * wanted + 1 < len(missing):
                    missing[2 * wanted], missing[2 * wanted + 1] = part, word
                wanted += 1
            learnt.like[i * WIDTH + j] = 0.0
    return wanted


@kernel
def _is_alike(words, low, high, word):
    end = high
    while low < high:
        middle = (low + high) // 2
        if words[middle] < word:
            low = middle + 1
        else:
            high = middle
    return low < end and words[low] == word


@kernel
def _far(theirs, listed, masks, part, word):
    """Whether no form or sound of a part can be near one of a word."""
    codes, spans, forms, sounds = theirs.codes, theirs.spans, listed.word_forms, listed.form_sounds
    form_codes, form_ends = listed.form_codes, listed.form_ends
    sound_codes, sound_ends = listed.sound_codes, listed.sound_ends
    first, last = listed.word_form_ends[word], listed.word_form_ends[word + 1]
    for k in range(theirs.form_ends[part], theirs.form_ends[part + 1]):
        for sounding in range(2):
            at, size = spans[k, 2 * sounding], spans[k, 2 * sounding + 1]
            if size > LONGEST:
                return False
            put_masks(masks, codes, at, size)
            far = True
            for entry in range(first, last):
                form = np.int64(forms[entry])
                if not sounding:
                    far = far and not _near(masks, size, form_codes, form_ends, form, _TEXT_APART)
                elif sounds[form] < 0:
                    far = far and size > 0
                else:
                    place = np.int64(sounds[form])
                    far = far and not _near(
                        masks, size, sound_codes, sound_ends, place, _SOUND_APART
                    )
            clear_masks(masks, codes, at, size)
            if not far:
                return False
    return True


@kernel
def _near(masks, size, codes, ends, place, most):
    start = np.int64(ends[place])
    length = np.int64(ends[place + 1]) - start
    longest = max(size, length)
    if abs(size - length) > most * longest:
        return False
    return edits(masks, size, codes, start, length) <= most * longest


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
    a, b, lefts, rights = 0.0, 0.0, 0, 0
    for i in range(count):
        if (left >> i) & 1 and theirs.left[first + i] > 0.0:
            a += theirs.left[first + i]
            lefts += 1
            if (
                found
                and least >= SURE
                and _may_be_slip(theirs, listed, learnt.masks, first + i, start, size, right)
            ):
                return UNDECIDED
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
def _may_be_slip(theirs, listed, masks, part, start, size, right):
    """Whether a short part left over is one edit from a listed one left over."""
    span = theirs.form_ends[part]
    at, length = theirs.spans[span, 0], theirs.spans[span, 1]
    found = False
    if length < SHORT:
        put_masks(masks, theirs.codes, at, length)
        for j in range(size):
            word = listed.tokens[start + j]
            form = np.int64(listed.word_forms[listed.word_form_ends[word]])
            place = np.int64(listed.form_ends[form])
            other = np.int64(listed.form_ends[form + 1]) - place
            if (right >> j) & 1 and other < SHORT:
                apart = edits(masks, length, listed.form_codes, place, other)
                found = found or apart == 1
        clear_masks(masks, theirs.codes, at, length)
    return found


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
    for j in range(size):
        word = listed.tokens[start + j]
        learnt.ours_lengths[j] = listed.word_lengths[word]
        learnt.ours_starts[j] = listed.word_starts[word]
    return may_join(
        theirs.lengths, theirs.starts, first, count, learnt.ours_lengths, learnt.ours_starts,
        ZERO, size,
    ) or may_join(
        learnt.ours_lengths, learnt.ours_starts, ZERO, size, theirs.lengths, theirs.starts,
        first, count,
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


@kernel
def remember(keys, values, key, value):
    """Put a likeness into a table that has room."""
    at = _place(keys, key)
    keys[at] = key
    values[at] = value


@kernel
def _place(keys, key):
    """Where a key is, or the empty place for it."""
    last = np.uint64(len(keys) - 1)
    at = ((key * _MIX) >> np.uint64(20)) & last
    while keys[at] != _EMPTY and keys[at] != key:
        at = (at + np.uint64(1)) & last
    return at
