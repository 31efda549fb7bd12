"""As whom the commands act: for the node itself, without an officer, and so without a decision."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from tocsin.foundations.clock import system_clock

if TYPE_CHECKING:
    from tocsin.safeguards.access.rules import Actor, Role


def node_actor() -> Actor:
    """The node's own member, with what it takes to screen and to read what was found."""
    from tocsin.safeguards.access.rules import Role

    return _node(Role.SCREENING_OFFICER)


def administrator() -> Actor:
    """The node's own member as its administrator: lines of carriers, and what is held how long."""
    from tocsin.safeguards.access.rules import Role

    return _node(Role.MEMBER_ADMINISTRATOR)


def registrar_actor() -> Actor:
    """The node as its own registrar."""
    from tocsin.safeguards.access.rules import Role

    return _node(Role.REGISTRAR)


@contextmanager
def as_registrar() -> Iterator[Actor]:
    """The node as its own registrar, in one transaction: for what only its own machine may do."""
    from tocsin.safeguards.access.actions import viewing

    actor = registrar_actor()
    with viewing(actor):
        yield actor


@contextmanager
def as_officer(username: str) -> Iterator[Actor]:
    """An officer whom the administrator of this machine speaks for, in one transaction."""
    from tocsin.members.queries import officer_by_username
    from tocsin.safeguards.access.actions import actor_for, viewing

    actor = actor_for(officer_by_username(username))
    with viewing(actor):
        yield actor


def _node(role: Role) -> Actor:
    from tocsin.members.actions import ensure_member
    from tocsin.members.rules import THIS_NODE
    from tocsin.safeguards.access.rules import Actor

    member = ensure_member(THIS_NODE, "This node", "state", now=system_clock())
    return Actor(member.id, frozenset({role}))


def front_line_actor() -> Actor:
    """The node's own member at the front line, who is told no more than it needs."""
    from tocsin.safeguards.access.rules import Role

    return replace(node_actor(), roles=frozenset({Role.FRONT_LINE}))
