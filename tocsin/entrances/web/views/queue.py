"""The queue: narrowed as asked, with who is at work on what, and the pace of each desk."""

from __future__ import annotations

from datetime import timedelta
from typing import get_args
from urllib.parse import urlencode

from django.http import HttpResponse

from tocsin.entrances.web.filling.queue import Reader, counts_of, rows_of
from tocsin.entrances.web.pages import DeskPace, Narrowing, QueuePage
from tocsin.entrances.web.pages.queue import Claims, StateFilter
from tocsin.entrances.web.paging import PIECE, page_number, paging
from tocsin.entrances.web.visits import Visit
from tocsin.review import queries
from tocsin.review.pace import pace
from tocsin.review.queries import Wanted
from tocsin.safeguards.access.rules import Permission
from tocsin.screening.rules import GRAVEST_FIRST

FILTERS: dict[str, StateFilter] = {each: each for each in get_args(StateFilter)}
CLAIMS: dict[str, Claims] = {each: each for each in get_args(Claims)}
ACTIONS = tuple(each.value for each in GRAVEST_FIRST)
HOURS = ("3", "12", "24", "72")


def queue(visit: Visit) -> HttpResponse:
    page = queue_page(visit)
    return visit.show("pages/queue_rows.html" if visit.in_part else "pages/queue.html", page)


def queue_page(visit: Visit) -> QueuePage:
    shown = FILTERS.get(visit.request.GET.get("state", ""), "awaiting")
    narrowing = _narrowing(visit, shown)
    wanted = _wanted(visit, narrowing)
    counts = counts_of(queries.counts(visit.actor))
    total = getattr(counts, shown)
    if narrowing.narrows:
        total = queries.count(visit.actor, shown, wanted, now=visit.now)
    where = paging(total, page_number(visit), **_asked(shown, narrowing))
    offset = (where.number - 1) * PIECE
    rows = queries.queue(visit.actor, shown, wanted, now=visit.now, offset=offset, limit=PIECE)
    return QueuePage(
        now=visit.now,
        rows=rows_of(rows, reader_of(visit)),
        filter=shown,
        counts=counts,
        paging=where,
        may_decide=visit.may(Permission.DECISION_MAKE),
        narrowing=narrowing,
        paces=() if visit.in_part else _paces(visit),
    )


def reader_of(visit: Visit) -> Reader:
    """What the queue has to know of whoever reads it."""
    return Reader(
        visit.actor.officer_id,
        visit.now,
        visit.may(Permission.DECISION_MAKE),
        queries.own_proposals(visit.actor),
    )


def _narrowing(visit: Visit, shown: str) -> Narrowing:
    asked = visit.request.GET
    action, within = asked.get("action", ""), asked.get("within", "")
    found = Narrowing(
        action=action if action in ACTIONS else "",
        within=within if within in HOURS else "",
        claims=CLAIMS.get(asked.get("claims", ""), ""),
        actions=ACTIONS,
        hours=HOURS,
    )
    return Narrowing(
        found.action,
        found.within,
        found.claims,
        ACTIONS,
        HOURS,
        urlencode(_asked(shown, found)),
    )


def _asked(shown: str, narrowing: Narrowing) -> dict[str, str]:
    """What an address has to say to show the same again."""
    chosen = {
        "action": narrowing.action,
        "within": narrowing.within,
        "claims": narrowing.claims,
    }
    return {"state": shown, **{key: value for key, value in chosen.items() if value}}


def _wanted(visit: Visit, narrowing: Narrowing) -> Wanted:
    hours = narrowing.within
    return Wanted(
        narrowing.action,
        visit.now + timedelta(hours=int(hours)) if hours else None,
        narrowing.claims,
    )


def _paces(visit: Visit) -> tuple[DeskPace, ...]:
    return tuple(
        DeskPace(each.desk, each.median.total_seconds(), each.decisions)
        for each in pace(visit.actor, now=visit.now)
    )
