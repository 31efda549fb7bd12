"""What a carrier is told of its passengers during check-in, from what people have decided.

Nothing is said of anybody while somebody on the list is before an officer: an answer for the
others alone would point to that one. Nobody is kept from boarding by a candidate, by a score or by
a clock: only by a hit that two officers confirmed on a record that asks to refuse entry, as long as
the record stands, and never in the state whose national the passenger is.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Q

from tocsin.formats.cusres import BoardingAnswer, Cleared, HumanDecision, Passenger, Refused
from tocsin.formats.paxlst import ListedTraveller, PassengerList
from tocsin.foundations.vocabulary.codes import ActionCode
from tocsin.members.queries import codes_by_id
from tocsin.records.handling.queries import put_flags
from tocsin.review.models import Adjudication
from tocsin.review.rules import State, is_live
from tocsin.safeguards.access.actions import require, viewing
from tocsin.safeguards.access.rules import Actor, Permission
from tocsin.safeguards.ledger.actions import note
from tocsin.screening.particulars import held_form, is_same_person
from tocsin.travel.models import Manifest

FINAL = frozenset({State.CONFIRMED, State.DISMISSED})


def boarding_answers(
    actor: Actor, manifest_ids: Sequence[int], listed: PassengerList, *, now: datetime
) -> tuple[BoardingAnswer, ...] | None:
    """An answer for each passenger of a screened list; None while somebody on it is undecided."""
    require(actor, Permission.MESSAGE_DELIVER)
    with viewing(actor):
        known = _on_these_flights(actor, manifest_ids)
        people = [(each, held_form(each)) for each in listed.travellers]
        found = [_of(known, held) for _person, held in people]
        undecided = any(each.state not in FINAL for them in found for each in them)
        answers = (
            None
            if undecided
            else tuple(
                _answer(actor, person, them, now)
                for (person, _held), them in zip(people, found, strict=True)
            )
        )
        _note(actor, manifest_ids, answers)
    return answers


def _on_these_flights(actor: Actor, manifest_ids: Sequence[int]) -> list[Adjudication]:
    """The desk's candidates on the flights of these lists, of whichever list they were found."""
    flights = Manifest.objects.filter(member_id=actor.member_id, id__in=manifest_ids)
    same = Q(candidate__traveller__manifest__in=manifest_ids)
    for each in flights.exclude(flight_number=""):
        same |= Q(
            candidate__traveller__manifest__carrier=each.carrier,
            candidate__traveller__manifest__flight_number=each.flight_number,
            candidate__traveller__manifest__departs_at=each.departs_at,
        )
    own = Adjudication.objects.select_related(
        "candidate__traveller", "candidate__record__originator", "candidate__hit"
    ).filter(same, member_id=actor.member_id)
    found = list(own)
    put_flags(actor, (each.candidate.record for each in found))
    return found


def _of(known: Sequence[Adjudication], held: dict[str, object]) -> list[Adjudication]:
    """The candidates of one passenger. Who was dismissed is masked, and among nobody's."""
    return [
        each
        for each in known
        if each.candidate.traveller.particulars
        and is_same_person(held, each.candidate.traveller.particulars)
    ]


def _answer(
    actor: Actor, person: ListedTraveller, found: Sequence[Adjudication], now: datetime
) -> BoardingAnswer:
    passenger = Passenger(person.locator or "", person.reference or "")
    if person.nationality and person.nationality.alpha2 == codes_by_id().get(actor.member_id):
        return Cleared(passenger)  # nobody is kept from their own country
    for each in found:
        record = each.candidate.record
        refuses = record.asked_here == ActionCode.REFUSE_ENTRY and is_live(record, now)
        if each.state == State.CONFIRMED and refuses:
            hit = each.candidate.hit
            return Refused(passenger, HumanDecision(hit.id.hex, hit.confirmed_at))
    return Cleared(passenger)


def _note(
    actor: Actor, manifest_ids: Sequence[int], answers: Sequence[BoardingAnswer] | None
) -> None:
    counts = {
        "flights": len(manifest_ids),
        "passengers": len(answers or ()),
        "refused": sum(isinstance(each, Refused) for each in answers or ()),
    }
    note(actor, "boarding.answer", permission=Permission.MESSAGE_DELIVER, particulars=counts)
