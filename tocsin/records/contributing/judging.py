"""A file judged row by row: the good ones go on, what is wrong with the others is said. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date

from tocsin.records.contributing.batches import Report, RowFault
from tocsin.records.contributing.rows import Form, Row, column_of
from tocsin.records.registers.rules import Contribution
from tocsin.records.registers.rules.reading import Members, read

EVERY = 1_000
"""Rows between two reports of how far it has come."""
Progress = Callable[[str, int, int], None]
"""Called with what is done, how many rows of it, and of how many; 0 where that isn't known."""


def judged(
    rows: Iterable[Row],
    form: Form,
    report: Report,
    members: Members,
    today: date,
    progress: Progress,
) -> Iterator[Contribution]:
    """The good rows; what is wrong with the others goes into the report."""
    seen: dict[str, int] = {}
    for row in rows:
        report.rows += 1
        given, wrong = _judge(row, form, members, today)
        if given and not wrong:
            wrong = _repeated(row, given, seen)
        if wrong:
            report.bad += 1
            report.faults += wrong
        elif given:
            yield given
        if report.rows % EVERY == 0:
            progress("checking", report.rows, 0)


def _judge(
    row: Row, form: Form, members: Members, today: date
) -> tuple[Contribution | None, list[RowFault]]:
    if row.plain is None:
        return None, [
            RowFault(row.line, "", "unreadable_row", f"This can't be read: {row.problem}.")
        ]
    plain = row.plain
    given, faults = read(plain, members, today)

    def place(field: str) -> str:
        return column_of(field, plain) if form is Form.CSV else field

    told = [
        RowFault(row.line, place(each.field), each.code, each.message, _shown(given.reference))
        for each in faults
    ]
    return given, told


def _shown(reference: str) -> str:
    return "".join(each if each.isprintable() else "?" for each in reference[:100])


def _repeated(row: Row, given: Contribution, seen: dict[str, int]) -> list[RowFault]:
    first = seen.setdefault(given.reference, row.line)
    if first == row.line:
        return []
    message = f"Line {first} has the same reference."
    return [RowFault(row.line, "reference", "repeated", message, given.reference)]
