"""Which roles a member can give, and to whom. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from tocsin.members.rules import Capacity
from tocsin.safeguards.access.rules import Role

OFFICES = frozenset({Role.AUDITOR, Role.OMBUDSPERSON, Role.REGISTRAR})
"""They serve the register and not a member; the node gives them, on its own machine."""

_OF_EVERYBODY = frozenset({Role.MEMBER_ADMINISTRATOR, Role.OBSERVER})
_GIVING = frozenset({Role.CONTRIBUTOR, Role.NEUTRALITY_REVIEWER})
_ASKING = frozenset({Role.FRONT_LINE, Role.REVIEWER, Role.SCREENING_OFFICER})

ROLES: Mapping[Capacity, frozenset[Role]] = {
    Capacity.FULL: _OF_EVERYBODY | _GIVING | _ASKING,
    Capacity.CONTRIBUTOR: _OF_EVERYBODY | _GIVING,
    Capacity.CONSUMER: _OF_EVERYBODY | _ASKING,
    Capacity.OBSERVER: _OF_EVERYBODY,
}
"""What a member of each capacity can appoint its officers to: a contributor such as a sanctions
committee lists and can't ask about travel; a consumer asks and can't list; absent means no."""


def excluded(roles: Iterable[str], capacity: str) -> list[str]:
    """Roles that a member of this capacity can't give."""
    return sorted(frozenset(roles) - ROLES[Capacity(capacity)] - OFFICES)


def offices_in(roles: Iterable[str]) -> list[str]:
    """Offices of the register among these roles."""
    return sorted(frozenset(roles) & OFFICES)


def needs_second_factor(roles: Iterable[str]) -> bool:
    """Everybody but who is an observer and nothing else."""
    return bool(frozenset(roles) - {Role.OBSERVER})
