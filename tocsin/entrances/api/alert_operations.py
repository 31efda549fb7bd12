"""What programs ask about alerts, sealed messages, and the test of the duty desk."""

from __future__ import annotations

from tocsin.entrances.api import answered
from tocsin.entrances.api.operation import Operation
from tocsin.entrances.api.views import alerts
from tocsin.safeguards.access.rules import Permission

ALERTS = (
    Operation(
        "GET",
        "/alerts",
        alerts.alerts,
        "alerts",
        "Read the alerts between your member and others",
        Permission.ALERT_READ,
        {200: answered.AlertList},
    ),
    Operation(
        "POST",
        "/alerts/{uuid:alert_id}/steps",
        alerts.step,
        "alert-step",
        "Acknowledge, answer or close an alert",
        Permission.ALERT_ANSWER,
        {200: answered.AlertStep},
    ),
    Operation(
        "GET",
        "/alerts/{uuid:alert_id}/messages",
        alerts.messages,
        "sealed-messages",
        "Read who wrote about an alert, and whom to seal to",
        Permission.ALERT_READ,
        {200: answered.SealedMessages},
    ),
    Operation(
        "POST",
        "/alerts/{uuid:alert_id}/messages",
        alerts.write,
        "write-sealed",
        "Send a message that was sealed at home",
        Permission.ALERT_ANSWER,
        {201: answered.SealedMessage},
    ),
    Operation(
        "GET",
        "/alerts/{uuid:alert_id}/messages/{uuid:message_id}",
        alerts.message,
        "sealed-message",
        "Fetch a message as it was sealed",
        Permission.ALERT_READ,
        {200: answered.SealedContent},
    ),
    Operation(
        "POST",
        "/desk/answers",
        alerts.answer_test,
        "answer-test",
        "Answer the test of your duty desk: somebody is on duty",
        Permission.DESK_ANSWER,
        {204: None},
    ),
)
