"""Questions that auditors put to officers, and their answers. Both are written once."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from django.db import models

from tocsin.foundations.identifiers import new_id
from tocsin.safeguards.audit.rules import Standing, standing


class Question(models.Model):
    """What an officer is to explain about one entry of the ledger, and until when."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    entry_id = models.BigIntegerField()
    did = models.CharField(max_length=64)
    thing = models.CharField(max_length=100, blank=True)
    done_at = models.DateTimeField()
    member_id = models.BigIntegerField()
    officer_id = models.BigIntegerField()
    """Who is asked: the officer of the entry, and their member."""
    asked_by_member = models.BigIntegerField()
    asked_by = models.BigIntegerField()
    text = models.TextField()
    asked_at = models.DateTimeField()
    due_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["officer_id", "due_at"], name="question_by_officer"),
            models.Index(fields=["asked_by_member", "due_at"], name="question_by_asker"),
            models.Index(fields=["entry_id"], name="question_by_entry"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="question_is_asked", condition=~models.Q(text__regex=r"^\s*$")
            ),
            models.CheckConstraint(
                name="question_has_time", condition=models.Q(due_at__gt=models.F("asked_at"))
            ),
        ]

    def standing(self, now: datetime) -> Standing:
        """Where it stands; reads the answer."""
        answer = getattr(self, "justification", None)
        return standing(now, self.due_at, answer.answered_at if answer else None)


class Justification(models.Model):
    """The officer's one answer."""

    question = models.OneToOneField(
        Question, on_delete=models.CASCADE, primary_key=True, related_name="justification"
    )
    member_id = models.BigIntegerField()
    officer_id = models.BigIntegerField()
    text = models.TextField()
    answered_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="justification_is_given", condition=~models.Q(text__regex=r"^\s*$")
            ),
        ]
