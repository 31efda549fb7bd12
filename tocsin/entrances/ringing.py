"""One round over the members: what is due is carried up, and what waits is sent."""

from __future__ import annotations

from datetime import datetime

from tocsin.alerts.actions import carry_up
from tocsin.alerts.delivering import Carrier, deliver
from tocsin.entrances import wiring
from tocsin.entrances.carriers import Outgoing
from tocsin.foundations.clock import system_clock
from tocsin.members.queries import active_ids
from tocsin.safeguards.access.rules import Actor, Role
from tocsin.safeguards.ledger.keys import Keys


def ring(actor: Actor, carrier: Carrier, *, now: datetime) -> dict[str, int]:
    """For one member; how many were carried up, arrived, and did not arrive."""
    escalated = carry_up(actor, now=now)
    arrived, failed = deliver(actor, carrier, now=now)
    return {"escalated": escalated, "delivered": arrived, "waiting": failed}


def ring_all(*, now: datetime) -> dict[str, int]:
    """For every active member."""
    carrier = Outgoing(Keys(wiring.home() / "keys"), system_clock)
    roles = frozenset({Role.SCREENING_OFFICER})
    rounds = [ring(Actor(each, roles), carrier, now=now) for each in active_ids()]
    return {key: sum(each[key] for each in rounds) for key in ("escalated", "delivered", "waiting")}
