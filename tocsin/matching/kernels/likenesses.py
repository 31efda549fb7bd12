"""How alike the parts of two names are: looked up in a table, or known to be nothing at all.

What likeness is, is `score.likeness`'s to say. What it said is kept in a hash table; what it hasn't
been asked is noted, to be asked for. Most pairs of parts have nothing in common, which is told
from their letters, so that the score needn't be asked.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from tocsin.matching.kernels.compiling import kernel
from tocsin.matching.kernels.pairing import WIDTH
from tocsin.matching.kernels.spelling import LONGEST, clear_masks, edits, put_masks
from tocsin.matching.score.likeness import LEAST

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
    ``far`` (uint64, likewise) has keys of some that are known not to be alike, the latest ones;
    and room to work in: ``like``, ``kept`` (float64), ``pairs``, ``ours_lengths``, ``ours_at``,
    ``theirs_at`` (int64), ``letters`` (uint32), ``ours_starts``, ``masks`` (uint64).
    """

    keys: Any
    values: Any
    far: Any
    like: Any
    kept: Any
    pairs: Any
    masks: Any
    ours_lengths: Any
    ours_starts: Any
    ours_at: Any
    theirs_at: Any
    letters: Any


@kernel
def likenesses(theirs, listed, learnt, name, ours, missing, wanted):
    """Fill ``learnt.like``; how many likenesses are missing with those of this pair."""
    start = np.int64(listed.token_ends[ours])
    size = np.int64(listed.token_ends[ours + 1]) - start
    for i in range(theirs.count[name]):
        part = theirs.first[name] + i
        for j in range(size):
            word = np.int64(listed.tokens[start + j])
            key = (theirs.numbers[part] << np.uint64(32)) + np.uint64(word + 1)
            if not theirs.crowded[part]:
                slot = ((key * _MIX) >> np.uint64(20)) & np.uint64(len(learnt.far) - 1)
                if learnt.far[slot] == key:
                    learnt.like[i * WIDTH + j] = 0.0
                    continue
                low, high = theirs.word_ends[part], theirs.word_ends[part + 1]
                if not _is_alike(theirs.words, low, high, word) and _far(
                    theirs, listed, learnt.masks, part, word
                ):  # fmt: skip
                    learnt.far[slot] = key
                    learnt.like[i * WIDTH + j] = 0.0
                    continue
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
