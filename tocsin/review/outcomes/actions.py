"""Counting a conclusion, in the transaction of the decision that it follows from."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db.models import F

from tocsin.records.registers.models import Record
from tocsin.records.registers.queries import current_statements
from tocsin.records.registers.rules.contribution import values
from tocsin.records.suspension.actions import count_judged
from tocsin.review.facts import CandidateJudged
from tocsin.review.outcomes.models import Outcome
from tocsin.review.outcomes.rules import script_group
from tocsin.safeguards.access.rules import Actor
from tocsin.screening.models import ProposedMatch


def count_outcome(fact: CandidateJudged) -> None:
    """Count it for its month, list, border and script, and for its record."""
    candidate = ProposedMatch.objects.select_related(
        "record__originator", "traveller__manifest"
    ).get(id=fact.candidate_id)
    record, manifest = candidate.record, candidate.traveller.manifest
    cell: dict[str, Any] = {
        "member_id": fact.member_id,
        "month": _month(fact.at),
        "listed_by": record.source_list or record.originator.code,
        "border": manifest.arrival,
        "script": script_group(_names(record)),
    }
    counted = "confirmed" if fact.confirmed else "rejected"
    Outcome.objects.get_or_create(**cell)
    Outcome.objects.filter(**cell).update(**{counted: F(counted) + 1})
    actor = Actor(fact.member_id, frozenset(), fact.officer_id)
    count_judged(actor, record, confirmed=fact.confirmed, now=fact.at)


def _month(at: datetime) -> date:
    return at.date().replace(day=1)


def _names(record: Record) -> list[str]:
    (stated,) = current_statements([record]).values()
    return [str(name.get("full", "")) for name in values(stated, "name")]
