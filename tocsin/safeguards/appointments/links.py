"""A link by which one officer chooses a password: it works once, and for three days.

It is bound to the password that is replaced and to the last sign-in, so that using it, and signing
in, each end it. Nothing is stored.
"""

from __future__ import annotations

from typing import Any

from django.contrib.auth.tokens import PasswordResetTokenGenerator

from tocsin.members.models import Officer
from tocsin.safeguards.appointments.errors import LinkSpent


class _Links(PasswordResetTokenGenerator):
    key_salt = "tocsin.safeguards.appointments.links"

    def _make_hash_value(self, user: Any, timestamp: int) -> str:
        return f"{user.pk}{user.password}{user.last_login}{user.is_active}{timestamp}"


_links = _Links()


def make(officer: Officer) -> str:
    """What the link ends in."""
    return f"{officer.pk}/{_links.make_token(officer)}/"


def officer_of(officer_id: int, token: str) -> Officer:
    """Whose link it is. Raises LinkSpent, also where there is no such officer."""
    found = Officer.objects.select_related("unit__member").filter(pk=officer_id).first()
    if found is None or not found.is_active or not _links.check_token(found, token):
        raise LinkSpent
    return found
