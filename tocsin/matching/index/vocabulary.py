"""The distinct parts of listed names, and which of them a traveller's name part may be.

A traveller's part is compared with the vocabulary once and remembered: passengers' names repeat.
Between the two stand four ways: a near sound or spelling, a shared group of equivalent names, the
same consonants, and initials. How much each counts at most is said by
`score.bounds`; the score itself is not given here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from tocsin.matching.index.lane import Lane, bits_for, number, pack
from tocsin.matching.index.lexicon import Lexicon, arrays, distances
from tocsin.matching.names import Token
from tocsin.matching.names.sounding import skeleton_of, sound_of
from tocsin.matching.names.syllables import KOREAN_FROM, is_syllable
from tocsin.matching.names.tables import KINDRED_FROM
from tocsin.matching.score import bounds
from tocsin.matching.score.likeness import KNOWN, KNOWN_SHARE, LEAST
from tocsin.matching.score.naming import STEEP_BELOW, STEEPNESS
from tocsin.matching.score.slips import scanned
from tocsin.matching.score.solids import JOINED

Array = npt.NDArray[Any]
_VOWELS = str.maketrans("", "", "aeiou")
SCALE = 200
"""Likeness 1.0 as it is kept, in one byte."""
MOST_ALIKE = 2_000
"""Words of the vocabulary that one part is looked for under, the most alike first."""
_SLIP = (bounds.SLIP + STEEPNESS * STEEP_BELOW) / (1 + STEEPNESS)
"""The likeness whose credit is that of a slip."""
_SAME_SOUND = 0.97
"""The most that two spellings of one sound reach."""


class Word(NamedTuple):
    """What of a `Token` says which other tokens it is like; equal ones are one word."""

    text: str
    spellings: tuple[str, ...]
    groups: tuple[int, ...]
    kind: str
    weight: float
    known: bool

    @property
    def left(self) -> float:
        """Its weight where no part of the other name is like it: an honorific has none then."""
        return 0.0 if self.kind == "honorific" else self.weight

    @property
    def forms(self) -> tuple[str, ...]:
        return tuple(form for form in dict.fromkeys((self.text, *self.spellings)) if form)


class Alike(NamedTuple):
    """Places in the vocabulary (int32), and what the likeness of each counts at most, 1 to `SCALE`
    (uint8)."""

    words: Array
    likeness: Array


def word_of(token: Token) -> Word:
    groups = tuple(sorted(token.groups))
    known = token.count >= KNOWN and not token.spellings
    return Word(token.text, token.spellings, groups, token.kind, token.weight, known)


def by_sound(word: Word) -> tuple[str, str, Word]:
    """The order of the vocabulary: words that are alike lie close, and so do their postings."""
    return skeleton_of(word.text), word.text, word


def write(words: Sequence[Word]) -> dict[str, Array]:
    """The arrays of a vocabulary of ``words``, which are distinct."""
    forms = sorted({form for word in words for form in word.forms})
    sounds = sorted({sound for form in forms if (sound := sound_of(form))})
    form_at = {form: at for at, form in enumerate(forms)}
    sound_at = {sound: at for at, sound in enumerate(sounds)}
    bits = bits_for(max(len(words), len(forms)))
    of_form = [(form_at[form], at) for at, word in enumerate(words) for form in word.forms]
    of_group = [(group, at) for at, word in enumerate(words) for group in word.groups]
    of_sound = [(sound_at[s], at) for at, form in enumerate(forms) if (s := sound_of(form))]
    of_bones = [
        (number(key), at) for at, form in enumerate(forms) for key in bone_keys(form).values()
    ]
    initials = [(at, word) for at, word in enumerate(words) if word.kind == "initial"]
    return {
        "word_weights": np.array([word.weight for word in words], np.float64),
        "word_left": np.array([word.left for word in words], np.float64),
        "known": np.array([word.known for word in words], bool),
        "syllables": np.array([is_syllable(word.text) for word in words], bool),
        "initials": np.array([at for at, _ in initials], np.int64),
        "initial_letters": np.array([ord(word.text[0]) for _, word in initials], np.int64),
        "word_bits": np.array([bits], np.int64),
        "form_words": _packed(of_form, bits),
        "group_words": _packed(of_group, bits),
        "sound_forms": _packed(of_sound, bits),
        "bone_forms": _packed(of_bones, bits),
        **arrays("form", forms, edits=2),
        **arrays("sound", sounds, edits=1),
    }


def bone_keys(form: str) -> dict[str, str]:
    """What a word shares with others: its scanned look, and its consonants heard and written."""
    skeleton, bones = skeleton_of(form), form.translate(_VOWELS)
    keys = {"scanned": "l" + scanned(form)}
    if len(skeleton) > 2:
        keys["heard"] = "s" + skeleton
    if len(bones) > 1:
        keys["written"] = "b" + bones
    return keys


def clipped(form: str) -> bool:
    """Whether a word has no vowels but at its ends."""
    return form[1:-1] == form[1:-1].translate(_VOWELS)


class Vocabulary:
    """An opened vocabulary."""

    def __init__(self, held: Any) -> None:
        bits = int(held["word_bits"][0])
        self.weights = bounds.Sides(held["word_weights"], held["word_left"])
        self._syllables, self._known = held["syllables"], held["known"]
        self._forms, self._sounds = Lexicon("form", held), Lexicon("sound", held)
        self._form_words = Lane(held["form_words"], bits)
        self._group_words = Lane(held["group_words"], bits)
        self._sound_forms = Lane(held["sound_forms"], bits)
        self._bone_forms = Lane(held["bone_forms"], bits)
        self._initials, self._letters = held["initials"], held["initial_letters"]

    def __len__(self) -> int:
        return len(self._syllables)

    def has(self, text: str) -> bool:
        """Whether any listed name part is written so."""
        return self._forms.place(text) >= 0

    def alike(self, token: Token) -> Alike:
        """The words that may be the same name part as ``token``."""
        word = word_of(token)
        if word.kind == "initial":
            return self._cut_short(word.text, bounds.INITIAL)
        found = [*self._by_group(word), self._by_initial(word)]
        for form in word.forms:
            found += [*self._by_letters(form, word.known), self._words(*self._by_bones(form))]
        return _most_alike(_merged(found))

    def cut(self, token: Token) -> Alike:
        """The words that ``token`` may be the beginning of."""
        return self._cut_short(token.text, bounds.CUT)

    def pieces(self, token: Token) -> Alike:
        """The words that ``token`` begins or ends with, as where two parts are written as one."""
        text = token.text
        cuts = range(1, len(text))
        places = [self._forms.place(piece) for at in cuts for piece in (text[:at], text[at:])]
        known = np.array([place for place in places if place >= 0], np.int64)
        return _merged([self._words(known, np.full(len(known), JOINED))])

    def _cut_short(self, start: str, likeness: float) -> Alike:
        places = self._forms.beginning(start)
        return _merged([self._words(places, np.full(len(places), likeness))])

    def _by_group(self, word: Word) -> Iterator[tuple[Array, Array]]:
        for group in word.groups:
            words = self._group_words.under(group)
            if group >= KINDRED_FROM:
                likeness = bounds.SYLLABLE if group >= KOREAN_FROM else bounds.KINDRED
            else:
                likeness = bounds.GROUP
                if is_syllable(word.text):
                    words = words[~self._syllables[words]]
            yield words, np.full(len(words), likeness)

    def _by_initial(self, word: Word) -> tuple[Array, Array]:
        letter = ord(word.text[0]) if word.text else 0
        words = self._initials[self._letters == letter]
        return words, np.full(len(words), bounds.INITIAL)

    def _by_letters(self, form: str, known: bool) -> Iterator[tuple[Array, Array]]:
        """Words that are spelt nearly the same, and words that sound nearly the same.

        A near spelling of a well-known name by another one counts less, unless both sound alike.
        """
        near = self._forms.near(form, bounds.most_edits)
        longest, shortest = np.maximum(near.lengths, len(form)), np.minimum(near.lengths, len(form))
        likeness = bounds.near(near.edits, near.winkler, longest)
        slip = (near.edits < 2) & (longest < 6)
        alike = likeness >= bounds.least(shortest)
        likeness = np.where(alike, likeness, np.where(slip, _SLIP, 0.0))
        words, likeness = self._words(near.places, likeness)
        yield words, self._of_names(words, likeness, known & (likeness < 1.0))
        words, likeness = self._words(*self._by_sound(form))
        yield words, self._of_names(words, likeness, known & (likeness != _SAME_SOUND))

    def _of_names(self, words: Array, likeness: Array, known: Array) -> Array:
        """The likeness where both are well-known names that sound otherwise."""
        less = likeness * KNOWN_SHARE
        both = self._known[words] & known
        return np.where(both, np.where(less >= LEAST, less, 0.0), likeness)

    def _by_sound(self, form: str) -> tuple[Array, Array]:
        sound = sound_of(form)
        near = self._sounds.near(sound, bounds.most_edits)
        longest = np.maximum(near.lengths, len(sound))
        likeness = bounds.near(near.edits, near.winkler, longest)
        likeness = np.where(near.edits == 0, _SAME_SOUND, 0.96 * likeness)
        kept = np.flatnonzero(likeness >= bounds.least(np.array(len(form))))
        forms, likeness = self._sound_forms.spread(near.places[kept], likeness[kept])
        shortest = np.minimum(self._forms.lengths[forms], len(form))
        return forms, np.where(likeness >= bounds.least(shortest), likeness, 0.0)

    def _by_bones(self, form: str) -> tuple[Array, Array]:
        """Forms of the same look to a scanner, or of the same consonants."""
        found = {way: self._bone_forms.under(number(k)) for way, k in bone_keys(form).items()}
        places = np.concatenate(list(found.values()))
        likeness = np.full(len(places), bounds.BONES)
        words = self._forms.words
        texts = [words[place] for place in places.tolist()]
        heard = np.repeat([way == "heard" for way in found], [len(some) for some in found.values()])
        written = np.repeat([way == "written" for way in found], [len(x) for x in found.values()])
        kept = 1.0 - distances(form, texts) / np.maximum(self._forms.lengths[places], len(form))
        likeness[heard] = np.where(kept[heard] >= 0.449, bounds.HEARD_BONES, 0.0)
        if written.any() and not clipped(form):
            likeness[written] *= [
                clipped(text) for text, of in zip(texts, written, strict=True) if of
            ]
        return places, likeness

    def _words(self, forms: Array, likeness: Array) -> tuple[Array, Array]:
        return self._form_words.spread(forms, likeness)


def _merged(found: Sequence[tuple[Array, Array]]) -> Alike:
    """Each word once, with the most that any way gave it."""
    words = np.concatenate([words for words, _ in found])
    likeness = np.concatenate([likeness for _, likeness in found])
    counted = np.where(likeness > 0, bounds.credit(likeness), 0.0)
    scaled = np.ceil(counted * SCALE - 1e-6).astype(np.int64)
    packed = np.sort((words << 8) | scaled)
    last = np.flatnonzero(np.diff(packed >> 8, append=-1))
    words, scaled = packed[last] >> 8, packed[last] & 255
    return Alike(words[scaled > 0].astype(np.int32), scaled[scaled > 0].astype(np.uint8))


def _most_alike(alike: Alike) -> Alike:
    if len(alike.words) <= MOST_ALIKE:
        return alike
    order = np.argsort(-alike.likeness.astype(np.int64), kind="stable")
    most = np.sort(order[:MOST_ALIKE])
    return Alike(alike.words[most], alike.likeness[most])


def _packed(pairs: Sequence[tuple[int, int]], bits: int) -> Array:
    keys = np.array([key for key, _ in pairs], np.uint64)
    return pack(keys, np.array([row for _, row in pairs], np.uint64), bits)
