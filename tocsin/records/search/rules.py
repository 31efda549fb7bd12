"""What can be asked of the records, and in how many ways a typed word can be meant. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

from tocsin.foundations.vocabulary.codes import ActionCode, Ground
from tocsin.records.documents.errors import NumberUnreadable
from tocsin.records.documents.readings import normalised

PIECE = 50
"""Records on one page."""
MOST_NAMED = 200
"""Candidates that the index is asked for by one name."""
LIKE_ENOUGH = 0.3
"""The score from which a name is shown: lower than for travellers, because a search is a question
of a person who types one part of a name, and makes nobody a candidate."""
MOST_EXPORTED = 10_000
MOST_SAVED = 50
LONGEST_LIFE = timedelta(days=90)
LONGEST_TEXT = 300


class Standing(StrEnum):
    """Where a record stands, as a search asks for it."""

    LIVE = "live"
    SUBMITTED = "submitted"
    EXPIRED = "expired"
    DELISTED = "delisted"
    WITHDRAWN = "withdrawn"


class FoundBy(StrEnum):
    """What of a record answers the typed text."""

    FILTER = "filter"
    NAME = "name"
    DOCUMENT = "document"
    REFERENCE = "reference"


@dataclass(frozen=True, slots=True)
class Question:
    """A search: a text, filters, or both. Empty means any; ``standing`` is live unless told."""

    text: str = ""
    ground: str = ""
    action: str = ""
    member: str = ""
    source_list: str = ""
    standing: str = Standing.LIVE.value
    expires_before: date | None = None

    @property
    def is_empty(self) -> bool:
        """Whether neither a text nor a filter besides the standing is given."""
        asked = (self.text, self.ground, self.action, self.member, self.source_list)
        return not any(asked) and self.expires_before is None and self.standing == Standing.LIVE

    def stored(self) -> dict[str, str]:
        """As a saved search keeps it."""
        return {each.name: str(getattr(self, each.name) or "") for each in fields(self)}

    def filters(self) -> dict[str, str]:
        """What of it is no text: codes, which the ledger may keep as they are."""
        return {name: value for name, value in self.stored().items() if value and name != "text"}


def read(values: Mapping[str, str]) -> Question | tuple[str, str]:
    """The question in typed or stored values, or the field at fault and what is wrong with it."""
    given = {each.name: values.get(each.name, "").strip() for each in fields(Question)}
    for name, value in given.items():
        if any(each < " " or each == "\x7f" for each in value):
            return name, "holds a character that nobody can type"
    for name, known in (("ground", Ground), ("action", ActionCode), ("standing", Standing)):
        if given[name] and given[name] not in set(known):
            return name, "is none of those on offer"
    if len(given["text"]) > LONGEST_TEXT:
        return "text", f"is longer than {LONGEST_TEXT} characters"
    try:
        day = given.pop("expires_before")
        before = date.fromisoformat(day) if day else None
    except ValueError:
        return "expires_before", "is a day such as 2026-03-01"
    standing = given.pop("standing") or Standing.LIVE.value
    return Question(**given, standing=standing, expires_before=before)


def cursor(text: str) -> UUID | None:
    """Where the page before ended; nothing for the first page, or for what is no such place."""
    try:
        return UUID(text) if text else None
    except ValueError:
        return None


_UN = re.compile(r"([a-z]{2})([ie])\.?(\d{1,4})", re.IGNORECASE)


def reference_forms(text: str) -> list[str]:
    """The references that a typed text may mean: as typed, in capitals, and as the United Nations
    writes theirs (QDi.001) from whatever case and punctuation."""
    forms = [text, text.upper()]
    if found := _UN.fullmatch(text.strip()):
        forms.append(f"{found[1].upper()}{found[2].lower()}.{int(found[3]):03}")
    return list(dict.fromkeys(forms))


def number_in(text: str) -> str:
    """The document number that a text may be; empty where it is none."""
    try:
        number = normalised(text)
    except NumberUnreadable:
        return ""
    return number if any(each.isdigit() for each in number) else ""


def may_be_name(text: str) -> bool:
    """Whether the text has letters enough to be a name."""
    return sum(each.isalpha() for each in text) >= 2
