"""Tables of what is coming in: drafts that are their officer's own, and what a file came to."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from tocsin.foundations.identifiers import new_id


class Draft(models.Model):
    """A form half filled in, whatever it holds; nobody but its officer is shown it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    member_id = models.BigIntegerField()
    officer_id = models.BigIntegerField()
    content = models.JSONField(default=dict)
    saved_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["officer_id", "expires_at"], name="draft_by_officer")
        ]


class Batch(models.Model):
    """A file of contributions: what it was, by its digest, and what came of it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    member_id = models.BigIntegerField()
    officer_id = models.BigIntegerField(null=True)
    file_name = models.CharField(max_length=200)
    file_digest = models.BinaryField(max_length=32)
    mode = models.CharField(max_length=8)
    stored = models.BooleanField()
    rows = models.PositiveIntegerField()
    bad = models.PositiveIntegerField()
    added = models.PositiveIntegerField()
    revised = models.PositiveIntegerField()
    unchanged = models.PositiveIntegerField()
    held = models.PositiveIntegerField()
    faults = models.JSONField(default=list)
    """The first faults, by line, field and code; never a value."""
    ended_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-id"]
        indexes: ClassVar = [models.Index(fields=["member_id", "id"], name="batch_by_member")]
