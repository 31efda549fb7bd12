"""A part of the index: some subjects, and the arrays that find one from the other.

The base is one segment, each later addition a small one of the same form. A segment never
changes once written; what is withdrawn from it stands in the manifest.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from tocsin.foundations.vocabulary import PartialDate
from tocsin.matching.index import container, days, records
from tocsin.matching.index.lane import Lane, flat, number
from tocsin.matching.index.vocabulary import Vocabulary
from tocsin.matching.score import SubjectForm, bounds, compile_subject
from tocsin.matching.types import Subject

Array = npt.NDArray[Any]
SUBJECTS_KEPT = 8_000


class Segment:
    """An opened segment. Raises `container.Damaged` when its file can't be trusted."""

    def __init__(self, path: Path) -> None:
        self.arrays = held = container.Container(path)
        row_bits, name_bits = held["bits"].tolist()
        self.vocabulary = Vocabulary(held)
        self.by_id = Lane(held["id_rows"], row_bits)
        self.by_day = Lane(held["day_rows"], row_bits)
        self.by_document = Lane(held["document_rows"], row_bits)
        self.alone = Lane(held["alone_names"], name_bits)
        self.glued = Lane(held["glued_names"], name_bits)
        self.companions = held["companions"]
        self.companion_names = held["companion_names"]
        self.companion_ends = held["companion_ends"]
        self.name_ends, self.name_subjects = held["name_ends"], held["name_subjects"]
        self.name_weak, self.ids, self.marks = held["name_weak"], held["ids"], held["marks"]
        self.tokens, self.token_ends = held["tokens"], held["token_ends"]
        self._date_ends, self._date_codes = held["date_ends"], held["date_codes"]
        self._first_dates, self._several_dates = held["first_dates"], held["several_dates"]
        self._any_several = bool(self._several_dates.any())
        self._record_ends, self._records = held["record_ends"], held["records"]
        self._spans = held["spans"].tobytes().decode().split("\n")
        self.form = lru_cache(maxsize=SUBJECTS_KEPT)(self._form)

    def __len__(self) -> int:
        return len(self._record_ends) - 1

    def row_of(self, subject_id: str) -> int | None:
        """The row of a subject, the last one of several; None when this segment never held it."""
        rows = self.by_id.rows([number(subject_id)]).tolist()
        return next((row for row in reversed(rows) if self.subject(row).id == subject_id), None)

    def subject(self, row: int) -> Subject:
        start, end = self._record_ends[row : row + 2].tolist()
        return records.decode(self._records[start:end].tobytes())

    def _form(self, row: int) -> tuple[str, SubjectForm]:
        """The subject's id, and the subject as the score wants it."""
        subject = self.subject(row)
        return subject.id, compile_subject(subject)

    def names_of(self, rows: Array) -> Array:
        """All names of the subjects in ``rows``."""
        starts = self.name_ends[rows].astype(np.int64)
        return flat(starts, self.name_ends[rows + 1] - starts)

    def beside_names(self, rows: Array, born: PartialDate | None, marks: int) -> Array:
        """Points at most of all that stands beside the names of the subjects in ``rows``."""
        points: Array = bounds.mark_points(marks, self.marks[rows]) if marks else np.zeros(len(rows))
        if born is None:
            return points
        points = points + days.points_at_most(born, self._first_dates[rows], self._span)
        several = np.flatnonzero(self._several_dates[rows]) if self._any_several else ()
        for at in several:
            points[at] += self._gained(int(rows[at]), born)
        return points

    def _gained(self, row: int, born: PartialDate) -> float:
        """Points that the best of a subject's birth dates gives more than the first."""
        codes = self._date_codes[self._date_ends[row] : self._date_ends[row + 1]]
        points = days.points_at_most(born, codes, self._span)
        return float(points.max() - points[0])

    def _span(self, place: int) -> str:
        return self._spans[place]
