"""One round over the members: desks are tested monthly, what is due is carried up, what waits is
sent."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime

from tocsin.alerts.actions import carry_up
from tocsin.alerts.delivering import Carrier, Undelivered, deliver
from tocsin.entrances import wiring
from tocsin.entrances.carriers import Outgoing
from tocsin.entrances.cli.acting import as_registrar
from tocsin.foundations.clock import system_clock
from tocsin.members.queries import active_ids
from tocsin.members.rules import RING_LASTS
from tocsin.safeguards.access.rules import Actor, Role
from tocsin.safeguards.ledger.keys import Keys
from tocsin.safeguards.upkeep.actions import ring_due


def ring(actor: Actor, carrier: Carrier, *, now: datetime) -> dict[str, int]:
    """For one member; how many were carried up, arrived, and did not arrive."""
    escalated = carry_up(actor, now=now)
    arrived, failed = deliver(actor, carrier, now=now)
    return {"escalated": escalated, "delivered": arrived, "waiting": failed}


def test_desks(mail: Callable[[str, datetime], None], *, now: datetime) -> int:
    """Test the desks that are due, once a month each; how many were rung.

    Where mail doesn't arrive, the desk still finds the test on the page of its member.
    """
    with as_registrar() as actor:
        rung = ring_due(actor, now=now)
    for each in rung:
        if each.mail:
            with suppress(Undelivered):
                mail(each.mail, now + RING_LASTS)
    return len(rung)


def ring_all(*, now: datetime) -> dict[str, int]:
    """For every active member."""
    carrier = Outgoing(Keys(wiring.home() / "keys"), system_clock)
    test_desks(carrier.test_desk, now=now)
    roles = frozenset({Role.SCREENING_OFFICER})
    rounds = [ring(Actor(each, roles), carrier, now=now) for each in active_ids()]
    return {key: sum(each[key] for each in rounds) for key in ("escalated", "delivered", "waiting")}
