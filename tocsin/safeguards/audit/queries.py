"""Reading the ledger: an auditor that of their own member, the ombudsperson that of all.

Lists go on from where the last piece ended (`rules.After`) and not by number, so that the millionth
entry is found as fast as the first.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import datetime

from django.db.models import BooleanField, F, Q, QuerySet
from django.db.models.expressions import RawSQL

from tocsin.members.models import Officer
from tocsin.safeguards.access.actions import officer_of, require, viewing
from tocsin.safeguards.access.errors import NotFound
from tocsin.safeguards.access.handling import Sees, sees_in
from tocsin.safeguards.access.rules import Actor, Permission
from tocsin.safeguards.audit import flags, sampling
from tocsin.safeguards.audit.flags import Flag, Hashed, Search
from tocsin.safeguards.audit.models import Question
from tocsin.safeguards.audit.rules import After, Wanted
from tocsin.safeguards.ledger.actions import note
from tocsin.safeguards.ledger.checkpoints import read
from tocsin.safeguards.ledger.errors import NotACheckpoint
from tocsin.safeguards.ledger.keys import Keys
from tocsin.safeguards.ledger.models import Entry, IssuedCheckpoint
from tocsin.safeguards.ledger.rules import hashed_name

PIECE = 100
"""Entries shown at once."""
SEEDS = 10
"""Checkpoints that are offered as seeds."""
SEARCHED_AT_MOST = 200_000
"""Searches that are looked through for flags at once; the newest."""


def entries(
    actor: Actor, wanted: Wanted, after: After | None = None, *, limit: int = PIECE
) -> tuple[list[Entry], After | None]:
    """Entries, the newest first, and where the next piece begins, if there is one."""
    require(actor, Permission.LEDGER_READ)
    with viewing(actor):
        _note(actor, "ledger.read", wanted)
        return _piece(_narrowed(actor, wanted), after, limit)


def sample(
    actor: Actor, wanted: Wanted, seed: str, after: After | None = None, *, limit: int = PIECE
) -> tuple[list[Entry], After | None]:
    """As `entries`, of those that `sampling.is_in_sample` takes for this seed."""
    require(actor, Permission.LEDGER_READ)
    with viewing(actor):
        _note(actor, "ledger.sample", wanted, {"seed": seed})
        rule = RawSQL(  # noqa: S611 - a constant; the seed is a value of it
            sampling.SQL, sampling.sql_values(seed), output_field=BooleanField()
        )
        return _piece(_narrowed(actor, wanted).filter(rule), after, limit)


def entry(actor: Actor, entry_id: int) -> Entry:
    """One entry. Raises NotFound."""
    require(actor, Permission.LEDGER_READ)
    with viewing(actor):
        note(actor, "ledger.read", f"entry:{entry_id}", permission=Permission.LEDGER_READ)
        found = _visible(actor).filter(id=entry_id).first()
    if found is None:
        raise NotFound
    return found


def questions_on(actor: Actor, entry_id: int) -> list[Question]:
    """What was asked about an entry that the actor was shown."""
    require(actor, Permission.LEDGER_READ)
    with viewing(actor):
        return list(_questions().filter(entry_id=entry_id).order_by("asked_at"))


def questions(actor: Actor) -> list[Question]:
    """What the actor's member asked officers: first what is unanswered, by when it is due."""
    require(actor, Permission.LEDGER_ASK)
    with viewing(actor):
        note(actor, "question.list", permission=Permission.LEDGER_ASK)
        asked = _questions().filter(asked_by_member=actor.member_id)
        return list(_unanswered_first(asked)[:PIECE])


def own_questions(actor: Actor) -> list[Question]:
    """What the actor is asked, as `questions` orders it."""
    require(actor, Permission.JUSTIFICATION_GIVE)
    with viewing(actor):
        note(actor, "question.list", permission=Permission.JUSTIFICATION_GIVE)
        return list(_unanswered_first(_asked_of(actor))[:PIECE])


def own_unanswered(actor: Actor) -> int:
    """How many questions wait for the actor's answer."""
    if actor.officer_id is None:
        return 0
    with viewing(actor):
        return _asked_of(actor).filter(justification__isnull=True).count()


