"""Searching the records through the API."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.entrances.api.asking import WHY, program, said
from tests.invented import index_of, listed
from tocsin.entrances.api.views import search
from tocsin.safeguards.access.rules import Role

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def listed_person(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TOCSIN_HOME", str(tmp_path))
    index = index_of(listed(), at=tmp_path / "made")
    monkeypatch.setattr(search, "fresh_index", lambda _place: index)


@pytest.mark.parametrize(
    ("question", "found_by"),
    [
        ({"text": "Zarbaran Qasim"}, "name"),
        ({"text": "ZX5504471"}, "document"),
        ({"text": "XAi.001"}, "reference"),
        ({"ground": "un_designation", "member": "XA"}, "filter"),
    ],
)
def test_a_record_is_found_by_each_of_its_ways(question: Any, found_by: str) -> None:
    answer = said(program().post("/records/searches", {**WHY, **question}))
    assert [each["found_by"] for each in answer["records"]] == [found_by]
    assert answer["next"] is None


@pytest.mark.parametrize(
    ("body", "status"),
    [({**WHY}, 422), ({"text": "Zarbaran"}, 400), ({**WHY, "text": "x", "ground": "mood"}, 422)],
)
def test_a_search_without_a_question_a_reason_or_a_known_filter_is_refused(
    body: Any, status: int
) -> None:
    assert program().post("/records/searches", body).status_code == status


def test_who_may_not_search_is_refused() -> None:
    observer = program("olga", "XB", Role.OBSERVER)
    assert observer.post("/records/searches", {**WHY, "text": "x"}).status_code == 403
