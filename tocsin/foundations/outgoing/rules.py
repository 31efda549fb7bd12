"""Which addresses may be asked at all: those of the open internet, by https. Pure.

Whoever can make a server ask an address of their choice (a webhook, a redirect, an identity
provider) may reach what only that server can reach. So an address is judged as the number that is
connected to, however it was written, and every number that hides another is opened first.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from ipaddress import (
    IPv4Address,
    IPv4Network,
    IPv6Address,
    IPv6Network,
    ip_address,
    ip_network,
)
from urllib.parse import urlsplit

from tocsin.foundations.outgoing.errors import OutgoingRefused

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

_UNICAST = IPv6Network("2000::/3")
"""The only part of IPv6 from which global addresses are given out (RFC 4291, section 2.4)."""
_NAT64 = (IPv6Network("64:ff9b::/96"), IPv6Network("64:ff9b:1::/48"))
"""Translators reach IPv4 by these (RFC 6052, RFC 8215); the last 32 bits say where."""
_NOT_FOR_SERVERS = (
    IPv4Network("192.0.0.0/24"),  # protocols' own (RFC 6890)
    IPv4Network("192.88.99.0/24"),  # 6to4 relays, withdrawn (RFC 7526)
    IPv4Network("100.64.0.0/10"),  # shared behind carriers (RFC 6598)
    IPv6Network("2001:db8::/32"),
    IPv6Network("3fff::/20"),  # documentation (RFC 9637)
    IPv6Network("5f00::/16"),  # segment routing (RFC 9602)
)


def is_public(address: Address) -> bool:
    """Whether an address is one that anybody on the internet could ask."""
    inner = _inside(address)
    if inner is not None:
        return is_public(inner)
    if isinstance(address, IPv6Address) and address not in _UNICAST:
        return False
    special = address.is_multicast or address.is_reserved or address.is_unspecified
    return address.is_global and not special and not _among(address, _NOT_FOR_SERVERS)


def _inside(address: Address) -> IPv4Address | None:
    """The IPv4 address that an IPv6 one leads to: mapped, 6to4, Teredo or translated."""
    if isinstance(address, IPv4Address):
        return None
    if address.teredo:
        return address.teredo[1]
    if _among(address, _NAT64):
        return IPv4Address(int(address) & 0xFFFF_FFFF)
    return address.ipv4_mapped or address.sixtofour


def _among(address: Address, networks: Iterable[Network]) -> bool:
    return any(address.version == each.version and address in each for each in networks)


def may_be_asked(address: Address, allowed: Iterable[Network] = ()) -> bool:
    """Whether an address is public, or in a network that the operator named."""
    plain = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    return is_public(address) or _among(plain or address, allowed)


def networks(text: str) -> tuple[Network, ...]:
    """The networks that a setting names, with commas between. Raises OutgoingRefused."""
    try:
        return tuple(ip_network(each.strip()) for each in text.split(",") if each.strip())
    except ValueError as error:
        raise OutgoingRefused(reason=f"TOCSIN_OUTGOING_ALLOW can't be read: {error}") from None


@dataclass(frozen=True, slots=True)
class Server:
    """Where a URL leads, before its name is looked up."""

    host: str
    port: int


def server_of(url: str, schemes: frozenset[str]) -> Server:
    """The server that a URL names. Raises OutgoingRefused for all but a plain URL of it."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise OutgoingRefused(reason="the address is none") from None
    if parts.scheme not in schemes:
        raise OutgoingRefused(reason="addresses are asked by https alone")
    if parts.username is not None or parts.password is not None or not parts.hostname:
        raise OutgoingRefused(reason="an address names a host, and no user")
    return Server(parts.hostname, port or (443 if parts.scheme == "https" else 80))


def address_of(text: str) -> Address:
    """An address as the system's look-up gives it, with or without the zone of a link."""
    return ip_address(text.partition("%")[0])
