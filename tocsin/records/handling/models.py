"""The table of flags: a row for each, and only one that stands for a record and a member."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from tocsin.foundations.vocabulary.codes import ActionCode
from tocsin.members.models import Member, Officer
from tocsin.records.registers.models import Record


class Flag(models.Model):
    """One member does ``action`` instead of what a record asks, until ``lifted_at``."""

    record = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="flags")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    asked = models.CharField(max_length=32)
    """What the record asked for when it was flagged."""
    action = models.CharField(max_length=32)
    reason = models.TextField()
    made_at = models.DateTimeField()
    lifted_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-made_at", "-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["record", "member"],
                condition=Q(lifted_at__isnull=True),
                name="flag_stands_once",
            ),
            models.CheckConstraint(
                name="flag_action_known", condition=Q(action__in=[str(each) for each in ActionCode])
            ),
            models.CheckConstraint(
                name="flag_does_less", condition=~Q(action__in=["arrest", "protect"])
            ),
            models.CheckConstraint(name="flag_has_a_reason", condition=~Q(reason__regex=r"^\s*$")),
        ]
