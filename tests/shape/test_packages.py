"""Every package has a page at its door: its place in the journey, and what it will not do."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2] / "tocsin"
SAYS_NO = re.compile(r"\b(not|never|nothing|nobody|no one|none|neither)\b|n't\b", re.I)
INSIDE = {"migrations", "templates", "templatetags", "static", "tables"}
"""Folders that belong to a room and aren't one."""


def rooms() -> list[Path]:
    """Every stage and, where a stage is a folder of stages, every one of those."""
    folders = [*ROOT.glob("*/"), *ROOT.glob("*/*/")]
    return sorted(
        folder
        for folder in folders
        if (folder / "__init__.py").exists() and folder.name not in INSIDE
    )


def named(folder: Path) -> str:
    return str(folder.relative_to(ROOT))


@pytest.mark.parametrize("room", rooms(), ids=named)
def test_every_package_has_a_readme_that_says_what_it_will_not_do(room: Path) -> None:
    text = (room / "README.md").read_text()
    assert text.startswith("# ")
    assert SAYS_NO.search(text)


@pytest.mark.parametrize("room", rooms(), ids=named)
def test_every_package_says_in_a_sentence_what_it_is(room: Path) -> None:
    assert (room / "__init__.py").read_text().startswith('"""')


def test_the_readme_of_the_whole_names_every_stage() -> None:
    text = (ROOT / "README.md").read_text()
    stages = {folder.name for folder in rooms() if folder.parent == ROOT}
    assert [stage for stage in sorted(stages) if f"`{stage}`" not in text] == []
