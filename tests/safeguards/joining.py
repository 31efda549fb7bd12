"""Invented members that come in by the front door, with keys that the tests hold."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from datetime import UTC, datetime

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from tests.invented import NOW, node
from tocsin.members.errors import UnknownOfficer
from tocsin.members.keys import SignedKey, statement, written
from tocsin.members.models import Member
from tocsin.members.queries import officer_by_username
from tocsin.members.rules import Check, Desk, Keeps
from tocsin.safeguards.access.actions import actor_for, viewing
from tocsin.safeguards.access.rules import Actor, Role
from tocsin.safeguards.accession import actions, measures
from tocsin.safeguards.accession.loading import Founder
from tocsin.safeguards.accession.rules import Application, Declared
from tocsin.safeguards.appointments.actions import appoint
from tocsin.safeguards.upkeep.actions import register_key

DECLARED = Declared("Border Act (2020), section 4", "Data Commission", "redress@xa.example")
DESK = Desk("Contact Point", ("+999 000 00001",))
LONG_AGO = datetime(2025, 1, 1, tzinfo=UTC)


def registrar() -> Actor:
    """The node as its own registrar."""
    return node("home", Role.REGISTRAR)


def private_key(seed: str) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(hashlib.sha256(seed.encode()).digest())


def signed_key(code: str, seed: str = "") -> SignedKey:
    """A key of the member's, which signed its own registration."""
    private = private_key(seed or code)
    public = private.public_key().public_bytes_raw()
    signature = private.sign(statement(code, public))
    return SignedKey(written(public), base64.b64encode(signature).decode())


def founded(code: str, capacity: str = "full") -> Member:
    """A founding member with all that a member declares."""
    kind, mandate = ("state", "") if capacity == "full" else ("organisation", "Lists persons")
    founder = Founder(
        Application(code, f"State {code}", kind, capacity, mandate),
        DECLARED,
        signed_key(code),
        DESK,
        ("Border desk",),
        LONG_AGO,
    )
    actor = registrar()
    with viewing(actor):
        return actions.found(actor, founder, now=NOW)


def applied(code: str = "XQ") -> Member:
    actor = registrar()
    with viewing(actor):
        return actions.apply(actor, Application(code, f"State {code}", "state"), now=NOW)


def before_assembly(code: str = "XQ") -> Member:
    """An applicant that has declared everything and passed every check."""
    member, actor = applied(code), registrar()
    with viewing(actor):
        actions.declare(actor, code, DECLARED, DESK)
        register_key(actor, member, signed_key(code), now=NOW)
        actions.complete(actor, code, now=NOW)
        for each in Check:
            actions.pass_check(actor, code, each, now=NOW)
        actions.call_assembly(actor, code, now=NOW)
    member.refresh_from_db()
    return member


def administrator(member: Member, name: str = "chief") -> Actor:
    """The member's administrator, appointed by the node."""
    return appointed(member, name, Role.MEMBER_ADMINISTRATOR)


def appointed(member: Member, name: str, *roles: Role) -> Actor:
    username = f"{name}.{member.code}".lower()
    actor = registrar()
    with viewing(actor):
        return actor_for(appoint(actor, member, "Border desk", username, name, roles, now=NOW))


def clerks(*codes: str) -> tuple[Actor, Actor]:
    """Two registrars, of two members."""
    one, other = (_clerk(code) for code in codes or ("XY", "XZ"))
    return one, other


def _clerk(code: str) -> Actor:
    member = founded(code)
    try:
        return actor_for(officer_by_username(f"clerk.{code}".lower()))
    except UnknownOfficer:
        return appointed(member, "clerk", Role.REGISTRAR)


def suspended(
    code: str, keeps: Keeps = Keeps.FROZEN, why: str = "Does not answer.", by: Sequence[str] = ()
) -> None:
    """Put a member out, by one registrar's proposal and another's confirmation."""
    first, second = clerks(*by)
    with viewing(first):
        proposal = measures.propose_suspension(first, code, keeps, why, now=NOW)
    with viewing(second):
        measures.confirm(second, proposal.id, now=NOW)


def reinstated(code: str, why: str = "It answered all of them.") -> None:
    first, second = clerks()
    with viewing(first):
        proposal = measures.propose_reinstatement(first, code, why, now=NOW)
    with viewing(second):
        measures.confirm(second, proposal.id, now=NOW)
