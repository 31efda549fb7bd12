"""Tables of the gate: each row is written once, by a named officer, with a reason."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from tocsin.records.gate.rules import Outcome, Refugee, Refusal
from tocsin.records.registers.models import Record


def _known(
    name: str, field: str, codes: type[StrEnum], *, or_empty: bool = False
) -> models.CheckConstraint:
    known = [*([""] if or_empty else []), *map(str, codes)]
    return models.CheckConstraint(name=name, condition=Q(**{f"{field}__in": known}))


def _has_reason(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(name=name, condition=Q(reason__regex=r"\S"))


class Verdict(models.Model):
    """What one reviewer of another member concluded about one version of a record."""

    record = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="verdicts")
    version = models.PositiveIntegerField()
    originator_id = models.BigIntegerField()
    excepted = ArrayField(models.BigIntegerField(), default=list)
    """Whose record it is and who is kept from it, so that the row policy need not ask the record,
    whose own policy asks this table."""
    member_id = models.BigIntegerField()
    officer_id = models.BigIntegerField()
    outcome = models.CharField(max_length=8)
    code = models.CharField(max_length=32, blank=True)
    answers = models.JSONField()
    refugee = models.CharField(max_length=24)
    reason = models.TextField()
    on_appeal = models.BooleanField(default=False)
    decided_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            _known("verdict_outcome_known", "outcome", Outcome),
            _known("verdict_code_known", "code", Refusal, or_empty=True),
            _known("verdict_refugee_known", "refugee", Refugee),
            _has_reason("verdict_reason_given"),
            models.CheckConstraint(
                name="verdict_refusal_has_a_code", condition=~Q(outcome="refuse", code="")
            ),
        ]


class Appeal(models.Model):
    """The originator asks that somebody else looks; once for a refusal."""

    record = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="appeals")
    version = models.PositiveIntegerField()
    member_id = models.BigIntegerField()
    officer_id = models.BigIntegerField()
    reason = models.TextField()
    made_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            _has_reason("appeal_reason_given"),
            models.UniqueConstraint(fields=["record", "version"], name="appeal_once_per_version"),
        ]


class Release(models.Model):
    """A second officer of the same member says why held words must stay."""

    record = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="releases")
    version = models.PositiveIntegerField()
    member_id = models.BigIntegerField()
    officer_id = models.BigIntegerField()
    reason = models.TextField()
    released_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [_has_reason("release_reason_given")]
