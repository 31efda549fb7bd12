"""Alerts as their pages show them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from tocsin.alerts import rules
from tocsin.alerts.rules import BY, NEXT, Answer, Outcome, State, Step
from tocsin.entrances.web.pages import FormError, Written
from tocsin.entrances.web.pages.alerts import (
    AlertLine,
    AlertPage,
    MessageLine,
    RecipientLine,
    Said,
    Side,
    StepForm,
)
from tocsin.members.keys import key_id

CHOICES: dict[Step, tuple[str, ...]] = {
    Step.ANSWER: tuple(str(each) for each in Answer),
    Step.CLOSE: tuple(str(each) for each in Outcome),
}


def alert_line(alert: Any, viewer: int, now: datetime) -> AlertLine:
    side: Side = "owner" if alert.owner_id == viewer else "reporter"
    other = alert.reporter if side == "owner" else alert.owner
    return AlertLine(
        pk=str(alert.id),
        side=side,
        state=alert.state,
        reference=alert.record.reference,
        name=Written(alert.record.primary_name),
        action=alert.action,
        place=alert.place,
        at=alert.at,
        flight=alert.flight,
        other_code=other.code,
        other=other.name,
        due=rules.due(alert),
        overdue=rules.is_overdue(alert, now),
        waits_for_us=_step(alert, side) is not None,
    )


def alert_page(
    alert: Any, escalations: Iterable[Any], viewer: int, now: datetime, typed: StepForm
) -> AlertPage:
    line = alert_line(alert, viewer, now)
    return AlertPage(
        now=now,
        line=line,
        record_pk=str(alert.record_id),
        kind=alert.kind,
        confidence=alert.confidence,
        released=rules.is_released(alert, now),
        raised_at=alert.raised_at,
        said=tuple(_said(alert)),
        escalations=tuple((each.rung, each.due_at) for each in escalations),
        form=_form(alert, line.side, typed),
    )


def _form(alert: Any, side: Side, typed: StepForm) -> StepForm:
    step = _step(alert, side)
    if step is None:
        return StepForm(errors=typed.errors)
    return StepForm(
        step=step,
        choices=CHOICES[step],
        may_acknowledge=alert.state == State.RAISED,
        choice=typed.choice,
        words=typed.words,
        errors=typed.errors,
    )


def _step(alert: Any, side: Side) -> Step | None:
    """The step with words that this side may take now."""
    open_to = (each for each in NEXT[State(alert.state)] if BY[each] == side and each in CHOICES)
    return next(open_to, None)


def _said(alert: Any) -> Iterable[Said]:
    if alert.acknowledged_at:
        yield Said("acknowledge", alert.acknowledged_at)
    if alert.answered_at:
        yield Said("answer", alert.answered_at, alert.answer, alert.answer_words)
    if alert.closed_at:
        yield Said("close", alert.closed_at, alert.outcome, alert.outcome_words)


def refused(typed: StepForm, *errors: FormError) -> StepForm:
    return StepForm(choice=typed.choice, words=typed.words, errors=errors)


def message_line(message: Any) -> MessageLine:
    return MessageLine(
        pk=str(message.id),
        writer=message.writer.code,
        reader=message.reader.code,
        at=message.written_at,
        size=message.size,
    )


def recipient_line(recipient: Any) -> RecipientLine:
    signed_by = key_id(recipient.endorsed_by) if recipient.endorsed_by else ""
    return RecipientLine(recipient.member.code, recipient.member.name, recipient.key, signed_by)
