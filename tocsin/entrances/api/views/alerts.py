"""Alerts: what waits between the member and others, the steps on it, and sealed messages."""

from __future__ import annotations

import base64
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest

from tocsin.alerts import actions, queries, rules
from tocsin.alerts.correspondence import actions as correspondence
from tocsin.alerts.correspondence import queries as letters
from tocsin.alerts.correspondence.errors import NotSealed
from tocsin.alerts.rules import Answer, Outcome, State
from tocsin.entrances.api import answered, asked
from tocsin.entrances.api.bearer import actor_of
from tocsin.foundations.clock import system_clock
from tocsin.members.keys import written
from tocsin.safeguards.upkeep import actions as upkeep

MOST = 200
"""Alerts in one answer: those that wait first, the nearest deadline first."""


def alerts(request: HttpRequest) -> answered.AlertList:
    """Your member's alerts, either side: those that wait first, the nearest deadline first."""
    now = system_clock()
    found = queries.inbox(actor_of(request), limit=MOST)
    return answered.AlertList(alerts=[_told(each, now) for each in found])


def step(request: HttpRequest, alert_id: UUID, asking: asked.StepAsked) -> answered.AlertStep:
    """Acknowledge or answer as the owner of the record, or close as the member that met them."""
    actor, now = actor_of(request), system_clock()
    if asking.answer:
        state = actions.answer(actor, alert_id, Answer(asking.answer), asking.words, now=now)
    elif asking.outcome:
        state = actions.close(actor, alert_id, Outcome(asking.outcome), asking.words, now=now)
    else:
        state = actions.acknowledge(actor, alert_id, now=now)
    return answered.AlertStep(case=alert_id, state=state.value)


def messages(request: HttpRequest, alert_id: UUID) -> answered.SealedMessages:
    """Who wrote to whom and when, and the keys that the next message is to be sealed to."""
    actor = actor_of(request)
    alert = queries.alert(actor, alert_id)
    return answered.SealedMessages(
        recipients=[_recipient(each) for each in letters.recipients(actor, alert)],
        messages=[_message(each) for each in letters.correspondence(actor, alert)],
    )


def write(
    request: HttpRequest, alert_id: UUID, asking: asked.SealedAsked
) -> tuple[int, answered.SealedMessage]:
    """Send a message that you sealed at home to the keys of both members. Nobody here reads it."""
    try:
        content = base64.b64decode(asking.content, validate=True)
    except ValueError:  # Also what is no ASCII.
        raise NotSealed from None
    actor = actor_of(request)
    return 201, _message(correspondence.write(actor, alert_id, content, now=system_clock()))


def message(request: HttpRequest, alert_id: UUID, message_id: UUID) -> answered.SealedContent:
    """One message, as it was sealed."""
    found = letters.sealed(actor_of(request), alert_id, message_id)
    content = base64.b64encode(bytes(found.content)).decode()
    return answered.SealedContent(**_message(found).dict(), content=content)


def answer_test(request: HttpRequest) -> tuple[int, None]:
    """Answer the monthly test of your member's duty desk."""
    upkeep.answer(actor_of(request), now=system_clock())
    return 204, None


def _told(alert: Any, now: datetime) -> answered.Alert:
    return answered.Alert(
        case=alert.id,
        record=alert.record_id,
        reference=alert.record.reference,
        owner=alert.owner.code,
        reporter=alert.reporter.code,
        action=alert.action,
        place=alert.place,
        at=alert.at,
        flight=alert.flight,
        state=State(alert.state).value,
        due=rules.due(alert),
        overdue=rules.is_overdue(alert, now),
        released=rules.is_released(alert, now),
    )


def _recipient(each: letters.Recipient) -> answered.Recipient:
    return answered.Recipient(
        member=each.member.code,
        key=each.key,
        endorsement=each.endorsement,
        endorsed_by=written(each.endorsed_by) if each.endorsed_by else "",
    )


def _message(each: Any) -> answered.SealedMessage:
    return answered.SealedMessage(
        id=each.id,
        writer=each.writer.code,
        reader=each.reader.code,
        written_at=each.written_at,
        size=each.size,
    )
