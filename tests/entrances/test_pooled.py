"""Pages behind an asynchronous server: what comes in and what goes out is what was sent."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterable
from typing import Any

import pytest

from tocsin.entrances.pooled import PIECE, Pool, environ_of, finish


def scope(**changes: Any) -> dict[str, Any]:
    return {
        "type": "http",
        "method": "POST",
        "path": "/größe",
        "query_string": b"a=1",
        "http_version": "1.1",
        "scheme": "https",
        "server": ("127.0.0.1", 8000),
        "client": ("192.0.2.1", 4711),
        "headers": [],
        **changes,
    }


def asked(pages: Any, *bodies: bytes) -> list[dict[str, Any]]:
    """What the server is given to send, when ``bodies`` come in one after the other."""
    sent: list[dict[str, Any]] = []
    pieces = [{"type": "http.request", "body": each, "more_body": True} for each in bodies]
    messages = iter([*pieces, {"type": "http.request"}, {"type": "http.disconnect"}])

    def receive() -> Any:
        """As some servers do: something to await, and no coroutine, made in the event loop."""
        coming = asyncio.get_running_loop().create_future()
        coming.set_result(next(messages))
        return coming

    async def send(message: Any) -> None:
        sent.append(message)

    async def run() -> None:
        begun, last = await Pool(pages, 1).answer(scope(), receive, send, {})
        await finish(send, begun, last)

    asyncio.run(run())
    return sent


def echo(environ: dict[str, Any], begin: Any) -> Iterable[bytes]:
    body = environ["wsgi.input"].read()
    begin("200 OK", [("X-Thread", threading.current_thread().name), ("Set-Cookie", " a=1")])
    return Closing([body])


class Closing(list[bytes]):
    def close(self) -> None:
        pass


@pytest.mark.parametrize("bodies", [(), (b"one",), (b"one", b"", b"two"), (b"x" * 300_000,)])
def test_a_body_is_read_as_it_was_sent(bodies: tuple[bytes, ...]) -> None:
    begun, last = asked(echo, *bodies)
    assert begun["status"] == 200
    assert last["body"] == b"".join(bodies)


def test_a_long_answer_goes_out_in_pieces() -> None:
    def long(environ: dict[str, Any], begin: Any) -> Iterable[bytes]:
        begin("200 OK", [])
        return Closing([b"y" * 1_000] * 1_000)

    begun, *pieces = asked(long)
    assert begun["type"] == "http.response.start"
    assert sum(len(each["body"]) for each in pieces) == 1_000_000
    assert max(len(each["body"]) for each in pieces) <= PIECE + 1_000
    assert [each.get("more_body", False) for each in pieces][-2:] == [True, False]


def test_pages_run_in_threads_of_their_own() -> None:
    begun, _ = asked(echo)
    assert dict(begun["headers"])[b"x-thread"].startswith(b"page")


def test_a_cookie_is_set_without_the_space_that_django_puts_before_it() -> None:
    begun, _ = asked(echo)
    assert dict(begun["headers"])[b"set-cookie"] == b"a=1"


def test_the_request_is_told_as_the_pages_read_it() -> None:
    headers = [
        (b"host", b"desk.example"),
        (b"content-length", b"3"),
        (b"cookie", b"a=1"),
        (b"cookie", b"b=2"),
        (b"accept", b"x"),
        (b"accept", b"y"),
    ]
    environ = environ_of(scope(headers=headers))
    assert environ["PATH_INFO"].encode("latin-1").decode() == "/größe"
    assert (environ["CONTENT_LENGTH"], environ["HTTP_HOST"]) == ("3", "desk.example")
    assert (environ["HTTP_COOKIE"], environ["HTTP_ACCEPT"]) == ("a=1; b=2", "x,y")
    assert (environ["REMOTE_ADDR"], environ["wsgi.url_scheme"]) == ("192.0.2.1", "https")


def test_a_header_with_an_underscore_passes_for_no_other() -> None:
    headers = [(b"x_forwarded_proto", b"https"), (b"x-forwarded-proto", b"http")]
    assert environ_of(scope(headers=headers))["HTTP_X_FORWARDED_PROTO"] == "http"
