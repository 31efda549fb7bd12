"""A part of the index: some subjects, and the arrays that find one from the other.

The base is one segment, each later addition a small one of the same form. A segment never
changes once written; what is withdrawn from it stands in the manifest.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy.typing as npt

from tocsin.matching.index import container, days, records
from tocsin.matching.index.lane import Lane, number
from tocsin.matching.index.vocabulary import Vocabulary
from tocsin.matching.score import SubjectForm, compile_subject
from tocsin.matching.types import Subject

Array = npt.NDArray[Any]


class Segment:
    """An opened segment. Raises `container.Damaged` when its file can't be trusted."""

    def __init__(self, path: Path) -> None:
        self.arrays = held = container.Container(path)
        row_bits, name_bits = held["bits"].tolist()
        self.vocabulary = Vocabulary(held)
        self.by_id = Lane(held["id_rows"], row_bits)
        self.by_day = Lane(held["day_names"], name_bits)
        self.by_document = Lane(held["document_rows"], row_bits)
        self.alone_names, self.alone_ends = held["alone_names"], held["alone_ends"]
        self.solid = Lane(held["solid_names"], name_bits)
        self.glued = Lane(held["glued_names"], name_bits)
        self.companions = held["companions"]
        self.companion_names = held["companion_names"]
        self.companion_ends = held["companion_ends"]
        self.name_subjects, self.name_ends = held["name_subjects"], held["name_ends"]
        self.name_weak, self.ids, self.marks = held["name_weak"], held["ids"], held["marks"]
        self.tokens, self.token_ends = held["tokens"], held["token_ends"]
        self._date_ends, self._date_codes = held["date_ends"], held["date_codes"]
        self.first_dates, self.several_dates = held["first_dates"], held["several_dates"]
        self._record_ends, self._records = held["record_ends"], held["records"]
        self._spans = held["spans"].tobytes().decode().split("\n")

    def __len__(self) -> int:
        return len(self._record_ends) - 1

    def row_of(self, subject_id: str) -> int | None:
        """The row of a subject, the last one of several; None when this segment never held it."""
        rows = self.by_id.rows([number(subject_id)]).tolist()
        return next((row for row in reversed(rows) if self.subject(row).id == subject_id), None)

    def subject(self, row: int) -> Subject:
        start, end = self._record_ends[row : row + 2].tolist()
        return records.decode(self._records[start:end].tobytes())

    def form(self, row: int, names: Sequence[int]) -> tuple[str, SubjectForm]:
        """The subject's id, and the subject as the score wants it, with some of its names."""
        subject = self.subject(row)
        first = int(self.name_ends[row])
        chosen = tuple(subject.names[name - first] for name in names)
        return subject.id, compile_subject(subject.with_names(chosen))

    def dates(self, row: int) -> list[str]:
        """The birth dates of a subject as texts."""
        codes = self._date_codes[self._date_ends[row] : self._date_ends[row + 1]].tolist()
        return [self._spans[c - days.SPANS] if c >= days.SPANS else days.text_of(c) for c in codes]
