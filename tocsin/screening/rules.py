"""What the front line is told of a check, and what of several records goes before. Pure.

Four things and no more: whether there is a candidate, what is asked, whom to call, and a caution.
Who it is, who listed them and why is for the desk that confirms the identity.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum

from tocsin.foundations.vocabulary.codes import ActionCode

GRAVEST_FIRST = (
    ActionCode.PROTECT,
    ActionCode.ARREST,
    ActionCode.REFUSE_ENTRY,
    ActionCode.SEIZE_DOCUMENT,
    ActionCode.SPECIFIC_CHECK,
    ActionCode.INQUIRY_CHECK,
    ActionCode.DISCREET_CHECK,
    ActionCode.LOCATE_INFORM,
    ActionCode.WARN,
    ActionCode.INFORM_ONLY,
)
"""Which action stands, where several records are close. A child to protect goes before all."""


class Caution(StrEnum):
    """What to mind before anything else; the words are the entrance's."""

    CONFIRM_FIRST = "confirm_first"
    DO_NOT_REVEAL = "do_not_reveal"
    IN_NEED = "in_need"
    TWO_OFFICERS = "two_officers"


CAUTIONS: Mapping[ActionCode, Caution] = {
    ActionCode.ARREST: Caution.TWO_OFFICERS,
    ActionCode.DISCREET_CHECK: Caution.DO_NOT_REVEAL,
    ActionCode.INQUIRY_CHECK: Caution.DO_NOT_REVEAL,
    ActionCode.PROTECT: Caution.IN_NEED,
    ActionCode.REFUSE_ENTRY: Caution.TWO_OFFICERS,
}


@dataclass(frozen=True, slots=True)
class Told:
    """The whole answer. Without a candidate the rest is empty."""

    candidate: bool
    action: ActionCode | None = None
    contact: str = ""
    caution: Caution | None = None


def told(actions: Collection[str], contact: str) -> Told:
    """What the front line hears of records that ask for ``actions``."""
    gravest = next((each for each in GRAVEST_FIRST if each in actions), None)
    if gravest is None:
        return Told(candidate=False)
    return Told(True, gravest, contact, CAUTIONS.get(gravest, Caution.CONFIRM_FIRST))
