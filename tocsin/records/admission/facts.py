"""What is decided about published lists, told to the stage that holds their entries."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class ListAdmitted:
    """Two registrars let a list pass until a moment."""

    source_list: str
    standing_id: UUID
    until: datetime
    at: datetime


@dataclass(frozen=True, slots=True)
class ListBarred:
    """A list passes no longer: none of its entries matches anybody from now on."""

    source_list: str
    at: datetime
