"""What stands beside the names of subjects that were judged, in points: birth date and marks."""

from __future__ import annotations

from tocsin.matching.kernels.compiling import kernel
from tocsin.matching.kernels.dates import best_of
from tocsin.matching.kernels.meeting import marked


@kernel
def beside(lanes, born, marks, travellers, rows, dates, others):
    """Fill ``dates`` (float64) with the points of the birth date of each of ``travellers`` beside
    those of a subject, one of ``rows``, and ``others`` with the most of nationality and sex.
    ``born`` (int64, x 3) and ``marks`` (uint64) are of all travellers, as in `Questions`."""
    for k in range(len(rows)):
        row, traveller = rows[k], travellers[k]
        day = born[traveller, 0], born[traveller, 1], born[traveller, 2]
        dates[k] = best_of(
            day, lanes.birth_blocks, row, lanes.date_firsts, lanes.date_lasts, lanes.date_abouts,
            lanes.date_ends,
        )  # fmt: skip
        others[k] = marked(marks[traveller], lanes.marks, row)
