"""Judging pairs of records, taking judgements back, and protecting misused identities.

No record is ever written here: a cluster is a view, and taking a judgement back leaves what was.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from uuid import UUID

from django.db import connection

from tocsin.matching import Candidate, Index, Subject
from tocsin.records.registers.models import Record
from tocsin.records.registers.queries import subjects_seen
from tocsin.records.registers.sight import seen_by
from tocsin.records.registers.storing import insert_rows
from tocsin.resolution import queries, rules
from tocsin.resolution.errors import (
    DifferentRegisters,
    DocumentsMissing,
    JudgedMeanwhile,
    NothingToTakeBack,
    WouldJoinDifferent,
)
from tocsin.resolution.models import Judgement, MisusedIdentity, Proposal
from tocsin.resolution.proposing import alike
from tocsin.resolution.rules import Consent, Document, Judged, Pair, Standing
from tocsin.safeguards.access.actions import officer_of, require, viewing
from tocsin.safeguards.access.errors import NotFound
from tocsin.safeguards.access.rules import Actor, Permission
from tocsin.safeguards.ledger.actions import note

Report = Callable[[int], None]
PAGE = 500
"""Records that are read, and compared, at once."""
TURN = 0x746F6373
"""The advisory lock under which pairs are judged, one at a time: a join depends on every other."""


def propose(
    actor: Actor, index: Index, *, now: datetime, report: Report = lambda _: None
) -> tuple[int, int]:
    """Compare every record that the viewer sees with all others; how many, and pairs found.

    What an earlier run proposed and this one no longer finds alike is taken away. ``report`` is
    told how many records are done. Judgements stay as they are.
    """
    require(actor, Permission.RESOLUTION_PROPOSE)
    found: dict[Pair, Candidate] = {}
    done = 0
    for subjects in _pages(actor, now):
        for pair, candidate in alike(index, subjects):
            if pair not in found or candidate.score > found[pair].score:
                found[pair] = candidate
        done += len(subjects)
        report(done)
    with viewing(actor):
        stored = _store(actor, found, now)
        note(
            actor,
            "resolution.propose",
            permission=Permission.RESOLUTION_PROPOSE,
            particulars={"records": done, "pairs": stored},
        )
    return done, stored


def _pages(actor: Actor, now: datetime) -> Iterator[list[Subject]]:
    """Every live record as a subject, each page in a short transaction of its own."""
    after: UUID | None = None
    while True:
        with viewing(actor):
            page = subjects_seen(actor, after, now=now, limit=PAGE)
        if not page:
            return
        yield page
        after = UUID(page[-1].id)


def _store(actor: Actor, found: Mapping[Pair, Candidate], now: datetime) -> int:
    ids = {record_id for pair in found for record_id in pair}
    held = Record.objects.filter(seen_by(actor)).in_bulk(ids)
    rows = [
        _proposal(held[first], held[second], candidate, now)
        for (first, second), candidate in found.items()
        if first in held and second in held and held[first].register == held[second].register
    ]
    Proposal.objects.all().delete()
    insert_rows(rows)
    return len(rows)


def _proposal(first: Record, second: Record, candidate: Candidate, now: datetime) -> Proposal:
    return Proposal(
        first=first,
        second=second,
        first_version=first.version,
        second_version=second.version,
        score=candidate.score,
        reasons=[asdict(each) for each in candidate.reasons],
        scorer=candidate.scorer,
        proposed_at=now,
    )


def judge(
    actor: Actor,
    pair: tuple[UUID, UUID],
    judged: Judged,
    evidence: str,
    *,
    seen: str,
    now: datetime,
) -> Standing:
    """Say of two records whether they are one subject; what the pair amounts to from now on.

    Raises NotFound, EvidenceMissing, JudgedMeanwhile, DifferentRegisters, WouldJoinDifferent, and
    NothingToTakeBack for WITHDRAWN.
    """
    require(actor, Permission.RESOLUTION_JUDGE)
    officer_id = officer_of(actor)
    first, second = rules.pair_of(*pair)
    told = rules.checked_evidence(evidence)
    with viewing(actor):
        _take_turn()
        did, thing = f"resolution.{judged}", f"pair:{first}:{second}"
        note(actor, did, thing, permission=Permission.RESOLUTION_JUDGE)
        records = _checked(actor, first, second, seen)
        _check_sense(actor, (first, second), judged)
        Judgement.objects.create(
            first=records[0],
            second=records[1],
            member_id=actor.member_id,
            officer_id=officer_id,
            judged=judged,
            evidence=told,
            first_version=records[0].version,
            second_version=records[1].version,
            made_at=now,
        )
        return queries.standings_around(actor, [first]).get((first, second), Standing.UNJUDGED)


def _take_turn() -> None:
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s)", [TURN])


def _checked(actor: Actor, first: UUID, second: UUID, seen: str) -> Sequence[Record]:
    """Both records, seen as they are now."""
    held = Record.objects.filter(seen_by(actor)).in_bulk([first, second])
    if len(held) < 2:
        raise NotFound
    records = held[first], held[second]
    if records[0].register != records[1].register:
        raise DifferentRegisters(one=records[0].register, other=records[1].register)
    said = queries.judged_for(actor).filter(first_id=first, second_id=second)
    if queries.what_was_seen(records, list(said)) != seen:
        raise JudgedMeanwhile
    return records


def _check_sense(actor: Actor, pair: Pair, judged: Judged) -> None:
    if judged is Judged.SAME:
        _check_join(actor, pair)
    elif judged is Judged.WITHDRAWN:
        said = queries.judged_for(actor).filter(first_id=pair[0], second_id=pair[1])
        if not any(each.member_id == actor.member_id for each in rules.in_force(said)):
            raise NothingToTakeBack


def _check_join(actor: Actor, pair: Pair) -> None:
    """As the rule says, with the references that the officer knows the records by."""
    try:
        rules.check_join(pair, queries.standings_around(actor, pair))
    except WouldJoinDifferent as refusal:
        between = Record.objects.in_bulk([refusal.fields["one"], refusal.fields["other"]])
        one, other = (each.reference for each in between.values())
        raise WouldJoinDifferent(one=one, other=other) from None


def protect_identity(
    actor: Actor,
    record_id: UUID,
    documents: Iterable[Document],
    consent: Consent,
    *,
    key: bytes,
    now: datetime,
) -> MisusedIdentity:
    """Keep, with a person's consent, what tells them from the record's subject.

    ``documents`` are (issuer, number) of the person's own; only their hashes under ``key``, the
    node's exclusion key, are stored. Raises NotFound, DocumentsMissing or EvidenceMissing.
    """
    require(actor, Permission.IDENTITY_PROTECT)
    officer_id = officer_of(actor)
    hashes = rules.hashed_documents(documents, key)
    if not hashes:
        raise DocumentsMissing
    with viewing(actor):
        thing = f"record:{record_id}"
        note(actor, "identity.protect", thing, permission=Permission.IDENTITY_PROTECT)
        if not Record.objects.filter(seen_by(actor), id=record_id).exists():
            raise NotFound
        return MisusedIdentity.objects.create(
            record_id=record_id,
            member_id=actor.member_id,
            officer_id=officer_id,
            documents=hashes,
            consent=rules.checked_evidence(consent.told),
            consented_on=consent.on,
            recorded_at=now,
            expires_at=consent.until,
        )


def withdraw_consent(actor: Actor, record_id: UUID, protection_id: int) -> None:
    """Delete what was kept of a person with consent, at once. Raises NotFound."""
    require(actor, Permission.IDENTITY_PROTECT)
    with viewing(actor):
        thing = f"protection:{protection_id}"
        note(actor, "identity.forget", thing, permission=Permission.IDENTITY_PROTECT)
        own = MisusedIdentity.objects.filter(record_id=record_id, member_id=actor.member_id)
        if not own.filter(id=protection_id).delete()[0]:
            raise NotFound
