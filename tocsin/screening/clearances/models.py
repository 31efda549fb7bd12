"""Tables of clearances. Nothing of the person is in them but keyed hashes of documents."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from django.db import models

from tocsin.foundations.identifiers import new_id, new_reference
from tocsin.members.models import Member, Officer
from tocsin.records.registers.models import Record
from tocsin.screening.clearances.rules import Basis, State, state_at


class Clearance(models.Model):
    """That somebody is not the subject of a record. It holds once a second officer approved it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    number = models.CharField(max_length=16, unique=True, default=new_reference)
    """The redress number, which the person is given; it is chance, and tells nothing."""
    record = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="+")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    basis = models.CharField(max_length=16)
    told = models.TextField()
    """Where the consent or the decision lies; never who the person is."""
    agreed_on = models.DateField()
    proposed_at = models.DateTimeField()
    approved_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-proposed_at", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="clearance_basis_known",
                condition=models.Q(basis__in=[str(each) for each in Basis]),
            ),
            models.CheckConstraint(
                name="clearance_has_a_basis", condition=~models.Q(told__regex=r"^\s*$")
            ),
            models.CheckConstraint(
                name="clearance_ends", condition=models.Q(expires_at__gt=models.F("proposed_at"))
            ),
        ]

    @property
    def thing(self) -> str:
        """As the ledger writes it."""
        return f"clearance:{self.id}"

    def state(self, now: datetime) -> State:
        return state_at(now, self.approved_at, self.expires_at)


class ClearedDocument(models.Model):
    """One document by which whoever was cleared is known again."""

    clearance = models.ForeignKey(Clearance, on_delete=models.CASCADE, related_name="documents")
    member_id = models.BigIntegerField()
    mark = models.CharField(max_length=64)
    """HMAC-SHA-256 of issuer and number under the node's exclusion key, hexadecimal."""

    class Meta:
        indexes: ClassVar = [models.Index(fields=["member_id", "mark"], name="cleared_document")]
