"""Whole passenger lists: screened in memory, kept only where somebody must look.

Everybody else on the list is held as ciphertext until the deadline of the flight day, where the
member's retention allows it, so that a listing of tomorrow finds them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from tocsin.formats.paxlst import ListedTraveller, PassengerList, Purpose
from tocsin.foundations.facts import publish
from tocsin.foundations.vocabulary import Fault
from tocsin.foundations.vocabulary.codes import Purpose as Why
from tocsin.matching import Index
from tocsin.safeguards.access.actions import viewing
from tocsin.safeguards.access.counting import count_asked
from tocsin.safeguards.access.limits import Asking
from tocsin.safeguards.access.reasons import Reasoned
from tocsin.safeguards.access.rules import Actor
from tocsin.screening.actions import Found, forget_masked, screen
from tocsin.screening.facts import CandidatesProposed, TravellersCancelled
from tocsin.screening.keeping import Known, cancel_known, keep, reason_as_stored
from tocsin.screening.models import ScreenedTraveller
from tocsin.screening.particulars import (
    Particulars,
    held_form,
    is_same_person,
    particulars_of,
    traveller_of,
)
from tocsin.travel.actions import Arrival, cancel, receive, same_flight
from tocsin.travel.holding.actions import drop, hold
from tocsin.travel.holding.keys import KeyFiles
from tocsin.travel.holding.queries import held_of
from tocsin.travel.models import Manifest
from tocsin.travel.rules import (
    carrier_code,
    flight_number,
    message_reference,
    place_code,
    to_utc,
)

__all__ = [
    "Proposal",
    "arrival_of",
    "fault_as_stored",
    "particulars_of",
    "reason_as_stored",
    "screen_list",
]
_PART = 100_000
"""Positions count within a part of a list; so many lie between those of two parts."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A traveller somebody must look at, with what was found for them."""

    traveller: ListedTraveller
    found: tuple[Found, ...]


def screen_list(
    actor: Actor,
    index: Index,
    listed: PassengerList,
    *,
    now: datetime,
    why: Reasoned | None = None,
    files: KeyFiles | None = None,
    counted: bool = False,
) -> tuple[Manifest, tuple[Proposal, ...]]:
    """Screen one list, or one part of one. Screened again, it adds no candidate twice.

    Without a ``why`` the flight itself is the case. ``files`` open the keys under which everybody
    on the list is held; without them nobody is. A list that only cancels is not screened: who
    doesn't travel is nobody's business. ``counted`` says that the caller counted the travellers.
    """
    listed = _with_places(listed)
    arrived = arrival_of(listed)
    why = why or Reasoned(Why.TRAVEL_SCREENING, f"flight {arrived}")
    forget_masked(actor, now=now)
    if not counted:
        count_asked(actor, Asking.FLIGHT, len(listed.travellers), now=now)
    with viewing(actor):
        if listed.purpose in (Purpose.CANCEL, Purpose.REDUCE):
            return _cancelled(actor, listed, arrived, files, now), ()
        proposals = _proposals(actor, index, listed, why, now)
        manifest = _received(actor, arrived, proposals, now)
        if files:
            _hold(actor, files, manifest, listed, now)
        known = [
            Known(each.traveller.position, particulars_of(each.traveller), each.found)
            for each in proposals
        ]
        kept = keep(actor, manifest, known, files=files, now=now)
        if kept:
            publish(CandidatesProposed(manifest.member_id, tuple(kept), now))
    return manifest, proposals


def _proposals(
    actor: Actor, index: Index, listed: PassengerList, why: Reasoned, now: datetime
) -> tuple[Proposal, ...]:
    travellers = [traveller_of(particulars_of(each)) for each in listed.travellers]
    rows = screen(actor, index, travellers, why, now=now, counted=None)
    pairs = zip(listed.travellers, rows, strict=True)
    return tuple(Proposal(traveller, tuple(found)) for traveller, found in pairs if found)


def _with_places(listed: PassengerList) -> PassengerList:
    """Each traveller with a place of their own in the whole list, not only in its part."""
    if listed.part_number is None:
        return listed
    before = listed.part_number * _PART
    moved = tuple(replace(each, position=before + each.position) for each in listed.travellers)
    return replace(listed, travellers=moved)


# --- later versions ---


