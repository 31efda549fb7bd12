"""Saved searches: a question that an open case asks again, until the case ends."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from tocsin.foundations.identifiers import new_id
from tocsin.members.models import Member


class SavedSearch(models.Model):
    """One officer's question for one open case; it says whom somebody looks for, so it ends."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    officer_id = models.BigIntegerField()
    label = models.CharField(max_length=100)
    question = models.JSONField()
    purpose = models.CharField(max_length=32)
    case_reference = models.CharField(max_length=100)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    asked_at = models.DateTimeField()
    """When it was last asked: what was made since is new."""

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="saved_search_ends_soon",
                condition=Q(expires_at__gt=F("made_at")),
            ),
            models.CheckConstraint(
                name="saved_search_has_a_case", condition=Q(case_reference__regex=r"\S")
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["member", "officer_id", "expires_at"], name="saved_by_officer")
        ]
