"""Drafts of requests. They belong to the member that writes them, and to nobody else."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from tocsin.foundations.identifiers import new_id
from tocsin.members.models import Member
from tocsin.records.drafting.rules import Request, State


class Draft(models.Model):
    """One request to a committee. Once final it is never changed.

    ``subject`` is the identity as it stood when the draft was last taken from its record: a request
    says what was known when it was written.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    officer_id = models.BigIntegerField(null=True)
    request = models.CharField(max_length=16)
    record_id = models.UUIDField()
    title = models.CharField(max_length=300)
    register = models.CharField(max_length=16)
    deceased = models.BooleanField(default=False)
    subject = models.JSONField()
    parts = models.JSONField()
    state = models.CharField(max_length=8, default=State.DRAFT)
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    final_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="draft_request_known", condition=Q(request__in=[str(r) for r in Request])
            ),
            models.CheckConstraint(
                name="draft_final_at_a_moment",
                condition=Q(state="draft", final_at=None)
                | Q(state="final", final_at__isnull=False),
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["member", "-changed_at"], name="draft_by_member")]
