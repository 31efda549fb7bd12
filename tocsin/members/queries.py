"""Reading the members: a public register, so no viewer is asked for."""

from __future__ import annotations

from datetime import datetime

from tocsin.members.errors import UnknownMember, UnknownOfficer
from tocsin.members.models import Demonstration, Member, Officer


def member_by_code(code: str) -> Member:
    try:
        return Member.objects.get(code=code)
    except Member.DoesNotExist:
        raise UnknownMember(code=code) from None


def names_by_id() -> dict[int, str]:
    """Every member's name by its key, for showing who said what."""
    return dict(Member.objects.values_list("id", "name"))


def codes_by_id() -> dict[int, str]:
    """Every member's code by its key, for showing who a record is kept from or for."""
    return dict(Member.objects.values_list("id", "code"))


def count() -> int:
    return Member.objects.count()


def demonstration_began() -> datetime | None:
    """Since when this register is a demonstration with invented people; None where it is none."""
    mark = Demonstration.objects.first()
    return mark.began_at if mark else None


def officer_by_username(username: str) -> Officer:
    """The officer with this sign-in name, with unit and member."""
    try:
        return Officer.objects.select_related("unit__member").get(username=username)
    except Officer.DoesNotExist:
        raise UnknownOfficer(username=username) from None
