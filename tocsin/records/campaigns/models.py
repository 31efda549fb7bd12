"""Tables of campaigns: what is to be reviewed, what was concluded, and how far each member is."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from tocsin.foundations.identifiers import new_id
from tocsin.records.campaigns.rules import Review
from tocsin.records.registers.models import Record


def _has_reason(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(name=name, condition=Q(reason__regex=r"\S"))


class Campaign(models.Model):
    """A review of many records at once: which ones, until when, and why."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    grounds = ArrayField(models.CharField(max_length=32))
    held_before = models.DateTimeField()
    """Records that were made or reviewed before this moment are to be looked at."""
    begins_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    called_by = models.BigIntegerField()
    reason = models.TextField()

    class Meta:
        ordering: ClassVar = ["-begins_at"]
        constraints: ClassVar = [_has_reason("campaign_reason_given")]


class Reviewed(models.Model):
    """What an originator concluded about one of its records in a campaign."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="reviews")
    record = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="reviews")
    member_id = models.BigIntegerField()
    officer_id = models.BigIntegerField()
    outcome = models.CharField(max_length=16)
    reason = models.TextField()
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            _has_reason("reviewed_reason_given"),
            models.UniqueConstraint(fields=["campaign", "record"], name="reviewed_once"),
            models.CheckConstraint(
                name="reviewed_outcome_known",
                condition=Q(outcome__in=[str(each) for each in Review]),
            ),
        ]


class Standing(models.Model):
    """How far a member has come with a campaign, by counts alone."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="standings")
    member_id = models.BigIntegerField()
    total = models.PositiveIntegerField()
    done = models.PositiveIntegerField()
    counted_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["campaign", "member_id"], name="standing_once")
        ]
