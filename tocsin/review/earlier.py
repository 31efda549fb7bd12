"""What was concluded before on the same pair: a traveller known again, and the same subject.

Only the member's own decisions are found, only those whose candidate is still kept, and only from a
candidate that lies before the officer: nobody can be looked up here.
"""

from __future__ import annotations

from collections.abc import Collection

from django.conf import settings

from tocsin.records.registers.sight import seen_by
from tocsin.resolution.queries import standings_around
from tocsin.resolution.rules import cluster_of
from tocsin.review.models import Adjudication, Decision
from tocsin.safeguards.access.actions import require, viewing
from tocsin.safeguards.access.rules import Actor, Permission
from tocsin.screening.particulars import document_marks, person_marks

MOST = 20


def earlier_decisions(actor: Actor, adjudication: Adjudication) -> list[Decision]:
    """Decisions on other candidates of the same traveller for the record or one of its cluster.

    The newest first. The traveller is known again by a document, or by name and full birth date.
    """
    require(actor, Permission.CANDIDATE_READ, adjudication)
    with viewing(actor):
        marks = _marks(adjudication)
        return _found(actor, adjudication, marks) if marks else []


def _marks(adjudication: Adjudication) -> Collection[str]:
    """From the particulars; where they are masked, as they were kept with the decision."""
    particulars = adjudication.candidate.traveller.particulars
    if not particulars:
        return list(adjudication.marks.values_list("mark", flat=True))
    key = settings.EXCLUSION_KEY()
    return {*document_marks(particulars, key), *person_marks(particulars, key)}


def _found(actor: Actor, adjudication: Adjudication, marks: Collection[str]) -> list[Decision]:
    record_id = adjudication.candidate.record_id
    cluster = cluster_of(record_id, standings_around(actor, [record_id]))
    others = (
        Adjudication.objects.filter(
            seen_by(actor, "candidate__record__"),
            member_id=actor.member_id,
            marks__mark__in=marks,
            candidate__record_id__in=cluster,
        )
        .exclude(candidate_id=adjudication.candidate_id)
        .values("candidate_id")
    )
    found = Decision.objects.filter(adjudication_id__in=others).order_by("-decided_at", "-id")
    read = found.select_related("officer__unit__member", "adjudication__candidate__record")
    return list(read[:MOST])
