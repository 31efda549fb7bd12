"""Tables of travel documents. Whose a document is isn't here: a number has no holder."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Length

from tocsin.foundations.identifiers import new_id
from tocsin.members.models import Member
from tocsin.records.documents.confirming.rules import State
from tocsin.records.documents.readings import CONFUSED, LONGEST, PLAIN
from tocsin.records.documents.rules import DocumentStatus, DocumentType
from tocsin.records.registers.models import Record

_TYPES = [str(each) for each in DocumentType]
_STATUSES = [str(each) for each in DocumentStatus]
_KEPT = r"^[A-Z0-9]+$"


def _number() -> models.CharField[str, str]:
    return models.CharField(max_length=LONGEST, db_collation="C")


def _careless(field: str) -> models.GeneratedField:
    """The number as a careless eye reads it (`readings.careless`), made by the database itself."""
    return models.GeneratedField(
        expression=Func(F(field), Value(CONFUSED), Value(PLAIN), function="translate"),
        output_field=models.CharField(max_length=LONGEST, db_collation="C"),
        db_persist=True,
    )


def _issuer() -> models.ForeignKey[Member, Member]:
    """The member that issued the document and alone may speak of it: by its code."""
    return models.ForeignKey(
        Member,
        on_delete=models.PROTECT,
        to_field="code",
        db_column="issuer",
        related_name="+",
        db_index=False,
    )


class DocumentAlert(models.Model):
    """One document that its issuer reports as lost, stolen or revoked."""

    issuer = _issuer()
    document_type = models.CharField(max_length=1)
    number = _number()
    careless = _careless("number")
    status = models.CharField(max_length=12)
    occurred_on = models.DateField(null=True)
    reported_at = models.DateTimeField()
    ends_on = models.DateField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["careless", "issuer", "document_type", "number"],
                condition=Q(ended_at=None),
                name="document_reported_once",
            ),
            models.CheckConstraint(
                name="document_type_known", condition=Q(document_type__in=_TYPES)
            ),
            models.CheckConstraint(name="document_status_known", condition=Q(status__in=_STATUSES)),
            models.CheckConstraint(name="document_number_kept", condition=Q(number__regex=_KEPT)),
            models.CheckConstraint(
                name="document_recovered_means_ended",
                condition=Q(status="recovered", ended_at__isnull=False)
                | (~Q(status="recovered") & Q(ended_at=None)),
            ),
        ]


class BlankRange(models.Model):
    """Stolen blanks with consecutive numbers, from ``first`` to ``last``, both included."""

    issuer = _issuer()
    document_type = models.CharField(max_length=1)
    first = _number()
    last = _number()
    careless_first = _careless("first")
    careless_last = _careless("last")
    width = models.GeneratedField(
        expression=Length("first"), output_field=models.SmallIntegerField(), db_persist=True
    )
    occurred_on = models.DateField(null=True)
    reported_at = models.DateTimeField()
    ends_on = models.DateField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(name="blanks_type_known", condition=Q(document_type__in=_TYPES)),
            models.CheckConstraint(
                name="blanks_first_kept", condition=Q(first__regex=r"^[A-Z0-9]*[0-9]$")
            ),
            models.CheckConstraint(
                name="blanks_last_kept", condition=Q(last__regex=r"^[A-Z0-9]*[0-9]$")
            ),
            models.CheckConstraint(name="blanks_in_order", condition=Q(first__lte=F("last"))),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["issuer", "document_type", "width", "careless_last"], name="blanks_by_last"
            )
        ]


class Confirmation(models.Model):
    """A question to an issuer whether its report of one document still stands."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    issuer = _issuer()
    document_type = models.CharField(max_length=1)
    number = _number()
    status = models.CharField(max_length=12)
    asked_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    reply_by = models.DateTimeField()
    state = models.CharField(max_length=16, default=State.ASKED)
    replied_at = models.DateTimeField(null=True)
    remark = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="confirmation_state_known", condition=Q(state__in=[str(s) for s in State])
            ),
            models.CheckConstraint(
                name="confirmation_replied_at_a_moment",
                condition=Q(state="asked", replied_at=None)
                | (~Q(state="asked") & Q(replied_at__isnull=False)),
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["issuer", "asked_at"], name="confirmation_to_issuer"),
            models.Index(fields=["asked_by", "asked_at"], name="confirmation_by_asker"),
        ]


class NamedDocument(models.Model):
    """A document that the current version of a record states; a trigger keeps it so."""

    record = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="+")
    issuer = models.CharField(max_length=16, db_collation="C")
    number = _number()
    careless = _careless("number")

    class Meta:
        indexes: ClassVar = [models.Index(fields=["careless", "issuer"], name="named_by_number")]
