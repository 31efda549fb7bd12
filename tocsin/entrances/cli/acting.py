"""As whom the commands act: for the node itself, without an officer, and so without a decision."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tocsin.foundations.clock import system_clock

if TYPE_CHECKING:
    from tocsin.safeguards.access.rules import Actor


def node_actor() -> Actor:
    """The node's own member, with what it takes to screen and to read what was found."""
    from tocsin.members.actions import ensure_member
    from tocsin.safeguards.access.rules import Actor, Role

    member = ensure_member("home", "This node", "state", now=system_clock())
    return Actor(member.id, frozenset({Role.SCREENING_OFFICER}))
