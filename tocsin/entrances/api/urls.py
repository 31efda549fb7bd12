"""The addresses of the API, and the door before them: size, method, and a problem for the rest."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from json import dumps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.urls import URLPattern, path, re_path
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe
from ninja import NinjaAPI
from ninja.openapi.docs import Swagger

from tocsin import __version__
from tocsin.entrances.api import problems
from tocsin.entrances.api.operations import OPERATIONS, Operation
from tocsin.entrances.events.topics import Topic
from tocsin.entrances.web.signing_in.sessions import EVENT_STREAM

PREFIX = "/api/v1"
SCHEMA = f"{PREFIX}/openapi.json"
DOCS_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "connect-src 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
"""Its pictures stand in its stylesheet as data; all else comes from this node, like every page."""

MESSAGE: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
    }
}
EVENT: dict[str, Any] = {
    "type": "object",
    "properties": {
        "event": {"type": "string", "enum": sorted(Topic)},
        "data": {"type": "string"},
        "id": {"type": "string"},
    },
}
EVENTS: dict[str, Any] = {"responses": {200: {"content": {EVENT_STREAM: {"schema": EVENT}}}}}


def _beyond_json(each: Operation) -> dict[str, Any]:
    """What the description says of bodies that aren't JSON."""
    return (MESSAGE if each.takes_bytes else {}) | (EVENTS if each.tells_events else {})


api = NinjaAPI(
    title="Tocsin",
    version=__version__,
    description="Screen travellers, read candidates, decide, and read movements.",
    openapi_url=None,
    docs_url=None,
    urls_namespace="api",
)
problems.tell_problems(api)
for each in OPERATIONS:
    api.api_operation(
        [each.method],
        each.path,
        auth=each.door(each.needs),
        response=each.responses(),
        operation_id=each.name,
        url_name=each.name,
        summary=each.summary,
        tags=["operations"],
        openapi_extra={"x-permission": each.needs.value} | _beyond_json(each),
    )(each.view)


@cache
def schema() -> dict[str, Any]:
    """The description of the API (OpenAPI 3.1), problems under their own media type."""
    described: dict[str, Any] = dict(api.get_openapi_schema(path_prefix=f"{PREFIX}/"))
    for methods in described["paths"].values():
        for operation in methods.values():
            for status, answer in operation["responses"].items():
                if int(status) >= 400:
                    answer["content"] = {problems.MEDIA_TYPE: answer["content"]["application/json"]}
    return described


@require_safe
def openapi(_request: HttpRequest) -> HttpResponse:
    """The description holds no one's particulars, so it is open."""
    return JsonResponse(schema())


@require_safe
def docs(request: HttpRequest) -> HttpResponse:
    """The description to read and to try, from files of this node alone."""
    answer = _Docs().render_page(request, api)
    answer.headers["Content-Security-Policy"] = DOCS_POLICY
    return answer


@csrf_exempt
def nothing_here(_request: HttpRequest, _rest: str = "") -> HttpResponse:
    return problems.not_found()


class _Docs(Swagger):
    def render_page(self, request: HttpRequest, api: NinjaAPI, **_given: Any) -> HttpResponse:
        """With the files of this node, although ninja is no installed app (see the settings)."""
        shown = {**self.default_settings, "url": SCHEMA}
        return render(request, self.template, {"swagger_settings": dumps(shown), "api": api})


def _door(view: Callable[..., HttpResponseBase], largest: int) -> Callable[..., HttpResponseBase]:
    @csrf_exempt  # A browser sends no bearer token of its own accord.
    def enter(request: HttpRequest, **given: Any) -> HttpResponseBase:
        if _length(request) > largest:
            return problems.too_large(largest)
        answer = view(request, **given)
        if answer.status_code == 405:
            return problems.method_not_allowed(answer.headers.get("Allow", ""))
        return answer

    return enter


def _length(request: HttpRequest) -> int:
    """What the sender says the body's length is; the server reads no more than that."""
    told = request.headers.get("Content-Length", "")
    return int(told) if told.isascii() and told.isdigit() and len(told) < 20 else 0


def _behind_the_door() -> list[URLPattern]:
    patterns, _app, _namespace = api.urls
    views = {each.name: each.callback for each in patterns if isinstance(each, URLPattern)}
    return [
        path(
            f"{PREFIX[1:]}{each.address}",
            _door(views[each.name], each.largest),
            name=f"api-{each.name}",
        )
        for each in OPERATIONS
    ]


urlpatterns = [
    *_behind_the_door(),
    path(SCHEMA[1:], openapi, name="api-schema"),
    path("api/docs", docs, name="api-docs"),
    re_path(r"^api/(?P<_rest>(?s:.*))$", nothing_here),  # A line break is no end of an address.
]
