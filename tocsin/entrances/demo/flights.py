"""The invented flights as real messages: PAXLST, as a carrier would send it."""

from __future__ import annotations

import random
from dataclasses import asdict
from datetime import datetime, timedelta

from tocsin.entrances.demo.innocents import aboard
from tocsin.entrances.demo.reading import InventedFlight, InventedTraveller
from tocsin.formats.countries import country
from tocsin.formats.paxlst import (
    Contact,
    Envelope,
    Flight,
    Leg,
    ListedTraveller,
    PassengerList,
    ReportingParty,
    Role,
    TravelDocument,
    write_paxlst,
)
from tocsin.foundations.vocabulary import PartialDate
from tocsin.travel.rules import to_local

CARRIER = "ZZ"
SENT_BEFORE = timedelta(hours=3)
"""A list is sent when check-in opens; the flights around now were sent already."""


def departure(flight: InventedFlight, began: datetime) -> datetime:
    """When the flight leaves, in UTC, on a full five minutes as timetables are."""
    moment = began + flight.departs
    if flight.at:
        return datetime.combine(moment.date(), flight.at, moment.tzinfo)
    return moment.replace(minute=moment.minute // 5 * 5, second=0, microsecond=0)


def sent_at(flight: InventedFlight, began: datetime) -> datetime:
    """When the list was sent and screened: never after the demonstration began."""
    return min(departure(flight, began) - SENT_BEFORE, began)


def message(flight: InventedFlight, began: datetime) -> bytes:
    """The flight's passenger list as an EDIFACT interchange."""
    listed = passenger_list(flight, began)
    sent = sent_at(flight, began).replace(second=0, microsecond=0, tzinfo=None)
    reference = f"{CARRIER}{flight.number}{sent:%y%m%d}"
    return write_paxlst([listed], Envelope(CARRIER, flight.screened_by, sent, reference))


def passenger_list(flight: InventedFlight, began: datetime) -> PassengerList:
    """Everybody aboard, listed or not, in the chance order of a check-in."""
    leaves = departure(flight, began)
    everybody = [*aboard(flight, leaves.date()), *map(_of_note, flight.travellers)]
    random.Random(flight.number).shuffle(everybody)  # noqa: S311
    leg = _leg(flight, leaves)
    return PassengerList(
        reference=f"{flight.number}{leaves:%y%m%d}",
        version="D.05B",
        code="745",
        reporting_party=ReportingParty(("INVENTED DESK",), (Contact("000", "TE"),)),
        flight=Flight(**asdict(leg)),
        legs=(leg,),
        travellers=tuple(everybody),
        declared_travellers=len(everybody),
    )


def _leg(flight: InventedFlight, leaves: datetime) -> Leg:
    return Leg(
        CARRIER,
        flight.number,
        flight.origin,
        flight.destination,
        _on_the_clock(leaves, flight.origin),
        _on_the_clock(leaves + flight.lasts, flight.destination),
    )


def _on_the_clock(moment: datetime, airport: str) -> datetime:
    """Timetables give local time without a zone."""
    return to_local(moment, airport).replace(tzinfo=None)


def _of_note(traveller: InventedTraveller) -> ListedTraveller:
    issuer, number = traveller.document
    state = country(traveller.nationality)
    return ListedTraveller(
        Role.PASSENGER,
        traveller.names,
        sex=traveller.sex,
        birth_date=PartialDate.parse(traveller.born),
        nationalities=(state,) if state else (),
        documents=(TravelDocument("P", number, country(issuer)),),
    )
