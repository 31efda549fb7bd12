"""Searching, exporting what was found, and keeping a question for an open case.

The index proposes names, the database disposes: whether a record stands, and whether the viewer may
see it, is asked of it for every search. A search leaves its purpose, its case, its filters and
keyed hashes of what was typed. Nobody is told that they were searched for, and nothing follows.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from uuid import UUID

from tocsin.foundations.vocabulary.codes import Purpose
from tocsin.matching import Candidate, Index, Traveller
from tocsin.records.handling.queries import put_flags
from tocsin.records.registers.models import Record
from tocsin.records.search.errors import CaseTooLong, NothingAsked, TooManySaved
from tocsin.records.search.finding import listed, matching_text, of_ids
from tocsin.records.search.models import SavedSearch
from tocsin.records.search.rules import (
    LIKE_ENOUGH,
    LONGEST_LIFE,
    MOST_EXPORTED,
    MOST_NAMED,
    MOST_SAVED,
    PIECE,
    FoundBy,
    Question,
    may_be_name,
    number_in,
    read,
)
from tocsin.safeguards.access.actions import officer_of, require, viewing
from tocsin.safeguards.access.counting import count_asked, is_counted
from tocsin.safeguards.access.errors import NotFound, TooMuchAsked
from tocsin.safeguards.access.handling import may_export
from tocsin.safeguards.access.limits import Asking
from tocsin.safeguards.access.reasons import Reasoned
from tocsin.safeguards.access.rules import Actor, Permission
from tocsin.safeguards.ledger.actions import note
from tocsin.safeguards.ledger.keys import Keys
from tocsin.safeguards.ledger.rules import hashed_query

__all__ = ["ask_saved", "end_saved", "export_records", "save_search", "search_records"]


@dataclass(frozen=True, slots=True)
class Found:
    """A record that answers, what of it does, and for a name how well."""

    record: Record
    by: FoundBy
    candidate: Candidate | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """One piece of an answer; ``next`` is where the next one begins, None at the end."""

    found: tuple[Found, ...]
    next: UUID | None = None


def search_records(
    actor: Actor,
    index: Index,
    question: Question,
    why: Reasoned,
    *,
    keys: Keys,
    now: datetime,
    after: UUID | None = None,
) -> Page:
    """The records that answer: by text the best first, by filters alone as `finding.listed`.

    Raises PurposeMissing, NothingAsked.
    """
    require(actor, Permission.RECORD_SEARCH)
    why.checked()
    if question.is_empty:
        raise NothingAsked
    count_asked(actor, Asking.QUESTION, now=now)
    with viewing(actor):
        page = _answer(actor, index, question, now, after)
        put_flags(actor, (each.record for each in page.found))
        _note(actor, "record.search", question, why, page.found, keys, now)
    return page


def export_records(
    actor: Actor, index: Index, question: Question, why: Reasoned, *, keys: Keys, now: datetime
) -> tuple[list[Found], int]:
    """What may be carried out of the register, at most `MOST_EXPORTED`, and how many may not.

    Raises PurposeMissing, NothingAsked.
    """
    require(actor, Permission.RECORD_SEARCH)
    why.checked()
    if question.is_empty:
        raise NothingAsked
    with viewing(actor):
        every = list(islice(_every(actor, index, question, now), MOST_EXPORTED))
        carried = [each for each in every if _may_carry(actor, each.record)]
        within = is_counted(actor, Asking.EXPORT, len(carried), now=now)
        if within:
            _note(actor, "record.export", question, why, carried, keys, now)
    if not within:
        raise TooMuchAsked
    return carried, len(every) - len(carried)


def save_search(
    actor: Actor, label: str, question: Question, why: Reasoned, days: int, *, now: datetime
) -> SavedSearch:
    """Keep a question for an open case. The caller is inside ``access.viewing(actor)``.

    Raises PurposeMissing, NothingAsked, CaseTooLong, TooManySaved.
    """
    require(actor, Permission.RECORD_SEARCH)
    why.checked()
    if question.is_empty:
        raise NothingAsked
    if not timedelta() < timedelta(days=days) <= LONGEST_LIFE:
        raise CaseTooLong(most=LONGEST_LIFE.days)
    own = SavedSearch.objects.filter(member_id=actor.member_id)
    own.filter(expires_at__lte=now).delete()
    if own.filter(officer_id=officer_of(actor)).count() >= MOST_SAVED:
        raise TooManySaved(most=MOST_SAVED)
    saved = SavedSearch(
        member_id=actor.member_id,
        officer_id=officer_of(actor),
        label=label.strip() or why.case_reference,
        question=question.stored(),
        purpose=why.purpose.value,
        case_reference=why.case_reference,
        made_at=now,
        asked_at=now,
        expires_at=now + timedelta(days=days),
    )
    _note_saved(actor, "search.save", saved)
    saved.save(force_insert=True)
    return saved


def end_saved(actor: Actor, saved_id: UUID, *, now: datetime) -> None:
    """The case is closed: the question is deleted. Raises NotFound."""
    require(actor, Permission.RECORD_SEARCH)
    saved = _own(actor, saved_id, now)
    _note_saved(actor, "search.end", saved)
    saved.delete()


def ask_saved(
    actor: Actor, saved_id: UUID, *, now: datetime
) -> tuple[Question, Reasoned, datetime]:
    """A saved question with its reason, and when it was asked before. Raises NotFound."""
    require(actor, Permission.RECORD_SEARCH)
    saved = _own(actor, saved_id, now)
    _note_saved(actor, "search.ask", saved)
    before = saved.asked_at
    SavedSearch.objects.filter(id=saved.id).update(asked_at=now)
    question = read(saved.question)
    if not isinstance(question, Question):
        raise NotFound  # A filter that is no longer on offer.
    return question, Reasoned(Purpose(saved.purpose), saved.case_reference), before


def _own(actor: Actor, saved_id: UUID, now: datetime) -> SavedSearch:
    own = SavedSearch.objects.filter(officer_id=officer_of(actor), expires_at__gt=now)
    found = own.filter(id=saved_id).first()
    if found is None:
        raise NotFound
    return found


def _answer(
    actor: Actor, index: Index, question: Question, now: datetime, after: UUID | None
) -> Page:
    if question.text:
        return Page(tuple(_by_text(actor, index, question, now)))
    rows = listed(actor, question, now=now, after=after, limit=PIECE + 1)
    found = tuple(Found(each, FoundBy.FILTER) for each in rows[:PIECE])
    return Page(found, found[-1].record.id if len(rows) > PIECE else None)


def _every(actor: Actor, index: Index, question: Question, now: datetime) -> Iterator[Found]:
    after = None
    while True:
        page = _answer(actor, index, question, now, after)
        yield from page.found
        after = page.next
        if after is None:
            return


def _by_text(actor: Actor, index: Index, question: Question, now: datetime) -> list[Found]:
    """What has this reference or number first, then what bears the name, the likeliest first."""
    exact = [
        Found(record, by)
        for by, records in matching_text(actor, question, now=now)
        for record in records
    ]
    seen = {each.record.id for each in exact}
    proposed = _proposed(index, question.text)
    records = of_ids(actor, question, [each.subject_id for each in proposed], now=now)
    named = [
        Found(records[each.subject_id], FoundBy.NAME, each)
        for each in proposed
        if each.subject_id in records
    ]
    return exact + [each for each in named if each.record.id not in seen]


def _proposed(index: Index, text: str) -> Sequence[Candidate]:
    if not may_be_name(text):
        return []
    return index.screen([Traveller([text])], limit=MOST_NAMED, threshold=LIKE_ENOUGH)[0]


def _may_carry(actor: Actor, record: Record) -> bool:
    return record.originator_id == actor.member_id or may_export(record)


def _note(
    actor: Actor,
    did: str,
    question: Question,
    why: Reasoned,
    found: Sequence[Found],
    keys: Keys,
    now: datetime,
) -> None:
    number = number_in(question.text)
    names = [question.text] if may_be_name(question.text) else []
    query = hashed_query(*keys.month_key(now), names, [number] if number else [])
    note(
        actor,
        did,
        permission=Permission.RECORD_SEARCH,
        purpose=why.purpose,
        case_reference=why.case_reference,
        particulars={
            "query": query,
            "filters": question.filters(),
            "found": [str(each.record.id) for each in found[:PIECE]],
            "records": len(found),
        },
    )


def _note_saved(actor: Actor, did: str, saved: SavedSearch) -> None:
    note(
        actor,
        did,
        f"search:{saved.id}",
        permission=Permission.RECORD_SEARCH,
        purpose=saved.purpose,
        case_reference=saved.case_reference,
    )
