"""The page of a movement: route, map, timeline and table."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse

from tocsin.encounters.movements import queries
from tocsin.entrances.web.filling.movement import movement_page
from tocsin.entrances.web.visits import Visit
from tocsin.records.registers.queries import current_statements


def movement(visit: Visit, record_id: UUID) -> HttpResponse:
    shown = queries.movement(visit.actor, record_id, now=visit.now)
    statements = current_statements([shown.record]).get(str(record_id), [])
    return visit.show("pages/movement.html", movement_page(shown, statements, visit.now))
