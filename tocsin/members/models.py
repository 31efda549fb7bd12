"""Tables of the members. Who is a member is public; what a member holds is not kept here."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tocsin.members.keys import Term, key_id
from tocsin.members.rules import (
    Capacity,
    Check,
    Choice,
    Declaration,
    Event,
    Keeps,
    Origin,
    State,
)


def _one_of(
    name: str, field: str, codes: type[StrEnum], *, empty: bool = False
) -> models.CheckConstraint:
    known = [*([""] if empty else []), *map(str, codes)]
    return models.CheckConstraint(name=name, condition=Q(**{f"{field}__in": known}))


class Member(models.Model):
    """A state or an international organisation: acceded, or on the way."""

    class Kind(models.TextChoices):
        STATE = "state", _("State")
        ORGANISATION = "organisation", _("International organisation")

    State = State

    code = models.CharField(max_length=16, unique=True)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=16, choices=Kind.choices)
    state = models.CharField(max_length=16, default=State.ACTIVE.value)
    origin = models.CharField(max_length=16, default=Origin.FOUNDING.value)
    capacity = models.CharField(max_length=16, default=Capacity.FULL.value)
    mandate = models.CharField(max_length=500, blank=True)
    """What an organisation may do by its own statutes; it can't take part for more."""
    joined_at = models.DateTimeField(null=True)
    legal_basis = models.CharField(max_length=500, blank=True)
    data_protection_authority = models.CharField(max_length=500, blank=True)
    redress_contact = models.CharField(max_length=500, blank=True)
    keeps = models.CharField(max_length=16, blank=True)
    """What becomes of its records while it isn't active; empty, they are frozen."""

    class Meta:
        ordering: ClassVar = ["code"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="member_kind_known", condition=Q(kind__in=["state", "organisation"])
            ),
            _one_of("member_state_known", "state", State),
            _one_of("member_origin_known", "origin", Origin),
            _one_of("member_capacity_known", "capacity", Capacity),
            _one_of("member_keeps_known", "keeps", Keeps, empty=True),
            models.CheckConstraint(
                name="member_active_has_declared",
                condition=~Q(state="active", origin="accession")
                | (
                    ~Q(legal_basis="")
                    & ~Q(data_protection_authority="")
                    & ~Q(redress_contact="")
                    & Q(joined_at__isnull=False)
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def member_id(self) -> int:
        """A member belongs to itself: what `access` asks of every thing."""
        return int(self.pk)

    @property
    def declared(self) -> dict[Declaration, object]:
        """What was declared so far, key and all."""
        return {
            Declaration.LEGAL_BASIS: self.legal_basis,
            Declaration.DATA_PROTECTION_AUTHORITY: self.data_protection_authority,
            Declaration.REDRESS_CONTACT: self.redress_contact,
            Declaration.SIGNING_KEY: self.keys.filter(ends_at=None, void_from=None).exists(),
        }


class Step(models.Model):
    """One step of a membership, or a measure, with the reason that everybody may read."""

    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="steps")
    event = models.CharField(max_length=16)
    before = models.CharField(max_length=16)
    after = models.CharField(max_length=16)
    at = models.DateTimeField()
    officer_id = models.BigIntegerField(null=True)
    reason = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering: ClassVar = ["at", "id"]
        constraints: ClassVar = [
            _one_of("step_event_known", "event", Event, empty=True),
            _one_of("step_after_known", "after", State),
        ]


class PassedCheck(models.Model):
    """A technical check that an applicant passed."""

    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="checks")
    name = models.CharField(max_length=16)
    passed_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["member", "name"], name="check_once_per_member"),
            _one_of("check_known", "name", Check),
        ]


class Vote(models.Model):
    """What one member said about an applicant, at the step that brought it before the assembly."""

    step = models.ForeignKey(Step, on_delete=models.PROTECT, related_name="votes")
    voter = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    officer_id = models.BigIntegerField()
    choice = models.CharField(max_length=16)
    cast_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["step", "voter"], name="vote_once_per_member"),
            _one_of("vote_choice_known", "choice", Choice),
        ]


class SigningKey(models.Model):
    """A public Ed25519 key of a member, and when it counts. Rows stay: old signatures do too."""

    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="keys")
    key = models.BinaryField(max_length=32, unique=True)
    begins_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True)
    void_from = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["begins_at"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["member"],
                condition=Q(ends_at__isnull=True),
                name="key_one_at_a_time",
            )
        ]

    @property
    def key_id(self) -> str:
        return key_id(bytes(self.key))

    @property
    def term(self) -> Term:
        return Term(bytes(self.key), self.begins_at, self.ends_at, self.void_from)


class ContactPoint(models.Model):
    """The one desk of a member that others call, by day and night."""

    member = models.OneToOneField(Member, on_delete=models.PROTECT, related_name="contact")
    name = models.CharField(max_length=200)
    duty_numbers = ArrayField(models.CharField(max_length=32), default=list)
    """Telephone numbers that are answered at any hour, as ITU-T E.164 writes them."""
    mail = models.CharField(max_length=254, blank=True)
    rung_at = models.DateTimeField(null=True)
    """When the desk was last tested, and when it last answered a test."""
    answered_at = models.DateTimeField(null=True)

    @property
    def member_code(self) -> str:
        return self.member.code


class Unit(models.Model):
    """A named service of one member."""

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
    appointed_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar = []

    objects = OfficerAccounts()

    def __str__(self) -> str:
        return self.username

    @property
    def member_id(self) -> int:
        """Whose officer this is: what `access` asks of every thing."""
        return self.unit.member_id

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
