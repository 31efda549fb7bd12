"""Asking the register about a person: the index proposes, the database disposes.

Travellers who come on a list leave nothing but a count in the ledger, unless they are candidates. A
question that an officer types leaves keyed hashes of its values as well: nobody sent that person,
so whoever asks out of curiosity, or to find out who is listed, must be found out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from tocsin.matching import Candidate, Index, Traveller
from tocsin.records.registers.models import Record
from tocsin.records.registers.queries import live_records
from tocsin.safeguards.access.actions import require, viewing
from tocsin.safeguards.access.reasons import Reasoned
from tocsin.safeguards.access.rules import Actor, Permission
from tocsin.safeguards.ledger.actions import note
from tocsin.safeguards.ledger.keys import Keys
from tocsin.safeguards.ledger.rules import hashed_query
from tocsin.screening.models import ProposedMatch, ScreenedTraveller

MASKED_LIFE = timedelta(days=30)
"""How long it is still known that a dismissed candidate was there, without who it was."""
MARGIN = 3
"""How many times more the index is asked for, so that hidden or ended records leave enough."""


@dataclass(frozen=True, slots=True)
class Found:
    """A candidate and the live record it proposes, as the viewer may see it."""

    candidate: Candidate
    record: Record


def screen(
    actor: Actor,
    index: Index,
    travellers: Sequence[Traveller],
    why: Reasoned,
    *,
    now: datetime,
    limit: int = 10,
) -> list[list[Found]]:
    """For each traveller, in order, the candidates that stand on a live and visible record."""
    return _answers(actor, index, travellers, why, {}, now=now, limit=limit)


def ask(
    actor: Actor,
    index: Index,
    traveller: Traveller,
    why: Reasoned,
    *,
    keys: Keys,
    now: datetime,
    limit: int = 10,
) -> list[Found]:
    """As `screen`, for one question that a person typed; ``keys`` hash its values."""
    names = [name if isinstance(name, str) else name.full for name in traveller.names]
    numbers = [number for _issuer, number in traveller.documents]
    query = hashed_query(*keys.month_key(now), names, numbers)
    asked = [traveller]
    return _answers(actor, index, asked, why, {"query": query}, now=now, limit=limit)[0]


def _answers(
    actor: Actor,
    index: Index,
    travellers: Sequence[Traveller],
    why: Reasoned,
    noted: Mapping[str, object],
    *,
    now: datetime,
    limit: int,
) -> list[list[Found]]:
    require(actor, Permission.TRAVELLER_SCREEN)
    why.checked()
    proposed = index.screen(travellers, limit=limit * MARGIN)
    counts = {"travellers": len(travellers), "proposed": sum(map(bool, proposed))}
    with viewing(actor):
        _note(actor, why, {**counts, **noted})
        wanted = {each.subject_id for row in proposed for each in row}
        live = live_records(actor, wanted, now=now)
    return [_standing(row, live)[:limit] for row in proposed]


def _standing(row: Sequence[Candidate], live: dict[str, Record]) -> list[Found]:
    return [Found(each, live[each.subject_id]) for each in row if each.subject_id in live]


def _note(actor: Actor, why: Reasoned, particulars: Mapping[str, object]) -> None:
    note(
        actor,
        "traveller.screen",
        permission=Permission.TRAVELLER_SCREEN,
        purpose=why.purpose,
        case_reference=why.case_reference,
        particulars=particulars,
    )


def mask_traveller(traveller_id: int, *, now: datetime) -> None:
    """Empty a traveller's particulars, and what of them stands in the reasons of candidates.

    The caller is inside ``access.viewing(actor)`` and has noted the decision that leads here.
    """
    ScreenedTraveller.objects.filter(id=traveller_id).update(particulars={}, masked_at=now)
    matches = list(ProposedMatch.objects.filter(traveller_id=traveller_id))
    for match in matches:
        match.reasons = [{**reason, "theirs": ""} for reason in match.reasons]
    ProposedMatch.objects.bulk_update(matches, ["reasons"])


def forget_masked(actor: Actor, *, now: datetime) -> int:
    """Delete the member's travellers who were masked `MASKED_LIFE` ago; how many they were."""
    require(actor, Permission.TRAVELLER_SCREEN)
    with viewing(actor):
        due = ScreenedTraveller.objects.filter(
            member_id=actor.member_id, masked_at__lte=now - MASKED_LIFE
        )
        count = due.count()
        if count:
            _note_forgotten(actor, count)
            due.delete()
    return count


def _note_forgotten(actor: Actor, travellers: int) -> None:
    note(
        actor,
        "traveller.forget",
        permission=Permission.TRAVELLER_SCREEN,
        particulars={"travellers": travellers},
    )
