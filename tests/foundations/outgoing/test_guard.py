"""What is connected to is what was judged: no name, redirect or second look-up leads further."""

from __future__ import annotations

import ssl
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import httpx
import pytest
import requests

from tests.entrances.fetching.publisher import Publisher, answers, make_authority, sends_to
from tocsin.foundations.outgoing import AddressForbidden, Guard, OutgoingRefused
from tocsin.foundations.outgoing.by_httpx import client
from tocsin.foundations.outgoing.by_requests import session
from tocsin.foundations.outgoing.guard import look_up
from tocsin.foundations.outgoing.rules import networks

HERE = networks("127.0.0.0/8")
Ask = Callable[[str, Guard], int]


@pytest.fixture(scope="module")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    return make_authority(tmp_path_factory.mktemp("authority"))


@pytest.fixture
def server(certificates: tuple[Path, Path]) -> Iterator[Publisher]:
    begun = Publisher(b"secret", certificates[1])
    yield begun
    begun.shutdown()
    begun.server_close()


@pytest.fixture(params=["httpx", "requests"])
def ask(request: pytest.FixtureRequest, certificates: tuple[Path, Path]) -> Ask:
    """Ask a URL by either library, following redirects; the status of the answer."""
    trusted = str(certificates[0])

    def by_httpx(url: str, guard: Guard) -> int:
        trust = ssl.create_default_context(cafile=trusted)
        with client(guard=guard, verify=trust, follow_redirects=True) as asking:
            return asking.get(url).status_code

    def by_requests(url: str, guard: Guard) -> int:
        return session(guard).get(url, verify=trusted, timeout=10).status_code

    return by_httpx if request.param == "httpx" else by_requests


def named(*addresses: str) -> Any:
    """A look-up that gives every name these addresses, and counts how often it was asked."""
    asked: list[str] = []

    def find(host: str, _port: int) -> Sequence[str]:
        asked.append(host)
        return addresses

    find.asked = asked  # type: ignore[attr-defined]
    return find


def test_an_address_that_the_operator_allows_is_asked(ask: Ask, server: Publisher) -> None:
    assert ask(server.url, Guard(allowed=HERE)) == 200


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "localhost", "127.1", "2130706433", "0x7f.0.0.1", "[::1]", "[::ffff:7f00:1]"],
)
def test_this_machine_is_not_asked_however_it_is_written(
    ask: Ask, server: Publisher, host: str
) -> None:
    with pytest.raises((AddressForbidden, httpx.ConnectError, requests.ConnectionError)):
        ask(f"https://{host}:{server.server_port}/", Guard())
    assert server.asked == []


def test_a_name_that_leads_inside_is_not_asked(ask: Ask, server: Publisher) -> None:
    url = f"https://hook.example.org:{server.server_port}/"
    with pytest.raises(AddressForbidden, match=r"hook\.example\.org"):
        ask(url, Guard(look_up=named("127.0.0.1")))
    assert server.asked == []


def test_a_name_with_one_address_inside_is_not_asked_at_its_others(ask: Ask) -> None:
    with pytest.raises(AddressForbidden):
        ask("https://hook.example.org/", Guard(look_up=named("9.9.9.9", "169.254.169.254")))


def test_a_redirect_leads_no_further_than_an_address_would(ask: Ask, server: Publisher) -> None:
    server.bad_days.append(sends_to("https://169.254.169.254/latest/"))
    with pytest.raises(AddressForbidden):
        ask(server.url, Guard(allowed=HERE))
    server.bad_days.append(sends_to("http://127.0.0.1/"))
    with pytest.raises(OutgoingRefused):
        ask(server.url, Guard(allowed=HERE))
    assert len(server.asked) == 2


def test_a_name_is_looked_up_once_so_that_it_cannot_change_its_answer(
    ask: Ask, server: Publisher
) -> None:
    """The server's certificate is for 127.0.0.1: under a name the handshake is refused, which also
    shows that the name is what is verified, and that the number is what was connected to."""
    find = named("127.0.0.1")
    with pytest.raises((httpx.ConnectError, requests.ConnectionError), match=r"(?i)certificate"):
        ask(f"https://hook.example.org:{server.server_port}/", Guard(allowed=HERE, look_up=find))
    assert set(find.asked) == {"hook.example.org"}
    assert len(find.asked) == 1


def test_the_server_is_told_by_which_name_it_was_asked(ask: Ask, server: Publisher) -> None:
    server.bad_days.append(answers(204, b""))
    ask(server.url, Guard(allowed=HERE))
    assert server.asked[0]["Host"] == f"127.0.0.1:{server.server_port}"


def test_no_proxy_of_the_environment_is_asked(
    ask: Ask, server: Publisher, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HTTPS_PROXY", "https_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    assert ask(server.url, Guard(allowed=HERE)) == 200


def test_the_system_knows_this_machine() -> None:
    assert "127.0.0.1" in look_up("localhost", 443)
