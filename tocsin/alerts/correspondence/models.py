"""Tables of sealing keys, which are public, and of sealed messages, which nobody here can read."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from tocsin.alerts.models import Alert
from tocsin.foundations.identifiers import new_id
from tocsin.members.models import Member


class SealingKey(models.Model):
    """A public X25519 key of a member, endorsed by its signing key. Rows stay, as signing keys."""

    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=62, unique=True)
    endorsed_by = models.BinaryField(max_length=32)
    """The signing key that signed the registration, and its signature in base64."""
    endorsement = models.CharField(max_length=88)
    begins_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["begins_at", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["member"], condition=Q(ends_at=None), name="sealing_key_one_at_a_time"
            )
        ]


class SealedMessage(models.Model):
    """Ciphertext that one of the two members of an alert wrote; only the two can open it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    alert = models.ForeignKey(Alert, on_delete=models.CASCADE, related_name="+")
    writer = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    reader = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    officer_id = models.BigIntegerField()
    written_at = models.DateTimeField()
    content = models.BinaryField()
    size = models.PositiveIntegerField()

    class Meta:
        ordering: ClassVar = ["written_at", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="sealed_message_between_two", condition=~Q(writer=models.F("reader"))
            )
        ]
        indexes: ClassVar = [models.Index(fields=["alert"], name="sealed_message_of_alert")]
