"""A decided traveller is known again on the next journey, for the same subject and nothing else."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from tests.invented import NOW, candidate_on, conclude, listed, officer, traveller
from tocsin.formats.paxlst import ListedTraveller
from tocsin.foundations.vocabulary.codes import Verdict
from tocsin.resolution.actions import judge
from tocsin.resolution.queries import compared
from tocsin.resolution.rules import Judged
from tocsin.review import queries
from tocsin.review.earlier import earlier_decisions
from tocsin.review.models import Decision, Mark
from tocsin.safeguards.access.actions import viewing
from tocsin.safeguards.access.rules import Actor, Role
from tocsin.screening.actions import MASKED_LIFE, forget_masked
from tocsin.screening.particulars import particulars_of, person_marks

pytestmark = pytest.mark.django_db
KEY = bytes(range(32))
QASIM = traveller("ZARBARAN", "QASIM", born="1970-05-02", number="VX100200")


@pytest.fixture(autouse=True)
def one_key(settings: Any) -> None:
    settings.EXCLUSION_KEY = lambda: KEY


def before(actor: Actor, candidate_id: UUID) -> list[Decision]:
    return earlier_decisions(actor, queries.candidate(actor, candidate_id))


@pytest.mark.parametrize(
    ("again", "known"),
    [
        (QASIM, True),
        (traveller("ZARBARAN", "KASSIM", born="1970-05-02", number="VX100200"), True),
        (traveller("QASIM", "ZARBARAN", born="1970-05-02", number="VX999999"), True),
        (traveller("ZARBARAN", "QASIM", born="1970", number="VX999999"), False),
        (traveller("ZARBARAN", "QASIM", born="1970-05-03", number="VX999999"), False),
        (traveller("ZARBARAN", "QASIM", number=""), False),
    ],
)
def test_the_same_document_or_name_and_birth_date_is_known_again(
    tmp_path: Path, again: ListedTraveller, known: bool
) -> None:
    record, ada = listed(), officer("Ada")
    conclude(ada, candidate_on(record, tmp_path / "1", person=QASIM), Verdict.DIFFERENT)
    second = candidate_on(record, tmp_path / "2", person=again, number="202", days=3)
    assert [each.conclusion for each in before(ada, second)] == (["different"] if known else [])


def test_it_is_known_still_when_it_is_masked_itself(tmp_path: Path) -> None:
    record, ada = listed(), officer("Ada")
    first = candidate_on(record, tmp_path / "1", person=QASIM)
    second = candidate_on(record, tmp_path / "2", person=QASIM, number="202")
    for each in (first, second):
        conclude(ada, each, Verdict.DIFFERENT)
    assert [each.adjudication_id for each in before(ada, first)] == [second]


def test_another_subject_and_another_member_have_nothing_in_common_with_it(
    tmp_path: Path,
) -> None:
    record, other, ada = listed(), listed("XAi.002"), officer("Ada")
    conclude(ada, candidate_on(record, tmp_path / "1", person=QASIM), Verdict.DIFFERENT)
    elsewhere = candidate_on(other, tmp_path / "2", person=QASIM, number="202")
    abroad = candidate_on(record, tmp_path / "3", person=QASIM, by="XC")
    assert before(ada, elsewhere) == []
    assert before(officer("Zoe", "XC"), abroad) == []


def test_a_record_of_the_same_cluster_counts_as_the_same_subject(tmp_path: Path) -> None:
    record, other, ada = listed(), listed("XAi.002"), officer("Ada")
    judging = officer("Cora", "XA", Role.CONTRIBUTOR)
    seen = compared(judging, [record.id, other.id]).seen
    judge(judging, (record.id, other.id), Judged.SAME, "One passport.", seen=seen, now=NOW)
    conclude(ada, candidate_on(record, tmp_path / "1", person=QASIM), Verdict.DIFFERENT)
    elsewhere = candidate_on(other, tmp_path / "2", person=QASIM, number="202")
    assert [each.conclusion for each in before(ada, elsewhere)] == ["different"]


def test_nobody_is_marked_before_a_decision_and_nothing_outlives_the_candidate(
    tmp_path: Path,
) -> None:
    ada = officer("Ada")
    candidate = candidate_on(listed(), tmp_path, person=QASIM)
    assert _marks(ada) == []
    conclude(ada, candidate, Verdict.DIFFERENT)
    kept = _marks(ada)
    assert {each.kind for each in kept} == {"document", "person"}
    assert not any("qasim" in each.mark or "100200" in each.mark for each in kept)
    forget_masked(ada, now=NOW + MASKED_LIFE - timedelta(seconds=1))
    assert len(_marks(ada)) == 2
    forget_masked(ada, now=NOW + MASKED_LIFE)
    assert _marks(ada) == []


def _marks(actor: Actor) -> list[Mark]:
    with viewing(actor):
        return list(Mark.objects.all())


def test_a_name_is_marked_in_any_script_and_order_and_only_with_a_full_birth_date() -> None:
    latin = particulars_of(traveller("ZARBARAN", "QASIM", born="1970-05-02"))
    turned = particulars_of(traveller("Qasim", "Zarbaran", born="1970-05-02"))
    cyrillic = {**latin, "names": ["Касим"]}
    assert person_marks(latin, KEY) == person_marks(turned, KEY) != []
    assert person_marks(cyrillic, KEY) == person_marks({**latin, "names": ["KASIM"]}, KEY)
    assert person_marks({**latin, "birth_date": "1970-05"}, KEY) == []
    assert person_marks({**latin, "birth_date": None}, KEY) == []
    assert person_marks(latin, bytes(32)) != person_marks(latin, KEY)
