"""Search: a question to the records, what answers it, and the questions kept for open cases."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from tocsin.entrances.web.pages.forms import Typed
from tocsin.entrances.web.pages.names import Written


@dataclass(frozen=True, slots=True)
class FoundRecord:
    """A record that answers. ``by`` says what of it does; ``percent`` is given for a name."""

    record_pk: str
    reference: str
    name: Written
    originator: str
    ground: str
    action: str
    state: str
    tlp: str
    expires_on: date
    by: str
    percent: int | None = None
    is_new: bool = False


@dataclass(frozen=True, slots=True)
class SavedLine:
    """A question that is kept; ``what`` are the codes of its filters, by their kind."""

    pk: str
    label: str
    text: str
    case_reference: str
    asked_at: datetime
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class SearchPage:
    """Sent as: text, ground, action, member, source_list, standing, expires_before, purpose,
    case_reference, after. ``found`` is None before anything was asked; ``next`` is sent as
    ``after`` for the next page. ``since`` is when a saved question was asked before."""

    now: datetime
    form: Typed = field(default_factory=Typed)
    grounds: tuple[str, ...] = ()
    actions: tuple[str, ...] = ()
    members: tuple[tuple[str, str], ...] = ()
    lists: tuple[tuple[str, str], ...] = ()
    standings: tuple[str, ...] = ()
    purposes: tuple[str, ...] = ()
    found: tuple[FoundRecord, ...] | None = None
    next: str = ""
    later: bool = False
    since: datetime | None = None
    saved: tuple[SavedLine, ...] = ()
    may_save: bool = False
    most_days: int = 0
    most_exported: int = 0
