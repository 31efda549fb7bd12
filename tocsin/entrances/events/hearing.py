"""What wakes the streams: the database's notifications, and the question who may still listen.

Both go on only while somebody listens. If the database can't be heard or asked, every stream ends:
whoever listened begins again, and asks for everything anew, so that nothing is missed by it.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from typing import Any

import psycopg
from django.db import close_old_connections, connections

from tocsin.entrances.events.hub import Hearer, Hub
from tocsin.entrances.events.standing import standing
from tocsin.entrances.events.topics import Topic, change_of

CHANNEL = "tocsin_changes"
LOOK = 0.4
"""Seconds between two questions who may still listen: a stream ends within a second."""
PATIENCE = 3.0
"""Seconds within which the database has to answer that."""

Clock = Callable[[], datetime]
log = logging.getLogger("tocsin")


class Ear:
    """Listens for a hub as long as the hub has listeners."""

    def __init__(self, hub: Hub, clock: Clock) -> None:
        self._hub, self._clock = hub, clock
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="streams")
        self._listening: asyncio.Task[None] | None = None
        self._hears = asyncio.Event()

    async def listen(self) -> None:
        """Begin to listen, unless it does already; comes back once it hears."""
        if self._listening is None or self._listening.done():
            self._hears = asyncio.Event()
            self._listening = asyncio.create_task(self._listen())
        await self._hears.wait()

    async def _listen(self) -> None:
        parts = {asyncio.create_task(self._hear()), asyncio.create_task(self._ask())}
        try:
            ended, _ = await asyncio.wait(parts, return_when=asyncio.FIRST_COMPLETED)
            for problem in filter(None, (each.exception() for each in ended)):
                log.error("the streams ended: %s", type(problem).__name__)
        finally:
            self._hub.end_all()
            self._hears.set()
            for each in parts:
                each.cancel()
            await asyncio.gather(*parts, return_exceptions=True)

    async def _hear(self) -> None:
        async with await psycopg.AsyncConnection.connect(**address(), autocommit=True) as session:
            await session.execute(f"listen {CHANNEL}")
            self._hears.set()
            async for each in session.notifies():
                if change := change_of(each.payload):
                    self._hub.ring(change)

    async def _ask(self) -> None:
        loop = asyncio.get_running_loop()
        while asked := self._hub.hearers():
            answered = loop.run_in_executor(self._thread, _standing, asked, self._clock())
            self._hub.keep(await asyncio.wait_for(answered, PATIENCE), asked)
            await asyncio.sleep(LOOK)


def _standing(hearers: frozenset[Hearer], now: datetime) -> dict[Hearer, frozenset[Topic]]:
    close_old_connections()
    try:
        return standing(hearers, now)
    finally:
        close_old_connections()


def address() -> dict[str, Any]:
    """Where the pages' database is, as psycopg asks for it."""
    given = connections["default"].get_connection_params()
    return {name: each for name, each in given.items() if name not in DJANGOS_OWN}


DJANGOS_OWN = frozenset({"cursor_factory", "context", "prepare_threshold", "server_side_binding"})
