"""What a CUSRES message says, as frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from tocsin.foundations.vocabulary import Fault

KINDS = {
    "962": "response",
    "132": "later change",
    "312": "acknowledgement",
}
"""Document name (BGM 1001): the answer to a PAXLST, one that nobody asked for, a receipt."""


WHOLE, PASSENGER = "1", "2"
"""Levels (ERP 1049): the whole message, which may be received without an answer; a passenger."""


@dataclass(frozen=True, slots=True)
class ReceivedAnswer:
    """One answer as somebody sent it. It may stop a traveller, and it can't be sent on: what is
    written is a `BoardingAnswer`.

    ``decision`` is the reference of the decision behind it (RFF AEA), where one was sent;
    ``level`` is ERP 1049: 2 a passenger, 1 the whole flight.
    """

    code: str
    status: str = ""
    locator: str = ""
    reference: str = ""
    decision: str = ""
    text: str = ""
    level: str = "2"
    position: int = 0

    @property
    def stops(self) -> bool:
        """Whether it keeps somebody from boarding, for now or for good."""
        return self.code in ("1", "2")


@dataclass(frozen=True, slots=True)
class Response:
    """One CUSRES message. Times are local to their airport, without zone."""

    reference: str = ""
    version: str = ""
    code: str = "962"
    kind: str = "response"
    sender: str = ""
    prepared: datetime | None = None
    transaction: str = ""
    flight: str = ""
    departure: str = ""
    arrival: str = ""
    departs: datetime | None = None
    arrives: datetime | None = None
    answers: tuple[ReceivedAnswer, ...] = ()
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """What an input gave: its responses, and the faults of its envelopes."""

    messages: tuple[Response, ...] = ()
    faults: tuple[Fault, ...] = ()
