"""The vocabulary of a segment: its distinct name parts, and which of them a traveller's may be.

Passengers' name parts repeat, so a part is compared with the whole vocabulary once, and the
answer is remembered by whoever asks. A part may be a listed one because it is the same, sounds
nearly the same, is another spelling of an equivalent name, has the same consonants, or is an
initial; each with the most that such a likeness can count. What the score makes of it is not
known here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import count
from math import ceil
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from tocsin.matching.index import lexicon
from tocsin.matching.index.gluing import hash_of
from tocsin.matching.index.lane import bits_for, number, pack
from tocsin.matching.index.lexicon import codes_of
from tocsin.matching.kernels import alike as kernels
from tocsin.matching.kernels.alike import HEARD, SCALE, SCANNED, WRITTEN, Asked, Listed, Room
from tocsin.matching.kernels.meeting import NO_KEY
from tocsin.matching.kernels.spelling import LETTERS
from tocsin.matching.names import Token
from tocsin.matching.names.sounding import skeleton_of, sound_of
from tocsin.matching.names.syllables import KOREAN_FROM, is_syllable
from tocsin.matching.names.tables import KINDRED_FROM
from tocsin.matching.score import bounds
from tocsin.matching.score.likeness import KNOWN
from tocsin.matching.score.slips import scanned
from tocsin.matching.score.solids import JOINED

Array = npt.NDArray[Any]
_VOWELS = str.maketrans("", "", "aeiou")
_FIELD, _ITEM = "\x1f", "\x1e"
MOST_ALIKE = 2_000
"""Words of the vocabulary that one part is looked for under, the most alike first."""
TOKENS_KEPT = 50_000
TWO_PARTS = 5
"""Letters from which a part may be two written as one."""


class Word(NamedTuple):
    """What of a `Token` says which other tokens it is like; equal ones are one word."""

    text: str
    spellings: tuple[str, ...]
    groups: tuple[int, ...]
    kind: str
    weight: float
    often: bool

    @property
    def known(self) -> bool:
        """Whether it is a well-known name, however it is read."""
        return self.often and not self.spellings

    @property
    def forms(self) -> tuple[str, ...]:
        return tuple(form for form in dict.fromkeys((self.text, *self.spellings)) if form)


Counted = tuple[Array, Array]
"""Places in the vocabulary (int32), and what the likeness of each counts at most (uint8)."""


class Alike(NamedTuple):
    """Places in the vocabulary (int32), and what the likeness of each counts at most, 1 to `SCALE`
    (uint8). Of the part itself: ``glued`` is its hash where it is long enough to be two, ``number``
    names it, ``codes`` and ``spans`` are its letters and sounds (`kernels.alike.Asked`)."""

    words: Array
    likeness: Array
    glued: int
    number: int
    codes: Array
    spans: Array
    initial: bool

    @property
    def crowded(self) -> bool:
        """Whether it may be like more words than are kept, or is short for any of many."""
        return self.initial or len(self.words) >= MOST_ALIKE


def word_of(token: Token) -> Word:
    groups = tuple(sorted(token.groups))
    often = token.count >= KNOWN
    return Word(token.text, token.spellings, groups, token.kind, token.weight, often)


def token_of(written: str, weight: float) -> Token:
    """The token of a listed word, of what `_written` keeps: all of it that a score looks at."""
    text, spellings, groups, kind, often = written.split(_FIELD)
    kin = tuple(int(group) for group in groups.split(_ITEM) if group)
    return Token(
        text, tuple(each for each in spellings.split(_ITEM) if each), -1, frozenset(kin),
        skeleton_of(text), sound_of(text), kind, KNOWN if often else 0, weight,
    )  # fmt: skip


def _written(word: Word) -> str:
    groups = _ITEM.join(map(str, word.groups))
    often = "1" if word.often else ""
    return _FIELD.join((word.text, _ITEM.join(word.spellings), groups, word.kind, often))


def left_of(word: Word | Token) -> float:
    """The weight of a part where none of the other name is like it: an honorific has none then."""
    return 0.0 if word.kind == "honorific" else word.weight


def starting(word: Word | Token) -> int:
    """The first two letters of a part as a number, 0 where it has other spellings."""
    if word.spellings:
        return 0
    return 1 + sum(ord(letter) << (24 * at) for at, letter in enumerate(word.text[:2]))


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
    of_bones = [(key, at) for at, form in enumerate(forms) for key in bone_keys(form) if key]
    initials = [(at, word) for at, word in enumerate(words) if word.kind == "initial"]
    return {
        "word_pairs": np.array(
            [[word.weight, left_of(word)] for word in words], np.float64
        ).ravel(),
        "word_weights": np.array([word.weight for word in words], np.float64),
        "word_left": np.array([left_of(word) for word in words], np.float64),
        "known": np.array([word.known for word in words], np.uint8),
        "syllables": np.array([is_syllable(word.text) for word in words], np.uint8),
        "initials": np.array([at for at, _ in initials], np.int64),
        "initial_letters": np.array([ord(word.text[0]) for _, word in initials], np.int64),
        "word_bits": np.array([bits], np.int64),
        **lexicon.texts("word", [_written(word) for word in words]),
        "word_lengths": np.array([min(len(word.text), 255) for word in words], np.uint8),
        "word_starts": np.array([starting(word) for word in words], np.uint64),
        "form_sounds": np.array([sound_at.get(sound_of(form), -1) for form in forms], np.int32),
        **_under("word_forms", "word_form_ends", [(w, f) for f, w in of_form], len(words)),
        **_under("form_words", "form_word_ends", of_form, len(forms)),
        **_under("sound_forms", "sound_form_ends", of_sound, len(sounds)),
        "group_words": _packed(of_group, bits),
        "bone_forms": _packed(of_bones, bits),
        **lexicon.arrays("form", forms, edits=2),
        **lexicon.arrays("sound", sounds, edits=1),
    }


def bone_keys(form: str) -> list[int]:
    """What a word shares with others, as numbers, `NO_KEY` for none: its look to a scanner, the
    consonants that are heard, and those that are written."""
    skeleton, bones = skeleton_of(form), form.translate(_VOWELS)
    keys = [NO_KEY] * 3
    keys[SCANNED] = number("l" + scanned(form))
    if len(skeleton) > 2:
        keys[HEARD] = number("s" + skeleton)
    if len(bones) > 1:
        keys[WRITTEN] = number("b" + bones)
    return keys


def clipped(form: str) -> bool:
    """Whether a word has no vowels but at its ends."""
    return form[1:-1] == form[1:-1].translate(_VOWELS)


class Vocabulary:
    """An opened vocabulary; it keeps room to work in, so it is asked by one thread at a time."""

    def __init__(self, held: Any) -> None:
        self._bits = int(held["word_bits"][0])
        self._weights = held["word_weights"]
        self._texts = held["word_texts"], held["word_text_ends"]
        self.token = lru_cache(maxsize=TOKENS_KEPT)(self._token)
        self._forms, self._sounds = lexicon.opened("form", held), lexicon.opened("sound", held)
        self._form_words, self._form_word_ends = held["form_words"], held["form_word_ends"]
        columns = [each for each in Listed._fields if each not in ("forms", "sounds", "bits")]
        opened = {each: held[each] for each in columns}
        self._listed = Listed(self._forms, self._sounds, bits=self._bits, **opened)
        self._numbers = count(1)
        forms = max(len(self._forms.ends), len(self._sounds.ends))
        self._room = Room(
            np.zeros(len(self), np.uint8),
            np.empty(len(self), np.int64),
            np.zeros(forms, np.uint8),
            np.empty(forms, np.int64),
            np.zeros(LETTERS, np.uint64),
        )

    def __len__(self) -> int:
        return len(self._weights)

    def _token(self, word: int) -> Token:
        """A listed word, as it was read when the index was built."""
        return token_of(lexicon.text_at(*self._texts, word), float(self._weights[word]))

    def has(self, text: str) -> bool:
        """Whether any listed name part is written so."""
        return lexicon.place(self._forms, text) >= 0

    def alike(self, token: Token) -> Alike:
        """The words that may be the same name part as ``token``."""
        word = word_of(token)
        asked = self._asked(word)
        if word.kind == "initial":
            words, likeness = self._cut_short(word.text, bounds.INITIAL)
        else:
            words, likeness = _most_alike(*kernels.alike(self._listed, asked, self._room))
        glued = hash_of(word.text) if len(word.text) >= TWO_PARTS else NO_KEY
        number, initial = next(self._numbers), word.kind == "initial"
        return Alike(words, likeness, glued, number, asked.codes, asked.spans, initial)

    def cut(self, token: Token) -> Counted:
        """The words that ``token`` may be the beginning of."""
        return self._cut_short(token.text, bounds.CUT)

    def pieces(self, token: Token) -> Counted:
        """The words that ``token`` begins or ends with, as where two parts are written as one."""
        text = token.text
        cuts = range(1, len(text))
        pieces = {piece for at in cuts for piece in (text[:at], text[at:])}
        places = [lexicon.place(self._forms, piece) for piece in pieces]
        return self._words([place for place in places if place >= 0], JOINED)

    def _cut_short(self, start: str, likeness: float) -> Counted:
        return self._words(lexicon.beginning(self._forms, start), likeness)

    def _words(self, forms: Iterable[int], likeness: float) -> Counted:
        """The words of some forms, all of one likeness."""
        ends = self._form_word_ends
        found = [self._form_words[ends[form] : ends[form + 1]] for form in forms]
        words = np.unique(np.concatenate([np.empty(0, np.int32), *found])).astype(np.int32)
        counted = ceil(bounds.credit(likeness) * SCALE - 1e-6)
        return words, np.full(len(words), counted, np.uint8)

    def _asked(self, word: Word) -> Asked:
        sounds = [sound_of(form) for form in word.forms]
        texts = [text for pair in zip(word.forms, sounds, strict=True) for text in pair]
        sizes = [len(text) for text in texts]
        starts = np.cumsum([0, *sizes[:-1]])
        spans = np.stack([starts, sizes], axis=1, dtype=np.int64).reshape(-1, 4)
        cut = (1 << (64 - self._bits)) - 1
        bones = [[key & cut for key in bone_keys(form)] for form in word.forms]
        return Asked(
            codes_of("".join(texts)),
            spans,
            np.array(bones, np.uint64).reshape(-1, 3),
            np.array([clipped(form) for form in word.forms], np.uint8),
            np.array(word.groups, np.uint64),
            np.array([_kinship(group) for group in word.groups], np.float64),
            np.array([g < KINDRED_FROM and is_syllable(word.text) for g in word.groups], np.uint8),
            ord(word.text[0]) if word.text else -1,
            word.known,
        )


def _kinship(group: int) -> float:
    """What words of one group count: one name in two languages, kindred names, syllables."""
    if group < KINDRED_FROM:
        return bounds.GROUP
    return bounds.SYLLABLE if group >= KOREAN_FROM else bounds.KINDRED


def _most_alike(words: Array, likeness: Array) -> Counted:
    if len(words) <= MOST_ALIKE:
        return words, likeness
    order = np.argsort(-likeness.astype(np.int64), kind="stable")
    most = np.sort(order[:MOST_ALIKE])
    return words[most], likeness[most]


def _under(name: str, ends: str, pairs: Sequence[tuple[int, int]], keys: int) -> dict[str, Array]:
    """Rows sorted by key, and where those of each key end, as arrays of these names."""
    both = np.array(pairs, np.int64).reshape(-1, 2)
    order = np.argsort(both[:, 0], kind="stable")
    counted = np.concatenate([[0], np.cumsum(np.bincount(both[:, 0], minlength=keys))])
    return {name: both[order, 1].astype(np.uint32), ends: counted.astype(np.uint32)}


def _packed(pairs: Sequence[tuple[int, int]], bits: int) -> Array:
    keys = np.array([key for key, _ in pairs], np.uint64)
    return pack(keys, np.array([row for _, row in pairs], np.uint64), bits)
