"""A hidden record and none take the same way: as many statements, of the same shapes, in one order.

What the clock says of it is measured by ``python -m benchmarks.barred_against_absent``.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.entrances.api.asking import Program
from tests.invented import NAME, NOW, index_of, listed, officer
from tocsin.foundations.vocabulary.codes import Purpose
from tocsin.matching import Index, Subject, Traveller
from tocsin.members.queries import officer_by_username
from tocsin.records.handling.actions import flag
from tocsin.records.registers.models import Record
from tocsin.safeguards.access.errors import NotFound
from tocsin.safeguards.access.reasons import Reasoned
from tocsin.safeguards.access.rules import Actor, Role
from tocsin.safeguards.ledger.keys import Keys
from tocsin.screening.actions import ask, check

pytestmark = pytest.mark.django_db
VALUES = re.compile(r"""'(?:[^']|'')*'|"s\d+_x\d+"|\b\d+\b""")
LISTS = re.compile(r"\(\?[^()]*\)")
"""How many values a statement asks for differs; that it is asked does not."""


def statements(deed: Callable[[], object]) -> list[str]:
    """The statements that a deed sends, without their values."""
    with CaptureQueriesContext(connection) as caught:
        deed()
    plain = (VALUES.sub("?", each["sql"]) for each in caught.captured_queries)
    return [LISTS.sub("(?)", each) for each in plain]


@pytest.fixture
def hidden() -> Record:
    return listed(only_members=())


@pytest.mark.parametrize("way", ["", "movement/", "flag/"])
def test_a_page_of_a_hidden_record_takes_the_way_of_none(way: str, hidden: Record) -> None:
    officer("rita", "XB", Role.REVIEWER)
    client = Client()
    client.force_login(officer_by_username("rita.xb"))

    def ask_for(record_id: UUID) -> list[str]:
        return statements(lambda: client.get(f"/subjects/{record_id}/{way}"))

    ask_for(uuid4())
    assert ask_for(hidden.id) == ask_for(uuid4())
    assert len(ask_for(hidden.id)) > 5


def test_an_operation_on_a_hidden_record_takes_the_way_of_none(hidden: Record) -> None:
    asker = Program(officer("rita", "XB", Role.REVIEWER))

    def ask_for(record_id: UUID) -> list[str]:
        return statements(lambda: asker.get(f"/records/{record_id}/movement"))

    assert ask_for(hidden.id) == ask_for(uuid4())


def test_a_flag_on_a_hidden_record_takes_the_way_of_none(hidden: Record) -> None:
    rita = officer("rita", "XB", Role.REVIEWER)

    def refused(record_id: UUID) -> None:
        with pytest.raises(NotFound):
            flag(rita, record_id, "inform_only", "Why not indeed.", now=NOW)

    assert statements(lambda: refused(hidden.id)) == statements(lambda: refused(uuid4()))


@pytest.mark.parametrize("asked", [ask, check])
def test_a_question_about_a_hidden_person_takes_the_way_of_one_about_nobody(
    asked: Callable[..., object], hidden: Record, tmp_path: Path
) -> None:
    """The index proposes the hidden record, and nothing at all in the other."""
    other = Index.build([Subject(str(uuid4()), ("Olga Plain",))], tmp_path / "without")
    known = index_of(hidden, at=tmp_path / "with")
    ann = officer("ann", "XB", Role.SCREENING_OFFICER, Role.FRONT_LINE)
    with_it, without = (_asked(asked, ann, each, tmp_path) for each in (known, other))
    assert with_it == without


def _asked(asked: Callable[..., object], actor: Actor, index: Index, at: Path) -> list[str]:
    why, keys = Reasoned(Purpose.BORDER_CHECK, "XB-1"), Keys(at / "keys")
    traveller = Traveller([NAME], "1970-05-02")
    asked(actor, index, traveller, why, keys=keys, now=NOW)
    return statements(lambda: asked(actor, index, traveller, why, keys=keys, now=NOW))
