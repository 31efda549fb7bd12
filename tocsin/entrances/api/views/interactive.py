"""Interactive API: a carrier asks during check-in, in PAXLST, and is answered in CUSRES.

At once it hears that the list came and is being checked. The same list sent again hears what people
have decided meanwhile; nothing here waits for a person, and nothing decides in a person's place.
"""

from __future__ import annotations

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse

from tocsin.entrances import wiring
from tocsin.entrances.api.views.messages import REFERENCE, body_of, sender_of
from tocsin.formats.cusres import BoardingAnswer, Received, Response, Unanswered, write_cusres
from tocsin.formats.cusres.answers import Passenger
from tocsin.formats.paxlst import Envelope, PassengerList
from tocsin.foundations.clock import system_clock
from tocsin.members.queries import codes_by_id
from tocsin.review.boarding import boarding_answers
from tocsin.safeguards.access.rules import Actor
from tocsin.travel.intake import actions
from tocsin.travel.intake.actions import Receipt
from tocsin.travel.intake.reading import found_in
from tocsin.travel.intake.rules import State

MEDIA_TYPE = "application/EDIFACT"
"""RFC 1767."""
MESSAGE = "Tocsin-Message"
"""The header that names the message, to ask for its receipt."""


def ask(request: HttpRequest) -> HttpResponse:
    """Ask whether passengers may board: PAXLST in, CUSRES out. Send the same again to ask again.

    202: received, to be checked; nothing is said of anybody. 200: for each passenger OK TO BOARD,
    or DO NOT BOARD with the reference of the decision of two officers; for a list that could not be
    read, that there is no answer.
    """
    content, digest = body_of(request)
    reference, now = request.headers.get(REFERENCE, "")[:64], system_clock()
    actor, line = sender_of(request, reference, digest)
    receipt = actions.deliver(
        actor, wiring.key_files(), content, reference=reference, line=line, now=now
    )
    columns = line.columns if line else {}
    lists = found_in(content, columns, received=receipt.message.received_at).lists
    answers = [_answers(actor, receipt, each) for each in lists or (PassengerList(),)]
    checking = any(isinstance(each, Received) for each in (them[0] for them in answers if them))
    written = b"".join(
        _written(actor, receipt, listed, each)
        for listed, each in zip(lists or (PassengerList(),), answers, strict=True)
    )
    status = HTTPStatus.ACCEPTED if checking else HTTPStatus.OK
    headers = {MESSAGE: str(receipt.message.id)}
    return HttpResponse(written, content_type=MEDIA_TYPE, status=status, headers=headers)


def _answers(actor: Actor, receipt: Receipt, listed: PassengerList) -> tuple[BoardingAnswer, ...]:
    message = receipt.message
    if message.state == State.WAITING:
        return (Received(),)
    if message.state != State.SCREENED:
        return (Unanswered(Passenger()),)
    flights = message.outcome.get("flights", [])
    found = boarding_answers(actor, flights, listed, now=system_clock())
    return (Received(),) if found is None else found


def _written(
    actor: Actor, receipt: Receipt, listed: PassengerList, answers: tuple[BoardingAnswer, ...]
) -> bytes:
    flight = listed.flight
    head = Response(
        reference="1",
        version=listed.version or "D.05B",
        transaction=listed.transaction or listed.reference,
        flight=str(flight),
        departure=flight.departure or "",
        arrival=flight.arrival or "",
        departs=flight.departs,
        arrives=flight.arrives,
    )
    envelope = Envelope(
        f"{codes_by_id().get(actor.member_id, '')}PIU",
        listed.sender,
        system_clock().replace(tzinfo=None),
        receipt.message.id.hex[-14:],
        "IAPI",
    )
    return write_cusres(head, answers, envelope)
