"""What each request consists of, and what of it is still missing. Pure.

After the standard forms for listing and the guidelines of the Committee pursuant to resolutions
1267 (1999), 1989 (2011) and 2253 (2015), and resolution 2368 (2017), which asks for a statement of
case that may be released on request but for the parts that its author names, and for a narrative
summary. Other committees ask for the same parts in other words.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Any

from tocsin.records.registers.rules import values
from tocsin.safeguards.access.rules import Permission
from tocsin.safeguards.approval.rules import Case, Second

LONGEST_PART = 60_000
UN = "un"
FINAL = Case(
    "draft.final",
    proposes=Permission.DRAFT_PREPARE,
    approves=Permission.DRAFT_PREPARE,
    second=Second.SAME_MEMBER,
    lasts=timedelta(days=30),
)
"""A request binds the state that sends it: a second officer of the same member reads it first."""


class Request(StrEnum):
    """What is asked of a committee."""

    LISTING = "listing"
    AMENDMENT = "amendment"
    DELISTING = "delisting"


class State(StrEnum):
    """Where a draft stands."""

    DRAFT = "draft"
    FINAL = "final"


class Step(StrEnum):
    """What moves a draft: the second officer's approval alone."""

    APPROVE = "approve"


NEXT: Mapping[State, Mapping[Step, State]] = {
    State.DRAFT: {Step.APPROVE: State.FINAL},
    State.FINAL: {},
}


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a request: its name as a field, its heading, and what the committee expects."""

    name: str
    heading: str
    hint: str = ""
    mandatory: bool = True
    lines: int = 4


_COMMITTEE = Part("committee", "Committee", "As: Committee pursuant to resolution 1267", lines=1)
_CONTACT = Part("contact", "Point of contact", "Office, telephone and address; no private ones")
_REFERENCE = Part("reference", "Permanent reference number", "As on the list: QDi.001", lines=1)

PARTS: Mapping[Request, tuple[Part, ...]] = {
    Request.LISTING: (
        _COMMITTEE,
        Part("criteria", "Basis for listing", "Which acts meet which criterion of the resolution"),
        Part(
            "statement_of_case",
            "Statement of case",
            "Findings and reasons, as detailed and specific as possible",
            lines=14,
        ),
        Part("evidence", "Supporting evidence", "Its nature, and the documents added", lines=6),
        Part("connections", "Connection with listed names", "With their references", False),
        Part(
            "releasable",
            "Part of the statement of case that may be released",
            "Everything but what has to stay confidential",
            lines=10,
        ),
        Part(
            "narrative_summary",
            "Narrative summary of reasons for listing",
            "Published with the name: acts, decisions and dates that may be public",
            lines=8,
        ),
        Part(
            "consulted_states",
            "States of residence and nationality consulted",
            "Which, when, and what they said",
        ),
        Part(
            "disclosure",
            "Whether the designating State may be made known",
            "Yes, or No with the reason",
            lines=1,
        ),
        Part("co_sponsors", "Co-sponsors", "", False, 1),
        _CONTACT,
    ),
    Request.AMENDMENT: (
        _COMMITTEE,
        _REFERENCE,
        Part("changes", "Proposed changes", "Each element: as it stands, as it should", lines=8),
        Part("reasons", "Reasons and sources", "Where each change comes from", lines=6),
        Part("releasable", "Part that may be released", "", False),
        _CONTACT,
    ),
    Request.DELISTING: (
        _COMMITTEE,
        _REFERENCE,
        Part(
            "reasons",
            "Why the criteria for listing are no longer met",
            "Acts, decisions and dates since the listing",
            lines=10,
        ),
        Part("evidence", "Supporting documents", "Judgments, certificates, with their dates"),
        Part(
            "consulted_states",
            "Designating States and States of residence and nationality consulted",
            "Which, when, and what they said",
        ),
        Part("releasable", "Part that may be released", "", False, 6),
        _CONTACT,
    ),
}
DEATH = Part(
    "death",
    "Evidence of death and the fate of assets",
    "The certificate, and who may come into frozen assets",
)
"""What a delisting of somebody deceased has to hold besides."""


def parts_of(request: Request, *, deceased: bool = False) -> tuple[Part, ...]:
    """The parts of a request, in their order."""
    parts = PARTS[request]
    return (*parts[:-1], DEATH, parts[-1]) if deceased and request is Request.DELISTING else parts


@dataclass(frozen=True, slots=True)
class Identity:
    """Who or what the request is about: rows of heading and values, from a record's statements."""

    register: str
    rows: tuple[tuple[str, tuple[str, ...]], ...]

    def has(self, heading: str) -> bool:
        return any(each == heading and told for each, told in self.rows)


