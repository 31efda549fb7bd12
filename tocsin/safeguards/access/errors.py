"""What a refusal says. It never tells whether the thing exists."""

from __future__ import annotations

from tocsin.foundations.errors import TocsinError


class NotPermitted(TocsinError):
    """Your roles don't include this. Ask your member's administrator if your work needs it."""


class NotFound(TocsinError):
    """There is nothing here that you can see."""


class PurposeMissing(TocsinError):
    """A search needs a purpose from the closed list and a case reference."""


class TokenRefused(TocsinError):
    """The token is unknown, expired or revoked. Create a new one on the page "API tokens"."""


class OfficersOnly(TocsinError):
    """A token belongs to an officer; the node itself has none."""


class MemberNotActive(TocsinError):
    """Your member isn't active in the register, so its officers can't act."""


class UnsafeDatabaseRole(TocsinError):
    """The application connects to PostgreSQL as {role}, which row-level security doesn't bind.

    TOCSIN_DATABASE_URL must name a role that is neither a superuser nor the owner of the tables
    and has no BYPASSRLS.
    """
