"""Asking a node's API from the command line of an officer who works elsewhere.

The officer names the node: it may be on any network of theirs, and elsewhere is asked by TLS alone.
"""

from __future__ import annotations

from typing import Any, Self
from urllib.parse import urlsplit

import httpx

from tocsin.foundations.errors import TocsinError, UsageError
from tocsin.foundations.outgoing import Guard
from tocsin.foundations.outgoing.by_httpx import client
from tocsin.foundations.outgoing.rules import networks

PATIENCE = 30.0
"""Seconds that the node has to answer."""
EVERYWHERE = networks("0.0.0.0/0,::/0")
ON_THIS_MACHINE = ("127.0.0.1", "localhost", "::1")


class NodeUnreachable(TocsinError):
    """{node} does not answer. Check the address, and whether the node is served."""


class NodeRefused(TocsinError):
    """{node} says: {detail}"""


class Answers:
    """The answers of one node to one token. Use it as a context."""

    def __init__(self, node: str, token: str) -> None:
        scheme, host = urlsplit(node)[0], urlsplit(node).hostname
        if scheme != "https" and host not in ON_THIS_MACHINE:
            raise UsageError(problem="a node elsewhere is asked by https:// alone")
        self._node = node
        self._client = client(
            guard=Guard(allowed=EVERYWHERE, schemes=frozenset({scheme})),
            base_url=f"{node.rstrip('/')}/api/v1",
            headers={"Authorization": f"Bearer {token}"},
            timeout=PATIENCE,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_raised: object) -> None:
        self._client.close()

    def get(self, path: str) -> Any:
        return self._ask("GET", path)

    def post(self, path: str, body: dict[str, Any]) -> Any:
        return self._ask("POST", path, body)

    def _ask(self, method: str, path: str, body: dict[str, Any] | None = None) -> Any:
        """The answer's JSON. Raises NodeUnreachable, NodeRefused."""
        try:
            answer = self._client.request(method, path, json=body)
            said = answer.json()
        except (httpx.HTTPError, ValueError):
            raise NodeUnreachable(node=self._node) from None
        if answer.is_error:
            raise NodeRefused(node=self._node, detail=said.get("detail", answer.reason_phrase))
        return said
