"""Who may do what: one list of permissions, one table of roles, absent means no. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from ipaddress import ip_address, ip_network
from typing import Any

from tocsin.safeguards.access.errors import NotAnAddress, ScopeTooWide


class Permission(StrEnum):
    """Everything that can be asked for, in alphabetical order."""

    ACCESSION_PREPARE = "accession.prepare"
    ACCESSION_VOTE = "accession.vote"
    ALARM_READ = "alarm.read"
    ALERT_ANSWER = "alert.answer"
    ALERT_DELIVER = "alert.deliver"
    ALERT_READ = "alert.read"
    CAMPAIGN_HOLD = "campaign.hold"
    CANDIDATE_READ = "candidate.read"
    CLAIM_RELEASE = "claim.release"
    CLEARANCE_GIVE = "clearance.give"
    DECISION_MAKE = "decision.make"
    DESK_ANSWER = "desk.answer"
    DESK_KEEP = "desk.keep"
    DESK_RING = "desk.ring"
    DOCUMENT_CHECK = "document.check"
    DOCUMENT_CONFIRM = "document.confirm"
    DOCUMENT_READ = "document.read"
    DOCUMENT_REPORT = "document.report"
    DRAFT_PREPARE = "draft.prepare"
    ENDPOINT_KEEP = "endpoint.keep"
    EVENT_HEAR = "event.hear"
    FLAG_READ = "flag.read"
    FLIGHT_READ = "flight.read"
    GATE_REVIEW = "gate.review"
    HOME_READ = "home.read"
    IDENTITY_PROTECT = "identity.protect"
    INTAKE_TEND = "intake.tend"
    JUSTIFICATION_GIVE = "justification.give"
    KEY_KEEP = "key.keep"
    LEDGER_ASK = "ledger.ask"
    LEDGER_KEEP = "ledger.keep"
    LEDGER_READ = "ledger.read"
    LIBRARY_ADD = "library.add"
    LIBRARY_READ = "library.read"
    LINE_KEEP = "line.keep"
    LIST_ADMIT = "list.admit"
    LIST_IMPORT = "list.import"
    LIST_READ = "list.read"
    MATCH = "match"
    MEASURE_TAKE = "measure.take"
    MEMBER_READ = "member.read"
    MEMBERSHIP_END = "membership.end"
    MESSAGE_DELIVER = "message.deliver"
    MOVEMENT_READ = "movement.read"
    OFFICER_APPOINT = "officer.appoint"
    OFFICER_INSTALL = "officer.install"
    QUALITY_READ = "quality.read"
    QUEUE_READ = "queue.read"
    RECORD_CONTRIBUTE = "record.contribute"
    RECORD_FLAG = "record.flag"
    RECORD_READ = "record.read"
    RECORD_SEARCH = "record.search"
    RESOLUTION_JUDGE = "resolution.judge"
    RESOLUTION_PROPOSE = "resolution.propose"
    RESOLUTION_READ = "resolution.read"
    RETENTION_SET = "retention.set"
    SUSPENSION_LIFT = "suspension.lift"
    SUSPENSION_READ = "suspension.read"
    TOKEN_OWN = "token.own"  # noqa: S105 - a permission's name
    TRAVELLER_CHECK = "traveller.check"
    TRAVELLER_SCREEN = "traveller.screen"
    TRAVELLER_UNMASK = "traveller.unmask"


class Role(StrEnum):
    """What an officer may be appointed to, in alphabetical order."""

    AUDITOR = "auditor"
    CONTRIBUTOR = "contributor"
    FRONT_LINE = "front_line"
    MEMBER_ADMINISTRATOR = "member_administrator"
    NEUTRALITY_REVIEWER = "neutrality_reviewer"
    OBSERVER = "observer"
    OMBUDSPERSON = "ombudsperson"
    REGISTRAR = "registrar"
    REVIEWER = "reviewer"
    SCREENING_OFFICER = "screening_officer"


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: an officer of one member, or the node itself for one member (no officer).

    ``only`` is what a token was made for (None: all that the roles give); it never adds anything.
    """

    member_id: int
    roles: frozenset[Role]
    officer_id: int | None = None
    name: str = ""
    only: frozenset[Permission] | None = None


