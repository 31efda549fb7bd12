"""Looking a host up, once, and judging every address that it has.

What was judged is what is connected to: the connection is made to the number, not to the name, so
that a second look-up can't give another answer (DNS rebinding).
"""

from __future__ import annotations

import os
import socket
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from tocsin.foundations.outgoing import rules
from tocsin.foundations.outgoing.errors import AddressForbidden
from tocsin.foundations.outgoing.rules import Network

ALLOW = "TOCSIN_OUTGOING_ALLOW"
HTTPS = frozenset({"https"})
LookUp = Callable[[str, int], Sequence[str]]


def look_up(host: str, port: int) -> list[str]:
    """The addresses of a host as the system knows them. Raises OSError."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(address[0]) for *_, address in found]


@dataclass(frozen=True, slots=True)
class Guard:
    """Says which number to connect to for a URL, or that nothing may be asked of it."""

    allowed: tuple[Network, ...] = ()
    """Networks of the operator's own that may be asked although they aren't public."""
    schemes: frozenset[str] = HTTPS
    look_up: LookUp = field(default=look_up)

    def address(self, url: str) -> str:
        """The address to connect to. Raises OutgoingRefused; OSError where there is none.

        One address that may not be asked and none of them is.
        """
        server = rules.server_of(url, self.schemes)
        found = self.look_up(server.host, server.port)
        for each in found:
            if not rules.may_be_asked(rules.address_of(each), self.allowed):
                raise AddressForbidden(host=server.host)
        if not found:
            raise OSError("the host has no address")
        return found[0]


def guard_of_environment() -> Guard:
    """The guard as the operator set it. Raises OutgoingRefused where the setting can't be read."""
    return Guard(allowed=rules.networks(os.environ.get(ALLOW, "")))
