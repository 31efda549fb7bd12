"""Tables of suspension: a count for each record and desk, and a row for each suspension."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from tocsin.members.models import Member, Officer
from tocsin.records.registers.models import Record
from tocsin.records.suspension.rules import Effect


class Tally(models.Model):
    """How many candidates of one version of a record one member's desk confirmed and rejected."""

    record = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="+")
    member_id = models.BigIntegerField()
    version = models.PositiveIntegerField()
    rejected = models.PositiveIntegerField(default=0)
    confirmed = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["record", "member_id"], name="tally_once_per_desk")
        ]


class Suspension(models.Model):
    """One version of a record is silent at one member's desk, until it is lifted or revised."""

    record = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="suspensions")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField()
    effect = models.CharField(max_length=8)
    rejected = models.PositiveIntegerField()
    confirmed = models.PositiveIntegerField()
    begun_at = models.DateTimeField()
    lifted_at = models.DateTimeField(null=True)
    lifted_by = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, related_name="+")
    reason = models.TextField(blank=True)
    """Why it was lifted."""

    class Meta:
        ordering: ClassVar = ["-begun_at", "-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["record", "member", "version"],
                condition=Q(lifted_at=None),
                name="suspension_stands_once",
            ),
            models.CheckConstraint(
                name="suspension_effect_known",
                condition=Q(effect__in=[str(each) for each in Effect]),
            ),
            models.CheckConstraint(
                name="suspension_lifted_by_somebody",
                condition=Q(lifted_at=None, lifted_by=None)
                | Q(lifted_at__isnull=False, lifted_by__isnull=False, reason__regex=r"\S"),
            ),
        ]
