"""What a program gets of a screening desk: counts and shares, and nobody's name."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from ninja import Schema


class DayFigures(Schema):
    """Lists of the flights that depart today (UTC), and the messages that wait."""

    day: date
    lists: int
    travellers: int
    lists_with_faults: int
    lists_cancelled: int
    messages_waiting: int
    messages_put_aside: int


class CarrierFigures(Schema):
    """How the lists of one carrier came, of the flights that the schedule awaits today."""

    carrier: str
    expected: int
    on_time: int
    late: int
    missing: int
    not_departed: int


class DeadlineFigures(Schema):
    """Candidates that await a decision; ``deadline`` tells how near the departure is."""

    deadline: str
    open: int
    awaits_second: int


class Share(Schema):
    """Conclusions of one list, border or script; ``name`` is null for several small ones."""

    name: str | None
    confirmed: int
    rejected: int
    rings_falsely: bool


class Shares(Schema):
    """Conclusions since a month, null where there are fewer than ``least``."""

    since: date
    least: int
    all: Share | None
    by_list: list[Share]
    by_border: list[Share]
    by_script: list[Share]


class DeskFigures(Schema):
    """A screening desk at a glance."""

    at: datetime
    today: DayFigures
    carriers: list[CarrierFigures]
    awaiting: list[DeadlineFigures]
    shares: Shares
    records_suspended_here: int


class Suspension(Schema):
    """A record at a desk. ``at_own_desk`` is false for a record of yours at another's, which isn't
    named. ``effect`` is silent, or told where the record rings on.
    """

    record: UUID
    reference: str
    originator: str
    at_own_desk: bool
    effect: str
    rejected: int
    confirmed: int
    begun_at: datetime
    stands: bool
    lifted_at: datetime | None
    reason: str


class SuspensionList(Schema):
    suspensions: list[Suspension]
