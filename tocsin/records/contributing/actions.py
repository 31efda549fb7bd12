"""Contributing: one at a time, or a file of them as one transaction; and drafts.

Whoever sends, and by which way, the same rules judge and the same action stores. The caller of the
inner actions is inside ``access.viewing(actor)``.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from typing import Any, TypeVar
from uuid import UUID

from tocsin.members.queries import codes_by_id
from tocsin.records.contributing.batches import Change, Mode, Report
from tocsin.records.contributing.comparing import compared
from tocsin.records.contributing.errors import DraftGone
from tocsin.records.contributing.judging import Progress, judged
from tocsin.records.contributing.models import Batch, Draft
from tocsin.records.contributing.rows import Form, read_rows
from tocsin.records.quality.actions import log
from tocsin.records.quality.rules import Kind
from tocsin.records.registers.actions import add_records, revise_records
from tocsin.records.registers.building import CodeOf
from tocsin.records.registers.errors import NotLawful
from tocsin.records.registers.models import Record
from tocsin.records.registers.rules import Contribution
from tocsin.records.registers.rules.free_text import findings_in
from tocsin.records.registers.rules.reading import read
from tocsin.records.registers.signing import Signed
from tocsin.safeguards.access.actions import officer_of, require, viewing
from tocsin.safeguards.access.rules import Actor, Permission
from tocsin.safeguards.ledger.actions import note

BATCH = 1_000
DRAFT_LIFE = timedelta(days=14)
MOST_FAULTS = 2_000
"""Faults that are stored with a batch; who sent it is told all of them at once."""
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one contribution."""

    record_id: UUID
    reference: str
    change: Change
    state: str
    version: int


def contribute(
    actor: Actor, plain: Mapping[str, Any], *, now: datetime, signed: Signed | None = None
) -> Outcome:
    """Take one contribution: a new record, a new version, or nothing where it says the same.

    Raises NotLawful with every fault, or SignatureRefused.
    """
    require(actor, Permission.RECORD_CONTRIBUTE)
    codes = codes_by_id()
    given, wrong = read(plain, _ids(codes), now.date())
    if wrong:
        raise NotLawful(wrong, given.reference)
    signatures = {given.reference: signed} if signed else {}
    with viewing(actor):
        change = _store(actor, [given], codes.__getitem__, signatures, now=now)[0]
        record = Record.objects.get(
            originator_id=actor.member_id, source_list="", reference=given.reference
        )
    return Outcome(record.id, record.reference, change, record.state, record.version)


def contribute_file(
    actor: Actor,
    name: str,
    text: str,
    form: Form,
    mode: Mode,
    *,
    now: datetime,
    progress: Progress = lambda _what, _done, _total: None,
) -> tuple[Batch, Report]:
    """Judge a file row by row, and take it, or its good rows, as one transaction.

    The report has every fault with its line and field; what is stored keeps the first of them.
    Raises FileUnreadable.
    """
    require(actor, Permission.RECORD_CONTRIBUTE)
    codes, report = codes_by_id(), Report(mode)
    good = list(judged(read_rows(text, form), form, report, _ids(codes), now.date(), progress))
    with viewing(actor):
        _take(actor, good, report, codes.__getitem__, now, progress)
        digest = hashlib.sha256(text.encode()).digest()
        return _batch(actor, name, digest, report, now), report


def _take(
    actor: Actor,
    good: Sequence[Contribution],
    report: Report,
    code_of: CodeOf,
    now: datetime,
    progress: Progress,
) -> None:
    """Store the good rows where they are to be; else only say what they would do."""
    done = 0
    for some in _pieces(good):
        if report.is_taken:
            changes = _store(actor, some, code_of, {}, now=now)
        else:
            changes = [change for change, _ in compared(actor, some, code_of)]
        for each, change in zip(some, changes, strict=True):
            report.count(change, held=bool(findings_in(each)))
        done += len(some)
        progress("storing" if report.is_taken else "comparing", done, len(good))


