"""What is shown instead of a page, in the same look: and what the reader can do now.

A thing that can't be seen and a thing that doesn't exist get the same answer, but for
the token of its form.
"""

from __future__ import annotations

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from tocsin.foundations.errors import TocsinError
from tocsin.safeguards.access.errors import NotPermitted, TooMuchAsked


def not_understood(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    words = str(exception) if isinstance(exception, TocsinError) else ""
    return render(request, "400.html", {"words": words}, status=HTTPStatus.BAD_REQUEST)


def not_permitted(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    words = str(exception if isinstance(exception, TocsinError) else NotPermitted())
    return render(request, "403.html", {"words": words}, status=HTTPStatus.FORBIDDEN)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "404.html", status=HTTPStatus.NOT_FOUND)


def hindered(request: HttpRequest, hindrance: TocsinError) -> HttpResponse:
    """Something that the reader can't help stands in the way now; its words name nobody."""
    words = {"words": str(hindrance)}
    return render(request, "503.html", words, status=HTTPStatus.SERVICE_UNAVAILABLE)


def too_much(request: HttpRequest, refusal: TooMuchAsked) -> HttpResponse:
    words = {"words": str(refusal)}
    answer = render(request, "429.html", words, status=HTTPStatus.TOO_MANY_REQUESTS)
    answer.headers["Retry-After"] = str(refusal.retry_after)
    return answer


def failed(request: HttpRequest) -> HttpResponse:
    """Drawn without a request: what failed may be what the page around it needs."""
    return HttpResponse(render_to_string("500.html"), status=HTTPStatus.INTERNAL_SERVER_ERROR)


def forgery(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form came without its token: an old page, blocked cookies, or another site's form."""
    return render(request, "csrf.html", status=HTTPStatus.FORBIDDEN)
