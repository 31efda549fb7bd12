"""What leaves the node: to a real mail server, and to a real server that checks the signature."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import httpx
import pytest
from aiosmtpd.controller import Controller
from django.test import override_settings

from tocsin.alerts.delivering import Undelivered
from tocsin.entrances.carriers import Outgoing
from tocsin.safeguards.ledger.keys import Keys
from tocsin.safeguards.ledger.signatures import Signature

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
MESSAGE = {"event": "e-1", "case": "c-1", "step": "raised", "due": "2026-03-01T13:00:00+00:00"}
EVENT = "01a20000-0000-7000-8000-000000000001"


class Desk:
    """A mail server's inbox."""

    def __init__(self) -> None:
        self.came: list[Any] = []

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802
        self.came.append(envelope)
        return "250 OK"


def free_port() -> int:
    """A port of loopback on which nothing listens: the server's own start looks whether it came."""
    with socket.create_server(("127.0.0.1", 0)) as held:
        return int(held.getsockname()[1])


@contextmanager
def receiving(status: int) -> Iterator[tuple[str, list[tuple[dict[str, str], bytes]]]]:
    """A server on loopback that answers with ``status``, and what it got."""
    got: list[tuple[dict[str, str], bytes]] = []

    class Take(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            got.append((dict(self.headers), body))
            self.send_response(status)
            self.end_headers()

        def log_message(self, *_given: Any) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Take)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/in", got
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def outgoing(at: Path) -> Outgoing:
    """With a client that may reach loopback, as no client of the product may."""
    return Outgoing(Keys(at), lambda: NOW, httpx.Client(trust_env=False))


def test_a_desk_gets_mail_that_names_no_one(tmp_path: Path) -> None:
    desk = Desk()
    port = free_port()
    server = Controller(desk, hostname="127.0.0.1", port=port)
    server.start()
    try:
        backend = "django.core.mail.backends.smtp.EmailBackend"
        with override_settings(EMAIL_BACKEND=backend, EMAIL_HOST="127.0.0.1", EMAIL_PORT=port):
            outgoing(tmp_path).mail("desk@xa.example", MESSAGE)
    finally:
        server.stop()
    (mail,) = desk.came
    assert mail.rcpt_tos == ["desk@xa.example"]
    assert b"c-1" in mail.content
    assert b"<e-1@tocsin>" in mail.content


def test_a_mail_server_that_is_down_is_told_as_not_delivered(tmp_path: Path) -> None:
    backend = "django.core.mail.backends.smtp.EmailBackend"
    with (
        override_settings(EMAIL_BACKEND=backend, EMAIL_HOST="127.0.0.1", EMAIL_PORT=1),
        pytest.raises(Undelivered),
    ):
        outgoing(tmp_path).mail("desk@xa.example", MESSAGE)


def test_a_request_carries_its_event_and_a_signature_that_the_nodes_key_proves(
    tmp_path: Path,
) -> None:
    with receiving(204) as (address, got):
        outgoing(tmp_path).post(address, b'{"case":"c-1"}', EVENT)
    ((headers, body),) = got
    assert headers["Tocsin-Event"] == EVENT
    signature = Signature.parse("— " + headers["Tocsin-Signature"])
    (key,) = Keys(tmp_path).public_keys()
    assert key.made(signature, body.decode())
    assert not key.made(signature, body.decode() + " ")


@pytest.mark.parametrize("status", [302, 400, 404, 500, 503])
def test_only_a_plain_yes_is_an_arrival(tmp_path: Path, status: int) -> None:
    with receiving(status) as (address, got), pytest.raises(Undelivered, match=str(status)):
        outgoing(tmp_path).post(address, b"{}", EVENT)
    assert len(got) == 1


def test_the_products_own_client_reaches_no_loopback(tmp_path: Path) -> None:
    with receiving(204) as (address, got), pytest.raises(Undelivered):
        Outgoing(Keys(tmp_path), lambda: NOW).post(address, b"{}", EVENT)
    assert got == []
