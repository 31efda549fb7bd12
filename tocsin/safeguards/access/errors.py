"""What a refusal says. It never tells whether the thing exists."""

from __future__ import annotations

from tocsin.foundations.errors import TocsinError


class NotPermitted(TocsinError):
    """Your roles don't include this. Ask your member's administrator if your work needs it."""


class NotFound(TocsinError):
    """There is nothing here that you can see."""


class PurposeMissing(TocsinError):
    """A search needs a purpose from the closed list and a case reference: {field} is missing."""


class TokenRefused(TocsinError):
    """The token is unknown, expired or revoked. Create a new one on the page "API tokens"."""


class ScopeTooWide(TocsinError):
    """A token can't do more than you: your roles don't include {permissions}."""


class NotAnAddress(TocsinError):
    """{address} is no address or network, such as 192.0.2.7 or 2001:db8::/48."""


class TooMuchAsked(TocsinError):
    """You or your member asked more in the last hour than one desk can need, and an auditor is
    told of it. Ask again later; whole flights belong into `tocsin screen`.
    """

    retry_after = 600
    """Seconds until asking again makes sense."""


class OfficersOnly(TocsinError):
    """A token belongs to an officer; the node itself has none."""


class MemberNotActive(TocsinError):
    """Your member isn't active in the register, so its officers can't act."""


class UnsafeDatabaseRole(TocsinError):
    """The application connects to PostgreSQL as {role}, which row-level security doesn't bind.

    TOCSIN_DATABASE_URL must name a role that is neither a superuser nor the owner of the tables
    and has no BYPASSRLS.
    """
