"""The table of outcomes: counts of a month, and nothing that belongs to a person."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class Outcome(models.Model):
    """Candidates that one member's desk concluded in a month, of one list, border and script."""

    member_id = models.BigIntegerField()
    month = models.DateField()
    """Its first day: a day would tell more than is needed."""
    listed_by = models.CharField(max_length=16)
    """The code of a published list, or of the member that contributed the record."""
    border = models.CharField(max_length=8)
    """The airport of arrival; empty where the list of passengers doesn't say."""
    script = models.CharField(max_length=16)
    confirmed = models.PositiveIntegerField(default=0)
    rejected = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["member_id", "month", "listed_by", "border", "script"],
                name="outcome_once_a_month",
            )
        ]
