"""What may come in at all, before anything reads it: no more than so much, and not packed.

The server reads no more than the length that the sender told, so judging that length is enough. The
API has a smaller limit of its own (`api.problems.LARGEST_BODY`).
"""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse

from tocsin.foundations.errors import TocsinError
from tocsin.records.registers.rules.reading import is_keepable

MOST = 64 << 20
"""Bytes of a form with its files; what is no file may have `DATA_UPLOAD_MAX_MEMORY_SIZE`."""

Answer = Callable[[HttpRequest], HttpResponse]


def limited_bodies(answer: Answer) -> Answer:
    """Refuse a body that is too large, or in a form that would have to be unpacked."""

    def answer_within_limits(request: HttpRequest) -> HttpResponse:
        refused = _refused(request)
        return _refusal(refused) if refused else answer(request)

    return answer_within_limits


def _refused(request: HttpRequest) -> HTTPStatus | None:
    if request.headers.get("Content-Encoding", "identity").lower() not in ("", "identity"):
        return HTTPStatus.UNSUPPORTED_MEDIA_TYPE
    told = request.headers.get("Content-Length", "") or "0"
    if not (told.isascii() and told.isdigit() and len(told) < 20):
        return HTTPStatus.BAD_REQUEST
    return HTTPStatus.REQUEST_ENTITY_TOO_LARGE if int(told) > MOST else None


def _refusal(status: HTTPStatus) -> HttpResponse:
    return HttpResponse(f"{status.phrase}\n", status=status, content_type="text/plain")


class Unkeepable(TocsinError):
    """The field {field} holds a character that no record can keep: a null, or half of one. Copy the
    text anew from where it came, without what can't be seen."""


def unkeepable_field(request: HttpRequest) -> str:
    """The first field, of address or form, with what no database can hold; empty where all can."""
    for given in (request.GET, request.POST):
        for name, texts in given.lists():
            if not all(map(is_keepable, [name, *map(str, texts)])):
                return "".join(each if each.isprintable() else "?" for each in name[:60])
    return ""
