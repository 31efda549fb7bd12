"""Tokens for programs, stored as digests; how much was asked, and by whom too much."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from tocsin.members.models import Officer


class Token(models.Model):
    """A bearer token: 256 bits of chance shown once; its SHA-256 finds it again."""

    officer = models.ForeignKey(Officer, on_delete=models.CASCADE, related_name="tokens")
    name = models.CharField(max_length=100)
    digest = models.BinaryField(max_length=32, unique=True)
    hint = models.CharField(max_length=16, blank=True)
    """How the token begins: enough for its owner to know it again, and of no use to anyone."""
    permissions = ArrayField(models.CharField(max_length=64), null=True)
    """What it is for; null on tokens older than this column: all that its officer may."""
    addresses = ArrayField(models.CharField(max_length=64), default=list)
    """Networks that it may be used from, as CIDR; none: from everywhere."""
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-created_at"]


class Tally(models.Model):
    """What one officer asked in one minute, by one connection; officer 0 is the node."""

    member_id = models.BigIntegerField()
    officer_id = models.BigIntegerField()
    asking = models.CharField(max_length=16)
    minute = models.DateTimeField()
    connection = models.BigIntegerField()
    number = models.BigIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["member_id", "officer_id", "asking", "minute", "connection"],
                name="tally_once",
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["member_id", "asking", "minute"], name="tally_by_member")
        ]


class Alarm(models.Model):
    """An officer asked for so much in an hour that an auditor has to hear of it."""

    member_id = models.BigIntegerField()
    officer_id = models.BigIntegerField()
    asking = models.CharField(max_length=16)
    hour = models.DateTimeField()
    number = models.BigIntegerField()
    """The most within any hour that ended in this one, what was refused included."""
    raised_at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True)
    seen_by = models.BigIntegerField(null=True)

    class Meta:
        ordering: ClassVar = ["-raised_at"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["member_id", "officer_id", "asking", "hour"], name="alarm_once_an_hour"
            )
        ]
