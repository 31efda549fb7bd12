"""The table of sightings. Nobody who isn't listed can be in it: a row needs a hit."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from tocsin.encounters.sightings.rules import Confidence, Direction, Kind
from tocsin.foundations.identifiers import new_id
from tocsin.members.models import Member, Officer
from tocsin.records.registers.models import Record
from tocsin.review.models import Hit


def _known(field: str, codes: list[str]) -> models.CheckConstraint:
    return models.CheckConstraint(
        name=f"sighting_{field}_known", condition=models.Q(**{f"{field}__in": codes})
    )


class Sighting(models.Model):
    """One confirmed encounter. Places are IATA airport codes or UN/LOCODE."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    hit = models.OneToOneField(Hit, on_delete=models.CASCADE, related_name="sighting")
    record = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="+")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    """The member that reports it."""
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=16)
    direction = models.CharField(max_length=16, blank=True)
    confidence = models.CharField(max_length=24)
    at = models.DateTimeField()
    place = models.CharField(max_length=8, blank=True)
    origin = models.CharField(max_length=8, blank=True)
    destination = models.CharField(max_length=8, blank=True)
    flight = models.CharField(max_length=24, blank=True)
    document_issuer = models.CharField(max_length=8, blank=True)
    document_number = models.CharField(max_length=64, blank=True)
    reported_at = models.DateTimeField()
    record_expiry = models.DateTimeField()
    """The record's expiry when the sighting was made (`rules.ends`)."""

    class Meta:
        ordering: ClassVar = ["at", "id"]
        constraints: ClassVar = [
            _known("kind", [str(each) for each in Kind]),
            _known("direction", ["", *(str(each) for each in Direction)]),
            _known("confidence", [str(each) for each in Confidence]),
        ]
        indexes: ClassVar = [models.Index(fields=["record", "at"], name="sighting_by_record")]
