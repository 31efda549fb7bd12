"""`tocsin serve`: the pages are there when it says so, and it goes without a trace when told."""

from __future__ import annotations

import signal
import socket
from contextlib import closing
from pathlib import Path

import httpx
import psutil
import pytest

from tests.command_line import ended, run, start


@pytest.fixture
def port() -> int:
    """A port that nobody listens on."""
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_it_serves_until_told_to_stop(home: Path, port: int, how: signal.Signals) -> None:
    process = start(home, "serve", "--port", port)
    assert process.stderr
    address = next(line for line in process.stderr if "Tocsin is at" in line).split()[-1]
    answer = httpx.get(address, follow_redirects=True, timeout=60)
    assert answer.status_code == 200
    assert "Sign in" in answer.text
    workers = psutil.Process(process.pid).children(recursive=True)
    process.send_signal(how)
    done = ended(process)
    assert (done.returncode, done.stderr) == (0, "")
    assert not [each for each in workers if each.is_running() and "granian" in each.name()]


def test_a_taken_port_is_told_in_one_line(home: Path, port: int) -> None:
    with closing(socket.create_server(("127.0.0.1", port))):
        done = run(home, "serve", "--port", port)
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert f"listens on port {port} already" in done.stderr


def test_it_listens_to_this_machine_alone(home: Path, port: int) -> None:
    process = start(home, "serve", "--port", port)
    assert process.stderr
    next(line for line in process.stderr if "Tocsin is at" in line)
    listening = {
        each.laddr.ip
        for each in psutil.net_connections("tcp")
        if each.status == psutil.CONN_LISTEN and each.laddr.port == port
    }
    process.terminate()
    ended(process)
    assert listening == {"127.0.0.1"}
