"""What stands on a receipt, and when one may be given. Pure.

A `Slip` has no field for anything of a record, a candidate or a traveller.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from tocsin.foundations.vocabulary.codes import ActionCode
from tocsin.review.errors import NotToBeTold
from tocsin.review.rules import State

UNNOTICED = frozenset({ActionCode.DISCREET_CHECK, ActionCode.INQUIRY_CHECK})
"""What is asked so that the traveller doesn't learn of it."""


@dataclass(frozen=True, slots=True)
class Slip:
    """The receipt: who gave it and when, its reference, and where to seek redress."""

    reference: str
    given_at: datetime
    member: str
    redress: str


def may_be_told(state: str, requested_action: str) -> bool:
    """Whether a receipt gives nothing away that the record asks to keep."""
    return state == State.DISMISSED or requested_action not in UNNOTICED


def check_may_be_told(state: str, requested_action: str) -> None:
    """Raises NotToBeTold."""
    if not may_be_told(state, requested_action):
        raise NotToBeTold


def as_plain(slip: Slip) -> dict[str, str]:
    """The receipt for a program, or for the traveller's own telephone."""
    return {
        "reference": slip.reference,
        "given_at": f"{slip.given_at:%Y-%m-%dT%H:%M}Z",
        "given_by": slip.member,
        "redress": slip.redress,
    }
