"""No unverified candidate has any effect, whatever is done with it and in which order.

Hypothesis makes up the deeds of four officers and of a program over every kind of record. After
each deed whatever later stages could have made of it is counted, and it is nothing until people
have confirmed: one officer, or two different ones where the traveller would be stopped.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import UUID

import pytest
from django.db import transaction
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.invented import NOW, WHY, candidate_on, listed, node, officer, seen_by
from tocsin.alerts.models import Alert
from tocsin.encounters.sightings.models import Sighting
from tocsin.foundations.errors import TocsinError
from tocsin.foundations.vocabulary.codes import COERCIVE_ACTIONS, ActionCode, Verdict
from tocsin.records.registers.actions import end_records
from tocsin.records.registers.models import Record
from tocsin.review import queries
from tocsin.review.actions import claim, clear, concur, decide, release
from tocsin.review.models import Adjudication, Hit
from tocsin.review.receipts.actions import give_receipt
from tocsin.review.rules import State
from tocsin.safeguards.access.actions import viewing
from tocsin.safeguards.access.rules import Actor, Role
from tocsin.screening.clearances.rules import LONGEST, Basis, Grounds

pytestmark = pytest.mark.django_db
GROUNDS = {ActionCode.ARREST: "warrant"}
ACTIONS = (ActionCode.INFORM_ONLY, ActionCode.DISCREET_CHECK, ActionCode.REFUSE_ENTRY)
DESK = ("Ada", "Ben", "Zoe", "program", "Rex")
DEEDS = ("claim", "release", "same", "different", "cannot_tell", "yes", "no", "receipt", "clear")
LATER = (timedelta(), timedelta(minutes=20))


@dataclass
class Case:
    """One candidate, and what of its story is known apart from the code that is tested."""

    record: Record
    candidate: UUID
    desk: dict[str, Actor]
    proposed_by: str = ""
    confirmed: bool = False
    story: list[str] = field(default_factory=list)

    @property
    def coerces(self) -> bool:
        return self.record.requested_action in COERCIVE_ACTIONS

    def do(self, who: str, deed: str, now: datetime) -> None:
        """A deed that may be refused; where it is done, what has to follow from it is kept."""
        actor = self.desk[who]
        with suppress(TocsinError), transaction.atomic():
            _DEEDS[deed](actor, self.candidate, now)
            self.story.append(f"{who} {deed}")
            self._follow(who, deed)

    def _follow(self, who: str, deed: str) -> None:
        if deed == "same":
            self.confirmed = self.confirmed or not self.coerces
            self.proposed_by = who
        elif deed == "yes":
            assert self.proposed_by, self.story
            assert self.proposed_by != who, self.story
            self.confirmed = True
        elif deed in ("no", "different"):
            self.proposed_by = ""


def _verdict(verdict: Verdict) -> Callable[[Actor, UUID, datetime], object]:
    def conclude(actor: Actor, candidate: UUID, now: datetime) -> object:
        seen = seen_by(actor, candidate)
        return decide(actor, candidate, verdict, WHY, seen=seen, now=now)

    return conclude


def _second(concurs: bool) -> Callable[[Actor, UUID, datetime], object]:
    def answer(actor: Actor, candidate: UUID, now: datetime) -> object:
        seen = seen_by(actor, candidate)
        return concur(actor, candidate, concurs=concurs, reason=WHY, seen=seen, now=now)

    return answer


def _clear(actor: Actor, candidate: UUID, now: datetime) -> object:
    grounds = Grounds(Basis.CONSENT, "Form 17.", now.date(), now + LONGEST)
    return clear(actor, candidate, grounds, now=now)


_DEEDS: dict[str, Callable[[Actor, UUID, datetime], Any]] = {
    "claim": lambda actor, candidate, now: claim(actor, candidate, now=now),
    "release": lambda actor, candidate, now: release(actor, candidate, now=now),
    "same": _verdict(Verdict.SAME),
    "different": _verdict(Verdict.DIFFERENT),
    "cannot_tell": _verdict(Verdict.CANNOT_TELL),
    "yes": _second(True),
    "no": _second(False),
    "receipt": lambda actor, candidate, now: give_receipt(actor, candidate, now=now),
    "clear": _clear,
}
steps = st.lists(
    st.tuples(st.sampled_from(DESK), st.sampled_from(DEEDS), st.sampled_from(LATER)),
    min_size=3,
    max_size=8,
)


AT_ONCE = LATER[0]
TRIED = ("Ada", "Zoe", "program", "Ben")
"""Who proposed, who has no right to, and at last a second officer."""


@example(
    action=ActionCode.REFUSE_ENTRY,
    steps=[("Ada", "same", AT_ONCE), *((who, "yes", AT_ONCE) for who in TRIED)],
    ends=False,
)
@example(
    action=ActionCode.REFUSE_ENTRY,
    steps=[("Ada", "same", AT_ONCE), ("Ada", "yes", AT_ONCE)],
    ends=True,
)
@example(
    action=ActionCode.INFORM_ONLY,
    steps=[("program", "same", AT_ONCE), ("Zoe", "same", AT_ONCE)],
    ends=True,
)
@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(action=st.sampled_from(ACTIONS), steps=steps, ends=st.booleans())
def test_no_unverified_candidate_has_any_effect(
    db: None, action: ActionCode, steps: list[tuple[str, str, timedelta]], ends: bool
) -> None:
    with TemporaryDirectory() as place, transaction.atomic():
        _play(_case(action, Path(place)), steps, ends=ends)
        transaction.set_rollback(True)


def _case(action: ActionCode, at: Path) -> Case:
    record = listed(requested_action=action)
    desk = {
        "Ada": officer("Ada"),
        "Ben": officer("Ben"),
        "Rex": officer("Rex", "XB", Role.REVIEWER),
        "Zoe": officer("Zoe", "XC"),
        "program": node("XB", Role.SCREENING_OFFICER),
    }
    return Case(record, candidate_on(record, at), desk)


def _play(case: Case, steps: list[tuple[str, str, timedelta]], *, ends: bool) -> None:
    now = NOW
    _check(case)
    for who, deed, passes in steps:
        now += passes
        case.do(who, deed, now)
        _check(case)
    if ends and not case.confirmed:
        _end(case.record)
        for who in DESK:
            case.do(who, "same", now)
            case.do(who, "yes", now)
        _check(case)


def _end(record: Record) -> None:
    owner = node("XA", Role.REGISTRAR)
    with viewing(owner):
        end_records(owner, [record.id], Record.State.DELISTED, now=NOW)


def _check(case: Case) -> None:
    """What any stage after review has made, for whomever it is: one of each, or nothing at all."""
    ada, owner, stranger = case.desk["Ada"], node("XA", Role.REGISTRAR), case.desk["Zoe"]
    wanted = int(case.confirmed)
    assert (_count(ada, Hit), _count(ada, Sighting)) == (wanted, wanted), case.story
    assert _count(owner, Sighting) == wanted, case.story
    assert bool(_count(owner, Alert)) == case.confirmed, case.story
    assert _count(owner, Adjudication) == _count(stranger, Adjudication) == 0, case.story
    assert queries.queue(stranger, "all") == [], case.story
    (adjudication,) = queries.queue(ada, "all") or [None]
    if adjudication is not None:
        assert (adjudication.state == State.CONFIRMED) == case.confirmed, case.story


def _count(actor: Actor, model: type[Any]) -> int:
    with viewing(actor):
        return int(model.objects.count())
