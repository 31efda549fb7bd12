"""Answers to a carrier about its passengers: which can be given, and what each one needs.

A machine may say that nobody objects. That somebody may not board, or must be looked at first, is
said by a person: `Refused` and `Inspected` can't be made without a `HumanDecision`, and there is no
other way to write such a code. A network of registers gives no such answers at all; only the
national authority does, under its own law.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from tocsin.foundations.errors import TocsinError

OK, NO_BOARD, INSPECT, INSUFFICIENT, ERROR = "0", "1", "2", "3", "4"
"""First character of ERC 9321."""
NOT_APPLICABLE = "Z"
"""Second character, where no electronic travel permit is asked for."""

_REFERENCE = re.compile(r"[A-Za-z0-9-]{8,35}", re.ASCII)


class UndecidedAnswerError(TocsinError):
    """This answer stops a traveller, and no person's decision stands behind it: {problem}."""


@dataclass(frozen=True, slots=True)
class HumanDecision:
    """A decision that an officer recorded: its reference, and when it was made.

    The reference goes to the carrier, so it says nothing about the person or the reason.
    """

    reference: str
    decided_at: datetime

    def __post_init__(self) -> None:
        if not _REFERENCE.fullmatch(self.reference):
            raise UndecidedAnswerError(problem="the reference of the decision isn't one")
        if self.decided_at.tzinfo is None:
            raise UndecidedAnswerError(problem="the time of the decision has no zone")


@dataclass(frozen=True, slots=True)
class Passenger:
    """Whom an answer is about, by the references that the carrier sent: RFF AVF and ABO."""

    locator: str = ""
    reference: str = ""


@dataclass(frozen=True, slots=True)
class Received:
    """The list came and is being checked; nothing is said of anybody: no ERC, and ERP 1."""

    text: str = "RECEIVED, TO BE CHECKED"
    passenger = Passenger()
    code = ""


@dataclass(frozen=True, slots=True)
class Cleared:
    """Nobody objects: ERC 0."""

    passenger: Passenger
    text: str = "OK TO BOARD"
    code = OK


@dataclass(frozen=True, slots=True)
class Incomplete:
    """What was sent isn't enough to answer: ERC 3."""

    passenger: Passenger
    text: str = "INSUFFICIENT DATA"
    code = INSUFFICIENT


@dataclass(frozen=True, slots=True)
class Unanswered:
    """The authority's system can't answer now: ERC 4. The carrier follows its own procedure."""

    passenger: Passenger
    text: str = "ERROR"
    code = ERROR


@dataclass(frozen=True, slots=True)
class Refused:
    """The person may not board: ERC 1."""

    passenger: Passenger
    decision: HumanDecision
    text: str = "DO NOT BOARD"
    code = NO_BOARD

    def __post_init__(self) -> None:
        _require(self.decision)


@dataclass(frozen=True, slots=True)
class Inspected:
    """The person is looked at before boarding: ERC 2."""

    passenger: Passenger
    decision: HumanDecision
    text: str = "CONTACT THE AUTHORITY"
    code = INSPECT

    def __post_init__(self) -> None:
        _require(self.decision)


BoardingAnswer = Received | Cleared | Incomplete | Unanswered | Refused | Inspected


def _require(decision: object) -> None:
    if not isinstance(decision, HumanDecision):
        raise UndecidedAnswerError(problem="it has no decision")
