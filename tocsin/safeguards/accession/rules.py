"""What an application says, and what makes it fit to be read. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from tocsin.members.rules import Capacity

LEAST_REASON = 10
"""Characters of a reason that everybody may read."""
VOTE_LASTS = timedelta(days=14)
"""After so long a vote with a quorum can be closed, although somebody hasn't voted."""


@dataclass(frozen=True, slots=True)
class Application:
    """Who wants to come in, and for what."""

    code: str
    name: str
    kind: str
    capacity: str = Capacity.FULL.value
    mandate: str = ""

    @property
    def lacks_mandate(self) -> bool:
        """An organisation takes part for what its statutes allow, and never for everything."""
        unlimited = self.capacity == Capacity.FULL or not self.mandate.strip()
        return self.kind == "organisation" and unlimited


@dataclass(frozen=True, slots=True)
class Declared:
    """What a member declares for everybody to read."""

    legal_basis: str = ""
    data_protection_authority: str = ""
    redress_contact: str = ""