Predicate = Callable[[Actor, Any], bool]


def anything(_actor: Actor, _thing: object) -> bool:
    """Holds for whatever the database lets this actor see."""
    return True


def of_own_member(actor: Actor, thing: Any) -> bool:
    """Holds for what belongs to the actor's member; asked without a thing, it holds."""
    return thing is None or thing.member_id == actor.member_id


def of_applicants(_actor: Actor, thing: Any) -> bool:
    """Holds for who isn't a member yet: nobody keeps a member's own affairs for it."""
    return thing is None or thing.state in ("applied", "declared", "before_assembly")


def as_the_node(actor: Actor, _thing: object) -> bool:
    """Holds for the node itself, on its own machine, and for no officer."""
    return actor.officer_id is None


_OWN_DESK: Mapping[Permission, Predicate] = {
    Permission.DESK_ANSWER: of_own_member,
    Permission.EVENT_HEAR: anything,
    Permission.HOME_READ: anything,
    Permission.JUSTIFICATION_GIVE: anything,
    Permission.MEMBER_READ: anything,
    Permission.TOKEN_OWN: anything,
}
"""What everybody has who signs in."""
_READING: Mapping[Permission, Predicate] = {
    **_OWN_DESK,
    Permission.LIBRARY_READ: anything,
    Permission.LIST_READ: anything,
    Permission.QUALITY_READ: anything,
}
_SCREENING: Mapping[Permission, Predicate] = {
    **_READING,
    Permission.ALERT_ANSWER: anything,
    Permission.ALERT_DELIVER: anything,
    Permission.ALERT_READ: anything,
    Permission.CANDIDATE_READ: of_own_member,
    Permission.CLEARANCE_GIVE: of_own_member,
    Permission.DECISION_MAKE: of_own_member,
    Permission.DOCUMENT_CHECK: anything,
    Permission.DOCUMENT_READ: anything,
    Permission.FLAG_READ: anything,
    Permission.FLIGHT_READ: of_own_member,
    Permission.INTAKE_TEND: of_own_member,
    Permission.MATCH: anything,
    Permission.MESSAGE_DELIVER: of_own_member,
    Permission.MOVEMENT_READ: anything,
    Permission.QUEUE_READ: of_own_member,
    Permission.RECORD_READ: anything,
    Permission.RECORD_SEARCH: anything,
    Permission.SUSPENSION_READ: anything,
    Permission.TRAVELLER_SCREEN: of_own_member,
    Permission.TRAVELLER_UNMASK: of_own_member,
}
_CONTRIBUTING: Mapping[Permission, Predicate] = {
    **_READING,
    Permission.ALERT_ANSWER: anything,
    Permission.ALERT_READ: anything,
    Permission.DOCUMENT_CHECK: anything,
    Permission.DOCUMENT_CONFIRM: anything,
    Permission.DOCUMENT_READ: anything,
    Permission.DOCUMENT_REPORT: anything,
    Permission.DRAFT_PREPARE: anything,
    Permission.FLAG_READ: anything,
    Permission.IDENTITY_PROTECT: anything,
    Permission.LIBRARY_ADD: anything,
    Permission.RECORD_CONTRIBUTE: anything,
    Permission.RECORD_READ: anything,
    Permission.RECORD_SEARCH: anything,
    Permission.RESOLUTION_JUDGE: anything,
    Permission.RESOLUTION_READ: anything,
    Permission.SUSPENSION_READ: anything,
}

