"""Proposals and their answers. Both are written once; the database forbids to change them."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from tocsin.foundations.identifiers import new_id
from tocsin.safeguards.approval.rules import Second, State, Step, state_at


class Proposal(models.Model):
    """What one officer proposes, for whom to answer, and until when."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.CharField(max_length=64)
    thing = models.CharField(max_length=100)
    """As the ledger writes it: ``record:0199...``."""
    particulars = models.JSONField(default=dict)
    """What exactly is proposed, by codes and identifiers: whoever approves approves this."""
    second = models.CharField(max_length=16)
    member_id = models.BigIntegerField()
    officer_id = models.BigIntegerField()
    reason = models.TextField()
    asked = ArrayField(models.BigIntegerField(), null=True)
    """The members that see it besides the proposer's; None means every member."""
    proposed_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["case", "expires_at"], name="proposal_by_case"),
            models.Index(fields=["thing"], name="proposal_by_thing"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="proposal_second_known",
                condition=models.Q(second__in=[each.value for each in Second]),
            ),
            models.CheckConstraint(
                name="proposal_lasts", condition=models.Q(expires_at__gt=models.F("proposed_at"))
            ),
            models.CheckConstraint(
                name="proposal_has_a_reason", condition=~models.Q(reason__regex=r"^\s*$")
            ),
        ]

    def state(self, now: datetime) -> State:
        """Where it stands; reads the answer."""
        answer = getattr(self, "answer", None)
        return state_at(now, self.expires_at, Step(answer.step) if answer else None)


class Answer(models.Model):
    """The one answer to a proposal: who approved, refused or withdrew it, and why."""

    proposal = models.OneToOneField(
        Proposal, on_delete=models.CASCADE, primary_key=True, related_name="answer"
    )
    step = models.CharField(max_length=16)
    member_id = models.BigIntegerField()
    officer_id = models.BigIntegerField()
    reason = models.TextField(blank=True)
    answered_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="answer_step_known",
                condition=models.Q(
                    step__in=[each.value for each in Step if each is not Step.LAPSE]
                ),
            ),
        ]
