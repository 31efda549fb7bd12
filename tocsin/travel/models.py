"""The flight that a manifest was about. Travellers are not kept here, nor any part of them."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from tocsin.members.models import Member


class Manifest(models.Model):
    """One passenger list as it was screened: the flight, counts and faults, nobody's name."""

    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    digest = models.BinaryField(max_length=32)
    """SHA-256 of the message: the same message again is the same manifest."""
    message_reference = models.CharField(max_length=64, blank=True)
    kind = models.CharField(max_length=32, blank=True)
    carrier = models.CharField(max_length=8, blank=True)
    flight_number = models.CharField(max_length=16, blank=True)
    departure = models.CharField(max_length=8, blank=True)
    arrival = models.CharField(max_length=8, blank=True)
    departs_at = models.DateTimeField(null=True)
    arrives_at = models.DateTimeField(null=True)
    """Scheduled times in UTC; where the airport's zone is unknown, the local time as if UTC."""
    travellers = models.PositiveIntegerField()
    faults = models.JSONField(default=list)
    received_at = models.DateTimeField()
    purpose = models.CharField(max_length=16, default="report")
    """What the list does to what was sent before: report, change, cancel, reduce, close-out."""
    parts = ArrayField(models.PositiveIntegerField(), default=list)
    """The numbers of the parts that came, where the list was sent in parts; otherwise empty."""
    last_part = models.PositiveIntegerField(null=True)
    declared = models.PositiveIntegerField(null=True)
    """How many travellers the carrier says are on the list."""
    cancelled_at = models.DateTimeField(null=True)
    """When the carrier cancelled the flight, or all that this list reported of it."""

    class Meta:
        ordering: ClassVar = ["-departs_at", "-id"]
        indexes: ClassVar = [
            models.Index(
                fields=["member", "carrier", "flight_number", "departs_at"], name="manifest_flight"
            ),
            models.Index(fields=["member", "departs_at"], name="manifest_by_departure"),
            models.Index(fields=["member", "received_at"], name="manifest_by_arrival"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["member", "digest"], name="manifest_once_per_member")
        ]

    @property
    def flight(self) -> str:
        return f"{self.carrier}{self.flight_number}"
