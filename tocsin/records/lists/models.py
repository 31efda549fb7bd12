"""What each import of a list changed. Lists are public acts, so every member may see the runs."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from tocsin.members.models import Member


class Run(models.Model):
    """One import of one published list, by reference number."""

    source_list = models.CharField(max_length=16)
    publisher = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    file_digest = models.BinaryField(max_length=32)
    published_on = models.DateField(null=True)
    """The day that the file itself gives; another edition of the same day may follow."""
    imported_at = models.DateTimeField()
    added = models.JSONField(default=list)
    changed = models.JSONField(default=list)
    removed = models.JSONField(default=list)
    unchanged = models.PositiveIntegerField()

    class Meta:
        ordering: ClassVar = ["-id"]
