"""Who was proposed, and why. A traveller without a candidate has no row here or anywhere."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from tocsin.foundations.identifiers import new_id
from tocsin.records.registers.models import Record
from tocsin.travel.holding.models import Day
from tocsin.travel.models import Manifest


class ScreenedTraveller(models.Model):
    """A traveller for whom at least one candidate was found, by place in the manifest."""

    manifest = models.ForeignKey(Manifest, on_delete=models.CASCADE, related_name="+")
    member_id = models.BigIntegerField()
    position = models.PositiveIntegerField()
    particulars = models.JSONField()
    """Names, birth date, nationality, sex and documents as sent; nothing else of the message."""
    masked_at = models.DateTimeField(null=True)
    """When no candidate was left that needs the particulars: they are empty since then."""
    cancelled_at = models.DateTimeField(null=True)
    """When the carrier cancelled the journey: who doesn't travel is met nowhere on it."""
    fingerprint = models.BinaryField(max_length=16, default=bytes)
    """A keyed hash of the particulars under the key of the flight day, to know the traveller again
    in a later version of the list; it tells nobody anything once that key is destroyed."""
    masked_day = models.ForeignKey(Day, on_delete=models.SET_NULL, null=True, related_name="+")
    sealed = models.BinaryField(default=bytes)
    """The particulars under the key of ``masked_day``, for showing again with approval."""

    class Meta:
        indexes: ClassVar = [
            models.Index(
                fields=["member_id", "fingerprint"],
                name="traveller_fingerprint",
                condition=~models.Q(fingerprint=b""),
            )
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["manifest", "position"], name="traveller_once_per_manifest"
            )
        ]


class LookBack(models.Model):
    """Up to which change of records held travellers have been compared: one row for the node."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    state = models.CharField(max_length=128)
    """The watermark of ``records.registers``: every change before it was looked at."""
    changed_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(name="look_back_once", condition=models.Q(id=1))
        ]


class ProposedMatch(models.Model):
    """A candidate as stored: it has no effect until a person has decided."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    traveller = models.ForeignKey(
        ScreenedTraveller, on_delete=models.CASCADE, related_name="candidates"
    )
    member_id = models.BigIntegerField()
    record = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="+")
    record_version = models.PositiveIntegerField()
    score = models.FloatField()
    band = models.CharField(max_length=16)
    reasons = models.JSONField()
    scorer = models.CharField(max_length=32)
    proposed_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["traveller", "record"], name="candidate_once_per_traveller"
            ),
            models.CheckConstraint(
                name="candidate_band_known",
                condition=models.Q(band__in=["possible", "strong"]),
            ),
        ]
