"""What a program may send about clearances."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import AwareDatetime, Field, StringConstraints

from tocsin.entrances.api.asked import MOST_DOCUMENTS, Asked, Document
from tocsin.safeguards.approval.rules import LONGEST_REASON
from tocsin.screening.clearances.rules import LONGEST_BASIS, SHORTEST_BASIS, Basis

_ONE_LINE = r"^[^\x00-\x1f\x7f]*$"
Told = Annotated[
    str,
    StringConstraints(
        strip_whitespace=True,
        min_length=SHORTEST_BASIS,
        max_length=LONGEST_BASIS,
        pattern=_ONE_LINE,
    ),
]


class ClearanceAsked(Asked):
    """On what a clearance stands, and until when. Never who the person is."""

    basis: Basis
    told: Told
    agreed_on: date
    until: AwareDatetime


class ClearanceOnRequest(ClearanceAsked):
    """The same for somebody who shows their documents, of which only keyed hashes are kept."""

    documents: list[Document] = Field(min_length=1, max_length=MOST_DOCUMENTS)


class ClearanceAnswered(Asked):
    """What a second officer says: approved, or refused with a reason."""

    approve: bool
    reason: Annotated[str, StringConstraints(max_length=LONGEST_REASON, pattern=_ONE_LINE)] = ""
