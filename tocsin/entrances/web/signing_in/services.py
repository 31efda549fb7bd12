"""Signing in through a member's own service, by OpenID Connect Core 1.0.

An officer is bound to an issuer and a subject, by the administrator; never to an e-mail address,
which anybody's service can claim. A service is known by its issuer: were the address in the
settings changed, nobody would be bound to it. The ID token's signature is always checked, and no
more is kept of it than the subject.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tocsin.foundations.errors import UsageError

SIGNED = frozenset(
    {"ES256", "ES384", "ES512", "EdDSA", "PS256", "PS384", "RS256", "RS384", "RS512"}
)
"""Signatures by a key pair; a token "signed" with what both sides know proves nothing here."""
_NEEDED = ("name", "issuer", "client_id", "client_secret")


def service_id(issuer: str) -> str:
    """The name under which a service and those who are bound to it are kept."""
    return hashlib.sha256(issuer.encode()).hexdigest()[:20]


def read_services(file: Path) -> list[dict[str, Any]]:
    """The services of the file that ``TOCSIN_OIDC`` names, as allauth's settings want them."""
    try:
        rows = tomllib.loads(file.read_text("utf-8"))["service"]
        return [_service(row) for row in rows]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise UsageError(problem=f"{file} names no services to sign in through: {error}") from None


def _service(row: Mapping[str, str]) -> dict[str, Any]:
    name, issuer, client, secret = (row[each] for each in _NEEDED)
    return {
        "provider_id": service_id(issuer),
        "name": name,
        "client_id": client,
        "secret": secret,
        "settings": {
            "server_url": issuer,
            "fetch_userinfo": False,
            "email_authentication": False,
            "oauth_pkce_enabled": True,
            "scope": ["openid"],
        },
    }
