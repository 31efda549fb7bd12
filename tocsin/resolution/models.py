"""Tables of judgements on pairs of records, and of what the machine proposes to look at."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from tocsin.members.models import Member, Officer
from tocsin.records.registers.models import Record
from tocsin.resolution.rules import Judged


def _in_order(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(name=name, condition=models.Q(first__lt=models.F("second")))


class Proposal(models.Model):
    """Two records that the matching index finds alike. It has no effect until a person judges."""

    first = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="+")
    first_version = models.PositiveIntegerField()
    second_version = models.PositiveIntegerField()
    """The versions that were compared."""
    score = models.FloatField()
    reasons = models.JSONField()
    scorer = models.CharField(max_length=32)
    proposed_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-score", "id"]
        constraints: ClassVar = [
            _in_order("proposal_in_order"),
            models.UniqueConstraint(fields=["first", "second"], name="proposal_once_per_pair"),
        ]
        indexes: ClassVar = [models.Index(fields=["-score", "id"], name="proposal_likest_first")]


class Judgement(models.Model):
    """What one officer said of two records, and on what evidence. Added, never changed."""

    first = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="+")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    judged = models.CharField(max_length=16)
    evidence = models.TextField()
    first_version = models.PositiveIntegerField()
    second_version = models.PositiveIntegerField()
    """The versions that the officer had before them."""
    made_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            _in_order("judgement_in_order"),
            models.CheckConstraint(
                name="judgement_known",
                condition=models.Q(judged__in=[str(each) for each in Judged]),
            ),
            models.CheckConstraint(
                name="judgement_has_evidence", condition=~models.Q(evidence__regex=r"^\s*$")
            ),
        ]


class MisusedIdentity(models.Model):
    """Someone whose identity a listed person used: kept with consent, to leave that person alone.

    Nothing of the person is in it but keyed hashes of their documents, so that it can exclude and
    can't find.
    """

    record = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="+")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    documents = models.JSONField()
    """Keyed hashes (HMAC-SHA-256, hexadecimal) of issuer and number."""
    consent = models.TextField()
    """How and when the person consented; never who they are."""
    consented_on = models.DateField()
    recorded_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="misused_with_consent", condition=~models.Q(consent__regex=r"^\s*$")
            ),
            models.CheckConstraint(
                name="misused_ends", condition=models.Q(expires_at__gt=models.F("recorded_at"))
            ),
        ]
