"""Home as the page shows it, and which one thing comes next."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from tocsin.entrances.web.pages import (
    HomePage,
    ListLine,
    ListState,
    NextStep,
    QueueCounts,
    QueueRow,
    SightingLine,
)


@dataclass(frozen=True, slots=True)
class Awaiting:
    """What awaits a decision; ``proposed`` are the candidates that this officer can't concur on,
    having proposed the decision."""

    counts: QueueCounts
    rows: tuple[QueueRow, ...]
    proposed: Collection[str]
    may_see: bool
    may_decide: bool


def home_page(
    now: datetime,
    awaiting: Awaiting,
    lists: Sequence[ListLine] | None,
    sightings: tuple[SightingLine, ...] | None,
    arrived: tuple[int, int],
    *,
    records: int,
    demonstration: bool,
) -> HomePage:
    """``arrived`` counts flights and travellers; lists and sightings are None where none may be
    shown."""
    return HomePage(
        now=now,
        next_step=_next(awaiting, records, arrived[0])
        if lists is not None
        else NextStep("nothing"),
        waiting=awaiting.rows,
        counts=awaiting.counts,
        lists=tuple(map(_state, lists or ())),
        sightings=sightings or (),
        flights=arrived[0],
        travellers=arrived[1],
        demonstration=demonstration,
        may_see_lists=lists is not None,
        may_see_queue=awaiting.may_see,
        may_decide=awaiting.may_decide,
        may_see_sightings=sightings is not None,
    )


def _next(awaiting: Awaiting, records: int, flights: int) -> NextStep:
    if awaiting.may_decide:
        for row in awaiting.rows:
            if row.state == "open":
                return NextStep("decide", row.pk)
            if row.pk not in awaiting.proposed:
                return NextStep("concur", row.pk)
    if not records:
        return NextStep("import_list")
    return NextStep("nothing" if flights or awaiting.counts.all else "screen")


def _state(line: ListLine) -> ListState:
    last = line.last
    return ListState(
        code=line.code,
        publisher=line.publisher,
        title=line.title,
        records=line.records,
        imported_at=last.started_at if last else None,
        run_pk=last.pk if last else "",
        overdue=line.overdue,
    )