_SEXES = {"M": "Male", "F": "Female", "X": "Unspecified", "U": "Unknown", "": "Unknown"}


def identity_of(register: str, statements: Sequence[Mapping[str, Any]]) -> Identity:
    """The identifying particulars, in the order of the standard form."""
    rows = (
        ("Name", _texts(statements, "name", "full", strong=True)),
        ("Also known as, of low quality", _texts(statements, "name", "full", weak=True)),
        ("Date of birth", _texts(statements, "birth_date", "written", "date")),
        ("Place of birth", _texts(statements, "birth_place", "text")),
        ("Nationality", _texts(statements, "nationality", "text", "code")),
        ("Sex", tuple(_SEXES.get(str(each), str(each)) for each in values(statements, "sex"))),
        ("Travel and identity documents", tuple(map(_document, values(statements, "document")))),
        ("Address", _texts(statements, "address", "text")),
        ("Title", _texts(statements, "titles", "text")),
        ("Position or role", _texts(statements, "positions", "text")),
    )
    return Identity(register, tuple((heading, told) for heading, told in rows if told))


def _texts(
    statements: Sequence[Mapping[str, Any]],
    wanted: str,
    *fields: str,
    weak: bool = False,
    strong: bool = False,
) -> tuple[str, ...]:
    found = []
    for each in values(statements, wanted):
        if isinstance(each, Mapping):
            if (weak and not each.get("weak")) or (strong and each.get("weak")):
                continue
            told = next((str(each[field]) for field in fields if each.get(field)), "")
        else:
            told = str(each)
        found.append(told)
    return tuple(dict.fromkeys(each for each in found if each))


def _document(value: Mapping[str, Any]) -> str:
    kind = value.get("type") or value.get("kind") or "Document"
    issuer = value.get("issuer_text") or value.get("issuer") or value.get("issuer_code") or ""
    return ", ".join(str(each) for each in (kind, value.get("number", ""), issuer) if each)


def missing(
    request: Request, parts: Mapping[str, str], identity: Identity, *, deceased: bool = False
) -> list[str]:
    """The headings of what the committee requires and the draft doesn't have yet."""
    lacking = [
        part.heading
        for part in parts_of(request, deceased=deceased)
        if part.mandatory and not parts.get(part.name, "").strip()
    ]
    if not identity.has("Name"):
        lacking.append("Name")
    if request is Request.LISTING and identity.register == "person":
        known = ("Date of birth", "Nationality", "Travel and identity documents")
        if not any(map(identity.has, known)):
            lacking.append("Date of birth, nationality or a document")
    return lacking


def prefilled(request: Request, record: Mapping[str, Any]) -> dict[str, str]:
    """What a draft begins with, from what the record says; an officer goes on from there."""
    if request is Request.LISTING:
        return {
            "criteria": str(record["legal_basis_citation"]),
            "statement_of_case": str(record["evidence_summary"]),
            "narrative_summary": str(record["narrative_summary"]),
        }
    return {"reference": str(record["reference"])}


def kept(parts: Mapping[str, str], request: Request, *, deceased: bool = False) -> dict[str, str]:
    """The parts that belong to the request, each cut to its length."""
    names = [part.name for part in parts_of(request, deceased=deceased)]
    return {name: parts.get(name, "").strip()[:LONGEST_PART] for name in names}


def digest(request: str, parts: Mapping[str, str], identity: Identity) -> str:
    """SHA-256 of everything that a second officer approves, in hexadecimal."""
    told = {"request": request, "parts": dict(parts), "identity": identity.rows}
    text = json.dumps(told, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()
