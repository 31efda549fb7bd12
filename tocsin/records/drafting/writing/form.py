"""What stands in a request, in its order, before anything knows how it will look. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tocsin.records.drafting.rules import Identity, Request, missing, parts_of

TITLES: Mapping[Request, str] = {
    Request.LISTING: "Request for listing",
    Request.AMENDMENT: "Request for amendment of an entry",
    Request.DELISTING: "Request for delisting",
}
_NO_PLACE = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What neither XML 1.0 nor a page has a place for."""
UNFINISHED = "DRAFT: not read by a second officer, not to be sent"


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with its paragraphs, or with rows of a heading and values."""

    heading: str
    paragraphs: tuple[str, ...] = ()
    rows: tuple[tuple[str, tuple[str, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class Form:
    """A whole request. ``remark`` says that it isn't final, and is empty where it is."""

    title: str
    subject: str
    member: str
    remark: str
    final_at: str
    missing: tuple[str, ...]
    sections: tuple[Section, ...]


def form_of(
    request: Request,
    subject: str,
    member: str,
    parts: Mapping[str, str],
    identity: Identity,
    *,
    deceased: bool = False,
    final_at: datetime | None = None,
) -> Form:
    """The request as its committee reads it: who it is about, then each part."""
    about = "Person" if identity.register == "person" else "Group, undertaking or entity"
    rows = tuple((heading, tuple(map(_plain, told))) for heading, told in identity.rows)
    sections = [Section(f"{about}: identifying particulars", rows=rows)]
    sections += [
        Section(part.heading, _paragraphs(parts.get(part.name, "")))
        for part in parts_of(request, deceased=deceased)
        if part.mandatory or parts.get(part.name, "").strip()
    ]
    return Form(
        title=TITLES[request],
        subject=_plain(subject),
        member=member,
        remark="" if final_at else UNFINISHED,
        final_at=f"{final_at:%Y-%m-%d}" if final_at else "",
        missing=tuple(missing(request, parts, identity, deceased=deceased)),
        sections=tuple(sections),
    )


def _paragraphs(text: str) -> tuple[str, ...]:
    return tuple(each.strip() for each in _plain(text).split("\n") if each.strip())


def _plain(text: str) -> str:
    return _NO_PLACE.sub("", text)


def as_plain(form: Form) -> dict[str, Any]:
    """The form as JSON-able values, in its order."""
    return {
        "title": form.title,
        "subject": form.subject,
        "member": form.member,
        "remark": form.remark,
        "final_at": form.final_at,
        "missing": list(form.missing),
        "sections": [
            {
                "heading": each.heading,
                "paragraphs": list(each.paragraphs),
                "rows": [{"heading": heading, "values": list(told)} for heading, told in each.rows],
            }
            for each in form.sections
        ],
    }