PERMITTED: Mapping[Role, Mapping[Permission, Predicate]] = {
    Role.AUDITOR: {
        **_READING,
        Permission.ALARM_READ: of_own_member,
        Permission.LEDGER_ASK: of_own_member,
        Permission.LEDGER_READ: of_own_member,
    },
    Role.CONTRIBUTOR: {**_CONTRIBUTING},
    Role.FRONT_LINE: {
        **_OWN_DESK,
        Permission.DOCUMENT_CHECK: anything,
        Permission.TRAVELLER_CHECK: anything,
    },
    Role.MEMBER_ADMINISTRATOR: {
        **_OWN_DESK,
        Permission.ACCESSION_VOTE: anything,
        Permission.DESK_KEEP: of_own_member,
        Permission.ENDPOINT_KEEP: of_own_member,
        Permission.KEY_KEEP: of_own_member,
        Permission.LINE_KEEP: of_own_member,
        Permission.MEMBERSHIP_END: of_own_member,
        Permission.OFFICER_APPOINT: of_own_member,
        Permission.RETENTION_SET: of_own_member,
    },
    Role.NEUTRALITY_REVIEWER: {
        **_READING,
        Permission.GATE_REVIEW: anything,
        Permission.RECORD_READ: anything,
    },
    Role.OBSERVER: {**_READING},
    Role.OMBUDSPERSON: {
        **_READING,
        Permission.LEDGER_ASK: anything,
        Permission.LEDGER_READ: anything,
        Permission.MOVEMENT_READ: anything,
        Permission.RECORD_READ: anything,
        Permission.RECORD_SEARCH: anything,
    },
    Role.REGISTRAR: {
        **_CONTRIBUTING,
        Permission.ACCESSION_PREPARE: anything,
        Permission.DESK_RING: anything,
        Permission.CAMPAIGN_HOLD: anything,
        Permission.KEY_KEEP: of_applicants,
        Permission.LEDGER_KEEP: as_the_node,
        Permission.LIST_ADMIT: anything,
        Permission.LIST_IMPORT: anything,
        Permission.MEASURE_TAKE: anything,
        Permission.MEMBERSHIP_END: anything,
        Permission.OFFICER_INSTALL: as_the_node,
        Permission.RESOLUTION_PROPOSE: anything,
    },
    Role.REVIEWER: {
        **_SCREENING,
        Permission.CLAIM_RELEASE: of_own_member,
        Permission.RECORD_FLAG: anything,
        Permission.SUSPENSION_LIFT: anything,
    },
    Role.SCREENING_OFFICER: {**_SCREENING},
}
"""A role's own lines stand in its row; what several share stands above, once."""


def is_permitted(actor: Actor, permission: Permission, thing: object = None) -> bool:
    """Whether one of the actor's roles gives the permission for this thing."""
    if actor.only is not None and permission not in actor.only:
        return False
    predicates = (PERMITTED[role].get(permission) for role in actor.roles)
    return any(predicate(actor, thing) for predicate in predicates if predicate)


def permissions_of(actor: Actor) -> frozenset[Permission]:
    """Every permission the actor has for at least something of their own."""
    return frozenset(each for each in Permission if is_permitted(actor, each))


def scope(actor: Actor, wanted: Iterable[Permission] | None) -> frozenset[Permission]:
    """What a token of the actor's can be for. Raises ScopeTooWide beyond the actor's own.

    Without a wish it is for all that the actor may now, and not for what they may one day.
    """
    own = permissions_of(actor)
    asked = own if wanted is None else frozenset(wanted)
    if beyond := asked - own:
        raise ScopeTooWide(permissions=", ".join(sorted(beyond)))
    return asked


def networks(written: Iterable[str]) -> list[str]:
    """Addresses and networks as CIDR. Raises NotAnAddress for what is neither."""
    return [_network(each.strip()) for each in written if each.strip()]


def _network(written: str) -> str:
    try:
        return str(ip_network(written, strict=False))
    except ValueError:
        raise NotAnAddress(address=written[:64]) from None


def is_from(address: str, bound_to: Sequence[str]) -> bool:
    """Whether an address lies in one of the networks; a token that is bound to none is from all."""
    if not bound_to:
        return True
    try:
        asking = ip_address(address)
    except ValueError:
        return False
    mapped = getattr(asking, "ipv4_mapped", None)
    return any((mapped or asking) in ip_network(each) for each in bound_to)
