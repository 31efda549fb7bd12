"""Tables of records. What must hold of every record is a constraint here, not only in forms.

The details of grounds and actions, statements and signatures are held to their rules by the
constraints and triggers of ``migrations/0006_lawful.py``.
"""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tocsin.foundations.identifiers import new_id
from tocsin.foundations.vocabulary.codes import (
    ACTIONS_BY_GROUND,
    ActionCode,
    Ground,
    HandlingCode,
    InformationGrade,
    PersonStatus,
    Purpose,
    Register,
    SourceGrade,
    Tlp,
)
from tocsin.members.models import Member

STATES = ["held", "submitted", "refused", "appealed", "published", "delisted", "withdrawn"]
"""As `Record.State` has them; a nested class can't be named inside the next one."""


def _one_of(field: str, codes: type[StrEnum]) -> models.CheckConstraint:
    return models.CheckConstraint(
        name=f"record_{field}_known", condition=Q(**{f"{field}__in": [str(c) for c in codes]})
    )


def _not_empty(field: str) -> models.CheckConstraint:
    condition = Q(**{f"{field}__regex": r"\S"})
    return models.CheckConstraint(name=f"record_{field}_given", condition=condition)


def _action_suits_ground() -> models.CheckConstraint:
    """An unknown ground is left to the constraint that names it."""
    suits = ~Q(ground__in=[str(each) for each in Ground])
    for ground, actions in ACTIONS_BY_GROUND.items():
        suits |= Q(ground=str(ground), requested_action__in=sorted(map(str, actions)))
    return models.CheckConstraint(name="record_requested_action_suits", condition=suits)


class Record(models.Model):
    """What one originator holds against, or for, one subject, and what it asks of others."""

    _flagged = ""

    class State(models.TextChoices):
        HELD = "held", _("Held for editing")
        SUBMITTED = "submitted", _("Submitted")
        REFUSED = "refused", _("Refused")
        APPEALED = "appealed", _("Appealed")
        PUBLISHED = "published", _("Published")
        DELISTED = "delisted", _("Delisted")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    register = models.CharField(max_length=16)
    originator = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    source_list = models.CharField(max_length=16, blank=True)
    reference = models.CharField(max_length=100)
    primary_name = models.TextField()
    state = models.CharField(max_length=16, choices=State.choices)
    ended_at = models.DateTimeField(null=True)

    ground = models.CharField(max_length=32)
    legal_basis_type = models.CharField(max_length=64)
    legal_basis_citation = models.TextField()
    legal_basis_authority = models.CharField(max_length=200)
    legal_basis_date = models.DateField(null=True)
    purpose = models.CharField(max_length=32)
    person_status = models.CharField(max_length=32)
    requested_action = models.CharField(max_length=32)
    details = models.JSONField(default=dict)
    """The sub-fields of the ground and the action, by name."""
    evidence_summary = models.TextField()
    narrative_summary = models.TextField(blank=True)
    source_grade = models.CharField(max_length=1)
    information_grade = models.CharField(max_length=1)
    inclusion_standard = models.CharField(max_length=32)
    born_at_latest = models.DateField(null=True)
    """The latest day on which the person may have been born: the youngest age that is possible."""
    searchable = models.BooleanField(default=True)
    """Whether it identifies its subject well enough to be proposed for a name."""
    passed_gate_by = models.CharField(max_length=64, blank=True)

    tlp = models.CharField(max_length=16)
    handling_code = models.CharField(max_length=2)
    only_members = ArrayField(models.BigIntegerField(), null=True)
    except_members = ArrayField(models.BigIntegerField(), default=list)

    expires_at = models.DateTimeField()
    review_at = models.DateTimeField()
    created_at = models.DateTimeField()
    revised_at = models.DateTimeField()
    """When its current version was made."""
    version = models.PositiveIntegerField()
    content_hash = models.BinaryField(max_length=32)
    changed_in = models.BigIntegerField(default=0, editable=False)
    """The transaction that last changed what matches; a trigger writes it."""

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["originator", "source_list", "reference"], name="record_reference_once"
            ),
            _one_of("register", Register),
            _one_of("ground", Ground),
            _one_of("purpose", Purpose),
            _one_of("person_status", PersonStatus),
            _one_of("requested_action", ActionCode),
            _one_of("source_grade", SourceGrade),
            _one_of("information_grade", InformationGrade),
            _one_of("tlp", Tlp),
            _one_of("handling_code", HandlingCode),
            models.CheckConstraint(
                name="record_state_known",
                condition=Q(state__in=STATES),
            ),
            *(
                _not_empty(field)
                for field in (
                    "reference",
                    "primary_name",
                    "legal_basis_type",
                    "legal_basis_citation",
                    "legal_basis_authority",
                    "evidence_summary",
                    "inclusion_standard",
                )
            ),
            _action_suits_ground(),
            models.CheckConstraint(
                name="record_weak_source_only_informs",
                condition=~Q(source_grade__in=["C", "X"], information_grade="4")
                | Q(requested_action="inform_only"),
            ),
            models.CheckConstraint(
                name="record_published_through_the_gate",
                condition=~Q(state="published") | ~Q(passed_gate_by=""),
            ),
            models.CheckConstraint(
                name="record_ends_after_it_begins",
                condition=Q(expires_at__gt=models.F("created_at")),
            ),
            models.CheckConstraint(
                name="record_reviewed_before_it_ends",
                condition=Q(review_at__lte=models.F("expires_at")),
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["changed_in"], name="record_changed_in"),
            models.Index(fields=["source_list", "state"], name="record_by_list"),
            models.Index(fields=["originator", "state", "expires_at"], name="record_by_originator"),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def asked_here(self) -> str:
        """What the viewer's member does: what is asked, unless `handling` put a flag here."""
        return self._flagged or self.requested_action

    @asked_here.setter
    def asked_here(self, action: str) -> None:
        self._flagged = action


class Version(models.Model):
    """What a record said from one moment on. Versions are added, never changed."""

    record = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    statements = models.JSONField()
    content_hash = models.BinaryField(max_length=32)
    standing = models.JSONField()
    """The whole contribution in its plain form, without its statements: ground, basis, action."""
    digest = models.CharField(max_length=64)
    """SHA-256 of the signed bytes, in hexadecimal; the next version's bytes hold it."""
    key_id = models.CharField(max_length=64)
    signature = models.BinaryField(max_length=64)
    """The contributor's, over `rules.signing.signed_bytes`."""
    made_at = models.DateTimeField()
    officer_id = models.BigIntegerField(null=True)
    """Who sent it; None where a program of the node did, as with published lists."""

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["record", "number"], name="version_once_per_record")
        ]
        ordering: ClassVar = ["number"]
