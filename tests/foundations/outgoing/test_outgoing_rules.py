"""Which addresses may be asked: as numbers, however they are written."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.foundations.outgoing import rules
from tocsin.foundations.outgoing.errors import OutgoingRefused
from tocsin.foundations.outgoing.guard import HTTPS

INSIDE = [
    "127.0.0.1",
    "127.8.8.8",
    "0.0.0.0",  # noqa: S104 - an address to refuse
    "10.1.2.3",
    "172.16.0.1",
    "192.168.1.1",
    "100.64.0.1",
    "169.254.169.254",
    "192.0.0.8",
    "192.0.2.7",
    "192.88.99.1",
    "198.18.0.1",
    "203.0.113.9",
    "224.0.0.1",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::7f00:1",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "::ffff:169.254.169.254",
    "64:ff9b::7f00:1",
    "64:ff9b::a9fe:a9fe",
    "64:ff9b:1::a00:1",
    "2002:7f00:1::",
    "2002:a9fe:a9fe::1",
    "2001:0:4136:e378:8000:63bf:80ff:fffe",
    "fe80::1",
    "fec0::1",
    "fc00::1",
    "fd12:3456::1",
    "ff02::1",
    "100::1",
    "2001:db8::1",
    "3fff::1",
    "5f00::1",
    "4000::1",
]
OUTSIDE = ["9.9.9.9", "193.0.14.129", "2620:fe::fe", "::ffff:9.9.9.9", "64:ff9b::909:909"]


@pytest.mark.parametrize("address", INSIDE)
def test_what_is_not_of_the_open_internet_is_not_asked(address: str) -> None:
    assert not rules.may_be_asked(ip_address(address))


@pytest.mark.parametrize("address", OUTSIDE)
def test_what_is_of_the_open_internet_may_be_asked(address: str) -> None:
    assert rules.may_be_asked(ip_address(address))


@given(st.ip_addresses(v=4))
def test_an_address_is_judged_alike_in_each_of_its_disguises(address: IPv4Address) -> None:
    number = int(address)
    disguises = [
        IPv6Address((0xFFFF << 32) + number),
        IPv6Address((0x64_FF9B << 96) + number),
        IPv6Address((0x2002 << 112) + (number << 80)),
    ]
    assert {rules.is_public(each) for each in disguises} == {rules.is_public(address)}


@pytest.mark.parametrize(
    ("address", "allowed"),
    [
        ("10.20.0.9", True),
        ("::ffff:10.20.0.9", True),
        ("10.21.0.9", False),
        ("fd00:1::7", True),
        ("127.0.0.1", False),
        ("169.254.169.254", False),
    ],
)
def test_the_operators_own_networks_are_asked_and_no_others(address: str, allowed: bool) -> None:
    own = rules.networks("10.20.0.0/16, fd00:1::/64")
    assert rules.may_be_asked(ip_address(address), own) is allowed


def test_a_setting_that_cannot_be_read_opens_nothing() -> None:
    with pytest.raises(OutgoingRefused, match="TOCSIN_OUTGOING_ALLOW"):
        rules.networks("10.0.0.0/8, everything")


@pytest.mark.parametrize(
    "url",
    [
        "http://lists.example.org/",
        "ftp://lists.example.org/",
        "file:///etc/passwd",
        "gopher://lists.example.org/",
        "//lists.example.org/",
        "/list.xml",
        "https:///list.xml",
        "https://user@lists.example.org/",
        "https://user:word@lists.example.org/",
        "https://lists.example.org:port/",
        "https://[::1/",
        "javascript:alert(1)",
        "",
    ],
)
def test_only_a_plain_https_url_is_asked(url: str) -> None:
    with pytest.raises(OutgoingRefused):
        rules.server_of(url, HTTPS)
