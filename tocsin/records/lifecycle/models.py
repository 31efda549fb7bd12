"""Tables of the lifecycle: extensions, reminders, and what stays of a record that ended."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from tocsin.records.registers.models import Record


def _has_reason(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(name=name, condition=Q(reason__regex=r"\S"))


class Extension(models.Model):
    """A record lives longer, because a named officer decided so, for a reason."""

    record = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="extensions")
    member_id = models.BigIntegerField()
    officer_id = models.BigIntegerField()
    ended_before = models.DateTimeField()
    ends_now = models.DateTimeField()
    reason = models.TextField()
    decided_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [_has_reason("extension_reason_given")]


class Reminder(models.Model):
    """Told once: that a record ends, or that its review is overdue; for this very day."""

    record = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="reminders")
    member_id = models.BigIntegerField()
    kind = models.CharField(max_length=16)
    about = models.DateTimeField()
    """The expiry or the review that it is about; another day is another reminder."""
    made_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["record", "kind", "about"], name="reminder_once")
        ]
        indexes: ClassVar = [models.Index(fields=["member_id", "made_at"], name="reminder_own")]


class Tombstone(models.Model):
    """A record ended: its opaque id and when. Nothing tells whose it was or whom it named."""

    record_id = models.UUIDField()
    state = models.CharField(max_length=16)
    ended_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["id"]
        indexes: ClassVar = [models.Index(fields=["record_id"], name="tombstone_by_record")]
