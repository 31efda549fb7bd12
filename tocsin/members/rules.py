"""Which codes are invented, and who may join a demonstration. Pure."""

from __future__ import annotations

import re

THIS_NODE = "home"
"""The member that a node's own command line acts for, in whatever register it is."""

_USER_ASSIGNED = re.compile("X[A-JL-Z]")


def is_invented(code: str) -> bool:
    """Whether no state can bear this code: XA to XZ are user-assigned (ISO 3166-1, 8.1.3).

    XK is left out, because passports and carriers use it for Kosovo.
    """
    return bool(_USER_ASSIGNED.fullmatch(code))


def may_join_demonstration(code: str) -> bool:
    """Only invented members, so that no real list can stand beside invented people."""
    return is_invented(code) or code == THIS_NODE
