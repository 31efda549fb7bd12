"""Which subjects of a segment each traveller may be, and the score that each can reach at most.

A subject is met on one of these ways (`kernels.meeting`):
- two parts of a listed name that are like two of the traveller's, in the slice of the birth years
  that matter, or one part where one of both names has only one;
- two listed parts that the traveller's name writes as one (`glued`); the reverse is a way of
  writing the traveller's name (`questions`);
- the same birth date or the same document number.
The bound of the score is taken for all that are met, and those that reach the threshold are
proposed. The score itself is given elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice
from threading import Lock
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from tocsin.matching.index.lane import flat, number
from tocsin.matching.index.questions import Way, laid_out, ways
from tocsin.matching.index.segment import Segment
from tocsin.matching.index.vocabulary import Alike
from tocsin.matching.kernels.compiling import Kernel
from tocsin.matching.kernels.meeting import (
    CERTAIN,
    NO_KEY,
    ROUNDING,
    meet,
    meet_glued,
)
from tocsin.matching.kernels.walking import Questions, Room
from tocsin.matching.names import Token, read_name
from tocsin.matching.score import TravellerForm, document_key

Array = npt.NDArray[Any]
TOKENS_KEPT = 30_000
MOST_WAYS = 96
"""Ways of writing that are asked in one go."""
Entries = tuple[Array, Array, Array]
"""Places of travellers, names met for them, and the most that the score of each can reach."""


class Proposals(NamedTuple):
    """Subjects that travellers may be, in the order of the ``travellers`` (their places).

    Of each its row in ``rows``, in ``bounds`` the score it can reach at most, and the ``names`` by
    which it may, from one of ``starts`` on up to the next. ``bounds`` is float64, all else int64.
    """

    travellers: Array
    rows: Array
    bounds: Array
    names: Array
    starts: Array

    @classmethod
    def none(cls) -> Proposals:
        """Nobody."""
        nothing = np.empty(0, np.int64)
        return cls(nothing, nothing, np.empty(0), nothing, nothing)

    @property
    def sizes(self) -> Array:
        """How many names there are of each."""
        return np.diff(self.starts, append=len(self.names))

    def names_of(self, place: int) -> Array:
        """The names of one."""
        start = self.starts[place]
        following = self.starts[place + 1 : place + 2].tolist()
        return self.names[start : following[0] if following else len(self.names)]

    def joined(self, others: Proposals) -> Proposals:
        """These and the others; the travellers are no longer in order."""
        moved = others._replace(starts=others.starts + len(self.names))
        return Proposals(*map(np.concatenate, zip(self, moved, strict=True)))

    def only(self, kept: Array) -> Proposals:
        """Those where ``kept`` (bool) says so."""
        sizes = self.sizes
        left = sizes[kept]
        return Proposals(
            self.travellers[kept],
            self.rows[kept],
            self.bounds[kept],
            self.names[np.repeat(kept, sizes)],
            np.cumsum(left) - left,
        )


class Proposer:
    """Asks one segment, for one thread at a time: it keeps room to work in between calls."""

    def __init__(self, segment: Segment) -> None:
        self._segment = segment
        self.turn = Lock()
        vocabulary = segment.vocabulary
        self._room = _room(len(vocabulary), len(segment.name_subjects))
        self.alike = lru_cache(maxsize=TOKENS_KEPT)(vocabulary.alike)
        self._pieces = lru_cache(maxsize=TOKENS_KEPT // 10)(vocabulary.pieces)
        self._cut = lru_cache(maxsize=TOKENS_KEPT // 2)(self._alike_or_cut)

    def propose(self, asked: Sequence[TravellerForm], floor: float) -> Proposals:
        """For all travellers the subjects whose score may be ``floor`` or more."""
        return self._proposed(asked, floor, None)

    def about(self, asked: TravellerForm, row: int) -> Proposals:
        """What would be proposed of one subject, were the threshold 0; by all its names where it
        isn't met."""
        met = self._proposed([asked], 0.0, row)
        if len(met.rows):
            return met
        names = np.arange(*self._segment.name_ends[row : row + 2].tolist())
        first = np.zeros(1, np.int64)
        return Proposals(first, np.array([row]), np.zeros(1), names, first)

    def _proposed(
        self, asked: Sequence[TravellerForm], floor: float, only: int | None
    ) -> Proposals:
        with self.turn:
            found = [*self._by_document(asked), *self._by_name(asked, floor)]
        travellers, names, reached = (np.concatenate(column) for column in zip(*found, strict=True))
        if only is not None:
            kept = np.flatnonzero(self._segment.name_subjects[names] == only)
            travellers, names, reached = travellers[kept], names[kept], reached[kept]
        if not len(names):
            return Proposals.none()
        return self._grouped(travellers, names, reached, floor)

    def _grouped(self, travellers: Array, names: Array, reached: Array, floor: float) -> Proposals:
        """Put the names of one subject together, each once, where any reaches the threshold."""
        rows = self._segment.name_subjects[names].astype(np.int64)
        order = np.lexsort((names, rows, travellers))
        rows, travellers = rows[order], travellers[order]
        names, reached = names[order], reached[order]
        new = np.ones(len(rows), bool)
        new[1:] = (rows[1:] != rows[:-1]) | (travellers[1:] != travellers[:-1])
        starts = np.flatnonzero(new)
        bounds = np.maximum.reduceat(reached, starts)
        new[1:] |= names[1:] != names[:-1]
        place = np.cumsum(new) - 1
        some = Proposals(travellers[starts], rows[starts], bounds, names[new], place[starts])
        return some.only(bounds >= floor - ROUNDING)

    def _by_document(self, asked: Sequence[TravellerForm]) -> Iterator[Entries]:
        yield np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0)
        for traveller, form in enumerate(asked):
            keys = [document_key(written) for _, written in form.documents]
            rows = [self._segment.by_document.under(number(key)) for key in keys if key]
            if any(len(some) for some in rows):
                names = self._all_names(np.concatenate(rows))
                yield np.full(len(names), traveller), names, np.full(len(names), CERTAIN)

    def _by_name(self, asked: Sequence[TravellerForm], floor: float) -> Iterator[Entries]:
        flow = ways(asked, self._joined)
        while some := list(islice(flow, MOST_WAYS)):
            found = [each for way in some for each in self._alike_of(way)]
            questions = laid_out(some, found, asked, floor)
            self._make_room(int(questions.count.max()))
            yield self._found(meet, questions, floor)
            yield from self._glued(some, questions, floor)

    def _alike_of(self, way: Way) -> list[Alike]:
        found = [self.alike(part) for part in way.parts]
        if way.cut:
            found[-1] = self._cut(way.parts[-1])
        return found

    def _make_room(self, parts: int) -> None:
        words = len(self._room.bits)
        if len(self._room.table) < parts * words:
            self._room = self._room._replace(table=np.zeros(parts * words, np.uint8))

    def _glued(self, some: Sequence[Way], asked: Questions, floor: float) -> Iterator[Entries]:
        """Names of which two neighbours, written as one, are a part of the traveller's."""
        keyed = np.flatnonzero(asked.glued != NO_KEY)
        at, names = self._segment.glued.with_place(asked.glued[keyed])
        way_of_name = np.repeat(np.arange(len(some)), asked.count)[keyed[at]]
        for way in np.unique(way_of_name).tolist():
            listed = np.unique(names[way_of_name == way])
            wider = self._with_pieces(some[way], asked, way)
            yield self._found(meet_glued, wider, floor, way, listed)

    def _found(self, ask: Kernel, asked: Questions, floor: float, *more: Any) -> Entries:
        """What a kernel finds; where there was too little room for it, it is asked again."""
        lanes = self._segment.lanes
        while (total := ask(lanes, asked, self._room, floor, *more)) > len(self._room.ways):
            self._room = self._room._replace(**_found(2 * total))
        room = self._room
        met, names, points = room.ways[:total], room.names[:total], room.points[:total]
        return asked.travellers[met], names.copy(), points.copy()

    def _with_pieces(self, way: Way, asked: Questions, at: int) -> Questions:
        """The same questions, where the parts of one way may also be what they are made of."""
        pieces = [self._pieces(part) for part in way.parts]
        first = int(asked.first[at])
        parts = range(len(asked.word_ends) - 1)
        slices = [slice(*asked.word_ends[part : part + 2].tolist()) for part in parts]
        words = [asked.words[some] for some in slices]
        likeness = [asked.likeness[some] for some in slices]
        for part, (more, counted) in enumerate(pieces, first):
            words[part] = np.concatenate([words[part], more])
            likeness[part] = np.concatenate([likeness[part], counted])
        ends = np.cumsum([0, *(len(some) for some in words)])
        return asked._replace(
            words=np.concatenate(words), likeness=np.concatenate(likeness), word_ends=ends
        )

    def _joined(self, parts: tuple[Token, ...]) -> Token | None:
        """Neighbours as one part, if the vocabulary has anything written so."""
        text = "".join(part.text for part in parts)
        if len(text) < 3 or not self._segment.vocabulary.has(text):
            return None
        read = read_name(text).parts
        return read[0] if len(read) == 1 else None

    def _all_names(self, rows: Array) -> Array:
        """All names of some subjects."""
        starts = self._segment.name_ends[rows].astype(np.int64)
        return flat(starts, self._segment.name_ends[rows + 1] - starts)

    def _alike_or_cut(self, part: Token) -> Alike:
        whole = self.alike(part)
        words, likeness = self._segment.vocabulary.cut(part)
        words = np.concatenate([whole.words, words])
        likeness = np.concatenate([whole.likeness, likeness])
        order = np.lexsort((likeness, words))
        last = order[np.flatnonzero(np.diff(words[order], append=-1))]
        return whole._replace(words=words[last], likeness=likeness[last])


def _room(words: int, names: int) -> Room:
    return Room(
        np.zeros(4 * words, np.uint8),
        np.zeros(words, np.uint16),
        np.zeros(names // 8 + 1, np.uint8),
        np.empty(max(names, 1), np.uint32),
        np.empty(3 * max(names, 1), np.int64),
        **_found(1_000),
    )


def _found(count: int) -> dict[str, Array]:
    return {
        "ways": np.empty(count, np.int64),
        "names": np.empty(count, np.int64),
        "points": np.empty(count, np.float64),
    }
