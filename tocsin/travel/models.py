"""The flight that a manifest was about. Travellers are not kept here, nor any part of them."""

from __future__ import annotations

from typing import ClassVar

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

    class Meta:
        ordering: ClassVar = ["-departs_at", "-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["member", "digest"], name="manifest_once_per_member")
        ]

    @property
    def flight(self) -> str:
        return f"{self.carrier}{self.flight_number}"
