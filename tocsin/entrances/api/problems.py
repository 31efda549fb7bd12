"""What a program is told when something can't be done: problem details (RFC 9457).

``detail`` is the error's own sentence. A thing that is absent and one that is kept from the asker
give the same problem, byte for byte.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from ninja import NinjaAPI, Schema
from ninja.errors import HttpError, ValidationError

from tocsin.alerts import errors as alerts
from tocsin.alerts.correspondence import errors as correspondence
from tocsin.entrances.failures import told
from tocsin.foundations.errors import TocsinError
from tocsin.matching import IndexBusy
from tocsin.records.documents import errors as documents
from tocsin.records.handling import errors as handling
from tocsin.records.registers import errors as registers
from tocsin.records.search import errors as search
from tocsin.records.suspension import errors as suspension
from tocsin.review import errors as review
from tocsin.safeguards.access import errors as access
from tocsin.safeguards.approval import errors as approval
from tocsin.screening.clearances import errors as clearances
from tocsin.travel.intake import errors as intake
from tocsin.travel.intake.rules import RETRY_AFTER

log = logging.getLogger(__name__)
MEDIA_TYPE = "application/problem+json"
REASONS = ("purpose", "case_reference")
"""What every search must give; without it the request is refused as a whole (400)."""
LARGEST_BODY = 1_000_000
"""Bytes of a request: a batch of 500 travellers takes a fifth of it."""


class FieldProblem(Schema):
    """What is wrong with one value of the request, by its place in it (``travellers.0.names``)."""

    field: str
    message: str


class Problem(Schema):
    """Problem details: ``type`` is stable and for machines, ``detail`` for people."""

    type: str
    title: str
    status: int
    detail: str
    errors: list[FieldProblem] = []


class NotUnderstood(TocsinError):
    """The request can't be read as it stands; each value at fault is named under "errors"."""


class NotJson(TocsinError):
    """The body is no JSON (RFC 8259), so nothing of it was read."""


class BodyTooLarge(TocsinError):
    """The request is larger than {most} bytes. Send the travellers in smaller batches."""


class MethodNotAllowed(TocsinError):
    """This address doesn't take that method. /api/docs lists what can be asked."""


STATUSES: Mapping[type[TocsinError], HTTPStatus] = {
    alerts.AlertMovedOn: HTTPStatus.CONFLICT,
    alerts.AnswerMissing: HTTPStatus.UNPROCESSABLE_ENTITY,
    correspondence.MessageTooLong: HTTPStatus.UNPROCESSABLE_ENTITY,
    correspondence.NoSealingKey: HTTPStatus.CONFLICT,
    correspondence.NotSealed: HTTPStatus.UNPROCESSABLE_ENTITY,
    access.TokenRefused: HTTPStatus.UNAUTHORIZED,
    access.NotPermitted: HTTPStatus.FORBIDDEN,
    access.MemberNotActive: HTTPStatus.FORBIDDEN,
    access.NotFound: HTTPStatus.NOT_FOUND,
    documents.AlreadyAnswered: HTTPStatus.CONFLICT,
    documents.IssuerUnknown: HTTPStatus.UNPROCESSABLE_ENTITY,
    documents.NothingToConfirm: HTTPStatus.CONFLICT,
    documents.NumberUnreadable: HTTPStatus.UNPROCESSABLE_ENTITY,
    documents.OnlyTheIssuer: HTTPStatus.FORBIDDEN,
    documents.RangesOverlap: HTTPStatus.CONFLICT,
    documents.TooManyDocuments: HTTPStatus.UNPROCESSABLE_ENTITY,
    handling.FlagReasonMissing: HTTPStatus.UNPROCESSABLE_ENTITY,
    handling.NothingFlagged: HTTPStatus.CONFLICT,
    handling.NotWeaker: HTTPStatus.CONFLICT,
    handling.OwnRecord: HTTPStatus.CONFLICT,
    handling.RecordOver: HTTPStatus.CONFLICT,
    access.OfficersOnly: HTTPStatus.FORBIDDEN,
    search.NothingAsked: HTTPStatus.UNPROCESSABLE_ENTITY,
    access.PurposeMissing: HTTPStatus.BAD_REQUEST,
    access.TooMuchAsked: HTTPStatus.TOO_MANY_REQUESTS,
    registers.NotLawful: HTTPStatus.UNPROCESSABLE_ENTITY,
    registers.SignatureRefused: HTTPStatus.UNPROCESSABLE_ENTITY,
    review.AlreadyDecided: HTTPStatus.CONFLICT,
    review.ChangedMeanwhile: HTTPStatus.CONFLICT,
    review.ClaimedMeanwhile: HTTPStatus.CONFLICT,
    review.NothingClaimed: HTTPStatus.CONFLICT,
    review.NotDismissed: HTTPStatus.CONFLICT,
    review.NotToBeTold: HTTPStatus.CONFLICT,
    review.RecordEnded: HTTPStatus.CONFLICT,
    review.NeedsAPerson: HTTPStatus.FORBIDDEN,
    review.ReasonMissing: HTTPStatus.UNPROCESSABLE_ENTITY,
    approval.ProposedByYou: HTTPStatus.CONFLICT,
    approval.OtherMemberAsked: HTTPStatus.CONFLICT,
    approval.OwnMemberAsked: HTTPStatus.CONFLICT,
    approval.ProposalAnswered: HTTPStatus.CONFLICT,
    approval.ProposalLapsed: HTTPStatus.CONFLICT,
    approval.NotYoursToWithdraw: HTTPStatus.CONFLICT,
    approval.OfficersApprove: HTTPStatus.FORBIDDEN,
    approval.ProposalReasonMissing: HTTPStatus.UNPROCESSABLE_ENTITY,
    suspension.LiftReasonMissing: HTTPStatus.UNPROCESSABLE_ENTITY,
    suspension.NothingSuspended: HTTPStatus.CONFLICT,
    clearances.BasisMissing: HTTPStatus.UNPROCESSABLE_ENTITY,
    clearances.EndMissing: HTTPStatus.UNPROCESSABLE_ENTITY,
    clearances.NotAgreedYet: HTTPStatus.UNPROCESSABLE_ENTITY,
    clearances.NothingToKnowBy: HTTPStatus.UNPROCESSABLE_ENTITY,
    clearances.RecordNamesDocument: HTTPStatus.CONFLICT,
    IndexBusy: HTTPStatus.SERVICE_UNAVAILABLE,
    intake.InboxFull: HTTPStatus.SERVICE_UNAVAILABLE,
    intake.LineRefused: HTTPStatus.UNAUTHORIZED,
    intake.MessageEmpty: HTTPStatus.UNPROCESSABLE_ENTITY,
    intake.MessageTooLarge: HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    intake.NotQuarantined: HTTPStatus.CONFLICT,
    intake.ReferenceTaken: HTTPStatus.CONFLICT,
}
"""The status of each error that a program can meet; any other is a failure of ours (500)."""


