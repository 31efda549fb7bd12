"""The invented coalition accedes: its founders with all they declare, their officers, and a state
that applies, whose vote is left to the visitor.

Every step may be repeated: it finds what is there and adds what is missing.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime, timedelta

from tocsin.entrances.cli.acting import as_registrar
from tocsin.entrances.demo.reading import InventedMember, InventedOfficer, applicant, members
from tocsin.members.actions import add_key
from tocsin.members.errors import MemberExists, UnknownOfficer
from tocsin.members.queries import member_by_code, officer_by_username
from tocsin.members.rules import Check
from tocsin.safeguards.access.rules import Actor
from tocsin.safeguards.accession import actions
from tocsin.safeguards.accession.loading import founder
from tocsin.safeguards.appointments.actions import appoint

PASSWORD = "demo"  # noqa: S105 - printed for every visitor; the people are invented
JOINED_BEFORE = timedelta(days=90)
"""Members are older than every flight, so that their records could be found on it."""


def accede(began: datetime) -> dict[str, int]:
    """All members with their units and officers; gives each member's key by its code."""
    joined = began - JOINED_BEFORE
    with as_registrar() as actor:
        ids = {each.code: _accede(actor, each, joined) for each in members()}
        with suppress(MemberExists):
            _apply(actor, began)
    return ids


def _accede(actor: Actor, invented: InventedMember, joined: datetime) -> int:
    brought = {**invented.brings, "joined": joined.date(), "services": [invented.unit]}
    member = actions.found(actor, founder(brought), now=joined)
    for each in invented.officers:
        _appoint(actor, invented, each, joined)
    return member.id


def _appoint(actor: Actor, of: InventedMember, invented: InventedOfficer, now: datetime) -> None:
    """An officer; with the password of the demonstration where a visitor may be them."""
    with suppress(UnknownOfficer):
        officer_by_username(invented.username)
        return
    who = (of.unit, invented.username, invented.name, invented.roles)
    officer = appoint(actor, member_by_code(of.code), *who, now=now)
    if invented.task:
        officer.set_password(PASSWORD)
        officer.save(update_fields=["password"])


def _apply(actor: Actor, now: datetime) -> None:
    """The applicant, as far as it comes without the members' votes."""
    brought = founder(applicant())
    code = brought.application.code
    member = actions.apply(actor, brought.application, now=now)
    actions.declare(actor, code, brought.declared, brought.desk)
    add_key(member, brought.key, now=now)
    actions.complete(actor, code, now=now)
    for each in Check:
        actions.pass_check(actor, code, each, now=now)
    actions.call_assembly(actor, code, now=now)
