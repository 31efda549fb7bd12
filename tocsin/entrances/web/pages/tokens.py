"""API tokens of the officer: each is shown once, when it is made, and never again."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from tocsin.entrances.web.pages.forms import FormError, error_of


@dataclass(frozen=True, slots=True)
class TokenLine:
    """A token by its label and the start of it (``hint``), which is all that is kept in clear."""

    pk: str
    label: str
    hint: str
    created_at: datetime
    expires_at: datetime | None = None
    last_used_at: datetime | None = None
    permissions: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    state: Literal["live", "expired", "revoked"] = "live"


@dataclass(frozen=True, slots=True)
class PermissionChoice:
    """A thing that a token can be for, by its code, and whether it was ticked."""

    code: str
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class TokensPage:
    """``new_token`` is the whole token, present only in the answer to the request that made it.

    The form sends ``label``, ``days``, ``permissions`` (each ticked one) and
    ``addresses``; revoking posts to ``token-revoke`` with the pk.
    """

    now: datetime
    tokens: tuple[TokenLine, ...] = ()
    new_token: str = ""
    new_label: str = ""
    label: str = ""
    days: int = 90
    longest_days: int = 365
    permissions: tuple[PermissionChoice, ...] = ()
    addresses: str = ""
    errors: tuple[FormError, ...] = field(default=())

    @property
    def label_error(self) -> str:
        return error_of(self.errors, "label")

    @property
    def days_error(self) -> str:
        return error_of(self.errors, "days")

    @property
    def permissions_error(self) -> str:
        return error_of(self.errors, "permissions")

    @property
    def addresses_error(self) -> str:
        return error_of(self.errors, "addresses")
