"""Tables of review: where a candidate stands, who concluded what and why, and confirmed hits."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from tocsin.foundations.identifiers import new_id
from tocsin.members.models import Officer
from tocsin.review.rules import Conclusion, State
from tocsin.screening.models import ProposedMatch


def _known(name: str, field: str, codes: type[State] | type[Conclusion]) -> models.CheckConstraint:
    return models.CheckConstraint(
        name=name, condition=models.Q(**{f"{field}__in": [str(code) for code in codes]})
    )


class Adjudication(models.Model):
    """Where one candidate stands between the machine's proposal and people's conclusion."""

    candidate = models.OneToOneField(
        ProposedMatch, on_delete=models.CASCADE, primary_key=True, related_name="adjudication"
    )
    member_id = models.BigIntegerField()
    state = models.CharField(max_length=16, default=State.OPEN)
    opened_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    claimed_by = models.ForeignKey(Officer, on_delete=models.SET_NULL, null=True, related_name="+")
    claimed_at = models.DateTimeField(null=True)
    claimed_until = models.DateTimeField(null=True)
    """Who is at work on it, since when and until when; past that moment it is nobody's."""

    class Meta:
        constraints: ClassVar = [_known("adjudication_state_known", "state", State)]
        indexes: ClassVar = [models.Index(fields=["member_id", "state"], name="adjudication_queue")]


class Decision(models.Model):
    """What one officer concluded, and why. Decisions are added, never changed."""

    adjudication = models.ForeignKey(
        Adjudication, on_delete=models.CASCADE, related_name="decisions"
    )
    member_id = models.BigIntegerField()
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    conclusion = models.CharField(max_length=16)
    reason = models.TextField()
    record_version = models.PositiveIntegerField()
    """The version of the record that the officer had before them."""
    decided_at = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True)
    """When the officer took the candidate up; None where they decided without a claim."""
    asks = ArrayField(models.CharField(max_length=32), default=list)
    """What would settle it (`rules.Ask`), where the officer can't tell."""
    wish = models.TextField(blank=True)
    """The same in the officer's own words."""

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            _known("decision_conclusion_known", "conclusion", Conclusion),
            models.CheckConstraint(
                name="decision_has_a_reason", condition=~models.Q(reason__regex=r"^\s*$")
            ),
        ]


class Mark(models.Model):
    """A keyed hash that tells a decided traveller again, and nobody who it was.

    It goes with its candidate. It is compared with the marks of a traveller who is a candidate for
    the same subject, and with nothing else.
    """

    class Kind(models.TextChoices):
        DOCUMENT = "document"
        PERSON = "person"

    adjudication = models.ForeignKey(Adjudication, on_delete=models.CASCADE, related_name="marks")
    member_id = models.BigIntegerField()
    kind = models.CharField(max_length=8)
    mark = models.CharField(max_length=64)
    """HMAC-SHA-256, hexadecimal, under the node's exclusion key."""

    class Meta:
        indexes: ClassVar = [models.Index(fields=["member_id", "mark"], name="mark_of_a_member")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["adjudication", "mark"], name="mark_once_per_candidate")
        ]


class Receipt(models.Model):
    """What a traveller was handed: a reference, and nothing of a record."""

    adjudication = models.OneToOneField(
        Adjudication, on_delete=models.CASCADE, related_name="receipt"
    )
    member_id = models.BigIntegerField()
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+")
    reference = models.CharField(max_length=16, unique=True)
    given_at = models.DateTimeField()


class Hit(models.Model):
    """A candidate that people confirmed: the only thing that later stages act on."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    candidate = models.OneToOneField(ProposedMatch, on_delete=models.CASCADE, related_name="hit")
    member_id = models.BigIntegerField()
    decision = models.OneToOneField(Decision, on_delete=models.PROTECT, related_name="+")
    """The conclusion that made it a hit: "same", or "concurs" by a second officer."""
    confirmed_at = models.DateTimeField()
