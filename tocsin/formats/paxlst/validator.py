"""Whether a passenger list is what the PAXLST guide asks for: faults, never an exception.

For senders before they write, and for receivers who want to tell a carrier more than what stopped
the reader. It checks the form of a list and judges nobody on it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from tocsin.formats.paxlst import codes
from tocsin.formats.paxlst.lists import ListedTraveller, PassengerList, TravelDocument
from tocsin.foundations.vocabulary import Fault, Position

MAX_NAME = 35
"""Characters of one name part: C080 3036, an..35 up to D.05B; longer ones are cut by receivers."""

_AIRPORT = re.compile(r"[A-Z]{3}")
_NUMBER = re.compile(r"\d{1,4}[A-Z]?")
_CARRIER = re.compile(r"[A-Z0-9]{2,3}")
_STATE = re.compile(r"[A-Z]{1,3}")
_LEVEL_A = re.compile(r"[A-Z0-9 .,\-()/='+:?!\"%&*;<>]*")

ListRule = tuple[str, str, Callable[[PassengerList], bool]]
TravellerRule = tuple[str, str, Callable[[ListedTraveller], bool]]
DocumentRule = tuple[str, str, Callable[[TravelDocument], bool]]


def _is_designated(listed: PassengerList) -> bool:
    flight = listed.flight
    return bool(_CARRIER.fullmatch(flight.carrier) and _NUMBER.fullmatch(flight.number))


def _has_route(listed: PassengerList) -> bool:
    flight = listed.flight
    return _is_airport(flight.departure) and _is_airport(flight.arrival)


def _has_times(listed: PassengerList) -> bool:
    return listed.flight.departs is not None and listed.flight.arrives is not None


def _is_airport(place: str | None) -> bool:
    return bool(_AIRPORT.fullmatch(place or ""))


def _names_fit(traveller: ListedTraveller) -> bool:
    return all(len(name) <= MAX_NAME for name in traveller.names)


def _names_plain(traveller: ListedTraveller) -> bool:
    return all(_LEVEL_A.fullmatch(name) for name in traveller.names)


def _places_fit(traveller: ListedTraveller) -> bool:
    places = (traveller.embarks, traveller.debarks, traveller.clears_at)
    return all(_is_airport(place) for place in places if place)


def _states_fit(traveller: ListedTraveller) -> bool:
    issuers = (document.issuer for document in traveller.documents)
    states = (*traveller.nationalities, traveller.residence, *issuers)
    return all(_STATE.fullmatch(state.written) for state in states if state)


LIST_RULES: tuple[ListRule, ...] = (
    ("version-unknown", "The release isn't one in use.", lambda it: it.version in codes.VERSIONS),
    ("kind-unknown", "The kind of list isn't known.", lambda it: it.code in codes.KINDS),
    ("reference-missing", "The message has no reference.", lambda it: bool(it.reference)),
    ("contact-missing", "No desk to ask.", lambda it: bool(it.reporting_party.contacts)),
    ("flight-missing", "The flight has no designator.", _is_designated),
    ("route-incomplete", "An airport of the flight is missing.", _has_route),
    ("time-missing", "A time of the flight is missing.", _has_times),
    ("count-missing", "The list isn't counted.", lambda it: it.declared_travellers is not None),
)
"""Of the list as a whole: code, message, and what must hold."""

TRAVELLER_RULES: tuple[TravellerRule, ...] = (
    ("name-missing", "A traveller has no surname.", lambda it: bool(it.surname)),
    ("name-too-long", f"A name is longer than {MAX_NAME}.", _names_fit),
    ("name-characters", "A name isn't in capitals A to Z.", _names_plain),
    ("role-unknown", "What a person does on board is unknown.", lambda it: it.role != "unknown"),
    ("sex-missing", "A traveller's sex is missing.", lambda it: it.sex is not None),
    ("birth-date-missing", "A date of birth is missing.", lambda it: it.birth_date is not None),
    ("nationality-missing", "A nationality is missing.", lambda it: it.nationality is not None),
    ("document-missing", "A traveller has no document.", lambda it: bool(it.documents)),
    ("place-unknown", "A place of the journey isn't an airport.", _places_fit),
    ("state-unknown", "A state's code isn't one.", _states_fit),
)
"""Of one traveller."""

DOCUMENT_RULES: tuple[DocumentRule, ...] = (
    ("document-type-missing", "A document has no type.", lambda it: bool(it.type)),
    ("document-number-missing", "A document has no number.", lambda it: bool(it.number)),
    ("document-number-too-long", "A number is longer than 35.", lambda it: len(it.number) <= 35),
    ("issuer-missing", "A document has no issuing state.", lambda it: it.issuer is not None),
)
"""Of one document of a traveller."""


def validate(listed: PassengerList) -> tuple[Fault, ...]:
    """What is missing or malformed in a list, its travellers (at their segments) and documents."""
    whole = [Fault(code, text) for code, text, holds in LIST_RULES if not holds(listed)]
    each = (fault for traveller in listed.travellers for fault in _of_traveller(traveller))
    return (*whole, *each)


def _of_traveller(traveller: ListedTraveller) -> Iterator[Fault]:
    where = Position(segment=traveller.position or None)
    for code, text, holds in TRAVELLER_RULES:
        if not holds(traveller):
            yield Fault(code, text, where)
    for document in traveller.documents:
        for code, text, is_sound in DOCUMENT_RULES:
            if not is_sound(document):
                yield Fault(code, text, where)
