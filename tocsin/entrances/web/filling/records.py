"""A record's statements, standing and versions, as its upkeep and the gate show them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext

from tocsin.entrances.web.pages.contributing import Found
from tocsin.entrances.web.pages.names import Written
from tocsin.entrances.web.pages.records import (
    AttachmentLine,
    DifferenceLine,
    ExtensionLine,
    GateLine,
    IncidentLine,
    RelationLine,
    StandingLine,
    StatementLine,
    VerdictLine,
    VersionLine,
)
from tocsin.entrances.web.templatetags.words import ALL, word
from tocsin.records.registers.rules import BOOKKEEPING
from tocsin.records.registers.rules.free_text import findings

CODED = ("ground", "purpose", "person_status", "requested_action", "register")
_WORDS = {"requested_action": "action"}


def statement_lines(versions: Sequence[Any]) -> tuple[StatementLine, ...]:
    """What the last of these versions (oldest first) states, and since when it has."""
    if not versions:
        return ()
    stated = [each for each in versions[-1].statements if each["property"] != BOOKKEEPING]
    return tuple(_line(each, _since(each, versions)) for each in stated)


def _line(statement: Mapping[str, Any], since: datetime | None) -> StatementLine:
    text, note = written(statement["property"], statement["value"])
    return StatementLine(
        statement["property"],
        text,
        note,
        statement.get("grade", ""),
        statement.get("source", ""),
        since,
    )


def _since(statement: Mapping[str, Any], versions: Sequence[Any]) -> datetime | None:
    """When it was first said, without a break since."""
    first = None
    for version in reversed(versions):
        if statement not in version.statements:
            break
        first = version.made_at
    return first


def written(property_: str, value: Any) -> tuple[Written, str]:
    """A value as it is shown, and what is added to it."""
    if not isinstance(value, Mapping):
        return Written(_plain(property_, value)), ""
    text = next(
        (
            str(value[name])
            for name in ("full", "date", "number", "text", "code", "written")
            if value.get(name)
        ),
        "",
    )
    shown = word(text, "role_played") if property_ == "role" else text
    return Written(shown, script=str(value.get("script") or "")), _note(property_, value)


def _plain(property_: str, value: Any) -> str:
    if property_ == "sex":
        return word(str(value), "sex")
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _note(property_: str, value: Mapping[str, Any]) -> str:
    told = [str(value[name]) for name in ("issuer_code", "type", "note") if value.get(name)]
    if value.get("weak"):
        told.append(word("weak_alias", "feature"))
    return ", ".join(told)


def standing_lines(record: Any) -> tuple[StandingLine, ...]:
    """What a record stands on and asks, field by field."""
    lines = [
        StandingLine("ground", record.ground, "ground"),
        StandingLine("legal_basis", _basis(record)),
        *(StandingLine(name, text, _words_of(name)) for name, text in record.details.items()),
        StandingLine("person_status", record.person_status, "person_status"),
        StandingLine("requested_action", record.requested_action, "action"),
        StandingLine("purpose", record.purpose, "purpose"),
        StandingLine("evidence_summary", record.evidence_summary),
    ]
    if record.narrative_summary:
        lines.append(StandingLine("narrative_summary", record.narrative_summary))
    return tuple(lines)


def _basis(record: Any) -> str:
    act = f"{record.legal_basis_type}: {record.legal_basis_citation}"
    return f"{act}; {record.legal_basis_authority}, {record.legal_basis_date}"


def detail_lines(record: Any) -> tuple[StandingLine, ...]:
    """What the ground and the action of a record tell beside."""
    return tuple(StandingLine(name, text, _words_of(name)) for name, text in record.details.items())


def passed_words(passed_by: str) -> str:
    """By what a record passed the neutrality gate, in words."""
    way, _colon, what = passed_by.partition(":")
    if way == "gate":
        return gettext("by a reviewer of %(member)s") % {"member": what}
    if way == "standing":
        return gettext("under a decision on the list")
    return gettext("by rule") if way == "rule" else ""


def _words_of(detail: str) -> str:
    return detail if detail in ALL else ""


def gate_line(waiting: Any) -> GateLine:
    record = waiting.record
    return GateLine(
        pk=str(record.id),
        reference=record.reference,
        name=Written(record.primary_name),
        originator_code=record.originator.code,
        ground=record.ground,
        action=record.requested_action,
        since=record.revised_at,
        on_appeal=record.state == "appealed",
        verdicts=len(waiting.verdicts),
    )


def relation_line(relation: Any) -> RelationLine:
    other = relation.other
    what = other.primary_name if other else relation.incident.title
    return RelationLine(
        str(relation.id),
        relation.kind,
        Written(what),
        str(other.id) if other else "",
        relation.evidence,
        relation.grade,
        relation.source,
    )


def attachment_line(attachment: Any) -> AttachmentLine:
    return AttachmentLine(
        str(attachment.id),
        attachment.media_type,
        attachment.size,
        bytes(attachment.sha256).hex(),
        attachment.source,
        attachment.rights,
        attachment.attached_at,
    )


def incident_line(incident: Any) -> IncidentLine:
    return IncidentLine(
        str(incident.id),
        incident.reference,
        incident.kind,
        incident.title,
        incident.occurred,
        incident.country,
        incident.place,
        incident.summary,
        incident.grade,
        incident.source,
        incident.originator.code,
        incident.tlp,
    )


def verdict_line(verdict: Any, codes: Mapping[int, str]) -> VerdictLine:
    return VerdictLine(
        codes.get(verdict.member_id, ""),
        verdict.outcome,
        verdict.code,
        verdict.reason,
        verdict.decided_at,
        verdict.on_appeal,
    )


def extension_line(extension: Any) -> ExtensionLine:
    return ExtensionLine(
        extension.decided_at, extension.ended_before, extension.ends_now, extension.reason
    )


def held_for(record: Any, statements: Iterable[Mapping[str, Any]]) -> tuple[Found, ...]:
    """The words that hold a record, from what is stored of it."""
    texts = [
        ("evidence_summary", record.evidence_summary),
        ("narrative_summary", record.narrative_summary),
        *((f"details.{name}", text) for name, text in record.details.items()),
        *((each["property"], str(each.get("source") or "")) for each in statements),
        *(
            (each["property"], str(each["value"]))
            for each in statements
            if each["property"] in ("comment", "mark")
        ),
    ]
    return tuple(Found(each.field, each.category, each.word) for each in findings(texts))


def version_line(version: Any) -> VersionLine:
    return VersionLine(version.number, version.made_at, version.key_id[:12])


def differences(before: Any, after: Any) -> tuple[DifferenceLine, ...]:
    """Field by field what two versions say otherwise."""
    first, second = _flat(before), _flat(after)
    names = dict.fromkeys([*second, *first])
    return tuple(
        DifferenceLine(name, first.get(name, ()), second.get(name, ()))
        for name in names
        if first.get(name, ()) != second.get(name, ())
    )


def _flat(version: Any) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = dict(_flat_standing(version.standing))
    for each in version.statements:
        name = each["property"]
        if name != BOOKKEEPING:
            found[name] = (*found.get(name, ()), _told(each))
    return found


def _flat_standing(standing: Mapping[str, Any]) -> Iterator[tuple[str, tuple[str, ...]]]:
    for name, value in standing.items():
        if name == "details":
            yield from ((detail, (text,)) for detail, text in value.items())
        elif isinstance(value, Mapping):
            told = [_joined(each) for each in value.values() if each]
            yield name, (", ".join(told),)
        elif name in CODED:
            yield name, (word(str(value), _WORDS.get(name, name)),)
        elif value:
            yield name, (str(value),)


def _joined(value: Any) -> str:
    return " ".join(map(str, value)) if isinstance(value, list) else str(value)


def _told(statement: Mapping[str, Any]) -> str:
    text, note = written(statement["property"], statement["value"])
    about = ", ".join(filter(None, (note, statement.get("grade"), statement.get("source"))))
    return f"{text.text} ({about})" if about else text.text
