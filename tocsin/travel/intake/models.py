"""The inbox, the lines that carriers send on, and the flights that are expected."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from tocsin.foundations.identifiers import new_id
from tocsin.travel.holding.models import Day
from tocsin.travel.intake.rules import State


class Line(models.Model):
    """A carrier's way in: its name, its public key, and what the columns of its tables mean."""

    member_id = models.BigIntegerField()
    name = models.CharField(max_length=64)
    carrier = models.CharField(max_length=8, blank=True)
    public_key = models.BinaryField(max_length=32)
    columns = models.JSONField(default=dict)
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["name"], condition=models.Q(ended_at=None), name="line_name_once_at_a_time"
            )
        ]


class Message(models.Model):
    """A message: its content sealed while it waits, and afterwards what became of it.

    ``fingerprint`` is a keyed hash of the content under the key of its day, ``reference`` what the
    sender calls it. Neither tells who stands in it.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    member_id = models.BigIntegerField()
    officer_id = models.BigIntegerField(null=True)
    line = models.ForeignKey(Line, on_delete=models.PROTECT, null=True, related_name="+")
    day = models.ForeignKey(Day, on_delete=models.PROTECT, related_name="+")
    reference = models.CharField(max_length=64, blank=True)
    fingerprint = models.BinaryField(max_length=16)
    state = models.CharField(max_length=16, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    taken_by = models.IntegerField(null=True)
    """The database session of the worker that has taken it up."""
    taken_at = models.DateTimeField(null=True)
    size = models.PositiveIntegerField()
    sealed = models.BinaryField()
    """Empty once the message is screened, or expired."""
    received_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=64, blank=True)
    """Why it was put aside: the kind of the error, never its text."""
    outcome = models.JSONField(default=dict)
    """Counts, and the flights it was about by their manifests."""

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["member_id", "fingerprint"], name="message_once"),
            models.UniqueConstraint(
                fields=["member_id", "line", "reference"],
                name="message_reference_once",
                condition=~models.Q(reference=""),
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                name="message_state_known",
                condition=models.Q(state__in=[each.value for each in State]),
            ),
            models.CheckConstraint(
                name="message_content_while_needed",
                condition=models.Q(state__in=["waiting", "quarantined"]) | models.Q(sealed=b""),
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["member_id", "received_at"],
                name="message_waiting",
                condition=models.Q(state="waiting"),
            )
        ]


class ExpectedFlight(models.Model):
    """A flight of which the member awaits a passenger list, as its schedule says."""

    member_id = models.BigIntegerField()
    carrier = models.CharField(max_length=8)
    flight_number = models.CharField(max_length=16)
    departure = models.CharField(max_length=8)
    arrival = models.CharField(max_length=8)
    departs_at = models.DateTimeField()
    arrives_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["member_id", "carrier", "flight_number", "departs_at"],
                name="expected_flight_once",
            )
        ]
        ordering: ClassVar = ["departs_at", "id"]

    @property
    def flight(self) -> str:
        return f"{self.carrier}{self.flight_number}"
