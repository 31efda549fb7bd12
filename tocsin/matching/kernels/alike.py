"""Which words of a vocabulary may be a name part, and what the likeness of each counts at most.

All ways from one word to another in one kernel: near spellings, near sounds, the same consonants
or look, equivalent names, initials. Asked of numpy and rapidfuzz step by step this took 0.7 ms
for each name part not met before, most of it spent on calling them; here it takes a tenth of
that. It follows `score.likeness` from above and decides nothing.
"""

from __future__ import annotations

from math import ceil
from typing import Any, NamedTuple

import numpy as np

from tocsin.matching.kernels.compiling import ZERO, kernel
from tocsin.matching.kernels.lanes import under
from tocsin.matching.kernels.shortening import Spelt, near
from tocsin.matching.kernels.spelling import LONGEST, clear_masks, edits, put_masks, winkler
from tocsin.matching.score.bounds import (
    BONES,
    HEARD_BONES,
    INITIAL,
    SAME_SOUND,
    SLIP_LIKENESS,
    credit,
    least,
    most_edits,
)
from tocsin.matching.score.likeness import KNOWN_SHARE, LEAST, NEAR_SOUND

SCALE = 200
"""Likeness 1.0 as it is kept, in one byte."""
SCANNED, HEARD, WRITTEN = 0, 1, 2
"""Columns of the keys under which words of the same look or consonants lie."""


class Listed(NamedTuple):
    """The arrays of a vocabulary.

    ``form_words`` (uint32): the words of each form, between two of ``form_word_ends`` (uint32);
    ``sound_forms`` likewise the forms of each sound. ``bone_forms``, ``group_words`` (uint64):
    lanes, the key above ``bits``. ``known``, ``syllables`` (uint8, one for each word);
    ``initials`` (words) and ``initial_letters`` (int64).
    """

    forms: Spelt
    sounds: Spelt
    form_words: Any
    form_word_ends: Any
    sound_forms: Any
    sound_form_ends: Any
    bone_forms: Any
    group_words: Any
    bits: int
    known: Any
    syllables: Any
    initials: Any
    initial_letters: Any


class Asked(NamedTuple):
    """A name part as arrays; k forms, g groups.

    ``codes`` (uint32) has its forms and sounds one after the other; ``spans`` (int64, k x 4) where
    each form and its sound start and how long they are; ``bones`` (uint64, k x 3) the keys of its
    look and its consonants, 0 for none; ``clipped`` (uint8, k) whether it has no inner vowels;
    ``groups`` (uint64, g), ``kinship`` (float64, g) what each gives, ``spared`` (uint8, g) whether
    syllables are left out of it.
    """

    codes: Any
    spans: Any
    bones: Any
    clipped: Any
    groups: Any
    kinship: Any
    spared: Any
    letter: int
    known: bool


class Room(NamedTuple):
    """Room to work in: ``best`` (uint8, words) and ``seen`` (uint8, forms or sounds) are 0 between
    questions; ``words`` and ``places`` (int64) hold what was met; ``masks`` is
    uint64, `LETTERS`."""

    best: Any
    words: Any
    seen: Any
    places: Any
    masks: Any


@kernel
def alike(listed, asked, room):
    """The words (int32, sorted) that a name part may be, and what each counts (uint8)."""
    best, met = room.best, room.words
    count = _by_groups(listed, asked, best, met, ZERO)
    for k in range(len(listed.initials)):
        if listed.initial_letters[k] == asked.letter:
            count = _raise(best, met, count, listed.initials[k], INITIAL)
    for form in range(len(asked.spans)):
        count = _by_form(listed, asked, form, room, count)
    words = np.sort(met[:count]).astype(np.int32)
    likeness = np.empty(count, np.uint8)
    for k in range(count):
        likeness[k] = best[words[k]]
        best[words[k]] = 0
    return words, likeness


@kernel
def _raise(best, met, count, word, likeness):
    """Keep the most that any way gives a word; how many words were met."""
    scaled = ceil(credit(likeness) * SCALE - 1e-6)
    if scaled > best[word]:
        if best[word] == 0:
            met[count] = word
            count += 1
        best[word] = scaled
    return count


@kernel
def _by_groups(listed, asked, best, met, count):
    lane, syllables = listed.group_words, listed.syllables
    row = (np.uint64(1) << np.uint64(listed.bits)) - np.uint64(1)
    for g in range(len(asked.groups)):
        low, high = under(lane, listed.bits, asked.groups[g])
        for entry in range(low, high):
            word = np.int64(lane[entry] & row)
            if not (asked.spared[g] and syllables[word]):
                count = _raise(best, met, count, word, asked.kinship[g])
    return count


@kernel
def _by_form(listed, asked, form, room, count):
    size, sound_size = asked.spans[form, 1], asked.spans[form, 3]
    if size > LONGEST or sound_size > LONGEST:
        return count
    at, sound_at, masks = asked.spans[form, 0], asked.spans[form, 2], room.masks
    put_masks(masks, asked.codes, sound_at, sound_size)
    count = _by_sound(listed, asked, form, room, count)
    clear_masks(masks, asked.codes, sound_at, sound_size)
    put_masks(masks, asked.codes, at, size)
    count = _by_letters(listed, asked, form, room, count)
    count = _by_bones(listed, asked, form, room, count)
    clear_masks(masks, asked.codes, at, size)
    return count


