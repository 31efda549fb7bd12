"""Two officers at once, each with a connection of their own: one wins, and the other is told.

They commit, so they have a database of their own, copied from the one that is migrated.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from typing import Any
from uuid import UUID

import pytest
from django.db import connections
from pytest_django.plugin import DjangoDbBlocker

from tests.invented import NOW, WHY, candidate_on, listed, officer, seen_by
from tocsin.foundations.errors import TocsinError
from tocsin.foundations.vocabulary.codes import Verdict
from tocsin.review.actions import claim, decide
from tocsin.review.errors import AlreadyDecided, ClaimedMeanwhile
from tocsin.review.models import Adjudication, Decision, Hit
from tocsin.safeguards.access.actions import viewing
from tocsin.safeguards.access.rules import Actor

NAME = "tocsin_racing"
ROUNDS = 6


@pytest.fixture(scope="module")
def apart(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Every connection goes to a database that nobody else uses."""
    with django_db_blocker.unblock():
        connections.close_all()
        with connections["owner"].cursor() as cursor:
            cursor.execute(f"create database {NAME} template tocsin")
        connections.close_all()
        before = {alias: connections[alias].settings_dict["NAME"] for alias in connections}
        for alias in connections:
            connections[alias].settings_dict["NAME"] = NAME
        yield
        connections.close_all()
        for alias, name in before.items():
            connections[alias].settings_dict["NAME"] = name


def at_once(*deeds: Callable[[], object]) -> list[type[Any]]:
    """What became of each deed, all begun at the same moment: the type of its answer or error."""
    ready = Barrier(len(deeds))

    def do(deed: Callable[[], object]) -> type[Any]:
        try:
            ready.wait(10)
            return type(deed())
        except TocsinError as refusal:
            return type(refusal)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(do, deeds))


@pytest.fixture
def cases(apart: None, tmp_path: Path) -> list[UUID]:
    record = listed("XAi.race")
    return [
        candidate_on(record, tmp_path / str(number), number=f"7{number}")
        for number in range(ROUNDS)
    ]


def held_by(actor: Actor, candidate_id: UUID) -> int | None:
    with viewing(actor):
        return Adjudication.objects.get(candidate_id=candidate_id).claimed_by_id


def test_of_two_officers_one_has_the_case_and_the_other_is_told(cases: list[UUID]) -> None:
    ada, ben = officer("Ada"), officer("Ben")
    for each in cases:
        outcome = at_once(
            lambda case=each: claim(ada, case, now=NOW),
            lambda case=each: claim(ben, case, now=NOW),
        )
        assert outcome.count(ClaimedMeanwhile) == 1
        winner = ada if outcome[1] is ClaimedMeanwhile else ben
        assert held_by(ada, each) == winner.officer_id
    seen = [seen_by(ada, each) for each in cases]
    for each, saw in zip(cases, seen, strict=True):
        _decided_once(ada, ben, each, saw)
    with viewing(ada):
        assert Decision.objects.count() == Hit.objects.count() == ROUNDS


def _decided_once(ada: Actor, ben: Actor, case: UUID, seen: str) -> None:
    """Whose claim it isn't, is told so, or that it is decided: whichever came first."""
    outcome = at_once(
        *(
            lambda who=who: decide(who, case, Verdict.SAME, WHY, seen=seen, now=NOW)
            for who in (ada, ben)
        )
    )
    assert sum(issubclass(each, TocsinError) for each in outcome) == 1
    assert {AlreadyDecided, ClaimedMeanwhile} & set(outcome)
