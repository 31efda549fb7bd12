"""The screening desk's figures as its page shows them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from tocsin.entrances.web.pages.desk import (
    DayFigures,
    DeadlineLine,
    DeskPage,
    InboxFigures,
    ShareLine,
    ShareTable,
)
from tocsin.entrances.web.pages.flights import CarrierLine
from tocsin.entrances.web.templatetags.words import word
from tocsin.records.lists.rules import PUBLISHERS
from tocsin.review.outcomes.queries import By, Outcomes
from tocsin.review.outcomes.rules import LEAST, Share
from tocsin.review.rules import State
from tocsin.review.waiting import Deadline
from tocsin.travel.intake.queries import Depth
from tocsin.travel.intake.schedules import Punctuality
from tocsin.travel.queries import Departing
from tocsin.travel.rules import airport


def desk_page(
    now: datetime,
    departing: Departing,
    carriers: Sequence[Punctuality],
    depth: Depth,
    waiting: Mapping[Deadline, Mapping[State, int]],
    found: Outcomes,
    silent: int,
    members: Mapping[str, str],
) -> DeskPage:
    """``members`` are names by code, for records that no published list gave."""
    return DeskPage(
        now=now,
        day=now.date(),
        figures=_figures(departing, carriers),
        inbox=InboxFigures(depth.waiting, depth.quarantined, depth.oldest),
        deadlines=tuple(_deadline(each, counts) for each, counts in waiting.items()),
        carriers=carrier_lines(carriers),
        since=found.since,
        whole=_share(found.whole, "") if found.whole else None,
        tables=tuple(
            ShareTable(by, tuple(_share(each, _note(each.name, by, members)) for each in shares))
            for by, shares in found.by.items()
        ),
        silent=silent,
        least=LEAST,
    )


def carrier_lines(carriers: Iterable[Punctuality]) -> tuple[CarrierLine, ...]:
    return tuple(
        CarrierLine(it.carrier, it.expected, it.on_time, it.late, it.missing, it.ahead)
        for it in carriers
    )


def _figures(departing: Departing, carriers: Sequence[Punctuality]) -> DayFigures:
    return DayFigures(
        departing.lists,
        departing.travellers,
        departing.with_faults,
        departing.cancelled,
        expected=sum(each.expected for each in carriers),
        on_time=sum(each.on_time for each in carriers),
        late=sum(each.late for each in carriers),
        missing=sum(each.missing for each in carriers),
        ahead=sum(each.ahead for each in carriers),
    )


def _deadline(deadline: Deadline, counts: Mapping[State, int]) -> DeadlineLine:
    return DeadlineLine(deadline.value, counts[State.OPEN], counts[State.AWAITS_SECOND])


def _share(share: Share, note: str) -> ShareLine:
    return ShareLine(
        share.name,
        note,
        share.confirmed,
        share.rejected,
        share.confirmed_in_100,
        share.rings_falsely,
    )


def _note(code: str, by: By, members: Mapping[str, str]) -> str:
    """What a code means: the title of a list, the name of a member, a city, a script."""
    if not code:
        return ""
    if by == "listed_by":
        return PUBLISHERS[code].citation if code in PUBLISHERS else members.get(code, "")
    if by == "script":
        return word(code, "script")
    place = airport(code)
    return place.city if place else ""
