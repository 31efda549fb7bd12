"""Asking the register about a person: the index proposes, the database disposes.

Travellers who come on a list leave nothing but a count in the ledger, unless they are candidates. A
question that an officer types leaves keyed hashes of its values as well: nobody sent that person,
so whoever asks out of curiosity, or to find out who is listed, must be found out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from tocsin.matching import Candidate, Index, Traveller
from tocsin.members.queries import contact_of
from tocsin.records.handling.queries import put_flags
from tocsin.records.registers.models import Record
from tocsin.records.registers.queries import live_records
from tocsin.records.suspension.queries import silent
from tocsin.safeguards.access.actions import require, viewing
from tocsin.safeguards.access.counting import count_asked
from tocsin.safeguards.access.errors import NotFound
from tocsin.safeguards.access.limits import Asking
from tocsin.safeguards.access.reasons import Reasoned
from tocsin.safeguards.access.rules import Actor, Permission
from tocsin.safeguards.approval.actions import approve, propose, refuse, withdraw
from tocsin.safeguards.approval.models import Proposal
from tocsin.safeguards.approval.rules import Case, Second
from tocsin.safeguards.ledger.actions import note
from tocsin.safeguards.ledger.keys import Keys
from tocsin.safeguards.ledger.rules import hashed_query
from tocsin.screening.errors import NothingToShow
from tocsin.screening.models import ProposedMatch, ScreenedTraveller
from tocsin.screening.rules import Told, told
from tocsin.screening.sparing import without_spared
from tocsin.travel.holding.days import key_of
from tocsin.travel.holding.errors import DayEnded
from tocsin.travel.holding.keys import KeyFiles

MASKED_LIFE = timedelta(days=30)
"""How long it is still known that a dismissed candidate was there, without who it was."""
CHECKED = 10
"""Candidates of a check among which the gravest action is sought."""
UNMASK = Case(
    "traveller.unmask",
    proposes=Permission.TRAVELLER_UNMASK,
    approves=Permission.TRAVELLER_UNMASK,
    second=Second.SAME_MEMBER,
    lasts=timedelta(hours=24),
)
MARGIN = 3
"""How many times more the index is asked for, so that hidden or ended records leave enough."""


@dataclass(frozen=True, slots=True)
class Found:
    """A candidate and the live record it proposes, as the viewer may see it."""

    candidate: Candidate
    record: Record

    @property
    def record_id(self) -> UUID:
        return self.record.id


@dataclass(frozen=True, slots=True)
class Search:
    """One asking of the register: what for, by which permission, and what of it is counted."""

    why: Reasoned
    counted: Asking | None
    needs: Permission = Permission.TRAVELLER_SCREEN
    query: Mapping[str, object] | None = None


def screen(
    actor: Actor,
    index: Index,
    travellers: Sequence[Traveller],
    why: Reasoned,
    *,
    now: datetime,
    limit: int = 10,
    counted: Asking | None = Asking.BATCH,
) -> list[list[Found]]:
    """For each traveller, in order, the candidates that stand on a live and visible record.

    ``counted`` is None where the caller has counted them already.
    """
    return _answers(actor, index, travellers, Search(why, counted), now=now, limit=limit)


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
    search = Search(why, Asking.QUESTION, query=_hashed(traveller, keys, now))
    return _answers(actor, index, [traveller], search, now=now, limit=limit)[0]


def check(
    actor: Actor, index: Index, traveller: Traveller, why: Reasoned, *, keys: Keys, now: datetime
) -> Told:
    """The front line's question about one person in front of it, and all that it is told."""
    query = _hashed(traveller, keys, now)
    search = Search(why, Asking.QUESTION, Permission.TRAVELLER_CHECK, query)
    found = _answers(actor, index, [traveller], search, now=now, limit=CHECKED)[0]
    return told({each.record.asked_here for each in found}, contact_of(actor.member_id))


def _hashed(traveller: Traveller, keys: Keys, now: datetime) -> Mapping[str, object]:
    names = [name if isinstance(name, str) else name.full for name in traveller.names]
    numbers = [number for _issuer, number in traveller.documents]
    return hashed_query(*keys.month_key(now), names, numbers)


