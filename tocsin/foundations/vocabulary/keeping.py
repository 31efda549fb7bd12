"""What a table holds of whom, and when that ends: declared beside each app's tables.

The declarations are the ``keeps`` of the app configurations. A test compares them with the tables
of a migrated database, so that no table comes to be without one; nothing here deletes anything.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class People(StrEnum):
    """Whom the rows of a table are about."""

    NOBODY = "nobody"
    OFFICERS = "officers of members"
    LISTED = "listed people"
    CANDIDATES = "travellers somebody must look at, or did"
    TRAVELLERS = "travellers on the way, as ciphertext until a deadline"


@dataclass(frozen=True, slots=True)
class Keeping:
    """One table. ``until`` ends the sentence "a row is kept ...".

    ``open_because`` says why no row-level security is on it, and is empty where it is.
    """

    holds: str
    of: People
    until: str
    open_because: str = ""

    @property
    def is_personal(self) -> bool:
        return self.of is not People.NOBODY

    @property
    def is_open(self) -> bool:
        return bool(self.open_because)
