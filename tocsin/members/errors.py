"""What can go wrong with members."""

from __future__ import annotations

from tocsin.foundations.errors import TocsinError


class UnknownMember(TocsinError):
    """No member has the code {code}; `tocsin status` lists the members of this node."""


class OnlyInventedMembers(TocsinError):
    """This register is a demonstration, so {code} can't join it: only invented members may.
    Real lists and real members belong into a home of their own (TOCSIN_HOME).
    """


class RegisterInUse(TocsinError):
    """This register has members of its own; a demonstration must never mix with them.
    Give the demonstration a home of its own: TOCSIN_HOME=/another/folder tocsin demo.
    """


class UnknownOfficer(TocsinError):
    """No officer signs in as {username}."""
