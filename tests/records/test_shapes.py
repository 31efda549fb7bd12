"""The database holds drafts, requests and reports to a shape, so that pages can read them."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import DatabaseError, transaction

from tests.invented import NOW, listed, officer
from tocsin.records.contributing.actions import contribute_file, save_draft
from tocsin.records.contributing.batches import Mode
from tocsin.records.contributing.models import Batch
from tocsin.records.contributing.models import Draft as HalfFilled
from tocsin.records.contributing.rows import Form
from tocsin.records.drafting.actions import begin_draft
from tocsin.records.drafting.models import Draft as ToCommittee
from tocsin.records.drafting.rules import Request
from tocsin.safeguards.access.actions import viewing
from tocsin.safeguards.access.rules import Actor, Role

pytestmark = pytest.mark.django_db
NO_TEXTS: tuple[Any, ...] = ([], "text", 5, {"a": 5}, {"a": None}, {"a": ["b"]}, {"a": {"b": "c"}})
WRONG: dict[tuple[type[Any], str], tuple[Any, ...]] = {
    (HalfFilled, "content"): NO_TEXTS,
    (ToCommittee, "parts"): NO_TEXTS,
    (ToCommittee, "subject"): (
        {"Name": ["Qasim"]},
        "Name",
        ["Name"],
        [["Name"]],
        [["Name", ["Qasim"], "more"]],
        [[5, ["Qasim"]]],
        [["Name", "Qasim"]],
        [["Name", [5]]],
        [["Name", [["Qasim"]]]],
        [["Name", [None]]],
    ),
    (Batch, "faults"): (
        {},
        "text",
        ["text"],
        [[{"line": 1, "field": "", "message": "", "reference": ""}]],
        [{"line": 1, "field": "", "message": ""}],
        [{"line": "1", "field": "", "message": "", "reference": ""}],
        [{"line": 1, "field": None, "message": "", "reference": ""}],
        [{"line": 1, "field": "", "message": ["x"], "reference": ""}],
        [{"line": 1, "field": "", "message": "", "reference": ""}, None],
    ),
}
CASES = [(model, column, value) for (model, column), many in WRONG.items() for value in many]


@pytest.fixture
def petra() -> Actor:
    return officer("Petra", "XA", Role.CONTRIBUTOR)


@pytest.fixture
def kept(petra: Actor) -> dict[type[Any], Any]:
    """One of each, as our own code makes it."""
    record = listed("XA-1", by="XA")
    save_draft(petra, {"ground": "warrant", "reference": "XA-1"}, now=NOW)
    contribute_file(petra, "f.jsonl", '{"a": 1}\n5', Form.JSON_LINES, Mode.CHECK, now=NOW)
    with viewing(petra):
        begin_draft(petra, record.id, Request.LISTING, now=NOW)
        return {each: each.objects.get() for each in (HalfFilled, ToCommittee, Batch)}


@pytest.mark.parametrize(
    ("model", "column", "value"), CASES, ids=[f"{m._meta.db_table}-{v}" for m, _c, v in CASES]
)
def test_the_database_refuses_what_no_code_of_ours_would_write(
    kept: dict[type[Any], Any], petra: Actor, model: type[Any], column: str, value: Any
) -> None:
    row = kept[model]
    setattr(row, column, value)
    with pytest.raises(DatabaseError), transaction.atomic(), viewing(petra):
        row.save(update_fields=[column])
    with viewing(petra):
        assert getattr(model.objects.get(), column) != value


def test_what_our_code_writes_is_kept(kept: dict[type[Any], Any]) -> None:
    assert [each["line"] for each in kept[Batch].faults][:1] == [1]
    assert kept[ToCommittee].subject[0][0] == "Name"
