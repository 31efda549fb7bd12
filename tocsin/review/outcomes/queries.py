"""How often the candidates of the viewer's own desk were right."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from django.db.models import Sum

from tocsin.review.outcomes.models import Outcome
from tocsin.review.outcomes.rules import Share, shown
from tocsin.safeguards.access.actions import require, viewing
from tocsin.safeguards.access.rules import Actor, Permission
from tocsin.safeguards.ledger.actions import note

MONTHS = 3
By = Literal["listed_by", "border", "script"]
EACH: tuple[By, ...] = ("listed_by", "border", "script")


@dataclass(frozen=True, slots=True)
class Outcomes:
    """Since a month: all conclusions (None where too few), and the shares that may be shown."""

    since: date
    whole: Share | None
    by: Mapping[By, list[Share]]


def outcomes(actor: Actor, *, now: datetime, months: int = MONTHS) -> Outcomes:
    """Conclusions of this month and those before it, by list, border and script."""
    require(actor, Permission.QUEUE_READ)
    since = _months_before(now, months - 1)
    with viewing(actor):
        note(actor, "outcome.read", permission=Permission.QUEUE_READ)
        by: dict[By, list[Share]] = {each: _shares(actor, each, since) for each in EACH}
    whole = sum(by["listed_by"], start=Share("", 0, 0))
    may = {each: shown(shares) for each, shares in by.items()}
    return Outcomes(since, next(iter(shown([whole])), None), may)


def _shares(actor: Actor, by: By, since: date) -> list[Share]:
    own = Outcome.objects.filter(member_id=actor.member_id, month__gte=since)
    counted = own.values_list(by).annotate(Sum("confirmed"), Sum("rejected")).order_by()
    return [Share(*row) for row in counted]


def _months_before(now: datetime, months: int) -> date:
    years, month = divmod(now.year * 12 + now.month - 1 - months, 12)
    return date(years, month + 1, 1)
