"""The list files that the tests read: small invented ones always, the real ones where they are."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import pytest

FIXTURES = Path(__file__).with_name("fixtures")
SHARED = Path(
    os.environ.get("TOCSIN_SHARED_DATA") or Path(__file__).parents[3] / ".." / "shared" / "data"
)
needs_real_lists = pytest.mark.skipif(
    not SHARED.exists(), reason="the real lists are not beside the project (../shared/data)"
)


@dataclass(frozen=True)
class ListFile:
    """One file, whose list it is, and how many elements and subjects it is known to hold."""

    publisher: str
    path: Path
    elements: int
    subjects: int

    @property
    def entry_tags(self) -> tuple[str, ...]:
        return ENTRY_TAGS[self.publisher]


ENTRY_TAGS = {
    "un": ("INDIVIDUAL", "ENTITY"),
    "ofac": ("sdnEntry",),
    "eu": ("sanctionEntity",),
}
INVENTED = (
    ListFile("un", FIXTURES / "un.xml", 3, 3),
    ListFile("ofac", FIXTURES / "ofac.xml", 4, 4),
    ListFile("eu", FIXTURES / "eu.xml", 3, 2),
)
REAL = (
    ListFile("un", SHARED / "un" / "UN_consolidated_2024-09-26.xml", 875, 875),
    ListFile("un", SHARED / "un" / "UN_consolidated_2025-04-19.xml", 877, 877),
    ListFile("un", SHARED / "un" / "UN_consolidated_2026-02-27.xml", 1003, 1003),
    ListFile("ofac", SHARED / "ofac" / "OFAC_sdn_2021-03-10.xml", 8832, 8832),
    ListFile("eu", SHARED / "eu" / "EU_FSF_full_2021-03-02.xml", 2269, 2248),
)
BOTH = [
    *(pytest.param(each, id=f"invented {each.publisher}") for each in INVENTED),
    *(pytest.param(each, id=each.path.stem, marks=needs_real_lists) for each in REAL),
]