@kernel
def _measured(masks, query, at, size, codes, start, length):
    """How near a word is spelt, 0 where it is too far; edits; the length of the longer one."""
    longest = max(length, size)
    allowed = most_edits(longest)
    if longest > LONGEST or abs(length - size) > allowed:
        return 0.0, longest, longest
    apart = edits(masks, size, codes, start, length)
    if apart == 0:
        return 1.0, 0, longest
    kept = 1.0 - apart / longest
    if apart > allowed or kept < 0.5:
        return 0.0, apart, longest
    start_alike = winkler(masks, query, at, size, codes, start, length)
    return min(0.97, kept + 0.25 * (start_alike - kept)), apart, longest


@kernel
def _by_letters(listed, asked, form, room, count):
    at, size, query, masks = asked.spans[form, 0], asked.spans[form, 1], asked.codes, room.masks
    codes, ends, places = listed.forms.codes, listed.forms.ends, room.places
    form_words, word_ends, known = listed.form_words, listed.form_word_ends, listed.known
    for k in range(near(listed.forms, query, at, size, room.seen, places)):
        start = np.int64(ends[places[k]])
        length = np.int64(ends[places[k] + 1]) - start
        likeness, apart, longest = _measured(masks, query, at, size, codes, start, length)
        if likeness < least(min(length, size)):
            likeness = SLIP_LIKENESS if apart < 2 and longest < 6 else 0.0
        loose = asked.known and likeness < 1.0
        for entry in range(word_ends[places[k]], word_ends[places[k] + 1]):
            word = np.int64(form_words[entry])
            counted = _of_names(likeness, loose and known[word])
            count = _raise(room.best, room.words, count, word, counted)
    return count


@kernel
def _by_sound(listed, asked, form, room, count):
    size, at, sound_size = asked.spans[form, 1], asked.spans[form, 2], asked.spans[form, 3]
    codes, ends, places = listed.sounds.codes, listed.sounds.ends, room.places
    sound_forms, form_ends = listed.sound_forms, listed.sound_form_ends
    for k in range(near(listed.sounds, asked.codes, at, sound_size, room.seen, places)):
        start = np.int64(ends[places[k]])
        length = np.int64(ends[places[k] + 1]) - start
        likeness, apart, _ = _measured(
            room.masks, asked.codes, at, sound_size, codes, start, length
        )
        likeness = SAME_SOUND if apart == 0 else NEAR_SOUND * likeness
        if likeness < least(size):
            continue
        for entry in range(form_ends[places[k]], form_ends[places[k] + 1]):
            heard = np.int64(sound_forms[entry])
            if likeness >= least(min(_length(listed.forms.ends, heard), size)):
                count = _raise_form(listed, asked, heard, likeness, apart != 0, room, count)
    return count


@kernel
def _by_bones(listed, asked, form, room, count):
    lane, codes, ends = listed.bone_forms, listed.forms.codes, listed.forms.ends
    size = asked.spans[form, 1]
    row = (np.uint64(1) << np.uint64(listed.bits)) - np.uint64(1)
    for way in range(3):
        if asked.bones[form, way] == 0:
            continue
        low, high = under(lane, listed.bits, asked.bones[form, way])
        for entry in range(low, high):
            place = np.int64(lane[entry] & row)
            likeness = BONES
            if way == HEARD:
                start = np.int64(ends[place])
                apart = edits(room.masks, size, codes, start, _length(ends, place))
                alike = 1.0 - apart / max(size, _length(ends, place)) >= 0.449
                likeness = HEARD_BONES if alike else 0.0
            elif way == WRITTEN and not asked.clipped[form] and not _clipped(codes, ends, place):
                likeness = 0.0
            if likeness > 0.0:
                count = _raise_form(listed, asked, place, likeness, way < 0, room, count)
    return count


@kernel
def _length(ends, place):
    return np.int64(ends[place + 1]) - np.int64(ends[place])


@kernel
def _clipped(codes, ends, place):
    """Whether a word has no vowels but at its ends."""
    for k in range(np.int64(ends[place]) + 1, np.int64(ends[place + 1]) - 1):
        if codes[k] in (97, 101, 105, 111, 117):
            return False
    return True


@kernel
def _of_names(likeness, two):
    """The likeness; less where both are well-known names of their own."""
    if not two:
        return likeness
    less = likeness * KNOWN_SHARE
    return less if less >= LEAST else 0.0


@kernel
def _raise_form(listed, asked, form, likeness, loose, room, count):
    """Raise the words of a form."""
    for entry in range(listed.form_word_ends[form], listed.form_word_ends[form + 1]):
        word = np.int64(listed.form_words[entry])
        counted = _of_names(likeness, loose and asked.known and listed.known[word])
        count = _raise(room.best, room.words, count, word, counted)
    return count
