"""Tables of alerts, of whom they were carried up to, and of what was sent where."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from django.db import models

from tocsin.alerts.rules import Answer, Outcome, Rung, State
from tocsin.encounters.sightings.models import Sighting
from tocsin.foundations.identifiers import new_id
from tocsin.members.models import Member
from tocsin.records.registers.models import Record


def _known(name: str, field: str, codes: type[StrEnum], *others: str) -> models.CheckConstraint:
    known = [*(str(each) for each in codes), *others]
    return models.CheckConstraint(name=name, condition=models.Q(**{f"{field}__in": known}))


class Alert(models.Model):
    """What one member was told of one sighting, because a record of its own is about the subject.

    It carries what the owner needs, so that nobody is led to a record that they may not see.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    sighting = models.ForeignKey(Sighting, on_delete=models.CASCADE, related_name="+")
    record = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="+")
    """The owner's own record; the one that was hit may be another's."""
    owner = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    reporter = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    action = models.CharField(max_length=32)
    kind = models.CharField(max_length=16)
    place = models.CharField(max_length=8, blank=True)
    at = models.DateTimeField()
    flight = models.CharField(max_length=24, blank=True)
    confidence = models.CharField(max_length=24)

    state = models.CharField(max_length=16, default=State.RAISED.value)
    raised_at = models.DateTimeField()
    acknowledge_by = models.DateTimeField()
    answer_by = models.DateTimeField()
    acknowledged_at = models.DateTimeField(null=True)
    acknowledged_by = models.BigIntegerField(null=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.BigIntegerField(null=True)
    answer = models.CharField(max_length=16, blank=True)
    answer_words = models.TextField(blank=True)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.BigIntegerField(null=True)
    outcome = models.CharField(max_length=16, blank=True)
    outcome_words = models.TextField(blank=True)
    told = models.PositiveIntegerField(default=0)
    """How many events of it the two members were told so far, both together."""

    class Meta:
        ordering: ClassVar = ["-raised_at", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["sighting", "record"], name="alert_once_per_record"),
            _known("alert_state_known", "state", State),
            _known("alert_answer_known", "answer", Answer, ""),
            _known("alert_outcome_known", "outcome", Outcome, ""),
            models.CheckConstraint(
                name="alert_closed_with_an_outcome",
                condition=~models.Q(state="closed") | ~models.Q(outcome=""),
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["owner", "state"], name="alert_inbox")]


class Escalation(models.Model):
    """That an alert was carried up, because nobody answered in time: once for each rung."""

    alert = models.ForeignKey(Alert, on_delete=models.CASCADE, related_name="escalations")
    rung = models.CharField(max_length=16)
    due_at = models.DateTimeField()
    noted_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["due_at", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["alert", "rung"], name="escalation_once_per_rung"),
            _known("escalation_rung_known", "rung", Rung),
        ]


class Endpoint(models.Model):
    """Where a member's own system hears that an alert changed: an https address."""

    member = models.OneToOneField(Member, on_delete=models.CASCADE, related_name="+")
    address = models.URLField(max_length=500)
    set_at = models.DateTimeField()


class Delivery(models.Model):
    """One message to one member, until it has arrived: its id is the event's, for the receiver to
    know it by if it comes twice. Where it goes is asked when it is sent."""

    class Channel(models.TextChoices):
        MAIL = "mail"
        WEBHOOK = "webhook"

    class State(models.TextChoices):
        WAITING = "waiting"
        DELIVERED = "delivered"
        GIVEN_UP = "given_up"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    alert = models.ForeignKey(Alert, on_delete=models.CASCADE, related_name="deliveries")
    member_id = models.BigIntegerField()
    channel = models.CharField(max_length=8, choices=Channel.choices)
    event = models.CharField(max_length=16)
    number = models.PositiveIntegerField()
    """The place of the event in its case, from 1: what a member hears of a case is in order."""
    state = models.CharField(max_length=16, choices=State.choices, default=State.WAITING)
    attempts = models.PositiveIntegerField(default=0)
    made_at = models.DateTimeField()
    next_at = models.DateTimeField()
    delivered_at = models.DateTimeField(null=True)
    problem = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering: ClassVar = ["made_at", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["alert", "member_id", "channel", "number"], name="delivery_in_order"
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["member_id", "state", "next_at"], name="delivery_due")
        ]
