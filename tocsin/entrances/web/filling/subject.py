"""One record as the page of its subject shows it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext

from tocsin.entrances.web.filling.flags import flag_line
from tocsin.entrances.web.filling.records import detail_lines, passed_words, statement_lines
from tocsin.entrances.web.filling.written import (
    Statements,
    dates_of,
    documents_of,
    names_of,
    nationalities_of,
    places_of,
    primary_name,
    texts_of,
)
from tocsin.entrances.web.pages import (
    Handling,
    RecordVersion,
    SightingsSummary,
    SubjectPage,
    Value,
    Written,
)
from tocsin.entrances.web.templatetags.words import word
from tocsin.records.lists.rules import PUBLISHERS
from tocsin.records.registers.rules import changed_properties, values
from tocsin.safeguards.access.handling import (
    needs_permission_in_court,
    needs_permission_to_pass_on,
)
from tocsin.safeguards.access.rules import Actor, Permission, is_permitted


def subject_page(
    record: Any,
    versions: Sequence[Any],
    codes: Mapping[int, str],
    now: datetime,
    *,
    sightings: SightingsSummary,
    may_see_movement: bool,
    may_keep: bool = False,
    flags: Sequence[Any],
    viewer: Actor,
    same_judged: tuple[tuple[str, str], ...] = (),
) -> SubjectPage:
    """``versions`` are oldest first; ``codes`` are the members' codes by their key."""
    statements: Statements = versions[-1].statements if versions else []
    return SubjectPage(
        pk=str(record.id),
        now=now,
        reference=record.reference,
        register=record.register,
        state=_state(record, now),
        name=primary_name(record, statements),
        **_standing(record),
        handling=_handling(record, codes, viewer),
        **_who(statements),
        versions=_versions(versions),
        statements=statement_lines(versions),
        details=detail_lines(record),
        passed_by=passed_words(record.passed_gate_by),
        searchable=record.searchable,
        may_keep=may_keep,
        sightings=sightings,
        may_see_movement=may_see_movement,
        action_here=record.asked_here if record.asked_here != record.requested_action else "",
        flags=tuple(flag_line(each, viewer.member_id) for each in flags),
        may_flag=_may_flag(record, viewer, now),
        same_judged=same_judged,
        may_protect=is_permitted(viewer, Permission.IDENTITY_PROTECT),
        may_clear=is_permitted(viewer, Permission.CLEARANCE_GIVE),
    )


def _may_flag(record: Any, viewer: Actor, now: datetime) -> bool:
    """Whether a flag on it would be taken, so that the page offers no way that leads nowhere."""
    stands = record.state == "published" and record.expires_at > now
    foreign = record.originator_id != viewer.member_id
    return stands and foreign and is_permitted(viewer, Permission.RECORD_FLAG)


def _state(record: Any, now: datetime) -> str:
    over = record.state == "published" and record.expires_at <= now
    return "expired" if over else str(record.state)


def _standing(record: Any) -> dict[str, Any]:
    publisher = PUBLISHERS.get(record.source_list)
    return {
        "originator_code": record.originator.code,
        "originator": record.originator.name,
        "ground": record.ground,
        "legal_basis": record.legal_basis_citation,
        "legal_basis_on": record.legal_basis_date,
        "authority": record.legal_basis_authority,
        "requested_action": record.requested_action,
        "purpose": record.purpose,
        "person_status": record.person_status,
        "source_grade": record.source_grade,
        "information_grade": record.information_grade,
        "summary": record.evidence_summary,
        "list_title": publisher.citation if publisher else "",
        "held_since": record.created_at,
        "review_on": record.review_at.date(),
        "expires_on": record.expires_at.date(),
        "ended_on": record.ended_at.date() if record.ended_at else None,
    }


def _handling(record: Any, codes: Mapping[int, str], viewer: Actor) -> Handling:
    """Who else got the record, and who was kept from it, is the originator's to know."""
    tells = record.originator_id == viewer.member_id
    return Handling(
        record.tlp,
        record.handling_code,
        permission_in_court=needs_permission_in_court(record),
        permission_to_pass_on=needs_permission_to_pass_on(record),
        only_members=_codes(record.only_members or (), codes) if tells else (),
        except_members=_codes(record.except_members, codes) if tells else (),
    )


def _codes(members: Sequence[int], codes: Mapping[int, str]) -> tuple[str, ...]:
    return tuple(codes.get(each, str(each)) for each in members)


def _who(statements: Statements) -> dict[str, Any]:
    return {
        "names": names_of(statements),
        "birth_dates": dates_of(statements),
        "birth_places": places_of(statements, "birth_place"),
        "nationalities": nationalities_of(statements),
        "sexes": tuple(Value(Written(word(each, "sex"))) for each in values(statements, "sex")),
        "addresses": places_of(statements, "address"),
        "documents": documents_of(statements),
        "comments": _comments(statements),
        "listed_on": _day(next(iter(values(statements, "listed_on")), None)),
    }


def _day(stored: str | None) -> Any:
    return datetime.fromisoformat(stored).date() if stored else None


def _comments(statements: Statements) -> tuple[Value, ...]:
    """What the originator says beside what identifies the subject."""
    plain = (
        ("titles", gettext("title")),
        ("positions", gettext("position")),
        ("programmes", gettext("programme")),
        ("comments", ""),
        ("links", gettext("link")),
    )
    found = [each for wanted, kind in plain for each in texts_of(statements, wanted, kind)]
    features = ((each["kind"], each["text"]) for each in values(statements, "features"))
    acts = ((gettext("legal act"), each["title"]) for each in values(statements, "acts"))
    references = values(statements, "other_references")
    told = (Value(Written(text), kind) for kind, text in (*acts, *references, *features))
    return (*found, *told)


def _versions(versions: Sequence[Any]) -> tuple[RecordVersion, ...]:
    """The latest first; each with the names of the properties that it changed."""
    before = [None, *versions]
    told = [
        RecordVersion(
            each.number,
            each.made_at,
            changed_properties(last.statements, each.statements) if last else (),
        )
        for last, each in zip(before, versions, strict=False)
    ]
    return tuple(reversed(told))
