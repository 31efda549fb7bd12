"""What an officer changes about how they sign in is in the ledger, like all else."""

from __future__ import annotations

from typing import Any

from allauth.account.signals import password_changed
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_removed, authenticator_reset
from django.db.models.signals import post_save

from tocsin.safeguards.access.actions import note_account
from tocsin.safeguards.appointments.facts import FactorsLost


def listen() -> None:
    """Hear what allauth does, in the transaction in which it does it; twice is as once.

    What it tells of an added factor comes after the transaction, so that is heard from its table.
    """
    password_changed.connect(_password_changed, dispatch_uid="tocsin.password")
    post_save.connect(_factor_added, sender=Authenticator, dispatch_uid="tocsin.added")
    authenticator_removed.connect(_factor_removed, dispatch_uid="tocsin.removed")
    authenticator_reset.connect(_codes_made_anew, dispatch_uid="tocsin.reset")


def _password_changed(user: Any, **_more: Any) -> None:
    note_account(user, "officer.password")


def _factor_added(instance: Authenticator, created: bool, **_more: Any) -> None:
    if created:
        note_account(instance.user, "officer.factor-added", str(instance.type))


def _factor_removed(user: Any, authenticator: Authenticator, **_more: Any) -> None:
    note_account(user, "officer.factor-removed", str(authenticator.type))


def _codes_made_anew(user: Any, **_more: Any) -> None:
    note_account(user, "officer.codes-made")


def forget_factors(fact: FactorsLost) -> None:
    """Delete an officer's second factors and recovery codes; the ledger has who asked for it."""
    Authenticator.objects.filter(user_id=fact.officer_id).delete()
