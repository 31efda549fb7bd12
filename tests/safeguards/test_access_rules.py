"""Who may do what, as one table: absent means no."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from tocsin.safeguards.access.rules import (
    PERMITTED,
    Actor,
    Permission,
    Role,
    is_permitted,
    permissions_of,
)


@dataclass(frozen=True)
class Thing:
    member_id: int


EVERYBODY = set(Role)
READERS = EVERYBODY - {Role.FRONT_LINE, Role.MEMBER_ADMINISTRATOR}
SCREENERS = {Role.REVIEWER, Role.SCREENING_OFFICER}
CONTRIBUTORS = {Role.CONTRIBUTOR, Role.REGISTRAR}
EXPECTED = {
    Permission.ACCESSION_PREPARE: {Role.REGISTRAR},
    Permission.ACCESSION_VOTE: {Role.MEMBER_ADMINISTRATOR},
    Permission.ALARM_READ: {Role.AUDITOR},
    Permission.ALERT_ANSWER: SCREENERS | CONTRIBUTORS,
    Permission.ALERT_DELIVER: SCREENERS,
    Permission.ALERT_READ: SCREENERS | CONTRIBUTORS,
    Permission.CAMPAIGN_HOLD: {Role.REGISTRAR},
    Permission.CANDIDATE_READ: SCREENERS,
    Permission.CLAIM_RELEASE: {Role.REVIEWER},
    Permission.CLEARANCE_GIVE: SCREENERS,
    Permission.DECISION_MAKE: SCREENERS,
    Permission.DESK_ANSWER: EVERYBODY,
    Permission.DESK_KEEP: {Role.MEMBER_ADMINISTRATOR},
    Permission.DESK_RING: {Role.REGISTRAR},
    Permission.DOCUMENT_CHECK: SCREENERS | CONTRIBUTORS | {Role.FRONT_LINE},
    Permission.DOCUMENT_CONFIRM: CONTRIBUTORS,
    Permission.DOCUMENT_READ: SCREENERS | CONTRIBUTORS,
    Permission.DOCUMENT_REPORT: CONTRIBUTORS,
    Permission.DRAFT_PREPARE: CONTRIBUTORS,
    Permission.ENDPOINT_KEEP: {Role.MEMBER_ADMINISTRATOR},
    Permission.EVENT_HEAR: EVERYBODY,
    Permission.FLAG_READ: SCREENERS | CONTRIBUTORS,
    Permission.FLIGHT_READ: SCREENERS,
    Permission.GATE_REVIEW: {Role.NEUTRALITY_REVIEWER},
    Permission.HOME_READ: EVERYBODY,
    Permission.IDENTITY_PROTECT: CONTRIBUTORS,
    Permission.INTAKE_TEND: SCREENERS,
    Permission.JUSTIFICATION_GIVE: EVERYBODY,
    Permission.KEY_KEEP: {Role.MEMBER_ADMINISTRATOR, Role.REGISTRAR},
    Permission.LEDGER_ASK: {Role.AUDITOR, Role.OMBUDSPERSON},
    Permission.LEDGER_KEEP: {Role.REGISTRAR},
    Permission.LEDGER_READ: {Role.AUDITOR, Role.OMBUDSPERSON},
    Permission.LIBRARY_ADD: CONTRIBUTORS,
    Permission.LIBRARY_READ: READERS,
    Permission.LINE_KEEP: {Role.MEMBER_ADMINISTRATOR},
    Permission.LIST_ADMIT: {Role.REGISTRAR},
    Permission.LIST_IMPORT: {Role.REGISTRAR},
    Permission.LIST_READ: READERS,
    Permission.MATCH: SCREENERS,
    Permission.MEASURE_TAKE: {Role.REGISTRAR},
    Permission.MEMBERSHIP_END: {Role.MEMBER_ADMINISTRATOR, Role.REGISTRAR},
    Permission.MEMBER_READ: EVERYBODY,
    Permission.MESSAGE_DELIVER: SCREENERS,
    Permission.MOVEMENT_READ: SCREENERS | {Role.OMBUDSPERSON},
    Permission.OFFICER_APPOINT: {Role.MEMBER_ADMINISTRATOR},
    Permission.OFFICER_INSTALL: {Role.REGISTRAR},
    Permission.QUALITY_READ: READERS,
    Permission.QUEUE_READ: SCREENERS,
    Permission.RECORD_CONTRIBUTE: CONTRIBUTORS,
    Permission.RECORD_FLAG: {Role.REVIEWER},
    Permission.RECORD_READ: SCREENERS
    | CONTRIBUTORS
    | {Role.NEUTRALITY_REVIEWER, Role.OMBUDSPERSON},
    Permission.RECORD_SEARCH: SCREENERS | CONTRIBUTORS | {Role.OMBUDSPERSON},
    Permission.RESOLUTION_JUDGE: CONTRIBUTORS,
    Permission.RESOLUTION_PROPOSE: {Role.REGISTRAR},
    Permission.RESOLUTION_READ: CONTRIBUTORS,
    Permission.RETENTION_SET: {Role.MEMBER_ADMINISTRATOR},
    Permission.SUSPENSION_LIFT: {Role.REVIEWER},
    Permission.SUSPENSION_READ: SCREENERS | CONTRIBUTORS,
    Permission.TOKEN_OWN: EVERYBODY,
    Permission.TRAVELLER_CHECK: {Role.FRONT_LINE},
    Permission.TRAVELLER_SCREEN: SCREENERS,
    Permission.TRAVELLER_UNMASK: SCREENERS,
}
"""Which roles have a permission, written down a second time from the other side."""


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("permission", Permission)
def test_a_role_gives_exactly_the_permissions_of_its_row(
    role: Role, permission: Permission
) -> None:
    actor = Actor(member_id=1, roles=frozenset({role}))
    assert is_permitted(actor, permission) == (role in EXPECTED[permission])


def test_every_role_has_a_row() -> None:
    assert set(PERMITTED) == set(Role)


def test_an_actor_without_a_role_may_do_nothing() -> None:
    assert permissions_of(Actor(member_id=1, roles=frozenset())) == frozenset()


@pytest.mark.parametrize(
    "permission", [Permission.CANDIDATE_READ, Permission.DECISION_MAKE, Permission.FLIGHT_READ]
)
def test_what_belongs_to_another_member_is_refused(permission: Permission) -> None:
    officer = Actor(member_id=1, roles=frozenset({Role.REVIEWER}))
    assert is_permitted(officer, permission, Thing(member_id=1))
    assert not is_permitted(officer, permission, Thing(member_id=2))


def test_roles_are_listed_in_alphabetical_order() -> None:
    values = [str(role) for role in Role]
    assert values == sorted(values)


def test_permissions_are_listed_in_alphabetical_order() -> None:
    values = [str(permission) for permission in Permission]
    assert values == sorted(values)
