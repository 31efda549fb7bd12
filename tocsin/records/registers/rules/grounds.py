"""Grounds and what they can carry, as data: actions, statuses, and what each must tell. Pure.

The matrix is a decision of the members. The same lines are constraints in the database
(``migrations/0006_lawful.py``); a test generates every departure from them and tries it everywhere.
It will not grow a ground of its own: "extremism", "associate of" or an opinion is not one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from tocsin.foundations.vocabulary.codes import (
    ACTIONS_BY_GROUND,
    ActionCode,
    Ground,
    PersonStatus,
    Register,
)

Kind = Literal["text", "date", "choice"]


@dataclass(frozen=True, slots=True)
class Detail:
    """One sub-field of a ground or an action; ``choices`` where it is a closed list."""

    name: str
    kind: Kind = "text"
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Terms:
    """What a ground can carry, and the details without which it is no ground."""

    registers: frozenset[Register]
    statuses: frozenset[PersonStatus]
    weakest: ActionCode
    details: tuple[Detail, ...]
    optional: tuple[Detail, ...] = ()
    weakened: frozenset[PersonStatus] = frozenset()
    """Statuses with which the ground stands on, but can ask for nothing but its weakest action."""


PERSON = frozenset({Register.PERSON})
ANY = frozenset(Register)
CONDUCT = ("perpetrating", "planning", "preparing", "participating", "training")
"""The purposes of travel that make a foreign terrorist fighter (SCR 2178 (2014), paragraph 6)."""
_DESIGNATION = (Detail("designation_reference"), Detail("designating_body"))
WARRANT_EXPIRES = Detail("warrant_expires", "date")
"""With its warrant a record ends."""
_CLEARED = frozenset({PersonStatus.ACQUITTED, PersonStatus.PARDONED})

GROUNDS: Mapping[Ground, Terms] = {
    Ground.UN_DESIGNATION: Terms(
        ANY,
        frozenset({PersonStatus.DESIGNATED, PersonStatus.NOT_A_PERSON}),
        ActionCode.INFORM_ONLY,
        _DESIGNATION,
        weakened=_CLEARED,
    ),
    Ground.NATIONAL_DESIGNATION: Terms(
        ANY,
        frozenset({PersonStatus.DESIGNATED, PersonStatus.NOT_A_PERSON}),
        ActionCode.INFORM_ONLY,
        _DESIGNATION,
        weakened=_CLEARED,
    ),
    Ground.WARRANT: Terms(
        PERSON,
        frozenset({PersonStatus.WANTED, PersonStatus.CHARGED, PersonStatus.CONVICTED}),
        ActionCode.INFORM_ONLY,
        (
            Detail("issuing_authority"),
            Detail("warrant_number"),
            Detail("warrant_date", "date"),
            Detail("offence"),
            Detail("offence_law"),
        ),
        (WARRANT_EXPIRES,),
    ),
    Ground.FIGHTER_ALERT: Terms(
        PERSON,
        frozenset(
            {
                PersonStatus.ALERTED,
                PersonStatus.WANTED,
                PersonStatus.CHARGED,
                PersonStatus.CONVICTED,
            }
        ),
        ActionCode.INFORM_ONLY,
        (
            Detail("authorised_by", "choice", ("court", "prosecutor")),
            Detail("authorising_body"),
            Detail("authorisation_number"),
            Detail("authorisation_date", "date"),
            Detail("conduct", "choice", CONDUCT),
        ),
    ),
    Ground.PROTECTED_CHILD: Terms(
        PERSON,
        frozenset({PersonStatus.MISSING, PersonStatus.AT_RISK}),
        ActionCode.PROTECT,
        (
            Detail("ordering_authority"),
            Detail("order_number"),
            Detail("order_date", "date"),
            Detail("danger", "choice", ("missing", "abduction", "conflict_zone")),
            Detail("contact"),
        ),
    ),
}

ENTRY_BAN = Detail("entry_ban")
"""The ban that a refusal of entry carries out; a UN designation is one itself."""
PROPORTIONALITY = Detail("proportionality")
"""Why a weaker action would not do."""
ADULT_BECAUSE = Detail("adult_because")
"""How it is known that a person without a birth date is an adult; else they count as a child."""
SPECIAL_APPROVAL = (Detail("approving_authority"), Detail("approval_number"))
"""What lets a warrant stand against a minor (Convention on the Rights of the Child, Art. 40)."""

BY_WEIGHT: tuple[ActionCode, ...] = (
    ActionCode.INFORM_ONLY,
    ActionCode.WARN,
    ActionCode.LOCATE_INFORM,
    ActionCode.DISCREET_CHECK,
    ActionCode.INQUIRY_CHECK,
    ActionCode.SPECIFIC_CHECK,
    ActionCode.SEIZE_DOCUMENT,
    ActionCode.REFUSE_ENTRY,
    ActionCode.ARREST,
    ActionCode.PROTECT,
)
"""From what burdens the person least to what burdens them most; protection stands apart."""

DETAILS: Mapping[str, Detail] = {
    each.name: each
    for each in (
        *(detail for terms in GROUNDS.values() for detail in (*terms.details, *terms.optional)),
        ENTRY_BAN,
        PROPORTIONALITY,
        ADULT_BECAUSE,
        *SPECIAL_APPROVAL,
    )
}
"""Every detail that a contribution may have; another name is a fault."""


def actions_of(ground: str) -> tuple[ActionCode, ...]:
    """What a ground can carry, the weakest first; nothing for an unknown ground."""
    allowed = ACTIONS_BY_GROUND.get(Ground(ground), frozenset()) if ground in set(Ground) else ()
    return tuple(each for each in BY_WEIGHT if each in allowed)


def weakest_action(ground: str) -> ActionCode | None:
    """What is proposed first: the action that suffices to learn of the subject (B7)."""
    return GROUNDS[Ground(ground)].weakest if ground in set(Ground) else None


def details_of_action(ground: str, action: str) -> tuple[Detail, ...]:
    """What an action must tell beside its ground."""
    wanted = []
    if action == ActionCode.REFUSE_ENTRY and ground != Ground.UN_DESIGNATION:
        wanted.append(ENTRY_BAN)
    if action != weakest_action(ground):
        wanted.append(PROPORTIONALITY)
    return tuple(wanted)


def details_of_ground(ground: str) -> tuple[Detail, ...]:
    """What a ground must tell; nothing for an unknown one."""
    return GROUNDS[Ground(ground)].details if ground in set(Ground) else ()
