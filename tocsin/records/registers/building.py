"""From a contribution to the rows that hold it: the record as it stands, and its signed version.

Nothing is saved here and nobody is asked for access; see `actions`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from tocsin.records.registers import signing
from tocsin.records.registers.models import Record, Version
from tocsin.records.registers.rules import INCLUSION_STANDARD, Contribution, counts_as_minor, life
from tocsin.records.registers.rules.free_text import findings_in
from tocsin.records.registers.rules.identity import is_searchable
from tocsin.records.registers.rules.reading import plain
from tocsin.records.registers.rules.signing import digest, signed_bytes
from tocsin.records.registers.rules.validity import day
from tocsin.records.registers.signing import Signed

CodeOf = Callable[[int], str]

_CONTRIBUTED_FIELDS = (
    "register",
    "reference",
    "primary_name",
    "ground",
    "purpose",
    "person_status",
    "requested_action",
    "evidence_summary",
    "narrative_summary",
    "source_grade",
    "information_grade",
    "tlp",
    "handling_code",
    "source_list",
    "passed_gate_by",
    "born_at_latest",
)
REVISED_FIELDS = [
    *_CONTRIBUTED_FIELDS,
    "details",
    "legal_basis_type",
    "legal_basis_citation",
    "legal_basis_authority",
    "legal_basis_date",
    "only_members",
    "except_members",
    "state",
    "ended_at",
    "expires_at",
    "review_at",
    "revised_at",
    "searchable",
    "version",
    "content_hash",
    "inclusion_standard",
]


def new_record(originator_id: int, contribution: Contribution, now: datetime) -> Record:
    """A record that says what the contribution says, as its first version."""
    record = Record(originator_id=originator_id, created_at=now, version=0)
    revise(record, contribution, now)
    return record


def revise(record: Record, contribution: Contribution, now: datetime) -> None:
    """Make a record say what the contribution says, as its next version."""
    for name in _CONTRIBUTED_FIELDS:
        setattr(record, name, getattr(contribution, name))
    _set_basis_and_handling(record, contribution)
    record.details = dict(contribution.details)
    record.searchable = is_searchable(
        contribution.register, contribution.statements, contribution.source_list
    )
    record.state = state_of(contribution)
    record.ended_at = None
    _set_life(record, contribution, now)
    record.version += 1
    record.content_hash = contribution.content_hash
    record.inclusion_standard = INCLUSION_STANDARD


def state_of(contribution: Contribution) -> str:
    """Where a contribution begins: held for its words, before the gate, or passed by rule."""
    if contribution.passed_gate_by:
        return Record.State.PUBLISHED
    return Record.State.HELD if findings_in(contribution) else Record.State.SUBMITTED


def _set_basis_and_handling(record: Record, contribution: Contribution) -> None:
    basis = contribution.legal_basis
    record.legal_basis_type = basis.type
    record.legal_basis_citation = basis.citation
    record.legal_basis_authority = basis.authority
    record.legal_basis_date = basis.date
    only = contribution.only_members
    record.only_members = None if only is None else list(only)
    record.except_members = list(contribution.except_members)


def _set_life(record: Record, contribution: Contribution, now: datetime) -> None:
    lasting = life(
        contribution.ground,
        contribution.requested_action,
        now,
        minor=counts_as_minor(contribution, now.date()),
        act_ends=day(contribution.details.get("warrant_expires", "")),
        wanted=contribution.expires_on,
    )
    record.expires_at, record.review_at = lasting.expires_at, lasting.review_at
    record.revised_at = now


def standing_of(contribution: Contribution, code_of: CodeOf) -> dict[str, Any]:
    """The plain form of a contribution with the list it comes from: what is signed and kept."""
    return {**plain(contribution, code_of), "source_list": contribution.source_list}


def version_of(
    record: Record,
    contribution: Contribution,
    code_of: CodeOf,
    *,
    before: str = "",
    signed: Signed | None = None,
    officer_id: int | None = None,
) -> Version:
    """The signed version of a record as it is now; ``before`` is the digest of the last one.

    Where the contributor sent its own signature it is checked, else the node signs for it. Raises
    SignatureRefused.
    """
    standing = standing_of(contribution, code_of)
    text = signed_bytes(code_of(record.originator_id), record.version, before, standing)
    if signed is None:
        signed = signing.sign(code_of(record.originator_id), text)
    else:
        signing.check(signed, text)
    return Version(
        record=record,
        number=record.version,
        statements=standing.pop("statements"),
        standing=standing,
        content_hash=record.content_hash,
        digest=digest(text),
        key_id=signed.key_id,
        signature=signed.value,
        made_at=record.revised_at,
        officer_id=officer_id,
    )


def signed_text(version: Version, originator_code: str, before: str) -> bytes:
    """The bytes that a stored version's signature is over, from what is stored."""
    standing: Mapping[str, Any] = {**version.standing, "statements": version.statements}
    return signed_bytes(originator_code, version.number, before, standing)
