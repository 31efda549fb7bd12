"""Tables of incidents and relations. What must hold of every relation is a constraint here."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from tocsin.foundations.identifiers import new_id
from tocsin.members.models import Member
from tocsin.records.incidents.rules import IncidentKind, RelationKind
from tocsin.records.registers.models import Record

_GRADE = r"^[ABCX][1-4]$"


def _told(name: str, field: str) -> models.CheckConstraint:
    return models.CheckConstraint(name=name, condition=Q(**{f"{field}__regex": r"\S"}))


class Incident(models.Model):
    """What happened, as one member reports it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    originator = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    reference = models.CharField(max_length=100)
    kind = models.CharField(max_length=16)
    title = models.CharField(max_length=200)
    occurred = models.CharField(max_length=24)
    country = models.CharField(max_length=3)
    place = models.CharField(max_length=200, blank=True)
    summary = models.TextField()
    grade = models.CharField(max_length=2)
    source = models.TextField()
    tlp = models.CharField(max_length=16)
    only_members = ArrayField(models.BigIntegerField(), null=True)
    except_members = ArrayField(models.BigIntegerField(), default=list)
    reported_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-reported_at"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["originator", "reference"], name="incident_once"),
            models.CheckConstraint(
                name="incident_kind_known", condition=Q(kind__in=[str(k) for k in IncidentKind])
            ),
            models.CheckConstraint(name="incident_grade_known", condition=Q(grade__regex=_GRADE)),
            _told("incident_source_given", "source"),
            _told("incident_summary_given", "summary"),
        ]


class Relation(models.Model):
    """What a record's subject had to do with another, or with an incident; with the evidence."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    record = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="relations")
    other = models.ForeignKey(Record, on_delete=models.CASCADE, null=True, related_name="related")
    incident = models.ForeignKey(Incident, on_delete=models.CASCADE, null=True)
    kind = models.CharField(max_length=16)
    evidence = models.TextField()
    grade = models.CharField(max_length=2)
    source = models.TextField()
    member_id = models.BigIntegerField()
    officer_id = models.BigIntegerField(null=True)
    stated_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["stated_at"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="relation_has_one_other_end",
                condition=Q(other__isnull=True) ^ Q(incident__isnull=True),
            ),
            models.CheckConstraint(
                name="relation_not_to_itself",
                condition=Q(other__isnull=True) | ~Q(other=models.F("record")),
            ),
            models.CheckConstraint(
                name="relation_kind_known", condition=Q(kind__in=[str(k) for k in RelationKind])
            ),
            models.CheckConstraint(name="relation_grade_known", condition=Q(grade__regex=_GRADE)),
            _told("relation_evidence_given", "evidence"),
            _told("relation_source_given", "source"),
        ]