def _answers(
    actor: Actor,
    index: Index,
    travellers: Sequence[Traveller],
    search: Search,
    *,
    now: datetime,
    limit: int,
) -> list[list[Found]]:
    require(actor, search.needs)
    search.why.checked()
    if search.counted:
        count_asked(actor, search.counted, len(travellers), now=now)
    with viewing(actor):
        proposed = index.screen(travellers, limit=limit * MARGIN)
        _note(actor, search, travellers=len(travellers), proposed=sum(map(bool, proposed)))
        wanted = {each.subject_id for row in proposed for each in row}
        live = _ringing(actor, live_records(actor, wanted, now=now))
        put_flags(actor, live.values())
        rows = [_standing(row, live) for row in proposed]
        left = without_spared(actor, travellers, rows, now=now)
    return [row[:limit] for row in left]


def _ringing(actor: Actor, live: dict[str, Record]) -> dict[str, Record]:
    """Without the records that are silent at this desk, for having rung for the wrong people."""
    unheard = silent(actor, [record.id for record in live.values()])
    return {key: record for key, record in live.items() if record.id not in unheard}


def _standing(row: Sequence[Candidate], live: dict[str, Record]) -> list[Found]:
    return [Found(each, live[each.subject_id]) for each in row if each.subject_id in live]


def _note(actor: Actor, search: Search, **counts: int) -> None:
    note(
        actor,
        str(search.needs),
        permission=search.needs,
        purpose=search.why.purpose,
        case_reference=search.why.case_reference,
        particulars={**counts, **({"query": search.query} if search.query else {})},
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


def propose_unmasking(
    actor: Actor, traveller_id: int, reason: str, *, seen_on: UUID | None = None, now: datetime
) -> Proposal:
    """Ask a second officer to agree that a dismissed traveller is shown again.

    ``seen_on`` is the candidate on whose page it is asked. Raises NotFound, NothingToShow, or as
    `approval.propose` does.
    """
    require(actor, Permission.TRAVELLER_UNMASK)
    about = {"candidate": str(seen_on)} if seen_on else None
    with viewing(actor):
        _masked(actor, traveller_id)
        thing = f"traveller:{traveller_id}"
        return propose(actor, UNMASK, thing, reason, now=now, particulars=about)


def refuse_unmasking(actor: Actor, proposal_id: UUID, reason: str, *, now: datetime) -> None:
    """The second officer doesn't agree: the traveller stays hidden. Raises as `approval.refuse`."""
    require(actor, Permission.TRAVELLER_UNMASK)
    with viewing(actor):
        refuse(actor, UNMASK, proposal_id, reason, now=now)


def withdraw_unmasking(actor: Actor, proposal_id: UUID, *, now: datetime) -> None:
    """Whoever asked takes it back. Raises as `approval.withdraw`."""
    require(actor, Permission.TRAVELLER_UNMASK)
    with viewing(actor):
        withdraw(actor, UNMASK, proposal_id, now=now)


def unmask(
    actor: Actor, proposal_id: UUID, files: KeyFiles, *, now: datetime
) -> Mapping[str, object]:
    """The second officer agrees, and is shown the particulars once; the row stays masked.

    Raises NothingToShow, or as `approval.approve` does.
    """
    require(actor, Permission.TRAVELLER_UNMASK)
    with viewing(actor):
        approved = approve(actor, UNMASK, proposal_id, now=now)
        traveller = _masked(actor, int(approved.thing.partition(":")[2]))
        note(actor, "traveller.unmask", approved.thing, permission=Permission.TRAVELLER_UNMASK)
        return _opened(files, traveller, now)


def _masked(actor: Actor, traveller_id: int) -> ScreenedTraveller:
    found = (
        ScreenedTraveller.objects.select_related("masked_day")
        .filter(id=traveller_id, member_id=actor.member_id)
        .first()
    )
    if found is None:
        raise NotFound
    if found.masked_at is None or not found.sealed or found.masked_day is None:
        raise NothingToShow
    return found


def _opened(files: KeyFiles, traveller: ScreenedTraveller, now: datetime) -> Mapping[str, object]:
    day = traveller.masked_day
    if day is None or now >= day.deadline:
        raise NothingToShow
    try:
        opened = key_of(files, day).open_value(bytes(traveller.sealed), "masked")
    except DayEnded:
        raise NothingToShow from None
    return dict(opened)
