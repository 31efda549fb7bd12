"""Days with a key each, what is held under them, and how long a member holds.

All ciphertext is the application's: the database never sees a key that opens it (see ``keys``).
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from tocsin.travel.models import Manifest


class Day(models.Model):
    """A day of one member with its key, sealed under a file of the node."""

    member_id = models.BigIntegerField()
    what = models.CharField(max_length=16)
    day = models.DateField()
    sealed_key = models.BinaryField(max_length=64)
    """Empty once destroyed."""
    deadline = models.DateTimeField()
    destroyed_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["member_id", "what", "day"], name="day_once"),
            models.CheckConstraint(
                name="day_destroyed_without_key",
                condition=models.Q(destroyed_at__isnull=True) | models.Q(sealed_key=b""),
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["deadline"],
                name="day_due",
                condition=models.Q(destroyed_at__isnull=True),
            )
        ]


class HeldList(models.Model):
    """Everybody on one manifest (or one part of it), sealed, to be compared with new listings."""

    member_id = models.BigIntegerField()
    day = models.ForeignKey(Day, on_delete=models.CASCADE, related_name="+")
    manifest = models.ForeignKey(Manifest, on_delete=models.CASCADE, related_name="+")
    part = models.PositiveIntegerField(default=0)
    travellers = models.PositiveIntegerField()
    sealed = models.BinaryField()
    held_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["manifest", "part"], name="held_once_per_part")
        ]


class Retention(models.Model):
    """How many hours after a flight day a member holds travellers; without a row, the default."""

    member_id = models.BigIntegerField(primary_key=True)
    hours = models.PositiveSmallIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(name="retention_in_limit", condition=models.Q(hours__lte=24))
        ]
