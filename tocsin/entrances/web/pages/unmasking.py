"""Showing a dismissed traveller again: one officer asks with a reason, another agrees and sees."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from tocsin.entrances.web.pages.forms import Typed
from tocsin.entrances.web.pages.names import Written

ProposalState = Literal["open", "approved", "refused", "withdrawn", "lapsed"]


@dataclass(frozen=True, slots=True)
class UnmaskingLine:
    """One request. ``why_not`` says why the viewer can't answer it; empty where they can."""

    pk: str
    candidate_pk: str
    officer: str
    reason: str
    proposed_at: datetime
    expires_at: datetime
    state: ProposalState
    why_not: str = ""
    own: bool = False
    answer: str = ""


@dataclass(frozen=True, slots=True)
class UnmaskPage:
    """The request about one candidate: the form, or where the last one stands.

    ``kept`` says that sealed particulars are there which could be shown.
    """

    now: datetime
    candidate_pk: str
    reference: str
    flight: str
    masked: bool
    kept: bool
    deleted_on: datetime | None
    latest: UnmaskingLine | None = None
    form: Typed = field(default_factory=Typed)

    @property
    def may_ask(self) -> bool:
        return self.masked and self.kept and (self.latest is None or self.latest.state != "open")


@dataclass(frozen=True, slots=True)
class UnmaskingsPage:
    """Requests that wait for the viewer's answer; ``form`` is about ``form_pk``."""

    now: datetime
    waiting: tuple[UnmaskingLine, ...] = ()
    form: Typed = field(default_factory=Typed)
    form_pk: str = ""


@dataclass(frozen=True, slots=True)
class ShownPage:
    """The particulars, drawn once and kept nowhere."""

    now: datetime
    candidate_pk: str
    names: tuple[Written, ...]
    birth_date: str
    nationality: str
    sex: str
    documents: tuple[str, ...]

    @staticmethod
    def of(now: datetime, candidate_pk: str, particulars: Mapping[str, object]) -> ShownPage:
        """From particulars as `screening.particulars` writes them."""
        names = particulars.get("names")
        documents = particulars.get("documents")
        return ShownPage(
            now,
            candidate_pk,
            tuple(Written(str(each)) for each in names if each) if isinstance(names, list) else (),
            str(particulars.get("birth_date") or ""),
            str(particulars.get("nationality") or ""),
            str(particulars.get("sex") or ""),
            tuple(map(_document, documents)) if isinstance(documents, list) else (),
        )


def _document(each: Mapping[str, object]) -> str:
    return " ".join(str(each[name]) for name in ("issuer", "type", "number") if each.get(name))
