"""One open stream: from the answer that lets it in to its end, without a thread of its own.

The pages decide whether it may be opened (`Handover`), as they do for any other address. Where a
server has no means to hold streams open, nobody takes the handover: the answer says that all may
have changed, and the browser asks again a while later.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse

from tocsin.entrances.events.hearing import Ear
from tocsin.entrances.events.hub import Hearer, Hub, Listener
from tocsin.entrances.events.topics import BEAT, Topic, heard_by, retry_after, written
from tocsin.entrances.pooled import Begun, Receive, Send
from tocsin.entrances.web.signing_in.sessions import EVENT_STREAM
from tocsin.safeguards.access.rules import Actor

GIVEN = "tocsin.handover"
"""Where a request carries the handover in its environment."""
GATHER = 0.2
"""Seconds for which changes are gathered before they are told."""
BEATS = 15.0
"""Seconds of silence after which a stream shows that it is there."""
AGAIN, LATER = 2_000, 15_000
"""Milliseconds after which a browser begins again: a stream that ended, and one that never was."""


@dataclass
class Handover:
    """Who may listen to what, as the pages found; the server goes on from there."""

    hearer: Hearer | None = None
    topics: frozenset[Topic] = frozenset()


def let_in(request: HttpRequest, actor: Actor, hearer: Hearer) -> HttpResponse:
    """The answer to an officer or a token that may listen, and the handover to the server."""
    topics = heard_by(actor)
    handover: Handover | None = request.META.get(GIVEN) if request.method == "GET" else None
    if handover is not None:
        handover.hearer, handover.topics = hearer, topics
    again = "Last-Event-ID" in request.headers
    first = opening(topics, held=handover is not None, again=again)
    answer = HttpResponse(first, content_type=EVENT_STREAM)
    answer.headers["X-Accel-Buffering"] = "no"  # Proxies that know it pass each event on at once.
    return answer


def opening(topics: Iterable[Topic], *, held: bool, again: bool) -> bytes:
    """What a stream begins with; one that begins ``again`` may have missed something."""
    told = sorted(set(topics) - {Topic.CASE}) if again or not held else []
    begins = retry_after(AGAIN if held else LATER)
    return begins + b"".join(written(each, "", 0) for each in told)


async def tell(
    hub: Hub, ear: Ear, listener: Listener, begun: Begun, first: bytes, receive: Receive, send: Send
) -> None:
    """Tell a listener of changes until one of the two ends it."""
    hub.add(listener)
    leaving = asyncio.create_task(_until_gone(receive, listener))
    try:
        await ear.listen()
        await send(begun.message())
        await _say(send, first)
        await _tell_changes(listener, send)
        await send({"type": "http.response.body", "body": b""})
    finally:
        hub.remove(listener)
        leaving.cancel()


async def _tell_changes(listener: Listener, send: Send) -> None:
    number = 0
    while await _woken(listener, send):
        await asyncio.sleep(GATHER)
        for topic, thing in listener.take():
            number += 1
            await _say(send, written(topic, thing, number))


async def _woken(listener: Listener, send: Send) -> bool:
    """Wait for a change, with a beat while there is none; False once the stream has ended."""
    while not listener.woken.is_set():
        with suppress(TimeoutError):
            await asyncio.wait_for(listener.woken.wait(), BEATS)
            break
        await _say(send, BEAT)
    return not listener.ended


async def _say(send: Send, words: bytes) -> None:
    await send({"type": "http.response.body", "body": words, "more_body": True})


async def _until_gone(receive: Receive, listener: Listener) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
    listener.end()
