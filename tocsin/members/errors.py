"""What can go wrong with members."""

from __future__ import annotations

from tocsin.foundations.errors import TocsinError


class UnknownMember(TocsinError):
    """No member has the code {code}; `tocsin status` lists the members of this node."""
