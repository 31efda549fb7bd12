"""Tables of the members. Who is a member is public; what a member holds is not kept here."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _


class Member(models.Model):
    """A state or an international organisation that has acceded."""

    class Kind(models.TextChoices):
        STATE = "state", _("State")
        ORGANISATION = "organisation", _("International organisation")

    class State(models.TextChoices):
        ACTIVE = "active", _("Active")
        SUSPENDED = "suspended", _("Suspended")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    code = models.CharField(max_length=16, unique=True)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=16, choices=Kind.choices)
    state = models.CharField(max_length=16, choices=State.choices, default=State.ACTIVE)
    joined_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["code"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="member_kind_known",
                condition=models.Q(kind__in=["state", "organisation"]),
            ),
            models.CheckConstraint(
                name="member_state_known",
                condition=models.Q(state__in=["active", "suspended", "withdrawn"]),
            ),
        ]

    def __str__(self) -> str:
        return self.code


class Unit(models.Model):
    """A named service of one member; its contact point is a unit like any other."""

    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="units")
    name = models.CharField(max_length=200)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["member", "name"], name="unit_once_per_member")
        ]

    def __str__(self) -> str:
        return self.name


class OfficerAccounts(BaseUserManager["Officer"]):
    """How Django finds the account behind a sign-in name."""


class Officer(AbstractBaseUser):
    """A person who acts for exactly one unit of exactly one member."""

    username = models.CharField(max_length=150, unique=True)
    email = models.EmailField(blank=True)
    name = models.CharField(max_length=200)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="officers")
    roles = ArrayField(models.CharField(max_length=40), default=list)
    is_active = models.BooleanField(default=True)

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar = []

    objects = OfficerAccounts()

    def __str__(self) -> str:
        return self.username

    def get_full_name(self) -> str:
        return self.name


class Demonstration(models.Model):
    """Marks a register whose people are all invented: one row; a real register has none."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    began_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(name="demonstration_once", condition=models.Q(id=1))
        ]
