"""The pages behind an asynchronous server: each request has one of a few threads, and lets it go.

The server is asynchronous for the sake of the streams that officers keep open (`events`); pages are
written for threads, and a thread keeps its database session from one request to the next. A body is
read by the thread that wants it, piece by piece, and never written to disk. Request and answer are
translated as PEP 3333 and the ASGI specification (3.0, HTTP 2.3) say.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Awaitable, Callable, Coroutine, Iterable, MutableMapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, field
from io import BufferedReader, RawIOBase
from typing import Any, TypeVar, cast

T = TypeVar("T")
Message = MutableMapping[str, Any]
Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Pages = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]
"""A WSGI application."""

PIECE = 1 << 16
"""Bytes of an answer that are handed to the server at once."""
SPECIAL = {"content-type": "CONTENT_TYPE", "content-length": "CONTENT_LENGTH"}
JOINED_BY = {"HTTP_COOKIE": "; "}
"""How a header that came several times is written as one (RFC 9110, 5.3; RFC 9113, 8.2.3)."""


@dataclass
class Begun:
    """The status and the headers of an answer, as the pages told them."""

    status: int = 500
    headers: list[tuple[bytes, bytes]] = field(default_factory=list)

    def __call__(
        self, status: str, headers: list[tuple[str, str]], _error: object = None
    ) -> Callable[[bytes], object]:
        self.status = int(status.split(" ", 1)[0])
        self.headers = [
            (name.lower().encode("latin-1"), value.strip().encode("latin-1"))
            for name, value in headers
        ]
        return lambda _piece: None

    def without_length(self) -> Begun:
        """The same for an answer that goes on after what the pages wrote."""
        kept = [each for each in self.headers if each[0] != b"content-length"]
        return Begun(self.status, kept)

    def message(self) -> Message:
        return {"type": "http.response.start", "status": self.status, "headers": self.headers}


class Body(RawIOBase):
    """What the sender sends, fetched from the event loop by the thread that reads it."""

    def __init__(self, receive: Receive, loop: asyncio.AbstractEventLoop) -> None:
        self._receive, self._loop = receive, loop
        self._kept, self._more = b"", True

    def readable(self) -> bool:
        return True

    def readinto(self, space: Any) -> int:
        while not self._kept and self._more:
            self._fetch()
        taken = self._kept[: len(space)]
        self._kept = self._kept[len(taken) :]
        space[: len(taken)] = taken
        return len(taken)

    def _fetch(self) -> None:
        message = _await(_next(self._receive), self._loop)
        if message["type"] != "http.request":
            raise ConnectionResetError("the sender is gone")
        self._kept, self._more = message.get("body", b""), message.get("more_body", False)


class Pool:
    """A few threads that answer for ``pages``."""

    def __init__(self, pages: Pages, threads: int) -> None:
        self._pages = pages
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix="page")

    async def answer(
        self, scope: Scope, receive: Receive, send: Send, given: dict[str, Any]
    ) -> tuple[Begun, bytes]:
        """How the answer begins, and its last piece; what came before that is sent already.

        ``given`` is added to the environment of the request.
        """
        loop = asyncio.get_running_loop()
        body = BufferedReader(Body(receive, loop), PIECE)
        environ = {**environ_of(scope), "wsgi.input": body, **given}
        return await loop.run_in_executor(self._threads, self._run, environ, send, loop)

    def _run(
        self, environ: dict[str, Any], send: Send, loop: asyncio.AbstractEventLoop
    ) -> tuple[Begun, bytes]:
        begun, kept, sent = Begun(), bytearray(), False
        answered = self._pages(environ, begun)
        with closing(cast(Any, answered)):
            for piece in answered:
                if len(kept) >= PIECE:
                    _await(_pass_on(send, begun, bytes(kept), sent), loop)
                    kept, sent = bytearray(), True
                kept += piece
        return (begun if not sent else ALREADY), bytes(kept)


ALREADY = Begun(status=0)
"""An answer whose beginning is sent already."""


async def finish(send: Send, begun: Begun, last: bytes) -> None:
    """Send what `Pool.answer` left."""
    if begun is not ALREADY:
        await send(begun.message())
    await send({"type": "http.response.body", "body": last})


async def _pass_on(send: Send, begun: Begun, piece: bytes, sent: bool) -> None:
    if not sent:
        await send(begun.message())
    await send({"type": "http.response.body", "body": piece, "more_body": True})


async def _next(receive: Receive) -> Message:
    return await receive()  # Asked for in the event loop: a server may give it anything to await.


def _await(waiting: Coroutine[Any, Any, T], loop: asyncio.AbstractEventLoop) -> T:
    return asyncio.run_coroutine_threadsafe(waiting, loop).result()


def environ_of(scope: Scope) -> dict[str, Any]:
    """The request as PEP 3333 writes it, without its body.

    A header with an underscore in its name is dropped: it would be taken for the one with a hyphen,
    which a proxy in front may have removed.
    """
    host, port = scope.get("server") or ("localhost", 80)
    environ: dict[str, Any] = {
        "REQUEST_METHOD": scope["method"],
        "SCRIPT_NAME": "",
        "PATH_INFO": scope["path"].encode().decode("latin-1"),
        "QUERY_STRING": scope["query_string"].decode("latin-1"),
        "SERVER_PROTOCOL": f"HTTP/{scope['http_version']}",
        "SERVER_NAME": host,
        "SERVER_PORT": str(port or 0),
        "REMOTE_ADDR": (scope.get("client") or ("",))[0],
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope.get("scheme", "http"),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
    }
    for raw, told in scope["headers"]:
        name, value = raw.decode("latin-1").lower(), told.decode("latin-1")
        if "_" not in name:
            key = SPECIAL.get(name) or f"HTTP_{name.upper().replace('-', '_')}"
            before = environ.get(key)
            joint = JOINED_BY.get(key, ",")
            environ[key] = value if before is None else f"{before}{joint}{value}"
    return environ
