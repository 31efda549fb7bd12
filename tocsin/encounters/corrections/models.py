"""Notices to members that had a hit on a record which was corrected or ended."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from tocsin.foundations.identifiers import new_id


class Notice(models.Model):
    """One member is told once of one correction; ``sightings`` are how many it reported."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    record_id = models.UUIDField()
    originator_id = models.BigIntegerField()
    member_id = models.BigIntegerField()
    what = models.CharField(max_length=16)
    """"corrected", or the state in which the record ended."""
    version = models.PositiveIntegerField(null=True)
    reason = models.TextField(blank=True)
    sightings = models.PositiveIntegerField()
    made_at = models.DateTimeField()
    acknowledged_at = models.DateTimeField(null=True)
    acknowledged_by = models.BigIntegerField(null=True)

    class Meta:
        ordering: ClassVar = ["-made_at"]
        indexes: ClassVar = [
            models.Index(fields=["member_id", "acknowledged_at"], name="notice_own")
        ]
