"""Searching the records by name, number, reference and filters."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from tocsin.entrances import wiring
from tocsin.entrances.api import answered, asked
from tocsin.entrances.api.bearer import actor_of
from tocsin.entrances.api.views import shown
from tocsin.entrances.steadiness import steadily
from tocsin.foundations.clock import system_clock
from tocsin.records.search import actions
from tocsin.records.search.rules import Question
from tocsin.safeguards.access.reasons import Reasoned
from tocsin.safeguards.ledger.keys import Keys
from tocsin.screening.upkeep import fresh_index


def search_records(request: HttpRequest, asking: asked.SearchAsked) -> answered.SearchAnswered:
    """Find records that you may see. The ledger keeps purpose, case, filters and keyed hashes."""
    with steadily():
        page = actions.search_records(
            actor_of(request),
            fresh_index(wiring.home() / "index"),
            _question(asking),
            Reasoned(asking.purpose, asking.case_reference),
            keys=Keys(wiring.home() / "keys"),
            now=system_clock(),
            after=asking.after,
        )
    return answered.SearchAnswered(records=[_found(each) for each in page.found], next=page.next)


def _question(asking: asked.SearchAsked) -> Question:
    return Question(
        asking.text.strip(),
        asking.ground.value if asking.ground else "",
        asking.action.value if asking.action else "",
        asking.member,
        asking.source_list,
        asking.standing.value,
        asking.expires_before,
    )


def _found(found: Any) -> answered.RecordFound:
    return answered.RecordFound(
        record=shown.record(found.record),
        state=found.record.state,
        found_by=found.by.value,
        score=found.candidate.score if found.candidate else None,
    )
