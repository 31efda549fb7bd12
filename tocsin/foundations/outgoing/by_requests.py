"""The guard for requests: for libraries that ask by it, as signing in by OpenID Connect does."""

from __future__ import annotations

import os
from typing import Any
from urllib.parse import urlsplit

import requests
from requests.adapters import HTTPAdapter

from tocsin.foundations.outgoing.guard import Guard, guard_of_environment


class GuardedAdapter(HTTPAdapter):
    """Connects to the address that the guard gave; the certificate is still that of the name."""

    def __init__(self, guard: Guard) -> None:
        super().__init__()
        self._guard = guard

    def get_connection_with_tls_context(
        self,
        request: requests.PreparedRequest,
        verify: Any,
        proxies: Any = None,
        cert: Any = None,
    ) -> Any:
        try:
            address = self._guard.address(str(request.url))
        except OSError as error:
            raise requests.ConnectionError(error, request=request) from error
        place, how = self.build_connection_pool_key_attributes(request, verify, cert)
        name = place["host"]
        if place["scheme"] == "https":
            how = {**how, "server_hostname": name, "assert_hostname": name}
        return self.poolmanager.connection_from_host(**{**place, "host": address}, pool_kwargs=how)

    def add_headers(self, request: requests.PreparedRequest, **_how: Any) -> None:
        """Say whom the request is for: the connection knows only a number."""
        request.headers["Host"] = urlsplit(str(request.url)).netloc.rpartition("@")[2]


def session(guard: Guard | None = None) -> requests.Session:
    """A session whose every request, redirected ones too, passes the guard."""
    guarded = requests.Session()
    guarded.trust_env = False
    guarded.verify = os.environ.get("SSL_CERT_FILE") or True
    adapter = GuardedAdapter(guard or guard_of_environment())
    for scheme in ("https://", "http://"):
        guarded.mount(scheme, adapter)
    return guarded
