"""The guard for httpx: for everything that Tocsin asks by itself.

Proxies of the environment aren't used: they would look the name up again.
"""

from __future__ import annotations

import ssl
from typing import Any

import httpx

from tocsin.foundations.outgoing.guard import Guard, guard_of_environment


class GuardedTransport(httpx.BaseTransport):
    """Connects to the address that the guard gave; the certificate is still that of the name."""

    def __init__(self, guard: Guard, inner: httpx.BaseTransport) -> None:
        self._guard = guard
        self._inner = inner

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        try:
            address = self._guard.address(str(request.url))
        except OSError as error:
            raise httpx.ConnectError(str(error), request=request) from error
        return self._inner.handle_request(_to(address, request))

    def close(self) -> None:
        self._inner.close()


def _to(address: str, request: httpx.Request) -> httpx.Request:
    """The same request, to a number; it still says whom it is for (Host, and SNI of TLS)."""
    return httpx.Request(
        request.method,
        request.url.copy_with(host=address),
        headers=request.headers,
        stream=request.stream,
        extensions={**request.extensions, "sni_hostname": request.url.host},
    )


def client(
    *, guard: Guard | None = None, verify: ssl.SSLContext | bool = True, **options: Any
) -> httpx.Client:
    """A client whose every request, redirected ones too, passes the guard.

    ``options`` are those of httpx. Connections aren't kept: two names may have one address, and
    what was proved to the one is not for the other.
    """
    once = httpx.Limits(max_keepalive_connections=0)
    inner = httpx.HTTPTransport(verify=verify, limits=once)
    transport = GuardedTransport(guard or guard_of_environment(), inner)
    return httpx.Client(transport=transport, trust_env=False, **options)