def _hold(
    actor: Actor, files: KeyFiles, manifest: Manifest, listed: PassengerList, now: datetime
) -> None:
    """Hold everybody on the list; who stands on it changed is taken out of earlier ones."""
    people = [held_form(each) for each in listed.travellers]
    if listed.purpose is Purpose.CHANGE:
        _drop(actor, files, same_flight(actor, manifest), people)
    hold(actor, files, manifest, people, part=listed.part_number or 0, now=now)


def _cancelled(
    actor: Actor,
    listed: PassengerList,
    arrived: Arrival,
    files: KeyFiles | None,
    now: datetime,
) -> Manifest:
    """Who is named doesn't travel; where nobody is, nobody on the flight does."""
    manifest = receive(actor, replace(arrived, travellers=0), now=now)
    earlier = same_flight(actor, manifest)
    people = [held_form(each) for each in listed.travellers]
    if files:
        _drop(actor, files, earlier, people)
    known = cancel_known(earlier, _who_goes(people), now=now)
    if known:
        publish(TravellersCancelled(actor.member_id, known, now))
    if not people:
        cancel(actor, earlier, now=now)
    return manifest


def _drop(
    actor: Actor, files: KeyFiles, earlier: Sequence[Manifest], people: Sequence[Particulars]
) -> None:
    drop(files, held_of(actor, list(earlier)), _who_goes(people))


def _who_goes(people: Sequence[Particulars]) -> Callable[[Particulars], bool]:
    """Whether somebody is among those who are named; where nobody is, everybody."""

    def goes(known: Particulars) -> bool:
        named = bool(known) and any(is_same_person(known, each) for each in people)
        return named or not people

    return goes


# --- which list it is ---


def _received(
    actor: Actor, arrival: Arrival, proposals: Sequence[Proposal], now: datetime
) -> Manifest:
    """The manifest of this list, never that of another list which gives itself out for it.

    The digest knows nothing of travellers, so two lists may share it; they are told apart by who
    stands at the place of a stored candidate.
    """
    manifest = receive(actor, arrival, now=now)
    while _is_another(manifest, proposals):
        arrival = replace(arrival, digest=hashlib.sha256(arrival.digest).digest())
        manifest = receive(actor, arrival, now=now)
    return manifest


def _is_another(manifest: Manifest, proposals: Sequence[Proposal]) -> bool:
    stored = dict(
        ScreenedTraveller.objects.filter(manifest=manifest, masked_at=None).values_list(
            "position", "particulars"
        )
    )
    given = {each.traveller.position: each.traveller for each in proposals}
    return any(particulars_of(given[at]) != stored[at] for at in stored.keys() & given.keys())


def arrival_of(listed: PassengerList) -> Arrival:
    """What is kept of a list: its flight, counts and faults, and a digest to know it again.

    Of the flight only what are codes: where segments ran together, a name can stand in their place.
    """
    flight = listed.flight
    departure, arrival = place_code(flight.departure), place_code(flight.arrival)
    return Arrival(
        digest=_digest(listed),
        message_reference=message_reference(listed.reference),
        kind=listed.kind,
        carrier=carrier_code(flight.carrier),
        flight_number=flight_number(flight.number),
        departure=departure,
        arrival=arrival,
        departs_at=to_utc(flight.departs, departure),
        arrives_at=to_utc(flight.arrives, arrival),
        travellers=len(listed.travellers),
        faults=[fault_as_stored(each) for each in listed.faults],
        purpose=listed.purpose.value,
        part=listed.part_number,
        is_last_part=listed.is_final_part,
        declared=listed.declared_travellers,
    )


def fault_as_stored(fault: Fault) -> dict[str, object]:
    return {"code": fault.code, "message": fault.message, "position": str(fault.position)}


def _digest(listed: PassengerList) -> bytes:
    """SHA-256 over what identifies the message, so that no traveller can be guessed from it.

    Parts of one list share a common access reference, and differ in all that is of one message.
    """
    parts: Sequence[object] = (
        listed.sender,
        *_of_message(listed),
        listed.common_access_reference,
        carrier_code(listed.flight.carrier),
        flight_number(listed.flight.number),
        place_code(listed.flight.departure),
        place_code(listed.flight.arrival),
        listed.flight.departs,
        listed.flight.arrives,
    )
    return hashlib.sha256(repr(parts).encode()).digest()


def _of_message(listed: PassengerList) -> tuple[object, ...]:
    if listed.part_number is not None and listed.common_access_reference:
        return listed.code, listed.function
    own = (listed.reference, listed.prepared, listed.parts, len(listed.travellers))
    return own if listed.purpose is Purpose.REPORT else (*own, listed.function)
