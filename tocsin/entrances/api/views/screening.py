"""Screening: a question that leaves nothing behind, or a flight whose candidates await people."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from tocsin.entrances import wiring
from tocsin.entrances.api import asked
from tocsin.entrances.api.answered import (
    Answer,
    CheckAnswered,
    ListAnswered,
    Proposed,
    ScreeningAnswered,
)
from tocsin.entrances.api.bearer import actor_of
from tocsin.entrances.api.views import shown
from tocsin.entrances.steadiness import steadily
from tocsin.formats.countries import Country, country
from tocsin.formats.paxlst import Flight, ListedTraveller, PassengerList, Role, TravelDocument
from tocsin.foundations.clock import system_clock
from tocsin.foundations.vocabulary import PartialDate
from tocsin.matching import Index, Traveller
from tocsin.review import queries as review
from tocsin.safeguards.access.reasons import Reasoned
from tocsin.safeguards.ledger.keys import Keys
from tocsin.screening import actions
from tocsin.screening.actions import Found
from tocsin.screening.manifests import screen_list
from tocsin.screening.upkeep import fresh_index
from tocsin.travel.rules import to_local


def screen_travellers(request: HttpRequest, asking: asked.ScreeningAsked) -> ScreeningAnswered:
    """Compare travellers with the records that you may see, and keep nothing of them.

    Only travellers with candidates are in the answer. The ledger keeps the count, the purpose and
    the case.
    """
    with steadily():
        rows = actions.screen(
            actor_of(request),
            _index(),
            [_traveller(each) for each in asking.travellers],
            Reasoned(asking.purpose, asking.case_reference),
            now=system_clock(),
            limit=asking.limit,
        )
    answers = [
        Answer(traveller=place, candidates=[_proposed(each) for each in row])
        for place, row in enumerate(rows)
        if row
    ]
    return ScreeningAnswered(travellers=len(rows), answers=answers)


def check_traveller(request: HttpRequest, asking: asked.CheckAsked) -> CheckAnswered:
    """Whether there is a candidate, what is asked, whom to call and what to mind: no more."""
    with steadily():
        told = actions.check(
            actor_of(request),
            _index(),
            _traveller(asking.traveller),
            Reasoned(asking.purpose, asking.case_reference),
            keys=Keys(wiring.home() / "keys"),
            now=system_clock(),
        )
    return CheckAnswered(
        candidate=told.candidate, action=told.action, contact=told.contact, caution=told.caution
    )


def screen_flight(request: HttpRequest, asking: asked.PassengerListAsked) -> ListAnswered:
    """Screen a flight's travellers, and put the candidates into the queue of your member.

    Travellers who are no candidates are counted and forgotten. The same list sent again gives the
    same candidates and adds none.
    """
    actor, now = actor_of(request), system_clock()
    why = Reasoned(asking.purpose, asking.case_reference)
    listed, files = _passenger_list(asking), wiring.key_files()
    manifest, _found = screen_list(actor, _index(), listed, now=now, why=why, files=files)
    kept = review.on_manifest(actor, manifest.id)
    return ListAnswered(
        flight=shown.flight(manifest),
        travellers=manifest.travellers,
        candidates=[shown.candidate(each) for each in kept],
    )


def _index() -> Index:
    return fresh_index(wiring.home() / "index")


def _proposed(found: Found) -> Proposed:
    return Proposed(
        record=shown.record(found.record),
        score=found.candidate.score,
        band=found.candidate.band or "possible",
        reasons=shown.reasons(found.candidate.reasons),
        scorer=found.candidate.scorer,
    )


def _traveller(person: asked.Traveller) -> Traveller:
    state = _state(person.nationality)
    documents = [(str(_state(each.issuer) or ""), each.number) for each in person.documents]
    return Traveller(
        person.names,
        person.birth_date,
        state.alpha2 if state else None,
        documents,
        person.sex,
    )


def _state(code: str | None) -> Country | None:
    return country(code) if code else None


def _passenger_list(asking: asked.PassengerListAsked) -> PassengerList:
    flight = asking.flight
    return PassengerList(
        reference=asking.reference,
        common_access_reference=_fingerprint(asking),
        sender="api",
        kind="passenger list",
        flight=Flight(
            flight.carrier,
            flight.number,
            flight.departure,
            flight.arrival,
            _on_the_clock(flight.departs_at, flight.departure),
            _on_the_clock(flight.arrives_at, flight.arrival),
        ),
        travellers=tuple(_listed(each, at) for at, each in enumerate(asking.travellers, start=1)),
    )


def _fingerprint(asking: asked.PassengerListAsked) -> str:
    """Tells one list from another with the same reference; keyed, so that it tells nobody's name.

    Without it two batches of a flight would be one list, and a candidate of the second would
    stand beside a traveller of the first.
    """
    travellers = "".join(each.model_dump_json() for each in asking.travellers)
    return salted_hmac(__name__, travellers, algorithm="sha256").hexdigest()


def _on_the_clock(moment: datetime, airport: str) -> datetime:
    """Passenger lists give local times without a zone."""
    return to_local(moment, airport).replace(tzinfo=None)


def _listed(person: asked.Boarded, position: int) -> ListedTraveller:
    nationality = _state(person.nationality)
    return ListedTraveller(
        Role.PASSENGER,
        (person.surname, person.given) if person.given.strip() else (person.surname,),
        sex=person.sex,
        birth_date=PartialDate.parse(person.birth_date) if person.birth_date else None,
        nationalities=(nationality,) if nationality else (),
        documents=tuple(
            TravelDocument("", each.number, _state(each.issuer)) for each in person.documents
        ),
        position=position,
    )
