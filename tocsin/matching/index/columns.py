"""Some subjects read into columns: the words of their names, dates, documents, and their bytes.

The first step of building. It runs in a process of its own where there are many subjects; what
it returns is plain arrays and texts. It neither sorts nor writes.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from zlib import crc32

import numpy as np
import numpy.typing as npt

from tocsin.matching.index import days, records
from tocsin.matching.index.lane import number
from tocsin.matching.index.vocabulary import Word, word_of
from tocsin.matching.names import ReadName, Token, read_name
from tocsin.matching.score import bounds, document_key
from tocsin.matching.score.naming import UNVOWELLED, WHOLE
from tocsin.matching.types import Subject

Array = npt.NDArray[Any]
SCRIPTS = ("latin", *sorted(WHOLE | UNVOWELLED))


@dataclass(frozen=True, slots=True)
class Columns:
    """``words`` are distinct; ``arrays`` speak of them by their places.

    Arrays: ``ids`` (number of each id), ``marks``, ``sizes`` (bytes of each record), ``names``
    (how many each subject has), ``dates`` (likewise), ``date_firsts``, ``date_lasts``,
    ``date_abouts``, ``document_keys`` and ``document_rows``, ``persons``; for each name ``parts``
    (how many), ``weak``, ``scripts``, ``solids`` (number of its letters without gaps) and
    ``solid_sizes`` of these letters, which are in ``solid_texts``; ``tokens`` (words).
    """

    words: list[Word]
    records: list[bytes]
    arrays: dict[str, Array]


def solid_number(name: ReadName) -> int:
    """A number of 32 bits for the letters of a name without its gaps."""
    return crc32(name.solid.encode("utf-8", "replace"))


def script_number(name: ReadName) -> int:
    """The place of a name's script in `SCRIPTS`, 0 where it is scored as a Latin name is."""
    return SCRIPTS.index(name.script) if name.script in SCRIPTS else 0


def read(subjects: Iterable[Subject]) -> Columns:
    """Read subjects, each distinct word once."""
    reader = _Reader()
    for row, subject in enumerate(subjects):
        reader.read(row, subject)
    return reader.columns()


@dataclass(slots=True)
class _Reader:
    words: dict[Word, int] = field(default_factory=dict)
    seen: dict[Token, int] = field(default_factory=dict)
    records: list[bytes] = field(default_factory=list)
    ids: Any = field(default_factory=lambda: array("Q"))
    marks: Any = field(default_factory=lambda: array("Q"))
    names: Any = field(default_factory=lambda: array("I"))
    dates: Any = field(default_factory=lambda: array("I"))
    date_firsts: Any = field(default_factory=lambda: array("i"))
    date_lasts: Any = field(default_factory=lambda: array("i"))
    date_abouts: Any = field(default_factory=lambda: array("B"))
    document_keys: Any = field(default_factory=lambda: array("Q"))
    document_rows: Any = field(default_factory=lambda: array("I"))
    parts: Any = field(default_factory=lambda: array("B"))
    weak: Any = field(default_factory=lambda: array("B"))
    solids: Any = field(default_factory=lambda: array("I"))
    solid_sizes: Any = field(default_factory=lambda: array("H"))
    solid_texts: bytearray = field(default_factory=bytearray)
    scripts: Any = field(default_factory=lambda: array("B"))
    persons: Any = field(default_factory=lambda: array("B"))
    tokens: Any = field(default_factory=lambda: array("I"))

    def read(self, row: int, subject: Subject) -> None:
        self.ids.append(number(subject.id))
        self.records.append(records.encode(subject))
        nations = [nation.upper() for nation in subject.nationalities]
        sex, documented = (subject.sex or "").upper()[:1], bool(subject.documents)
        self.marks.append(bounds.marks(nations, sex, documented=documented))
        self.persons.append(subject.kind == "person")
        self.names.append(len(subject.names))
        self.dates.append(len(subject.birth_dates))
        for date in subject.birth_dates:
            first, last, about = days.span_of(date)
            self.date_firsts.append(first)
            self.date_lasts.append(last)
            self.date_abouts.append(about)
        for name in subject.names:
            self._name(name)
        for _issuer, written in subject.documents:
            if key := document_key(written):
                self.document_keys.append(number(key))
                self.document_rows.append(row)

    def _name(self, name: Any) -> None:
        read = read_name(name)
        self.parts.append(len(read.parts))
        self.weak.append(read.weak)
        self.scripts.append(script_number(read))
        solid = read.solid.encode("utf-8", "replace")
        self.solids.append(crc32(solid))
        self.solid_sizes.append(len(solid))
        self.solid_texts += solid
        seen = self.seen
        for token in read.parts:
            at = seen.get(token)
            self.tokens.append(self._word(token) if at is None else at)

    def _word(self, token: Token) -> int:
        at = self.words.setdefault(word_of(token), len(self.words))
        self.seen[token] = at
        return at

    def columns(self) -> Columns:
        plain = ("words", "seen", "records", "solid_texts")
        arrays = {
            name: np.array(getattr(self, name)) for name in self.__slots__ if name not in plain
        }
        arrays["solid_texts"] = np.frombuffer(bytes(self.solid_texts), np.uint8)
        arrays["sizes"] = np.array([len(each) for each in self.records], np.uint32)
        return Columns(list(self.words), self.records, arrays)
