"""Clearances: proposed from a candidate or on request, answered by a second officer, withdrawn."""

from __future__ import annotations

from http import HTTPStatus
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest
from ninja import Status

from tocsin.entrances.api.answered_review import Clearance, ClearanceList
from tocsin.entrances.api.asked_review import ClearanceAnswered, ClearanceAsked, ClearanceOnRequest
from tocsin.entrances.api.bearer import actor_of
from tocsin.entrances.api.views import shown
from tocsin.formats.countries import alpha2
from tocsin.foundations.clock import system_clock
from tocsin.resolution.rules import hashed_documents
from tocsin.review.actions import clear
from tocsin.safeguards.access.rules import Actor
from tocsin.screening.clearances import actions, queries
from tocsin.screening.clearances.rules import Grounds


def clearances(request: HttpRequest) -> ClearanceList:
    """Your member's own clearances, those that wait for a second officer first."""
    found = queries.clearances(actor_of(request), now=system_clock())
    return ClearanceList(clearances=[shown.clearance(each) for each in found])


def clear_candidate(
    request: HttpRequest, candidate_id: UUID, asked: ClearanceAsked
) -> Status[Clearance]:
    """Propose to clear the traveller of a candidate that was concluded to be somebody else."""
    actor, now = actor_of(request), system_clock()
    made = clear(actor, candidate_id, _grounds(asked), now=now)
    return Status(HTTPStatus.CREATED, _shown(actor, made.id))


def clear_on_request(
    request: HttpRequest, record_id: UUID, asked: ClearanceOnRequest
) -> Status[Clearance]:
    """Propose to clear somebody who shows their documents."""
    actor, key = actor_of(request), settings.EXCLUSION_KEY()
    shown_to_us = [(alpha2(each.issuer or ""), each.number) for each in asked.documents]
    made = actions.propose_clearance(
        actor,
        record_id,
        hashed_documents(shown_to_us, key),
        _grounds(asked),
        key=key,
        now=system_clock(),
    )
    return Status(HTTPStatus.CREATED, _shown(actor, made.id))


def answer_clearance(
    request: HttpRequest, clearance_id: UUID, said: ClearanceAnswered
) -> Status[None]:
    """As second officer approve it, so that it holds, or refuse it, so that nothing is kept."""
    actor, now = actor_of(request), system_clock()
    if said.approve:
        actions.approve_clearance(actor, clearance_id, now=now)
    else:
        actions.refuse_clearance(actor, clearance_id, said.reason, now=now)
    return Status(HTTPStatus.NO_CONTENT, None)


def withdraw_clearance(request: HttpRequest, clearance_id: UUID) -> Status[None]:
    """End it at once; nothing of it is kept."""
    actions.withdraw_clearance(actor_of(request), clearance_id)
    return Status(HTTPStatus.NO_CONTENT, None)


def _grounds(asked: ClearanceAsked) -> Grounds:
    return Grounds(asked.basis, asked.told, asked.agreed_on, asked.until)


def _shown(actor: Actor, clearance_id: UUID) -> Clearance:
    found = queries.clearances(actor, now=system_clock())
    return next(shown.clearance(each) for each in found if each.clearance.id == clearance_id)
