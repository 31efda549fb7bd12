"""Under which decisions published lists pass the gate. Public to all members, as the lists are."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from tocsin.foundations.identifiers import new_id


class Standing(models.Model):
    """Under which decision a publisher's list passes the gate, from when, and until when."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    source_list = models.CharField(max_length=16)
    reason = models.TextField()
    proposed_by = models.BigIntegerField(null=True)
    """The officer; None where the first import admitted the list for the time being."""
    confirmed_by = models.BigIntegerField(null=True)
    begins_at = models.DateTimeField()
    until = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_by = models.BigIntegerField(null=True)
    end_reason = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar = ["-begins_at"]
        constraints: ClassVar = [
            models.CheckConstraint(name="standing_reason_given", condition=Q(reason__regex=r"\S")),
            models.CheckConstraint(
                name="standing_of_two_officers",
                condition=Q(proposed_by__isnull=True, confirmed_by__isnull=True)
                | (Q(confirmed_by__isnull=False) & ~Q(confirmed_by=models.F("proposed_by"))),
            ),
            models.CheckConstraint(
                name="standing_ends", condition=Q(until__gt=models.F("begins_at"))
            ),
        ]

    @property
    def is_provisional(self) -> bool:
        return self.confirmed_by is None
