"""A receipt as PDF, a page to be printed or sent. Typst sets it from words alone."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import typst

from tocsin.foundations.errors import TocsinError

SHEET = Path(__file__).with_name("slip.typ")
MEDIA_TYPE = "application/pdf"


class SlipNotSet(TocsinError):
    """The receipt could not be set as PDF. Print the page instead; it says the same."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is set, in the reader's language: ``rows`` are a heading and a value each."""

    title: str
    rows: Sequence[tuple[str, str]]
    paragraphs: Sequence[str]


def as_pdf(sheet: Sheet) -> bytes:
    """Raises SlipNotSet."""
    try:
        return typst.compile(str(SHEET), format="pdf", sys_inputs={"sheet": told(sheet)})
    except typst.TypstError as error:
        raise SlipNotSet from error


def told(sheet: Sheet) -> str:
    """All that Typst is given."""
    return json.dumps(asdict(sheet), ensure_ascii=False)
