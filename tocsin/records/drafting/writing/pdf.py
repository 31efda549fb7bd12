"""A request as PDF. Typst sets it from values alone: what an officer wrote is never markup.

Latin, Cyrillic, Greek and Arabic letters need fonts of the machine (Noto, or DejaVu), and Han needs
Noto CJK; docs/how-to/draft-a-request.md says which.
"""

from __future__ import annotations

import json
from pathlib import Path

import typst

from tocsin.records.drafting.errors import WriterFailed
from tocsin.records.drafting.writing.form import Form, as_plain

SHEET = Path(__file__).with_name("form.typ")
MEDIA_TYPE = "application/pdf"


def as_pdf(form: Form) -> bytes:
    """The pages as PDF. Raises WriterFailed."""
    try:
        return typst.compile(str(SHEET), format="pdf", sys_inputs=_given(form))
    except typst.TypstError as error:
        raise WriterFailed from error


def as_pictures(form: Form, dots: float = 100) -> list[bytes]:
    """The pages as PNG, to be looked at. Raises WriterFailed."""
    try:
        pages: bytes | list[bytes] = typst.compile(
            str(SHEET), format="png", ppi=dots, sys_inputs=_given(form)
        )
    except typst.TypstError as error:
        raise WriterFailed from error
    return pages if isinstance(pages, list) else [pages]


def _given(form: Form) -> dict[str, str]:
    return {"form": json.dumps(as_plain(form), ensure_ascii=False)}
