"""Reading a movement: as much of it as the viewer may see of its sightings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from tocsin.encounters.movements.rules import Movement, Seen, Spot, movement_of
from tocsin.encounters.sightings import queries as sightings
from tocsin.encounters.sightings.models import Sighting
from tocsin.records.registers import queries as registers
from tocsin.records.registers.models import Record
from tocsin.safeguards.access.actions import require, viewing
from tocsin.safeguards.access.rules import Actor, Permission
from tocsin.travel.rules import airport


@dataclass(frozen=True, slots=True)
class Shown:
    """A record's movement as one viewer may see it; sightings ahead of now are planned legs."""

    record: Record
    sightings: tuple[Sighting, ...]
    movement: Movement


def movement(actor: Actor, record_id: UUID, *, now: datetime) -> Shown:
    """The movement of a record's subject. Raises NotFound for a record that can't be seen."""
    require(actor, Permission.MOVEMENT_READ)
    with viewing(actor):
        record = registers.record(actor, record_id)
    chain = sightings.of_record(actor, record_id, now=now)
    return Shown(record, tuple(chain), movement_of(_seen(chain)))


def _seen(chain: Sequence[Sighting]) -> list[Seen]:
    return [
        Seen(each.at, spot(each.place), _end(each.origin), _end(each.destination)) for each in chain
    ]


def spot(code: str) -> Spot:
    """A place with what is known of it: airports by IATA code, anything else by its code alone."""
    place = airport(code) if len(code) == 3 else None
    if place is None:
        return Spot(code)
    return Spot(place.code, place.country, place.latitude, place.longitude)


def _end(code: str) -> Spot | None:
    return spot(code) if code else None
