"""The API alone, over a database of invented people, and an index that holds one of them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.invented import STATEMENTS, index_of, listed
from tocsin.entrances.api.views import screening, search
from tocsin.records.registers.models import Record


@pytest.fixture(autouse=True)
def only_the_api(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.ROOT_URLCONF = "tocsin.entrances.api.urls"
    monkeypatch.setenv("TOCSIN_HOME", str(tmp_path))


@pytest.fixture
def record(db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Record:
    """A listed person, in the register and in the index that the API screens against."""
    made = listed(requested_action="inform_only")
    assert STATEMENTS
    index = index_of(made, at=tmp_path)
    monkeypatch.setattr(screening, "_index", lambda: index)
    monkeypatch.setattr(search, "fresh_index", lambda _place: index)
    return made
