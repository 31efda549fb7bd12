"""A part of the index: some subjects, and the arrays that find one from the other.

The base is one segment, each later addition a small one of the same form. A segment never
changes once written; what is withdrawn from it stands in the manifest.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy.typing as npt

from tocsin.foundations.vocabulary import PartialDate
from tocsin.matching.index import container, days, records
from tocsin.matching.index.columns import SCRIPTS
from tocsin.matching.index.lane import Lane, number
from tocsin.matching.index.vocabulary import Vocabulary
from tocsin.matching.kernels.likenesses import Listed
from tocsin.matching.kernels.walking import Lanes
from tocsin.matching.names import ReadName
from tocsin.matching.score import SubjectForm
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
        self.listed = Listed(*(held[each] for each in Listed._fields))
        self.lanes = Lanes(**opened, bits=name_bits, buckets=days.BUCKETS)

    def __len__(self) -> int:
        return len(self._record_ends) - 1

    def row_of(self, subject_id: str) -> int | None:
        """The row of a subject, the last one of several; None when this segment never held it."""
        rows = self.by_id.rows([number(subject_id)]).tolist()
        return next((row for row in reversed(rows) if self.subject(row).id == subject_id), None)

    def subject(self, row: int) -> Subject:
        return records.decode(self._record(row))

    def id_of(self, row: int) -> str:
        """The id of a subject."""
        return records.id_of(self._record(row))

    def form(self, row: int, names: Sequence[int], *, whole: bool) -> SubjectForm:
        """The subject as the score wants it, with some of its names; without ``whole``, birth
        dates are all that stands beside them."""
        read = tuple(self._name(name) for name in names)
        if not whole:
            return SubjectForm(read, self._dates(row), (), (), "", self._kind(row))
        subject = self.subject(row)
        nations = tuple(nation.upper() for nation in subject.nationalities)
        sex = (subject.sex or "").upper()[:1]
        return SubjectForm(
            read, subject.birth_dates, nations, subject.documents, sex, self._kind(row)
        )

    def _record(self, row: int) -> bytes:
        start, end = self._record_ends[row : row + 2].tolist()
        return self._records[start:end].tobytes()

    def _name(self, name: int) -> ReadName:
        """A listed name as it was read when the index was built; how it was written, which the
        score doesn't ask of it, is left out."""
        start, end = self.lanes.token_ends[name : name + 2].tolist()
        parts = tuple(map(self.vocabulary.token, self.lanes.tokens[start:end].tolist()))
        start, end = self.listed.solid_ends[name : name + 2].tolist()
        solid = self.listed.solid_texts[start:end].tobytes().decode()
        script = SCRIPTS[self.listed.name_scripts[name]]
        return ReadName("", (), parts, bool(self.lanes.name_weak[name]), solid, script)

    def _dates(self, row: int) -> tuple[PartialDate, ...]:
        start, end = self.lanes.date_ends[row : row + 2].tolist()
        columns = (self.lanes.date_firsts, self.lanes.date_lasts, self.lanes.date_abouts)
        spans = zip(*(column[start:end].tolist() for column in columns), strict=True)
        return tuple(days.date_of(*span) for span in spans)

    def _kind(self, row: int) -> str:
        return "person" if self.listed.persons[row] else "no person"
