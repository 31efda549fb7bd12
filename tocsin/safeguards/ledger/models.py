"""The ledger's table. The application may add to it and read it; the database forbids the rest."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class Entry(models.Model):
    """One deed: who, for which member, did what to what, by which permission and why."""

    at = models.DateTimeField()
    member_id = models.BigIntegerField()
    officer_id = models.BigIntegerField(null=True)
    did = models.CharField(max_length=64)
    thing = models.CharField(max_length=100, blank=True)
    permission = models.CharField(max_length=64, blank=True)
    purpose = models.CharField(max_length=32, blank=True)
    case_reference = models.CharField(max_length=100, blank=True)
    particulars = models.JSONField(default=dict)
    leaf_hash = models.BinaryField(max_length=32)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["member_id", "id"], name="ledger_by_member")]
