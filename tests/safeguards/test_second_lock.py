"""The second lock alone: our own checks are switched off, and still no foreign row is to be had.

Rows of every kind are made for one member; then officers of another look, in every role that is
bound by a member, straight at the tables and through our own queries with their checks removed.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction
from django.db.models import Model, Q

from tests.invented import NOW, candidate_on, conclude, listed, node, officer
from tests.records.documents.reporting import NUMBER, WHY, put
from tocsin.encounters.sightings import queries as sightings
from tocsin.records.documents.confirming.actions import ask_issuer
from tocsin.records.documents.rules import Asked
from tocsin.records.handling import queries as handling
from tocsin.records.handling.actions import flag
from tocsin.records.registers import queries as registers
from tocsin.records.registers.models import Record
from tocsin.review import queries as review
from tocsin.safeguards.access import actions as access
from tocsin.safeguards.access.actions import create_token, viewing
from tocsin.safeguards.access.counting import count_asked
from tocsin.safeguards.access.errors import NotFound
from tocsin.safeguards.access.handling import Sees, sees_in
from tocsin.safeguards.access.limits import LIMITS, Asking
from tocsin.safeguards.access.rules import Actor, Role
from tocsin.safeguards.audit.actions import ask_officer, justify
from tocsin.safeguards.ledger.models import Entry
from tocsin.travel import queries as travel

pytestmark = pytest.mark.django_db
BOUND = [role for role in Role if Sees.EVERYTHING not in sees_in([role])]
"""Every role but the ombudsperson's, whom no member binds."""
FOR_EVERY_MEMBER = {
    "documents_blankrange": "what issuers report of documents is for every member to check against",
    "documents_documentalert": "the same",
    "lists_run": "published lists are public acts; the records behind them are handled",
}
OF_THE_LEDGER_ITSELF = frozenset(
    ["ledger_issuedcheckpoint", "ledger_leaf", "ledger_removal", "ledger_unsealed"]
)
"""Hashes and counts, which the application's role may not even ask for."""
HIDDEN_HERE = {
    "access_alarm",
    "access_tally",
    "audit_justification",
    "audit_question",
    "documents_confirmation",
    "documents_nameddocument",
    "handling_flag",
    "ledger_entry",
    "registers_record",
    "registers_version",
    "review_adjudication",
    "review_decision",
    "review_hit",
    "screening_proposedmatch",
    "screening_screenedtraveller",
    "sightings_sighting",
    "travel_manifest",
}
"""Tables that have rows of another member here. Those of other stages are hidden where rows of them
are made: in the tests beside the stage."""


def locked() -> dict[str, type[Model]]:
    """The tables that an app declares as locked, with their models."""
    kept = {k: v for app in apps.get_app_configs() for k, v in getattr(app, "keeps", {}).items()}
    models = {each._meta.db_table: each for each in apps.get_models(include_auto_created=True)}
    closed = {table for table, keeping in kept.items() if not keeping.is_open}
    return {table: models[table] for table in closed - OF_THE_LEDGER_ITSELF}


@pytest.fixture
def of_another(tmp_path: Path) -> Record:
    """A row in every table, none of which XC may see: records addressed to XB alone."""
    named = node("XB").member_id
    record = listed(requested_action="inform_only", only_members=(named,), tlp="amber")
    candidate_id = candidate_on(record, tmp_path, by="XB")
    ann = officer("ann", "XB")
    conclude(ann, candidate_id)
    warned = listed("XAi.002", requested_action="warn", only_members=(named,))
    flag(officer("rita", "XB", Role.REVIEWER), warned.id, "inform_only", "Why not.....", now=NOW)
    count_asked(ann, Asking.QUESTION, LIMITS[Asking.QUESTION].alarm, now=NOW)
    put(by="XB")
    asker = node("XE", Role.SCREENING_OFFICER)
    with viewing(asker):
        ask_issuer(asker, Asked.of("XB", NUMBER, "", ""), WHY, now=NOW)
    _questioned(ann)
    with viewing(ann):
        create_token(ann, "program", now=NOW)
    return record


def _questioned(ann: Actor) -> None:
    auditor = officer("vera", "XB", Role.AUDITOR)
    with viewing(ann):
        entry_id = Entry.objects.filter(officer_id=ann.officer_id).latest("id").id
    question = ask_officer(auditor, entry_id, "Why did you decide this?", 10, now=NOW)
    justify(ann, question.id, "The passport was compared.", now=NOW)


def visible(actor: Actor) -> dict[str, int]:
    """How many rows of each locked table the database shows."""
    with viewing(actor):
        return {table: model._base_manager.count() for table, model in locked().items()}


def test_there_is_something_to_hide_in_the_tables_that_matter(
    of_another: Record,
) -> None:
    shown: dict[str, int] = dict.fromkeys(locked(), 0)
    for actor in (*(officer("own", "XB", role) for role in Role), node("XA", Role.REGISTRAR)):
        for table, number in visible(actor).items():
            shown[table] += number
    filled = {table for table, number in shown.items() if number}
    assert filled >= HIDDEN_HERE


@pytest.mark.parametrize("role", BOUND)
def test_no_role_of_another_member_is_shown_a_row(role: Role, of_another: Record) -> None:
    foreign = visible(officer("cid", "XC", role))
    seen = {table for table, number in foreign.items() if number}
    assert seen - set(FOR_EVERY_MEMBER) == set()


