"""Why somebody can't be appointed so."""

from __future__ import annotations

from tocsin.foundations.errors import TocsinError


class RolesExcluded(TocsinError):
    """{code} takes part as {capacity}, so its officers can't be: {roles}."""


class OfficesNotYours(TocsinError):
    """Offices of the register ({roles}) are given by the node itself, with `tocsin members`."""


class NotYourself(TocsinError):
    """Nobody changes their own appointment; ask another administrator of your member."""


class UsernameTaken(TocsinError):
    """Somebody signs in with this name already; choose another."""


class UnknownRole(TocsinError):
    """There is no role {role}. Roles: {roles}."""


class NoRole(TocsinError):
    """An officer has at least one role."""


class LinkSpent(TocsinError):
    """This link was used, is older than three days, or was replaced by another. Ask your member's
    administrator for a new one.
    """


class IdentityTaken(TocsinError):
    """That identity is bound to an officer already."""


class NotActive(TocsinError):
    """The appointment of this officer has ended."""
