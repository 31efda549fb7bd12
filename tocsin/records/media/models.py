"""What is known of a file without opening it. The bytes are in `storage`."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from tocsin.foundations.identifiers import new_id
from tocsin.records.media.rules import KINDS, LARGEST
from tocsin.records.registers.models import Record


class Attachment(models.Model):
    """One file of one record: its hash, source and rights, and who attached it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    record = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="attachments")
    member_id = models.BigIntegerField()
    officer_id = models.BigIntegerField()
    media_type = models.CharField(max_length=32)
    size = models.PositiveIntegerField()
    sha256 = models.BinaryField(max_length=32)
    source = models.TextField()
    rights = models.TextField()
    attached_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["attached_at"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["record", "sha256"], name="attachment_once"),
            models.CheckConstraint(
                name="attachment_kind_known", condition=Q(media_type__in=sorted(KINDS.values()))
            ),
            models.CheckConstraint(
                name="attachment_small", condition=Q(size__gt=0, size__lte=LARGEST)
            ),
            models.CheckConstraint(
                name="attachment_source_given",
                condition=Q(source__regex=r"\S", rights__regex=r"\S"),
            ),
        ]
