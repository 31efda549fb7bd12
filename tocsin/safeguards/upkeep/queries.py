"""Whether a member can be reached by day and night."""

from __future__ import annotations

from datetime import datetime

from tocsin.members.models import ContactPoint, Member
from tocsin.members.rules import Origin, State, is_reached


def has_duty_contact(member_id: int, *, now: datetime) -> bool:
    """Whether the member's desk has a number and answered its last test.

    A member without one can't be asked for an arrest, for nobody would answer for it at night.
    """
    desk = desk_of(member_id)
    return desk is not None and is_reached(desk.duty_numbers, desk.rung_at, desk.answered_at, now)


def unreached(*, now: datetime) -> list[Member]:
    """Active members without a desk that answers by day and night, by their codes."""
    active = Member.objects.filter(state=State.ACTIVE).exclude(
        origin__in=[Origin.NODE, Origin.PUBLICATION]
    )
    return [each for each in active if not has_duty_contact(each.id, now=now)]


def desk_of(member_id: int) -> ContactPoint | None:
    return ContactPoint.objects.filter(member_id=member_id).first()


def is_ringing(desk: ContactPoint | None) -> bool:
    """Whether a test waits for an answer."""
    if desk is None or desk.rung_at is None:
        return False
    return desk.answered_at is None or desk.answered_at < desk.rung_at
