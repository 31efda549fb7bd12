"""Reading the members: a public register, so no viewer is asked for."""

from __future__ import annotations

from tocsin.members.errors import UnknownMember
from tocsin.members.models import Member


def member_by_code(code: str) -> Member:
    try:
        return Member.objects.get(code=code)
    except Member.DoesNotExist:
        raise UnknownMember(code=code) from None


def names_by_id() -> dict[int, str]:
    """Every member's name by its key, for showing who said what."""
    return dict(Member.objects.values_list("id", "name"))


def count() -> int:
    return Member.objects.count()
