"""The upkeep of one's own records: extend, tell what happened, end, release, appeal, compare."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext

from tocsin.encounters.corrections import queries as corrections
from tocsin.entrances.web.filling.own_records import own_record
from tocsin.entrances.web.filling.records import (
    attachment_line,
    differences,
    extension_line,
    held_for,
    relation_line,
    verdict_line,
    version_line,
)
from tocsin.entrances.web.pages.contributing import Found
from tocsin.entrances.web.pages.forms import FormError
from tocsin.entrances.web.pages.records import KeepPage, ReceiptLine, VersionsPage
from tocsin.entrances.web.visits import Visit
from tocsin.members.queries import codes_by_id
from tocsin.records.gate import actions as gate
from tocsin.records.gate.errors import GateError
from tocsin.records.gate.queries import refusal_of
from tocsin.records.incidents.queries import relations_of
from tocsin.records.incidents.rules import RelationKind
from tocsin.records.lifecycle import actions, queries
from tocsin.records.lifecycle.errors import LifecycleError
from tocsin.records.lifecycle.rules import Outcome, outcome_of, statuses_for
from tocsin.records.media.queries import attachments
from tocsin.records.registers import queries as registers
from tocsin.records.registers.rules import longest_life
from tocsin.records.registers.rules.validity import GRADES, day
from tocsin.safeguards.approval.errors import ApprovalError

REFUSALS = (LifecycleError, GateError, ApprovalError)


def keep(visit: Visit, record_id: UUID) -> HttpResponse:
    return show_keep(visit, record_id, ())


def extend(visit: Visit, record_id: UUID) -> HttpResponse:
    written = visit.request.POST.get("until", "").strip()
    until = day(written)
    if written and until is None:
        wrong = FormError("until", gettext("Write the day as 2026-03-01."))
        return show_keep(visit, record_id, [wrong])

    def deed() -> str:
        _extend(visit, record_id, until)
        return gettext("Recorded. The record lives on until the day you gave.")

    return _done(visit, record_id, "extend_reason", deed)


def _extend(visit: Visit, record_id: UUID, until: date | None) -> None:
    reason = visit.request.POST.get("reason", "")
    actions.extend(visit.actor, record_id, reason, until=until, now=visit.now)


def status(visit: Visit, record_id: UUID) -> HttpResponse:
    def deed() -> str:
        outcome = actions.change_status(
            visit.actor,
            record_id,
            visit.request.POST.get("status", ""),
            visit.request.POST.get("reason", ""),
            now=visit.now,
        )
        if outcome is Outcome.ENDS:
            return gettext("Recorded. The record has ended and matches nobody.")
        return gettext("Recorded. The record stands and only informs; review it within a month.")

    return _done(visit, record_id, "status", deed)


def withdraw(visit: Visit, record_id: UUID) -> HttpResponse:
    def deed() -> str:
        reason = visit.request.POST.get("reason", "")
        actions.withdraw(visit.actor, [record_id], reason, now=visit.now)
        return gettext("Recorded. The record has ended and matches nobody.")

    return _done(visit, record_id, "withdraw_reason", deed)


def release(visit: Visit, record_id: UUID) -> HttpResponse:
    def deed() -> str:
        gate.release(visit.actor, record_id, visit.request.POST.get("reason", ""), now=visit.now)
        return gettext("Recorded. The record goes to the gate as it is.")

    return _done(visit, record_id, "release_reason", deed)


def appeal(visit: Visit, record_id: UUID) -> HttpResponse:
    def deed() -> str:
        gate.appeal(visit.actor, record_id, visit.request.POST.get("reason", ""), now=visit.now)
        return gettext("Recorded. A reviewer of yet another member decides.")

    return _done(visit, record_id, "appeal_reason", deed)


def _done(visit: Visit, record_id: UUID, field: str, deed: Callable[[], str]) -> HttpResponse:
    try:
        told = deed()
    except REFUSALS as refusal:
        return show_keep(visit, record_id, [FormError(field, str(refusal))])
    messages.success(visit.request, told)
    return redirect("keep", record_id)


def show_keep(visit: Visit, record_id: UUID, errors: Iterable[FormError]) -> HttpResponse:
    """The page again, with what was wrong with one of its forms."""
    actor, now = visit.actor, visit.now
    record, codes = registers.own_record(actor, record_id), codes_by_id()
    refused = refusal_of(actor, record, now=now)
    statuses = statuses_for(record.ground)
    page = KeepPage(
        now=now,
        record=own_record(record),
        is_live=record.state == "published" and record.expires_at > now,
        latest_end=longest_life(record.ground, record.requested_action, now).expires_at.date(),
        statuses=statuses,
        outcomes={each: str(outcome_of(each, record.ground)) for each in statuses},
        extensions=tuple(map(extension_line, queries.extensions(record))),
        receipts=tuple(
            ReceiptLine(
                codes.get(each.member_id, ""), each.what, each.made_at, each.acknowledged_at
            )
            for each in corrections.receipts(actor, record_id)
        ),
        held_for=_held_for(record),
        relations=tuple(map(relation_line, relations_of(record))),
        attachments=tuple(map(attachment_line, attachments(record))),
        relation_kinds=tuple(RelationKind),
        grades=tuple(sorted(GRADES)),
        verdict=verdict_line(refused.verdict, codes) if refused else None,
        appeal_until=refused.appeal_until if refused else None,
        errors=tuple(errors),
    )
    return visit.show("pages/keep.html", page, status=422 if page.errors else 200)


def _receipts(visit: Visit, record_id: UUID) -> tuple[ReceiptLine, ...]:
    codes = codes_by_id()
    return tuple(
        ReceiptLine(codes.get(each.member_id, ""), each.what, each.made_at, each.acknowledged_at)
        for each in corrections.receipts(visit.actor, record_id)
    )


def _held_for(record: Any) -> tuple[Found, ...]:
    if record.state != "held":
        return ()
    return held_for(record, registers.current_statements([record]).get(str(record.id), []))


def versions(visit: Visit, record_id: UUID) -> HttpResponse:
    """Any two versions of a record side by side; the last two unless told otherwise."""
    record = registers.record(visit.actor, record_id)
    found = {each.number: each for each in registers.versions(record)}
    numbers = sorted(found)
    second = _number(visit, "b", numbers, numbers[-1])
    first = _number(visit, "a", numbers, max([1, *(n for n in numbers if n < second)]))
    page = VersionsPage(
        str(record_id),
        record.reference,
        tuple(version_line(found[number]) for number in numbers),
        first,
        second,
        differences(found[first], found[second]) if first != second else (),
    )
    return visit.show("pages/versions.html", page)


def _number(visit: Visit, name: str, numbers: list[int], otherwise: int) -> int:
    asked = visit.request.GET.get(name, "")
    return int(asked) if asked.isdigit() and int(asked) in numbers else otherwise
