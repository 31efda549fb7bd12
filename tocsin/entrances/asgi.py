"""The pages and the streams as an ASGI application, for the server that `tocsin serve` starts.

Pages run in a few threads; a stream that they let in is held open without one. Behind a WSGI server
(`wsgi`) the same pages ask again from time to time instead. The database is already up and its
tables there: `wiring.node` sees to that before.
"""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Callable
from contextlib import suppress
from types import FrameType
from typing import Any

from django.conf import settings

from tocsin.entrances.events.hearing import Ear
from tocsin.entrances.events.hub import Hub, Listener
from tocsin.entrances.events.stream import GIVEN, Handover, tell
from tocsin.entrances.pooled import Begun, Pool, Receive, Scope, Send, finish
from tocsin.entrances.wsgi import application as pages

THREADS = 8
"""Requests that are answered at the same time."""
TOO_MANY = Begun(429, [(b"content-type", b"text/plain"), (b"cache-control", b"no-store")])


class Node:
    """One process of the server: its threads, and who listens to it."""

    def __init__(self) -> None:
        self._pool = Pool(pages, THREADS)
        self._hub = Hub()
        self._ear: Ear | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._live(receive, send)
        elif scope["type"] == "http":
            await self._answer(scope, receive, send)

    async def _live(self, receive: Receive, send: Send) -> None:
        """Begin and end with the server: no stream holds it up when it is told to stop."""
        while True:
            step = (await receive())["type"]
            if step == "lifespan.shutdown":
                self._hub.end_all()
            await send({"type": f"{step}.complete"})
            if step == "lifespan.shutdown":
                return

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        handover = Handover()
        begun, last = await self._pool.answer(scope, receive, send, {GIVEN: handover})
        if handover.hearer is None:
            await finish(send, begun, last)
        elif self._hub.is_full(handover.hearer):
            await finish(send, TOO_MANY, b"Too many streams are open.\n")
        else:
            listener = Listener(handover.hearer, handover.topics)
            stays = begun.without_length()
            await tell(self._hub, self._hear(), listener, stays, last, receive, send)

    def _hear(self) -> Ear:
        if self._ear is None:
            self._ear = Ear(self._hub, settings.CLOCK)
            _at_the_end(asyncio.get_running_loop(), self._hub.end_all)
        return self._ear


def _at_the_end(loop: asyncio.AbstractEventLoop, end: Callable[[], None]) -> None:
    """Call ``end`` too when the process is told to stop: the server waits for what is open before
    it says so itself. A loop that isn't in the main thread hears of no signals."""

    def heard_first(number: int) -> Any:
        before = signal.getsignal(number)

        def stop(given: int, frame: FrameType | None) -> None:
            loop.call_soon_threadsafe(end)
            if callable(before):
                before(given, frame)

        return stop

    with suppress(ValueError):
        for each in (signal.SIGTERM, signal.SIGINT):
            signal.signal(each, heard_first(each))


application = Node()