def found_flags(actor: Actor, keys: Keys, *, since: datetime, until: datetime) -> list[Flag]:
    """What in a time calls for a look, by the rules of `flags`; the newest first."""
    require(actor, Permission.LEDGER_READ)
    wanted = Wanted(since=since, until=until, searches=True)
    with viewing(actor):
        _note(actor, "ledger.flags", wanted)
        searches = list(_searches(_narrowed(actor, wanted)))
    return flags.found(searches, _names_of_officers(keys, {month for month, _ in _names(searches)}))


def seeds() -> list[tuple[int, str]]:
    """The newest checkpoints of this node, by size, with their roots as seeds. One that can't be
    read is left out here; `verify` tells of it."""
    newest = IssuedCheckpoint.objects.order_by("-id").values_list("text", flat=True)
    found = []
    for text in newest[:SEEDS]:
        with suppress(NotACheckpoint):
            _origin, size, root, *_ = read(text).text.split("\n")
            found.append((int(size), root))
    return found


def usernames(officers: Collection[int]) -> dict[int, str]:
    """Officers by their sign-in names, as the register of members knows them."""
    return dict(Officer.objects.filter(id__in=officers).values_list("id", "username"))


def officer_named(username: str) -> int | None:
    """The officer with a sign-in name."""
    return Officer.objects.filter(username=username).values_list("id", flat=True).first()


def _visible(actor: Actor) -> QuerySet[Entry]:
    """The first lock; the database's policy is the second."""
    everything = Sees.EVERYTHING in sees_in(actor.roles)
    return Entry.objects.all() if everything else Entry.objects.filter(member_id=actor.member_id)


def _narrowed(actor: Actor, wanted: Wanted) -> QuerySet[Entry]:
    given = {
        "officer_id": wanted.officer,
        "member_id": wanted.member,
        "permission": wanted.permission,
        "did": wanted.did,
        "thing": wanted.thing,
        "purpose": wanted.purpose,
        "case_reference": wanted.case_reference,
        "at__gte": wanted.since,
        "at__lt": wanted.until,
    }
    found = _visible(actor).filter(**{name: value for name, value in given.items() if value})
    return found.exclude(purpose="") if wanted.searches else found


def _piece(
    found: QuerySet[Entry], after: After | None, limit: int
) -> tuple[list[Entry], After | None]:
    if after:
        earlier = Q(at__lt=after.at) | Q(id__lt=after.entry)
        found = found.filter(at__lte=after.at).filter(earlier)
    rows = list(found.order_by("-at", "-id")[: limit + 1])
    last = rows[limit - 1] if len(rows) > limit else None
    return rows[:limit], After(last.at, last.id) if last else None


def _note(actor: Actor, did: str, wanted: Wanted, more: Mapping[str, object] | None = None) -> None:
    particulars = {**wanted.told(), **(more or {})}
    note(actor, did, permission=Permission.LEDGER_READ, particulars=particulars)


def _questions() -> QuerySet[Question]:
    return Question.objects.select_related("justification")


def _asked_of(actor: Actor) -> QuerySet[Question]:
    return _questions().filter(officer_id=officer_of(actor), member_id=actor.member_id)


def _unanswered_first(asked: QuerySet[Question]) -> QuerySet[Question]:
    return asked.order_by(F("justification__answered_at").desc(nulls_first=True), "due_at")


def _searches(found: QuerySet[Entry]) -> Iterator[Search]:
    columns = ("id", "at", "officer_id", "particulars")
    rows = found.filter(officer_id__isnull=False).order_by("-at").values_list(*columns)
    for number, at, officer, particulars in rows[:SEARCHED_AT_MOST].iterator():
        query = particulars.get("query") or {}
        names = tuple((query.get("month", ""), each) for each in query.get("names", ()))
        yield Search(number, at, officer, int(particulars.get("travellers", 1)), names)


def _names(searches: Iterable[Search]) -> set[Hashed]:
    return {name for each in searches for name in each.names}


def _names_of_officers(keys: Keys, months: Collection[str]) -> dict[Hashed, list[int]]:
    """The keyed hash of every officer's name, under the key of each of these months."""
    named: dict[Hashed, list[int]] = {}
    kept = {month: key for month, key in keys.query_keys().items() if month in months}
    officers = list(Officer.objects.values_list("id", "name")) if kept else []
    for month, key in kept.items():
        for officer, name in officers:
            named.setdefault((month, hashed_name(key, name)), []).append(officer)
    return named
