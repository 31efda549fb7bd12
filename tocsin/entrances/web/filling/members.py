"""Members as the pages show them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from tocsin.entrances.web.pages.members import (
    DeskShown,
    KeyLine,
    MemberLine,
    MemberShown,
    OfficerLine,
    RegisterPage,
    StepLine,
    TallyShown,
)
from tocsin.members.rules import Origin, State, Tally, is_reached
from tocsin.safeguards.upkeep.queries import is_ringing

APPLICANTS = (State.APPLIED, State.DECLARED, State.BEFORE_ASSEMBLY)
FORMER = (State.WITHDRAWN, State.REFUSED)


def register_page(members: Iterable[Any]) -> RegisterPage:
    """Everybody, by where they stand."""
    lines = [line_of(each) for each in members]
    publishers = [each for each in lines if each.origin == Origin.PUBLICATION]
    others = [each for each in lines if each.origin != Origin.PUBLICATION]
    return RegisterPage(
        members=_in(others, State.ACTIVE),
        out=_in(others, State.SUSPENDED),
        applicants=_in(others, *APPLICANTS),
        former=_in(others, *FORMER),
        publishers=tuple(publishers),
    )


def _in(lines: Iterable[MemberLine], *states: State) -> tuple[MemberLine, ...]:
    return tuple(each for each in lines if each.state in states)


def line_of(member: Any) -> MemberLine:
    steps = [] if member.state == State.ACTIVE else list(member.steps.all())
    return MemberLine(
        code=member.code,
        name=member.name,
        kind=member.kind,
        state=member.state,
        origin=member.origin,
        capacity=member.capacity,
        joined_at=member.joined_at,
        legal_basis=member.legal_basis,
        since=steps[-1].at if steps else member.joined_at,
    )


def shown(member: Any, *, now: datetime | None = None) -> MemberShown:
    """One member. With ``now``, also what only officers see: how its desk is reached."""
    return MemberShown(
        line=line_of(member),
        mandate=member.mandate,
        data_protection_authority=member.data_protection_authority,
        redress_contact=member.redress_contact,
        units=tuple(sorted(each.name for each in member.units.all())),
        steps=tuple(
            StepLine(each.event, each.after, each.at, each.reason) for each in member.steps.all()
        ),
        keys=tuple(
            KeyLine(each.key_id, each.begins_at, each.ends_at, each.void_from)
            for each in member.keys.all()
        ),
        keeps=member.keeps,
        desk=_desk(getattr(member, "contact", None), now),
    )


def _desk(desk: Any, now: datetime | None) -> DeskShown | None:
    if desk is None or now is None:
        return DeskShown(desk.name) if desk else None
    return DeskShown(
        desk.name,
        tuple(desk.duty_numbers),
        desk.mail,
        is_reached(desk.duty_numbers, desk.rung_at, desk.answered_at, now),
        is_ringing(desk),
    )


def tally_of(tally: Tally, own: str, *, may_vote: bool) -> TallyShown:
    return TallyShown(
        tally.votes_for, tally.votes_against, tally.abstentions, tally.entitled, own, may_vote
    )


def officer_line(officer: Any, oneself: int | None) -> OfficerLine:
    return OfficerLine(
        pk=officer.pk,
        username=officer.username,
        name=officer.name,
        unit=officer.unit.name,
        roles=tuple(officer.roles),
        is_active=officer.is_active,
        is_oneself=officer.pk == oneself,
        ended_at=officer.ended_at,
    )
