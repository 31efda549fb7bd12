"""CUSRES to values: an authority's answers about passengers (interactive API).

WCO, IATA and ICAO, CUSRES implementation guide (2013): references and route, then ERP groups with
RFF, ERC and FTX. Never raises on what the input holds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime

from tocsin.formats.cusres.responses import KINDS, WHOLE, Reading, ReceivedAnswer, Response
from tocsin.formats.edifact import Interchange, Message, Segment, message_type, read_interchanges
from tocsin.formats.edifact.envelope import Faults, read_moment
from tocsin.formats.paxlst import codes

DECISION, FLIGHT = "AEA", "AF"
"""References (1153): of the authority's decision, of the flight."""


def read_cusres(data: bytes) -> Reading:
    """Every response in an input."""
    interchanges, faults = read_interchanges(data)
    kept = Faults(list(faults))
    found: list[Response] = []
    for interchange in interchanges:
        for fault in interchange.faults:
            kept.keep(fault)
        found.extend(_responses(interchange, kept))
    return Reading(tuple(found), tuple(kept.kept))


def sniff(data: bytes) -> bool:
    """Whether the first message of an input is a CUSRES."""
    return message_type(data) == "CUSRES"


def _responses(interchange: Interchange, faults: Faults) -> Iterable[Response]:
    for message in interchange.messages:
        if message.type == "CUSRES":
            yield _MessageReading(message, interchange).read()
        else:
            faults.add("message-foreign", "A message of another type than CUSRES was passed over.")


class _Draft:
    """An ERP group as far as read."""

    def __init__(self, level: str, position: int) -> None:
        self.level = level
        self.position = position
        self.references: dict[str, str] = {}
        self.code = ""
        self.texts: list[str] = []

    def freeze(self) -> ReceivedAnswer:
        return ReceivedAnswer(
            code=self.code[:1],
            status=self.code[1:],
            locator=self.references.get(codes.LOCATOR, ""),
            reference=self.references.get(codes.REFERENCE, ""),
            decision=self.references.get(DECISION, ""),
            text=" ".join(self.texts),
            level=self.level,
            position=self.position,
        )


class _MessageReading:
    """One message being read, and the group that is open."""

    def __init__(self, message: Message, interchange: Interchange) -> None:
        self.message = message
        self.interchange = interchange
        self.faults = Faults(list(message.faults))
        self.code = ""
        self.references: dict[str, str] = {}
        self.places: dict[str, str] = {}
        self.times: dict[str, datetime] = {}
        self.drafts: list[_Draft] = []

    def read(self) -> Response:
        for segment in self.message.segments:
            take = _TAKE.get(segment.tag)
            if take:
                take(self, segment)
            else:
                self._fault("segment-unknown", "A segment that CUSRES doesn't have.", segment)
        return self._finish()

    def bgm(self, segment: Segment) -> None:
        self.code = segment.value(0)

    def rff(self, segment: Segment) -> None:
        of = self.drafts[-1].references if self.drafts else self.references
        of.setdefault(segment.value(0), segment.value(0, 1))

    def dtm(self, segment: Segment) -> None:
        moment = read_moment(segment.value(0, 1))
        if moment is None:
            self._fault("date-unreadable", "A time isn't one.", segment)
        else:
            self.times.setdefault(segment.value(0), moment)

    def loc(self, segment: Segment) -> None:
        self.places.setdefault(segment.value(0), segment.value(1).upper())

    def erp(self, segment: Segment) -> None:
        self.drafts.append(_Draft(segment.value(0), segment.number))

    def erc(self, segment: Segment) -> None:
        if not self.drafts:
            self._fault("segment-misplaced", "An answer before ERP says about whom.", segment)
            return
        code = segment.value(0)
        if code[:1] not in set("01234"):
            self._fault("answer-unknown", "ERC has none of the codes 0 to 4.", segment)
        self.drafts[-1].code = code

    def ftx(self, segment: Segment) -> None:
        if self.drafts:
            self.drafts[-1].texts.extend(filter(None, segment.values(3)))

    def _fault(self, code: str, message: str, segment: Segment) -> None:
        self.faults.add(code, message, segment.number)

    def _finish(self) -> Response:
        self._check()
        return Response(
            reference=self.message.reference,
            version=self.message.version,
            code=self.code,
            kind=KINDS.get(self.code, "unknown"),
            sender=self.interchange.sender,
            prepared=self.interchange.prepared,
            transaction=self.references.get(codes.TRANSACTION, ""),
            flight=self.references.get(FLIGHT, ""),
            departure=self.places.get(codes.DEPARTURE, ""),
            arrival=self.places.get(codes.ARRIVAL, ""),
            departs=self.times.get(codes.DEPARTS),
            arrives=self.times.get(codes.ARRIVES),
            answers=tuple(draft.freeze() for draft in self.drafts),
            faults=tuple(self.faults.kept),
        )

    def _check(self) -> None:
        if self.code not in KINDS:
            self.faults.add("kind-unknown", "BGM names no known kind of response.")
        for draft in self.drafts:
            if not draft.code and draft.level != WHOLE:
                self.faults.add("answer-missing", "ERP without an answer.", draft.position)


_TAKE: dict[str, Callable[[_MessageReading, Segment], None]] = {
    "BGM": _MessageReading.bgm,
    "DTM": _MessageReading.dtm,
    "ERC": _MessageReading.erc,
    "ERP": _MessageReading.erp,
    "FTX": _MessageReading.ftx,
    "LOC": _MessageReading.loc,
    "RFF": _MessageReading.rff,
}
