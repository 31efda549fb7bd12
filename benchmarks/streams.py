"""What open streams cost: pages a second and their times, without and beside idle streams.

Serves the invented coalition, signs officers in, and asks for the queue from a few connections at
once, as desks do. ``python -m benchmarks.streams [--streams 200] [--seconds 10] [--json]``.
"""

from __future__ import annotations

import argparse
import json
import re
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from typing import Any

import httpx
import psutil

from tests.command_line import ended, start

PER_TOKEN = 6
PATIENCE = 60.0
"""Seconds; a stream shows that it is there four times as often."""
OFFICERS = ("ilse.ardovia", "joris.ardovia", "layth.belhara", "wilf.eastmere")
"""Whose desks ask for the queue at the same time."""
SHOWN = re.compile(r"tocsin_[\w-]{43}")
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--streams", type=int, default=200)
    asked.add_argument("--seconds", type=float, default=10)
    asked.add_argument("--json", action="store_true")
    given = asked.parse_args()
    with tempfile.TemporaryDirectory(prefix="tocsin-streams-") as place, served(place) as address:
        found = measure(address, given.streams, given.seconds)
    if given.json:
        print(json.dumps(found))
    else:
        print("\n".join(f"{name:>28}  {value}" for name, value in found.items()))


@contextmanager
def served(place: str) -> Iterator[str]:
    """The address of the demonstration, until the block ends."""
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    process = start(Path(place), "demo", "--port", port)
    assert process.stdout
    address = f"http://127.0.0.1:{port}"
    for line in process.stdout:
        if address in line:
            break
    yield address
    process.send_signal(signal.SIGTERM)
    ended(process)


def measure(address: str, number: int, seconds: float) -> dict[str, Any]:
    asking = [signed_in(address, each) for each in OFFICERS]
    tokens = [token(asking[at % len(asking)]) for at in range(-(-number // PER_TOKEN))]
    rush(asking, 2)
    before = rush(asking, seconds)
    memory = _memory()
    with ExitStack() as streams:
        for at in range(number):
            headers = {"Authorization": f"Bearer {tokens[at // PER_TOKEN]}"}
            stream = httpx.stream(
                "GET", f"{address}/api/v1/events", headers=headers, timeout=PATIENCE
            )
            answer = streams.enter_context(stream)
            assert answer.headers["content-type"] == "text/event-stream"
        idle = _busy(3)
        beside = rush(asking, seconds)
        grown = _memory() - memory
    return {
        "streams": number,
        "pages_per_s_without": before[0],
        "pages_per_s_beside": beside[0],
        "p95_ms_without": before[1],
        "p95_ms_beside": beside[1],
        "idle_cpu_percent": idle,
        "bytes_per_stream": grown // max(number, 1),
    }


def signed_in(address: str, username: str) -> httpx.Client:
    client = httpx.Client(base_url=address, follow_redirects=True, timeout=60)
    assert "Sign out" in _sent(client, "/account/sign-in/", login=username, password="demo")  # noqa: S106
    return client


def token(client: httpx.Client) -> str:
    """A token for listening."""
    found = SHOWN.search(_sent(client, "/tokens/", label="x", days="1", permissions="event.hear"))
    assert found
    return found[0]


def _sent(client: httpx.Client, path: str, **values: str) -> str:
    found = TOKEN.search(client.get(path).text)
    assert found
    fields = {"csrfmiddlewaretoken": found[1], **values}
    return client.post(path, data=fields, headers={"Referer": str(client.base_url)}).text


def rush(clients: list[httpx.Client], seconds: float) -> tuple[float, float]:
    """Pages a second, and the 95th percentile of their times in milliseconds."""
    times: list[float] = []
    until = time.monotonic() + seconds

    def ask(client: httpx.Client) -> None:
        while time.monotonic() < until:
            begun = time.perf_counter()
            assert client.get("/queue/").status_code == 200
            times.append(time.perf_counter() - begun)

    threads = [threading.Thread(target=ask, args=(each,)) for each in clients]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    return round(len(times) / seconds, 1), round(1000 * statistics.quantiles(times, n=20)[-1], 1)


def _servers() -> list[psutil.Process]:
    """The processes that serve, without those of the database."""
    own = psutil.Process().children(recursive=True)
    return [each for each in own if "python" in "".join(each.cmdline()[:1])]


def _memory() -> int:
    return sum(each.memory_info().rss for each in _servers())


def _busy(seconds: float) -> float:
    """Of one core, what the server takes while nobody asks, in percent."""
    begun = sum(sum(each.cpu_times()[:2]) for each in _servers())
    time.sleep(seconds)
    taken = sum(sum(each.cpu_times()[:2]) for each in _servers()) - begun
    return round(100 * taken / seconds, 1)


if __name__ == "__main__":
    try:
        main()
    except subprocess.SubprocessError as problem:
        sys.exit(str(problem))
