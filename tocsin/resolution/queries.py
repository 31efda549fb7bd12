"""Reading proposals, judgements and clusters. The viewer is an actor; records stay untouched.

Two viewers may rightly see different clusters: a judgement on a record that the viewer may not see
isn't there for them, nor is whatever it would have joined.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from tocsin.records.registers.models import Record
from tocsin.records.registers.sight import seen_by
from tocsin.resolution import rules
from tocsin.resolution.models import Judgement, MisusedIdentity, Proposal
from tocsin.resolution.rules import Pair, Standing
from tocsin.safeguards.access.actions import require, viewing
from tocsin.safeguards.access.errors import NotFound
from tocsin.safeguards.access.rules import Actor, Permission
from tocsin.safeguards.ledger.actions import note

Pairing = TypeVar("Pairing", Judgement, Proposal)


@dataclass(frozen=True, slots=True)
class Cluster:
    """The records that the viewer sees joined to one, itself first, and by which judgements."""

    records: tuple[Record, ...]
    judgements: tuple[Judgement, ...]


@dataclass(frozen=True, slots=True)
class Compared:
    """Two records laid side by side with others, and what was said of the two."""

    records: tuple[Record, ...]
    judgements: tuple[Judgement, ...]
    standing: Standing
    proposal: Proposal | None
    seen: str


def proposals(actor: Actor, *, offset: int = 0, limit: int = 50) -> list[Proposal]:
    """Pairs that nobody has judged, likest first, as far as the viewer sees both records."""
    require(actor, Permission.RESOLUTION_READ)
    with viewing(actor):
        note(actor, "resolution.read", permission=Permission.RESOLUTION_READ)
        return list(_open(actor)[offset : offset + limit])


def count_open(actor: Actor) -> int:
    """How many proposals await a judgement."""
    require(actor, Permission.RESOLUTION_READ)
    with viewing(actor):
        return _open(actor).count()


def cluster(actor: Actor, record_id: UUID) -> Cluster:
    """The cluster of a record. Raises NotFound where the viewer doesn't see the record."""
    require(actor, Permission.RECORD_READ)
    with viewing(actor):
        found = rules.cluster_of(record_id, standings_around(actor, [record_id]))
        records = _records(actor, [record_id, *sorted(found - {record_id})])
        within = judged_for(actor).filter(first_id__in=found, second_id__in=found)
        return Cluster(records, tuple(rules.in_force(_told(within))))


def compared(actor: Actor, ids: Sequence[UUID]) -> Compared:
    """Two or more records to compare; what is judged are the first two. Raises NotFound."""
    require(actor, Permission.RESOLUTION_READ)
    first, second = rules.pair_of(*ids[:2])
    with viewing(actor):
        thing = f"pair:{first}:{second}"
        note(actor, "resolution.compare", thing, permission=Permission.RESOLUTION_READ)
        records = _records(actor, list(dict.fromkeys(ids)))
        said = tuple(_told(judged_for(actor).filter(first_id=first, second_id=second)))
        proposal = _seen(actor, Proposal).filter(first_id=first, second_id=second).first()
    standing = rules.standing(each.judged for each in rules.in_force(said))
    return Compared(records, said, standing, proposal, what_was_seen(records[:2], said))


def what_was_seen(records: Sequence[Record], judgements: Sequence[object]) -> str:
    """What an officer has before them, to be sent back with the judgement."""
    versions = sorted((str(each.id), each.version, each.state) for each in records)
    told = ".".join(f"{version}{state}" for _, version, state in versions)
    return f"{told}.{len(judgements)}"


def standings_around(actor: Actor, ids: Sequence[UUID]) -> Mapping[Pair, Standing]:
    """Every judged pair that can be reached from these records.

    The caller is inside ``access.viewing(actor)``: what the viewer may not see isn't reached.
    """
    held: dict[int, Judgement] = {}
    known: set[UUID] = set()
    frontier = set(ids)
    while frontier:
        known |= frontier
        touching = Q(first_id__in=frontier) | Q(second_id__in=frontier)
        fresh = {each.id: each for each in judged_for(actor).filter(touching)}
        held |= fresh
        frontier = {end for each in fresh.values() for end in (each.first_id, each.second_id)}
        frontier -= known
    return rules.standings(held[key] for key in sorted(held))


def misused_identities(actor: Actor, record_id: UUID) -> list[MisusedIdentity]:
    """The member's own protections of others from being taken for this record's subject."""
    require(actor, Permission.IDENTITY_PROTECT)
    with viewing(actor):
        thing = f"record:{record_id}"
        note(actor, "identity.list", thing, permission=Permission.IDENTITY_PROTECT)
        own = MisusedIdentity.objects.filter(member_id=actor.member_id)
        return list(own.filter(seen_by(actor, "record__"), record_id=record_id))


def protections(record_ids: Sequence[UUID], *, now: datetime) -> list[MisusedIdentity]:
    """What protects others from being taken for the subjects of these records, as it is in force.

    The caller is inside ``access.viewing(actor)``.
    """
    held = MisusedIdentity.objects.filter(record_id__in=record_ids, expires_at__gt=now)
    return list(held)


def judged_for(actor: Actor) -> QuerySet[Judgement]:
    """The judgements on pairs of which the actor sees both records."""
    return _seen(actor, Judgement)


def _seen(actor: Actor, of: type[Pairing]) -> QuerySet[Pairing]:
    return of._default_manager.filter(seen_by(actor, "first__"), seen_by(actor, "second__"))


def _open(actor: Actor) -> QuerySet[Proposal]:
    judged = Judgement.objects.filter(
        first_id=OuterRef("first_id"), second_id=OuterRef("second_id")
    )
    live = Record.State.PUBLISHED
    return (
        _seen(actor, Proposal)
        .select_related("first__originator", "second__originator")
        .filter(~Exists(judged), first__state=live, second__state=live)
    )


def _told(judgements: QuerySet[Judgement]) -> QuerySet[Judgement]:
    return judgements.select_related("officer__unit__member")


def _records(actor: Actor, ids: Sequence[UUID]) -> tuple[Record, ...]:
    held = {each.id: each for each in _whole(actor).filter(id__in=ids)}
    if any(each not in held for each in ids):
        raise NotFound
    return tuple(held[each] for each in ids)


def _whole(actor: Actor) -> QuerySet[Record]:
    return Record.objects.select_related("originator").filter(seen_by(actor))
