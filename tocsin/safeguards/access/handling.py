"""Who may see a record and what they may do with it, by its handling. Pure.

One rule, `may_see`, stands for all: the queries ask it as a filter (`records.registers.sight`) and
the database as row policies (`rows.RECORD_SEEN`); a test compares the three over every combination.
The levels are those of the Traffic Light Protocol 2.0 (FIRST, August 2022) and Europol's handling
codes H0 to H3, as read here in docs/reference/handling.md. It decides nothing about who may change
a record: that is the originator alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol, Self

from tocsin.foundations.vocabulary.codes import HandlingCode, Tlp
from tocsin.safeguards.access.rules import Role


class Sees(StrEnum):
    """How far a viewer's eyes reach; each word opens one door in the row policies."""

    DESK = "desk"
    EVERYTHING = "everything"
    FRONT_LINE = "front_line"
    GATE = "gate"


SEEN_IN_ROLE: Mapping[Role, frozenset[Sees]] = {
    Role.AUDITOR: frozenset(),
    Role.CONTRIBUTOR: frozenset({Sees.DESK}),
    Role.FRONT_LINE: frozenset({Sees.FRONT_LINE}),
    Role.MEMBER_ADMINISTRATOR: frozenset(),
    Role.NEUTRALITY_REVIEWER: frozenset({Sees.DESK, Sees.GATE}),
    Role.OBSERVER: frozenset(),
    Role.OMBUDSPERSON: frozenset({Sees.EVERYTHING}),
    Role.REGISTRAR: frozenset({Sees.DESK}),
    Role.REVIEWER: frozenset({Sees.DESK}),
    Role.SCREENING_OFFICER: frozenset({Sees.DESK}),
}

ADDRESSED_BY_NAME = frozenset({Tlp.RED})
"""Levels at which only the members of an ``only`` list are addressed; without one, nobody is."""
SEEN_IN_ANY_ROLE = frozenset({Tlp.CLEAR})
"""CLEAR has no limit on disclosure: whoever signs in may count it, and open it with permission."""
TOLD_AT_THE_FRONT_LINE = frozenset({Tlp.AMBER, Tlp.GREEN, Tlp.CLEAR})
"""AMBER+STRICT stays at the desks of the organisation that received it."""
EXPORTED = frozenset({Tlp.GREEN, Tlp.CLEAR})
"""AMBER is for who needs to know: it may be read in the register, and not carried away in bulk."""
WITHOUT_CONDITIONS = frozenset({HandlingCode.H0, HandlingCode.H1, HandlingCode.H2})
"""H3 comes with conditions in words, which nobody can read at a barrier."""
PASSED_ON = frozenset({HandlingCode.H0, HandlingCode.H1})
"""H2 may not be disseminated without the permission of who provided it."""
FREE_IN_COURT = frozenset({HandlingCode.H0})
"""H1 may not be used as evidence without permission; H2 and H3 are no wider."""


@dataclass(frozen=True, slots=True)
class Handling:
    """What decides on a record's visibility. Members are told by their keys.

    ``only`` are the members that it is addressed to (None: all), ``excepted`` those kept from it.
    ``awaits_gate`` is a record that nobody has passed yet: it is visible to no recipient.
    """

    originator: int
    tlp: Tlp
    code: HandlingCode = HandlingCode.H0
    only: frozenset[int] | None = None
    excepted: frozenset[int] = frozenset()
    passed_gate: bool = True
    awaits_gate: bool = False


class Handled(Protocol):
    """A record, as far as its handling is concerned."""

    @property
    def tlp(self) -> str: ...
    @property
    def handling_code(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Viewer:
    """Whose eyes: a member, and how far the roles of who acts for it reach."""

    member: int
    sees: frozenset[Sees]

    @classmethod
    def in_roles(cls, member: int, roles: Iterable[Role]) -> Self:
        return cls(member, sees_in(roles))


def sees_in(roles: Iterable[Role]) -> frozenset[Sees]:
    """How far several roles together reach."""
    return frozenset().union(*(SEEN_IN_ROLE[role] for role in roles))


def may_see(handling: Handling, viewer: Viewer) -> bool:
    """Whether the viewer may know that the record exists. Absent means no."""
    if viewer.member == handling.originator or Sees.EVERYTHING in viewer.sees:
        return True
    if viewer.member in handling.excepted:
        return False
    if handling.awaits_gate and Sees.GATE in viewer.sees:
        return True
    addressed = handling.passed_gate and is_addressed(handling, viewer.member)
    return addressed and _in_reach(handling, viewer)


def is_addressed(handling: Handling, member: int) -> bool:
    """Whether it is meant for the member: by its list or, where it has none, by its level."""
    if handling.only is None:
        return handling.tlp not in ADDRESSED_BY_NAME
    return member in handling.only


def _in_reach(handling: Handling, viewer: Viewer) -> bool:
    if Sees.DESK in viewer.sees:
        return True
    told = TOLD_AT_THE_FRONT_LINE if Sees.FRONT_LINE in viewer.sees else SEEN_IN_ANY_ROLE
    return handling.code in WITHOUT_CONDITIONS and handling.tlp in told


def is_told_at_the_front_line(record: Handled) -> bool:
    """Whether the front line of a member that is addressed gets its minimal answer from it."""
    return record.tlp in TOLD_AT_THE_FRONT_LINE and record.handling_code in WITHOUT_CONDITIONS


def may_export(record: Handled) -> bool:
    """Whether a recipient may carry the record out of the register in a file."""
    return record.tlp in EXPORTED and record.handling_code in PASSED_ON


def needs_permission_in_court(record: Handled) -> bool:
    """Whether the originator has to be asked before the record is used as evidence."""
    return record.handling_code not in FREE_IN_COURT


def needs_permission_to_pass_on(record: Handled) -> bool:
    """Whether the originator has to be asked before the record is given to anybody else."""
    return record.handling_code not in PASSED_ON or record.tlp not in EXPORTED
