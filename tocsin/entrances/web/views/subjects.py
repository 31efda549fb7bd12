"""The page of a subject: one record, who says so, why, and until when."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from django.http import HttpResponse

from tocsin.encounters.sightings.queries import of_record
from tocsin.entrances.web.filling.movement import summary_of
from tocsin.entrances.web.filling.records import attachment_line, relation_line
from tocsin.entrances.web.filling.subject import subject_page
from tocsin.entrances.web.pages import SightingsSummary
from tocsin.entrances.web.visits import Visit
from tocsin.members.queries import codes_by_id
from tocsin.records.drafting.queries import offered
from tocsin.records.handling.queries import flags_on, put_flags
from tocsin.records.incidents.queries import relations_of
from tocsin.records.media.queries import attachments
from tocsin.records.registers import queries
from tocsin.resolution.queries import cluster
from tocsin.safeguards.access.rules import Permission


def subject(visit: Visit, record_id: UUID) -> HttpResponse:
    record = queries.record(visit.actor, record_id)
    put_flags(visit.actor, [record])
    page = subject_page(
        record,
        queries.versions(record),
        codes_by_id(),
        visit.now,
        sightings=_sightings(visit, record_id),
        may_see_movement=visit.may(Permission.MOVEMENT_READ),
        flags=flags_on(visit.actor, record_id),
        viewer=visit.actor,
        same_judged=_same_judged(visit, record_id),
        may_keep=visit.may(Permission.RECORD_CONTRIBUTE)
        and record.originator_id == visit.actor.member_id
        and not record.source_list,
    )
    offers = tuple(each.value for each in offered(visit.actor, record))
    page = replace(
        page,
        requests=offers,
        relations=tuple(map(relation_line, relations_of(record))),
        attachments=tuple(map(attachment_line, attachments(record))),
    )
    return visit.show("pages/subject.html", page)


def _same_judged(visit: Visit, record_id: UUID) -> tuple[tuple[str, str], ...]:
    """The other records that the viewer sees in this record's cluster."""
    others = cluster(visit.actor, record_id).records[1:]
    return tuple((str(each.id), each.reference) for each in others)


def _sightings(visit: Visit, record_id: UUID) -> SightingsSummary:
    if not visit.may(Permission.MOVEMENT_READ):
        return SightingsSummary()
    return summary_of(of_record(visit.actor, record_id, now=visit.now), visit.now)
