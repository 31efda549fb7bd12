"""Clearances of the own member: who needn't be stopped again for a record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

ClearanceState = Literal["proposed", "in_force", "over"]


@dataclass(frozen=True, slots=True)
class ClearanceLine:
    """One clearance. ``not_yours`` says why the reader can't approve it; empty where they can."""

    pk: str
    number: str
    record_pk: str
    record_reference: str
    basis: str
    told: str
    agreed_on: date
    given_by: str
    expires_at: datetime
    documents: int
    state: ClearanceState
    not_yours: str = ""


@dataclass(frozen=True, slots=True)
class ClearancesPage:
    """Every clearance of the member, those that wait for a second officer first."""

    lines: tuple[ClearanceLine, ...] = ()
    most: int = 0


@dataclass(frozen=True, slots=True)
class ClearingPage:
    """The form for one traveller and one record; ``form`` is a Django form.

    From a candidate the documents are known already (``candidate_pk``); on request they are typed.
    """

    form: Any
    record_pk: str
    record_reference: str
    candidate_pk: str = ""


@dataclass(frozen=True, slots=True)
class ReceiptPage:
    """What is printed for the traveller, and nothing of a record or of them."""

    reference: str
    given_at: datetime
    member: str
    redress: str
    words: tuple[str, ...] = ()
