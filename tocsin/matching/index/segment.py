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
from tocsin.matching.kernels.meeting import Lanes
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
        self.by_document = Lane(held["document_rows"], row_bits)
        self.glued = Lane(held["glued_names"], name_bits)
        self.name_subjects, self.name_ends = held["name_subjects"], held["name_ends"]
        self.ids = held["ids"]
        self._record_ends, self._records = held["record_ends"], held["records"]
        columns = [each for each in Lanes._fields if each not in ("bits", "buckets")]
        opened = {each: held[each] for each in columns}
        self.lanes = Lanes(**opened, bits=name_bits, buckets=days.BUCKETS)

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
