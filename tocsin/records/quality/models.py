"""One line for each thing that happened to a member's records: whose, what, when, how many."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from tocsin.records.quality.rules import Kind


class Event(models.Model):
    """Lines are added and never changed."""

    member_id = models.BigIntegerField()
    kind = models.CharField(max_length=24)
    number = models.PositiveIntegerField(default=1)
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["at", "member_id"], name="event_by_time")]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="event_kind_known", condition=Q(kind__in=[str(each) for each in Kind])
            )
        ]
