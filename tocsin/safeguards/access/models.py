"""Tokens for programs that act for an officer: only a digest is stored."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from tocsin.members.models import Officer


class Token(models.Model):
    """A bearer token: 256 bits of chance shown once; its SHA-256 finds it again."""

    officer = models.ForeignKey(Officer, on_delete=models.CASCADE, related_name="tokens")
    name = models.CharField(max_length=100)
    digest = models.BinaryField(max_length=32, unique=True)
    hint = models.CharField(max_length=16, blank=True)
    """How the token begins: enough for its owner to know it again, and of no use to anyone."""
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-created_at"]
