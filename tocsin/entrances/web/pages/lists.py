"""Lists: who publishes them, when they were last taken in, and what each import changed."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from tocsin.entrances.web.pages.names import Written
from tocsin.entrances.web.pages.paging import Paging

RunState = Literal["done", "running", "failed"]
Change = Literal["added", "changed", "removed"]


@dataclass(frozen=True, slots=True)
class ListRun:
    """One import. ``started_at`` is aware; counts are of entries, by reference number."""

    pk: str
    started_at: datetime
    state: RunState = "done"
    added: int = 0
    changed: int = 0
    removed: int = 0
    unchanged: int = 0
    finished_at: datetime | None = None
    file_name: str = ""
    published_on: str = ""
    started_by: str = ""
    failure: str = ""

    @property
    def total(self) -> int:
        """Entries that the list held when it was read."""
        return self.added + self.changed + self.unchanged


@dataclass(frozen=True, slots=True)
class ListLine:
    """A publisher's list; ``runs`` are its imports, the latest first."""

    code: str
    title: str
    publisher: str
    publisher_code: str
    records: int = 0
    runs: tuple[ListRun, ...] = ()
    overdue: bool = False

    @property
    def last(self) -> ListRun | None:
        return self.runs[0] if self.runs else None


@dataclass(frozen=True, slots=True)
class ListsPage:
    """A ``demonstration`` takes no published lists, so it isn't told to import any."""

    now: datetime
    lists: tuple[ListLine, ...] = ()
    demonstration: bool = False


@dataclass(frozen=True, slots=True)
class ChangedRecord:
    """``record_pk`` is empty where the reader may not open the record. A removed entry matches
    no one from that moment on."""

    reference: str
    change: Change
    name: Written | None = None
    record_pk: str = ""
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ListRunPage:
    """``filter`` narrows ``records`` to one kind of change, or is "all"."""

    now: datetime
    code: str
    title: str
    publisher: str
    run: ListRun
    records: tuple[ChangedRecord, ...] = ()
    filter: Literal["all", "added", "changed", "removed"] = "all"
    paging: Paging = field(default_factory=Paging)
