"""The second lock: whatever the code above forgets, the database shows a member only its due."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.db import DatabaseError, IntegrityError, connection, connections, transaction

from tests.invented import DETAILS, contribution
from tests.records.registers.lawfulness import insert_past_the_rules
from tocsin.members.actions import ensure_member
from tocsin.members.models import Member
from tocsin.records.registers.actions import add_records, end_records, revise_records
from tocsin.records.registers.building import new_record
from tocsin.records.registers.models import Record, Version
from tocsin.safeguards.access.actions import check_database_role, viewing
from tocsin.safeguards.access.errors import NotPermitted
from tocsin.safeguards.access.rules import Actor, Role
from tocsin.safeguards.ledger.models import Entry

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
WARN = {"requested_action": "warn", "details": DETAILS}
OPEN_TO_ALL = {
    "django_content_type",
    "django_migrations",
    "django_session",
    "account_emailaddress",
    "account_emailconfirmation",
    "entrances_counted",
    "mfa_authenticator",
    "screening_lookback",
    "socialaccount_socialaccount",
    "socialaccount_socialapp",
    "socialaccount_socialtoken",
    "usersessions_usersession",
    "auth_permission",
    "auth_group",
    "auth_group_permissions",
    "access_token",
    "admission_standing",
    "campaigns_campaign",
    "campaigns_standing",
    "lifecycle_tombstone",
    "quality_event",
    "members_contactpoint",
    "members_demonstration",
    "members_member",
    "members_unit",
    "members_officer",
    "members_passedcheck",
    "members_signingkey",
    "members_step",
    "members_vote",
}
"""Tables without shared material: the framework's own, sign-in, and the public register."""


def member(code: str) -> Member:
    return ensure_member(code, f"State {code}", "state", now=NOW)


def registrar(of: Member) -> Actor:
    return Actor(of.id, frozenset({Role.REGISTRAR, Role.REVIEWER}))


def seen_by(viewer: Member) -> set[str]:
    with viewing(registrar(viewer)):
        return set(Record.objects.values_list("reference", flat=True))


def add(owner: Member, **changes: object) -> Record:
    with viewing(registrar(owner)):
        return add_records(registrar(owner), [contribution(**changes)], now=NOW)[0]


def test_without_a_viewer_nothing_is_visible() -> None:
    add(member("XA"))
    assert Record.objects.count() == 0
    assert Version.objects.count() == 0


@pytest.mark.parametrize(
    ("changes", "others_see_it"),
    [
        ({}, True),
        ({"passed_gate_by": ""}, False),
        ({"only_members": ()}, False),
    ],
)
def test_another_member_sees_a_record_only_as_its_handling_allows(
    changes: dict[str, object], others_see_it: bool
) -> None:
    add(member("XA"), **changes)
    assert seen_by(member("XA")) == {"XAi.001"}
    assert seen_by(member("XB")) == ({"XAi.001"} if others_see_it else set())


def test_recipient_lists_name_who_sees_and_who_does_not() -> None:
    invited, barred = member("XB"), member("XC")
    add(member("XA"), reference="only", only_members=(invited.id,))
    add(member("XA"), reference="except", except_members=(barred.id,))
    assert seen_by(invited) == {"only", "except"}
    assert seen_by(barred) == set()


def test_a_version_is_as_hidden_as_its_record() -> None:
    add(member("XA"), only_members=())
    with viewing(registrar(member("XB"))):
        assert Version.objects.count() == 0


def test_a_member_cannot_change_the_record_of_another_even_past_our_own_code() -> None:
    record = add(member("XA"))
    with viewing(registrar(member("XB"))):
        assert Record.objects.filter(id=record.id).update(state="withdrawn") == 0
        with connection.cursor() as cursor:
            cursor.execute("delete from registers_record where id = %s", [record.id])
            assert cursor.rowcount == 0


def test_a_member_cannot_write_in_the_name_of_another() -> None:
    owner = member("XA")
    with (
        pytest.raises(DatabaseError, match="row-level security"),
        transaction.atomic(),
        viewing(registrar(member("XB"))),
    ):
        Record.objects.bulk_create([_foreign(owner)])


def _foreign(owner: Member) -> Record:
    return new_record(owner.id, contribution(), NOW)


@pytest.mark.parametrize(
    ("changes", "constraint"),
    [
        ({"ground": "a_view"}, "record_ground_known"),
        ({"requested_action": "protect"}, "record_requested_action_suits"),
        ({"source_grade": "X", "information_grade": "4", **WARN}, "weak"),
        ({"evidence_summary": " "}, "record_evidence_summary_given"),
        ({"legal_basis_citation": ""}, "citation_given"),
        ({"purpose": "migration"}, "record_purpose_known"),
    ],
)
def test_the_database_refuses_a_record_that_lacks_its_basis(
    changes: dict[str, object], constraint: str
) -> None:
    owner = member("XA")
    with (
        pytest.raises(IntegrityError, match=constraint),
        transaction.atomic(),
        viewing(registrar(owner)),
    ):
        insert_past_the_rules(owner, **changes)


def test_ending_and_revising_mark_the_record_for_the_index() -> None:
    owner = member("XA")
    record = add(owner)
    with viewing(registrar(owner)):
        end_records(registrar(owner), [record.id], "delisted", now=NOW)
        revise_records(registrar(owner), [(record.id, contribution(tlp="green"))], now=NOW)
        again = Record.objects.get(id=record.id)
    assert (again.state, again.version, again.tlp) == ("published", 2, "green")
    assert again.changed_in > 0


def test_the_ledger_can_be_added_to_and_not_rewritten() -> None:
    owner = member("XA")
    add(owner)
    with viewing(registrar(owner)):
        assert list(Entry.objects.values_list("did", flat=True)) == ["record.add"]
    for change in (
        lambda: Entry.objects.update(did="nothing"),
        lambda: Entry.objects.all().delete(),
    ):
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            change()


def test_an_action_without_the_permission_leaves_nothing_behind() -> None:
    outsider = Actor(member("XA").id, frozenset({Role.OBSERVER}))
    with viewing(outsider), pytest.raises(NotPermitted):
        add_records(outsider, [contribution()], now=NOW)
    assert seen_by(member("XA")) == set()


def test_every_table_is_protected_or_named_as_open() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "select relname from pg_class join pg_namespace n on n.oid = relnamespace"
            " where nspname = 'public' and relkind in ('r', 'p') and not relrowsecurity"
        )
        assert {name for (name,) in cursor.fetchall()} == OPEN_TO_ALL


def test_the_application_connects_under_a_role_that_the_lock_binds() -> None:
    check_database_role()
    for statement in (
        "alter table registers_record disable row level security",
        "drop policy read_own on registers_record",
        "set role tocsin_owner",
    ):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


@pytest.mark.django_db(databases=["default", "indexer"])
def test_the_indexer_may_read_every_record_and_change_none() -> None:
    with connections["indexer"].cursor() as cursor:
        cursor.execute("select count(*) from registers_record")
    with (
        pytest.raises(DatabaseError, match="permission denied"),
        transaction.atomic(using="indexer"),
        connections["indexer"].cursor() as cursor,
    ):
        cursor.execute("delete from registers_record")