def problem(
    error: TocsinError, status: HTTPStatus, errors: Sequence[FieldProblem] = ()
) -> HttpResponse:
    """The answer that tells of an error."""
    body = Problem(
        type=f"urn:tocsin:problem:{_slug(type(error).__name__)}",
        title=status.phrase,
        status=status,
        detail=str(error),
        errors=list(errors),
    )
    answer = JsonResponse(body.model_dump(), status=status, content_type=MEDIA_TYPE)
    if isinstance(error, intake.InboxFull):
        answer.headers["Retry-After"] = str(RETRY_AFTER)
    if status is HTTPStatus.UNAUTHORIZED:
        answer.headers["WWW-Authenticate"] = "Bearer"
    if isinstance(error, access.TooMuchAsked):
        answer.headers["Retry-After"] = str(error.retry_after)
    return answer


def of_error(error: TocsinError) -> HttpResponse:
    """The problem that an error of a stage is."""
    for kind in type(error).__mro__:
        if kind in STATUSES:
            return problem(error, STATUSES[kind])
    return problem(error, HTTPStatus.INTERNAL_SERVER_ERROR)


def of_failure(error: Exception) -> HttpResponse:
    """What nobody foresaw: told without a name, and nothing of the request is kept."""
    transaction.set_rollback(True)
    explained = told(error)
    log.error("%s", explained)
    return of_error(explained)


def not_found() -> HttpResponse:
    return of_error(access.NotFound())


def too_large(largest: int = LARGEST_BODY) -> HttpResponse:
    error = BodyTooLarge(most=f"{largest:,}")
    return problem(error, HTTPStatus.REQUEST_ENTITY_TOO_LARGE)


def method_not_allowed(allowed: str) -> HttpResponse:
    answer = problem(MethodNotAllowed(), HTTPStatus.METHOD_NOT_ALLOWED)
    answer.headers["Allow"] = allowed
    return answer


def tell_problems(api: NinjaAPI) -> None:
    """Let every error that an operation raises end as a problem."""
    api.add_exception_handler(TocsinError, _tocsin)
    api.add_exception_handler(registers.NotLawful, _not_lawful)
    api.add_exception_handler(ValidationError, _invalid)
    api.add_exception_handler(HttpError, _unreadable)
    api.add_exception_handler(Http404, _absent)
    api.add_exception_handler(RequestDataTooBig, _too_big)
    api.add_exception_handler(Exception, _failed)


def _not_lawful(_request: HttpRequest, error: Any) -> HttpResponse:
    """Every fault of a contribution, by its field."""
    errors = [FieldProblem(field=each.field, message=each.message) for each in error.faults]
    return problem(error, STATUSES[registers.NotLawful], errors)


def _tocsin(_request: HttpRequest, error: TocsinError | type[TocsinError]) -> HttpResponse:
    return of_error(error if isinstance(error, TocsinError) else error())


def _invalid(_request: HttpRequest, error: Any) -> HttpResponse:
    errors = [FieldProblem(field=_place(each["loc"]), message=each["msg"]) for each in error.errors]
    unreasoned = [each.field for each in errors if each.field in REASONS]
    if unreasoned:
        missing = access.PurposeMissing(field=" and ".join(unreasoned))
        return problem(missing, HTTPStatus.BAD_REQUEST, errors)
    return problem(NotUnderstood(), HTTPStatus.UNPROCESSABLE_ENTITY, errors)


def _unreadable(_request: HttpRequest, _error: Any) -> HttpResponse:
    """The framework raises this for a body that is no JSON."""
    return problem(NotJson(), HTTPStatus.BAD_REQUEST)


def _absent(_request: HttpRequest, _error: Any) -> HttpResponse:
    return not_found()


def _too_big(_request: HttpRequest, _error: Any) -> HttpResponse:
    return too_large()


def _failed(_request: HttpRequest, error: Any) -> HttpResponse:
    return of_failure(error)


def _place(steps: Sequence[object]) -> str:
    """Where a value stands: the framework puts the source and the parameter's name before it."""
    skipped = 2 if steps[:1] == ("body",) else 1
    return ".".join(map(str, steps[skipped:])) or str(steps[0])


def _slug(name: str) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "-", name).lower()
