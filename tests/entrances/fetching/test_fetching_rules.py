"""What is asked of a server and what its answer means, as tables."""

from __future__ import annotations

import pytest

from tocsin.entrances.fetching.addresses import OFFICIAL, Address, address_of, host_of, is_allowed
from tocsin.entrances.fetching.rules import (
    Copy,
    Meaning,
    expected_size,
    meaning_of,
    pause_before,
    request_headers,
)

URL = "https://lists.example.org/list.xml"
PART = Copy(URL, 100, '"one"', "Sun, 01 Mar 2026 00:00:00 GMT")
HERE = Address(URL, frozenset({"lists.example.org"}))


@pytest.mark.parametrize(
    ("part", "whole", "headers"),
    [
        (None, None, {}),
        (PART, None, {"Range": "bytes=100-", "If-Range": '"one"'}),
        (PART, PART, {"Range": "bytes=100-", "If-Range": '"one"'}),
        (Copy(URL, 9, 'W/"x"', "Mon"), None, {"Range": "bytes=9-", "If-Range": "Mon"}),
        (Copy(URL, 9, 'W/"x"'), None, {}),
        (Copy(URL, 9), None, {}),
        (Copy(URL, 0, '"one"'), None, {}),
        (None, PART, {"If-None-Match": '"one"'}),
        (None, Copy(URL, 9, 'W/"x"'), {"If-None-Match": 'W/"x"'}),
        (None, Copy(URL, 9, "", "Mon"), {"If-Modified-Since": "Mon"}),
        (None, Copy(URL, 9), {}),
    ],
)
def test_a_rest_is_asked_for_only_where_the_server_can_vouch_for_the_part(
    part: Copy | None, whole: Copy | None, headers: dict[str, str]
) -> None:
    assert request_headers(part, whole) == headers


@pytest.mark.parametrize(
    ("status", "headers", "part", "meaning"),
    [
        (200, {}, None, Meaning.WHOLE),
        (200, {}, PART, Meaning.WHOLE),
        (206, {"content-range": "bytes 100-199/200"}, PART, Meaning.REST),
        (206, {"content-range": "bytes 100-199/*", "etag": '"one"'}, PART, Meaning.REST),
        (206, {"content-range": "bytes 100-199/200", "etag": '"two"'}, PART, Meaning.NOT_RESUMABLE),
        (206, {"content-range": "bytes 99-199/200"}, PART, Meaning.NOT_RESUMABLE),
        (206, {"content-range": "bytes 0-199/200"}, None, Meaning.NOT_RESUMABLE),
        (206, {"content-range": "lines 1-2/3"}, PART, Meaning.NOT_RESUMABLE),
        (206, {}, PART, Meaning.NOT_RESUMABLE),
        (304, {}, None, Meaning.UNCHANGED),
        (302, {}, None, Meaning.ELSEWHERE),
        (308, {}, None, Meaning.ELSEWHERE),
        (416, {}, PART, Meaning.NOT_RESUMABLE),
        (429, {}, None, Meaning.LATER),
        (503, {}, PART, Meaning.LATER),
        (403, {}, None, Meaning.REFUSED),
        (404, {}, PART, Meaning.REFUSED),
        (204, {}, None, Meaning.REFUSED),
    ],
)
def test_an_answer_has_one_meaning(
    status: int, headers: dict[str, str], part: Copy | None, meaning: Meaning
) -> None:
    assert meaning_of(status, headers, part) is meaning


@pytest.mark.parametrize(
    ("headers", "size"),
    [
        ({"content-length": "200"}, 200),
        ({"content-range": "bytes 100-199/200", "content-length": "100"}, 200),
        ({"content-range": "bytes 100-199/*", "content-length": "100"}, None),
        ({"content-length": "many"}, None),
        ({"content-length": "9" * 40}, None),
        ({}, None),
    ],
)
def test_the_size_of_the_whole_is_known_or_not(headers: dict[str, str], size: int | None) -> None:
    assert expected_size(headers) == size


@pytest.mark.parametrize(
    ("url", "allowed"),
    [
        (URL, True),
        ("https://lists.example.org:443/other?signature=1", True),
        ("http://lists.example.org/list.xml", False),
        ("https://lists.example.org:8443/list.xml", False),
        ("https://lists.example.org.example.com/list.xml", False),
        ("https://LISTS.EXAMPLE.ORG/list.xml", True),
        ("https://lists.example.org@evil.example/list.xml", False),
        ("https://somebody@lists.example.org/list.xml", False),
        ("file:///etc/hostname", False),
        ("ftp://lists.example.org/list.xml", False),
        ("https:///list.xml", False),
        ("https://lists.example.org:port/", False),
        ("https://[::1/", False),
        ("", False),
    ],
)
def test_only_https_on_the_hosts_that_may_answer_is_asked(url: str, allowed: bool) -> None:
    assert is_allowed(url, HERE) == allowed


@pytest.mark.parametrize("source", sorted(OFFICIAL))
def test_every_official_address_is_on_a_host_that_may_answer(source: str) -> None:
    assert is_allowed(OFFICIAL[source].url, OFFICIAL[source])
    assert address_of(source) == OFFICIAL[source]


def test_another_address_may_only_redirect_within_its_host(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TOCSIN_UN_LIST_URL", "https://mirror.example.org/un.xml")
    assert address_of("un").hosts == {"mirror.example.org"}
    assert address_of("un", URL).hosts == {"lists.example.org"}
    assert address_of("eu") == OFFICIAL["eu"]


def test_a_host_is_named_with_a_port_only_where_it_is_another_than_https() -> None:
    assert [host_of(f"https://a.example{port}/") for port in ("", ":443", ":8443")] == [
        "a.example",
        "a.example",
        "a.example:8443",
    ]


def test_attempts_wait_longer_each_time_and_the_first_does_not() -> None:
    assert [pause_before(attempt) for attempt in range(5)] == [0, 1, 2, 4, 8]
