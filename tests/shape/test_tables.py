"""Every table says what it holds of whom and until when, and the database holds it to that.

Asked of a migrated PostgreSQL, not of the models: what counts is what the server will do.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from tocsin.foundations.vocabulary.keeping import Keeping, People

pytestmark = pytest.mark.django_db


def keepings() -> dict[str, Keeping]:
    """What the apps declare beside their tables."""
    return {
        table: keeping
        for app in apps.get_app_configs()
        for table, keeping in getattr(app, "keeps", {}).items()
    }


def asked(query: str) -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query)
        return list(cursor.fetchall())


def tables() -> dict[str, bool]:
    """Each table of the database, and whether row-level security is on it."""
    found = asked(
        "select relname, relrowsecurity from pg_class"
        " where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')"
    )
    return {str(name): bool(locked) for name, locked in found}


def policies() -> Iterator[tuple[str, str, str]]:
    """Table, command and condition of each policy."""
    found = asked(
        "select tablename, cmd, coalesce(qual, '') || ' ' || coalesce(with_check, '')"
        " from pg_policies"
    )
    for table, command, condition in found:
        yield str(table), str(command), str(condition)


def test_every_table_says_what_it_holds_and_until_when() -> None:
    assert set(tables()) == set(keepings())
    for table, keeping in keepings().items():
        assert keeping.holds, table
        assert keeping.until, table


def test_every_table_has_row_level_security_or_says_why_not() -> None:
    open_tables = {table for table, locked in tables().items() if not locked}
    said_to_be = {table for table, keeping in keepings().items() if keeping.is_open}
    assert open_tables == said_to_be


def test_no_table_of_listed_people_or_travellers_is_open() -> None:
    of_the_public = {People.LISTED, People.CANDIDATES, People.TRAVELLERS}
    kept = keepings()
    assert [
        table for table in kept if kept[table].of in of_the_public and kept[table].is_open
    ] == []
    assert any(kept[table].of in of_the_public for table in kept)


def test_every_locked_table_lets_in_by_a_policy_for_each_thing_that_can_be_done() -> None:
    granted: dict[str, set[str]] = {}
    for table, command, _condition in policies():
        granted.setdefault(table, set()).add(command)
    for table, locked in tables().items():
        if locked:
            assert granted.get(table, set()) == {"SELECT", "INSERT", "UPDATE", "DELETE"}, table


def test_the_viewer_is_asked_for_once_in_a_statement_and_not_once_in_a_row() -> None:
    for table, command, condition in policies():
        for function in ("tocsin_member(", "tocsin_sees("):
            calls = condition.count(function)
            assert calls == condition.count(f"SELECT {function}"), (table, command)


def test_the_applications_role_owns_nothing_and_passes_no_lock() -> None:
    (role,) = asked(
        "select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb from pg_roles"
        " where rolname = current_user"
    )
    assert not any(role)
    owned = asked("select 1 from pg_class where pg_get_userbyid(relowner) = current_user")
    assert owned == []
    assert asked("select 1 from pg_auth_members where member = current_user::regrole") == []


def test_every_locked_table_belongs_to_the_role_that_migrates() -> None:
    owners = asked(
        "select distinct pg_get_userbyid(relowner) from pg_class"
        " where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')"
    )
    assert owners == [("tocsin_owner",)]


def test_no_function_runs_with_more_rights_than_its_caller() -> None:
    raised = asked(
        "select proname from pg_proc where prosecdef and pronamespace = 'public'::regnamespace"
    )
    assert raised == []


@pytest.mark.django_db(databases="__all__")  # Where there is a router, Django asks all of them.
def test_no_change_of_a_model_lacks_its_migration() -> None:
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)


def test_every_app_has_one_last_migration() -> None:
    assert MigrationLoader(None).detect_conflicts() == {}


def test_every_app_with_tables_declares_them_itself() -> None:
    for app in apps.get_app_configs():
        if app.name.startswith("tocsin.") and app.name != "tocsin.entrances":
            own = {model._meta.db_table for model in app.get_models(include_auto_created=True)}
            assert own == set(getattr(app, "keeps", {})), app.name


def test_the_planner_takes_no_samples_of_travellers_particulars() -> None:
    sampled = asked(
        "select attrelid::regclass::text, attname from pg_attribute"
        " join pg_type on pg_type.oid = atttypid"
        " where attrelid in ('screening_screenedtraveller'::regclass,"
        " 'screening_proposedmatch'::regclass) and typname = 'jsonb'"
        " and attstattarget is distinct from 0"
    )
    assert sampled == []
