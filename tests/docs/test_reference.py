"""The reference pages say what the code says: all of it, and nothing else."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tocsin.records.lists.rules import PUBLISHERS
from tools.write_reference import PAGES, PLACE

ROOT = Path(__file__).parents[2]
VARIABLE = re.compile(r"\bTOCSIN_[A-Z_]*[A-Z]\b")
CODE = [
    path
    for folder in ("tocsin", "tests", "benchmarks", "tools")
    for path in sorted((ROOT / folder).rglob("*.py"))
]


@pytest.mark.parametrize("file", PAGES)
def test_a_page_that_is_made_from_code_is_as_the_code_is_now(file: str) -> None:
    assert (PLACE / file).read_text() == PAGES[file](), "run: python -m tools.write_reference"


def test_every_setting_is_in_the_page_of_settings_and_no_other() -> None:
    read = {name for path in CODE for name in VARIABLE.findall(path.read_text())}
    read |= {f"TOCSIN_{source.upper()}_LIST_URL" for source in PUBLISHERS}
    told = set(VARIABLE.findall((PLACE / "settings.md").read_text()))
    assert read == told