def _pieces(items: Iterable[T]) -> Iterator[list[T]]:
    remaining = iter(items)
    while piece := list(islice(remaining, BATCH)):
        yield piece


def _store(
    actor: Actor,
    given: Sequence[Contribution],
    code_of: CodeOf,
    signatures: Mapping[str, Signed],
    *,
    now: datetime,
) -> list[Change]:
    found = compared(actor, given, code_of)
    pairs = list(zip(given, found, strict=True))
    new = [each for each, (change, _) in pairs if change is Change.ADDED]
    other = [
        (held.record.id, each)
        for each, (change, held) in pairs
        if change is Change.REVISED and held is not None
    ]
    if new:
        log(actor.member_id, Kind.CONTRIBUTED, number=len(new), at=now)
        add_records(actor, new, now=now, signatures=signatures)
    if other:
        revise_records(actor, other, now=now, signatures=signatures)
    return [change for change, _ in found]


def _batch(actor: Actor, name: str, digest: bytes, report: Report, now: datetime) -> Batch:
    batch = Batch(
        member_id=actor.member_id,
        officer_id=actor.officer_id,
        file_name=name[-200:],
        file_digest=digest,
        mode=report.mode,
        stored=report.is_taken,
        rows=report.rows,
        bad=report.bad,
        added=report.added,
        revised=report.revised,
        unchanged=report.unchanged,
        held=report.held,
        faults=[each.to_dict() for each in report.faults[:MOST_FAULTS]],
        ended_at=now,
    )
    counts = {"rows": batch.rows, "bad": batch.bad, "stored": int(batch.stored)}
    thing, permission = f"batch:{batch.id}", Permission.RECORD_CONTRIBUTE
    note(actor, "batch.send", thing, permission=permission, particulars=counts)
    batch.save(force_insert=True)
    return batch


def _ids(codes: Mapping[int, str]) -> dict[str, int]:
    return {code: key for key, code in codes.items()}


def save_draft(
    actor: Actor, content: Mapping[str, Any], draft_id: UUID | None = None, *, now: datetime
) -> Draft:
    """Keep a form as it stands, for its officer alone; saving again makes its time begin anew.

    Raises DraftGone where it isn't the officer's, or is over.
    """
    require(actor, Permission.RECORD_CONTRIBUTE)
    officer = officer_of(actor)
    with viewing(actor):
        draft = _own_draft(officer, draft_id, now) if draft_id else Draft(officer_id=officer)
        note(actor, "draft.save", f"draft:{draft.id}", permission=Permission.RECORD_CONTRIBUTE)
        draft.member_id, draft.content = actor.member_id, dict(content)
        draft.saved_at, draft.expires_at = now, now + DRAFT_LIFE
        draft.save()
    return draft


def drop_draft(actor: Actor, draft_id: UUID) -> bool:
    """Throw one of the officer's own drafts away; whether there was one."""
    require(actor, Permission.RECORD_CONTRIBUTE)
    officer = officer_of(actor)
    with viewing(actor):
        note(actor, "draft.drop", f"draft:{draft_id}", permission=Permission.RECORD_CONTRIBUTE)
        dropped, _ = Draft.objects.filter(id=draft_id, officer_id=officer).delete()
    return bool(dropped)


def forget_drafts(actor: Actor, *, now: datetime) -> int:
    """Delete the member's drafts that are over; how many they were."""
    require(actor, Permission.RECORD_CONTRIBUTE)
    with viewing(actor):
        over = Draft.objects.filter(member_id=actor.member_id, expires_at__lte=now)
        count = over.count()
        if count:
            permission = Permission.RECORD_CONTRIBUTE
            note(actor, "draft.forget", permission=permission, particulars={"drafts": count})
            over.delete()
    return count


def _own_draft(officer: int, draft_id: UUID, now: datetime) -> Draft:
    found = Draft.objects.filter(id=draft_id, officer_id=officer, expires_at__gt=now).first()
    if found is None:
        raise DraftGone(days=DRAFT_LIFE.days)
    return found
