"""Each property that the documentation promises names a test that exists."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
NAMED = re.findall(
    r"`([\w/]+\.py)::(test_\w+)`", (ROOT / "docs/security-properties.md").read_text()
)


@pytest.mark.parametrize(("file", "test"), NAMED)
def test_the_test_that_proves_a_property_is_there(file: str, test: str) -> None:
    assert f"def {test}(" in (ROOT / "tests" / file).read_text()


def test_the_page_names_tests() -> None:
    assert len(NAMED) > 20
