"""A carrier as tests know it: its messages as bytes, and a worker that takes them up."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from tests.invented import NOW, flight, node
from tocsin.formats.paxlst import (
    Envelope,
    Leg,
    ListedTraveller,
    Purpose,
    write_paxlst,
)
from tocsin.matching import Index
from tocsin.safeguards.access.rules import Actor, Role
from tocsin.screening.working import Bench
from tocsin.travel.holding.keys import KeyFiles

FUNCTIONS = {Purpose.CHANGE: "CP", Purpose.CANCEL: "XR", Purpose.REDUCE: "RP"}


def message(
    *travellers: ListedTraveller,
    number: str = "101",
    days: int = 1,
    reference: str = "REF1",
    purpose: Purpose = Purpose.REPORT,
    part: int | None = None,
    is_last: bool = True,
    declared: int | None = None,
) -> bytes:
    """A PAXLST of a flight some days from now."""
    it = flight(*travellers, number=number, days=days)
    leg = it.flight
    it = replace(
        it,
        reference=reference,
        version="D.12B",
        code="745",
        function=FUNCTIONS.get(purpose),
        common_access_reference=f"XB{number}/{days}" if part else None,
        part_number=part,
        is_final_part=is_last,
        legs=(Leg(leg.carrier, leg.number, leg.departure, leg.arrival, leg.departs, leg.arrives),),
        declared_travellers=len(travellers) if declared is None else declared,
    )
    return write_paxlst([it], Envelope("XB", "XAPIU", NOW.replace(tzinfo=None), reference))


def desk() -> Actor:
    """The node's own acting for the member to whom messages are sent."""
    return node("XB", Role.SCREENING_OFFICER)


class Clock:
    """A clock that stands still until a test moves it."""

    def __init__(self, now: datetime = NOW) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **much: float) -> None:
        self.now += timedelta(**much)


def bench(home: Path, index: Index, clock: Clock | None = None) -> Bench:
    return Bench(lambda: index, KeyFiles(home / "keys"), clock or Clock())
