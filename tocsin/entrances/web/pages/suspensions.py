"""Suspended records: where a record is silent for having rung for the wrong people."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from tocsin.entrances.web.pages.forms import Typed


@dataclass(frozen=True, slots=True)
class SuspensionLine:
    """One record at one desk. ``stands`` until it is lifted, revised or withdrawn.

    ``desk`` is empty for the originator, which is told how often and not by whom.
    """

    record_pk: str
    reference: str
    originator_code: str
    desk: str
    effect: Literal["silent", "told"]
    rejected: int
    confirmed: int
    begun_at: datetime
    stands: bool
    lifted_at: datetime | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class SuspensionsPage:
    """``own`` at the viewer's desk, ``of_ours`` on its records; ``form`` about ``form_record``."""

    now: datetime
    own: tuple[SuspensionLine, ...] = ()
    of_ours: tuple[SuspensionLine, ...] = ()
    may_lift: bool = False
    may_mend: bool = False
    form: Typed = field(default_factory=Typed)
    form_record: str = ""
