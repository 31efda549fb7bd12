"""The library: works found, one work with its text, and the form that adds one."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from tocsin.entrances.web.pages.forms import Typed


@dataclass(frozen=True, slots=True)
class WorkLine:
    """A work that answers; ``passage`` is a piece of its text."""

    pk: str
    title: str
    kind: str
    language: str
    tlp: str
    originator: str
    passage: str = ""
    citation: str = ""
    adopted_on: date | None = None
    added_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class LibraryPage:
    """``form`` is sent as: kind, title, language, citation, adopted_on, tlp, text, only_members and
    the file. ``members`` are codes and names, for those who may read a red work."""

    text: str = ""
    language: str = ""
    kind: str = ""
    works: tuple[WorkLine, ...] = ()
    languages: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    members: tuple[tuple[str, str], ...] = ()
    form: Typed = field(default_factory=Typed)
    may_add: bool = False
    most: int = 0


@dataclass(frozen=True, slots=True)
class WorkPage:
    """One work. ``paragraphs`` are its text, at most the first part of a long one."""

    work: WorkLine
    paragraphs: tuple[str, ...] = ()
    is_cut: bool = False
    has_file: bool = False
    may_remove: bool = False
    direction: str = "ltr"