def test_without_a_viewer_no_table_shows_a_row(of_another: Record) -> None:
    access._set_view("", "")
    for table, model in locked().items():
        assert model._base_manager.count() == 0, table


@pytest.fixture
def first_lock_off(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every permission is given, and no query hides anything of itself."""
    monkeypatch.setattr(access, "is_permitted", lambda *_: True)
    for module in (registers, review, sightings, handling):
        monkeypatch.setattr(module, "seen_by", lambda *_: Q())
    monkeypatch.setattr(sightings, "_seen_by", lambda _: Q())


@pytest.mark.parametrize("role", BOUND)
def test_our_own_queries_find_nothing_of_another_with_the_first_lock_off(
    role: Role, of_another: Record, first_lock_off: None
) -> None:
    cid = officer("cid", "XC", role)
    with pytest.raises(NotFound), viewing(cid):
        registers.record(cid, of_another.id)
    with viewing(cid):
        assert registers.live_records(cid, [str(of_another.id)], now=NOW) == {}
        assert registers.counts_by_list(cid) == {}
        assert registers.current_statements([of_another]) == {}
        assert handling.flags_on(cid, of_another.id) == []
        assert travel.manifests(cid) == []
    assert handling.flags(cid) == []
    assert review.queue(cid, "all") == []
    assert sightings.of_record(cid, of_another.id, now=NOW) == []
    assert sightings.latest(cid, now=NOW) == []


def test_with_the_first_lock_off_the_due_is_still_shown(
    of_another: Record, first_lock_off: None
) -> None:
    """The test above finds nothing because it is hidden, and not because the queries are broken."""
    bob = officer("bob", "XB")
    with viewing(bob):
        assert registers.record(bob, of_another.id).id == of_another.id
    assert len(review.queue(bob, "all")) == 1
    assert len(sightings.of_record(bob, of_another.id, now=NOW)) == 1


@pytest.mark.parametrize("table", sorted(locked()))
def test_no_row_can_be_written_in_the_name_of_another(table: str, of_another: Record) -> None:
    """Changing or removing: no row is touched, or the database refuses."""
    cid = officer("cid", "XC", Role.REGISTRAR)
    key = locked()[table]._meta.pk
    assert key
    for statement in (
        f"update {table} set {key.column} = {key.column}",
        f"delete from {table}",
    ):
        assert _touched(cid, statement) == 0, statement


def _touched(actor: Actor, statement: str) -> int:
    try:
        with transaction.atomic(), viewing(actor), connection.cursor() as cursor:
            cursor.execute(statement)
            return int(cursor.rowcount)
    except DatabaseError as refusal:
        if "permission denied" not in str(refusal):
            raise
        return 0


SWITCHES = (
    "alter table registers_record disable row level security",
    "alter table registers_record no force row level security",
    "alter table registers_record owner to tocsin_app",
    "drop policy read_own on registers_record",
    "alter policy read_own on registers_record using (true)",
    "create policy mine on registers_record for select using (true)",
    "set role tocsin_owner",
    "set session authorization tocsin_owner",
    "alter role tocsin_app bypassrls",
    "alter role tocsin_app superuser",
    "create role other bypassrls",
    "grant tocsin_owner to tocsin_app",
    "create or replace function tocsin_member() returns bigint language sql as 'select 1::bigint'",
    "create or replace function tocsin_sees(text) returns boolean language sql as 'select true'",
    "create view everything as select * from registers_record",
    "create function all_of_it() returns setof registers_record security definer language sql"
    " as 'select * from registers_record'",
    "truncate registers_record cascade",
    "alter table registers_record disable trigger all",
    "set session_replication_role = replica",
    "copy registers_record from program 'true'",
    "set row_security = off; select count(*) from registers_record",
)


@pytest.mark.parametrize("statement", SWITCHES)
def test_the_applications_role_cannot_switch_the_lock_off(statement: str) -> None:
    refused = "permission denied|must be|would be affected|not permitted|cannot|Only roles|refused"
    with (
        pytest.raises(DatabaseError, match=refused),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


def test_a_setting_that_no_code_of_ours_writes_opens_nothing(of_another: Record) -> None:
    """A viewer that is no number, or none, or a reach that no role has."""
    for member, sees in (("0", "desk"), ("", "everything,desk"), ("-1", "desk,gate,front_line")):
        access._set_view(member, sees.replace("everything", "all"))
        assert Record.objects.filter(id=of_another.id).count() == 0
    access._set_view("", "")
    assert Record.objects.filter(id=uuid4()).count() == 0


def every_model_of_shared_material() -> list[Any]:
    return [
        model for _table, model in sorted(locked().items()) if model._meta.app_label != "ledger"
    ]


@pytest.mark.parametrize("model", every_model_of_shared_material(), ids=lambda m: m.__name__)
def test_every_policy_asks_who_is_looking(model: type[Model]) -> None:
    """No table of shared material is readable on a condition that holds for everybody."""
    table = model._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            "select qual from pg_policies where tablename = %s and cmd = 'SELECT'"
            " and not 'tocsin_indexer' = any(roles)",
            [table],
        )
        conditions = [row[0] for row in cursor.fetchall()]
    assert conditions
    for condition in conditions:
        assert "tocsin_member" in condition or "FROM" in condition, (table, condition)
