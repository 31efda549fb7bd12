"""Boarding answers to CUSRES; what stops a traveller carries the reference of a decision."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from tocsin.formats.cusres.answers import (
    NOT_APPLICABLE,
    BoardingAnswer,
    Inspected,
    Received,
    Refused,
    UndecidedAnswerError,
)
from tocsin.formats.cusres.reader import DECISION, FLIGHT
from tocsin.formats.cusres.responses import PASSENGER, WHOLE, ReceivedAnswer, Response
from tocsin.formats.edifact import Separators, write_segment
from tocsin.formats.edifact.segments import LEVEL_A
from tocsin.formats.paxlst import codes
from tocsin.formats.paxlst.writer import Envelope, Line, checked, codec_of, syntax_of

_TEXT = 512


def write_cusres(
    head: Response,
    answers: Sequence[BoardingAnswer],
    envelope: Envelope,
    *,
    marks: Separators = LEVEL_A,
) -> bytes:
    """One response about these passengers; ``head`` has the flight, and no answers of its own.

    Raises UndecidedAnswerError where ``head`` holds answers (they were received, and not decided
    here), and UnwritableListError for a value with control characters.
    """
    if head.answers:
        raise UndecidedAnswerError(problem="received answers can't be sent on")
    body = [*_head(head), *(line for each in answers for line in _answer(each))]
    syntax = syntax_of([checked(part) for part in _parts(body, envelope)])
    sent = (envelope.prepared.strftime("%y%m%d"), envelope.prepared.strftime("%H%M"))
    who = ((envelope.sender, "ZZ"), (envelope.recipient, "ZZ"))
    lines: list[Line] = [
        ("UNB", [(syntax, "4"), *who, sent, envelope.reference, "", envelope.application]),
        ("UNH", [head.reference, ("CUSRES", *head.version.split("."), "UN", "IATA")]),
        *body,
        ("UNT", [str(len(body) + 2), head.reference]),
        ("UNZ", ["1", envelope.reference]),
    ]
    text = "".join(write_segment(tag, elements, marks) for tag, elements in lines)
    return (marks.una() + text).encode(codec_of(syntax))


def as_received(answer: BoardingAnswer) -> ReceivedAnswer:
    """What the carrier will read of an answer."""
    decision = answer.decision.reference if isinstance(answer, Refused | Inspected) else ""
    return ReceivedAnswer(
        code=answer.code,
        status=NOT_APPLICABLE if answer.code else "",
        locator=answer.passenger.locator,
        reference=answer.passenger.reference,
        decision=decision,
        text=answer.text[:_TEXT],
        level=WHOLE if isinstance(answer, Received) else PASSENGER,
    )


def without_faults(response: Response) -> Response:
    """A response without what reading adds: places of segments, and faults."""
    answers = tuple(replace(each, position=0) for each in response.answers)
    return replace(response, answers=answers, faults=())


def _head(it: Response) -> Iterator[Line]:
    yield "BGM", [it.code]
    for what, text in ((codes.TRANSACTION, it.transaction), (FLIGHT, it.flight)):
        if text:
            yield "RFF", [(what, text)]
    for what, moment in ((codes.DEPARTS, it.departs), (codes.ARRIVES, it.arrives)):
        if moment:
            yield "DTM", [(what, moment.strftime("%Y%m%d%H%M"), "203")]
    for what, place in ((codes.DEPARTURE, it.departure), (codes.ARRIVAL, it.arrival)):
        if place:
            yield "LOC", [what, place]


def _answer(answer: BoardingAnswer) -> Iterator[Line]:
    it = as_received(answer)
    yield "ERP", [it.level]
    references = ((codes.LOCATOR, it.locator), (codes.REFERENCE, it.reference))
    for what, text in (*references, (DECISION, it.decision)):
        if text:
            yield "RFF", [(what, text)]
    if it.code:
        yield "ERC", [it.code + it.status]
    if it.text:
        yield "FTX", ["AAP", "", "", it.text]


def _parts(body: Sequence[Line], envelope: Envelope) -> Iterator[str]:
    yield from (envelope.sender, envelope.recipient, envelope.reference, envelope.application)
    for _, elements in body:
        for element in elements:
            yield from (element,) if isinstance(element, str) else element
