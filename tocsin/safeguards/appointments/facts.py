"""What the entrances must hear, in the transaction in which it happens."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SessionsEnd:
    """An officer may not go on as they are signed in: everywhere they sign in anew, or never."""

    officer_id: int


@dataclass(frozen=True, slots=True)
class FactorsLost:
    """An officer's second factors are gone, and count no more."""

    officer_id: int


@dataclass(frozen=True, slots=True)
class IdentityBound:
    """An officer signs in as this subject of this issuer of OpenID Connect, from now on."""

    officer_id: int
    issuer: str
    subject: str
