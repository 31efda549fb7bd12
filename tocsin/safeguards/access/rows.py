"""The second lock: row-level security, written once and put on every table of shared material.

Policies read the viewer from two settings of the transaction: ``tocsin.member``, and how far their
roles reach in ``tocsin.sees`` (`handling.Sees`). They do so through scalar subqueries, so that
PostgreSQL evaluates them once per statement and not once per row. Without the settings nothing is
visible. It knows no permission: what may be asked for is decided before (`rules`).
"""

from __future__ import annotations

from collections.abc import Iterable

from django.db.migrations import RunSQL

from tocsin.safeguards.access.handling import (
    ADDRESSED_BY_NAME,
    SEEN_IN_ANY_ROLE,
    TOLD_AT_THE_FRONT_LINE,
    WITHOUT_CONDITIONS,
    Sees,
)

VIEWER = "(select tocsin_member())"


def sees(reach: Sees) -> str:
    """The condition that the viewer's roles reach so far."""
    return f"(select tocsin_sees('{reach}'))"


CREATE_VIEWER = RunSQL(
    """
    create function tocsin_member() returns bigint language sql stable parallel safe as
    $$ select nullif(current_setting('tocsin.member', true), '')::bigint $$
    """,
    "drop function tocsin_member()",
)


CREATE_REACH = RunSQL(
    """
    create function tocsin_sees(reach text) returns boolean language sql stable parallel safe as
    $$ select coalesce(reach = any(string_to_array(current_setting('tocsin.sees', true), ',')),
                       false) $$
    """,
    "drop function tocsin_sees(text)",
)


def _listed(codes: Iterable[str]) -> str:
    return ", ".join(f"'{code}'" for code in sorted(codes))


RECORD_SEEN = f"""
    originator_id = {VIEWER}
    or {sees(Sees.EVERYTHING)}
    or (
        {VIEWER} is not null  -- null <> all('{{}}') is true: no viewer would see every open record
        and {VIEWER} <> all(except_members)
        and (
            {sees(Sees.GATE)} and state = 'submitted'
            or (
                passed_gate_by <> ''
                and (only_members is null and tlp not in ({_listed(ADDRESSED_BY_NAME)})
                     or {VIEWER} = any(only_members))
                and ({sees(Sees.DESK)}
                     or handling_code in ({_listed(WITHOUT_CONDITIONS)})
                        and (tlp in ({_listed(SEEN_IN_ANY_ROLE)})
                             or {sees(Sees.FRONT_LINE)}
                                and tlp in ({_listed(TOLD_AT_THE_FRONT_LINE)})))
            )
        )
    )
"""
"""`handling.may_see` over the columns of a record."""


def protect(table: str, *, read: str, write: str) -> list[RunSQL]:
    """Operations that let the application see rows where ``read`` holds, change where ``write``.

    Both are SQL conditions over the table's columns; ``{viewer}`` stands for the viewer's member.
    """
    seen = read.format(viewer=VIEWER)
    changed = write.format(viewer=VIEWER)
    return [
        _enable(table),
        _policy(table, "read_own", f"for select using ({seen})"),
        _policy(table, "add_own", f"for insert with check ({changed})"),
        _policy(table, "change_own", f"for update using ({changed}) with check ({changed})"),
        _policy(table, "remove_own", f"for delete using ({changed})"),
    ]


def let_indexer_read(table: str) -> RunSQL:
    """Let the role that builds the matching index read every row, and change none."""
    return _policy(table, "index_all", "for select to tocsin_indexer using (true)")


def append_only(table: str) -> RunSQL:
    """Take from the application the means to change or remove what was written."""
    return RunSQL(
        f"revoke update, delete, truncate on {table} from tocsin_app",
        f"grant update, delete, truncate on {table} to tocsin_app",
    )


def unchangeable(table: str) -> RunSQL:
    """Take from the application the means to change what was written; it may still be deleted,
    because it must not outlive its reason."""
    return RunSQL(
        f"revoke update, truncate on {table} from tocsin_app",
        f"grant update, truncate on {table} to tocsin_app",
    )


def _enable(table: str) -> RunSQL:
    return RunSQL(
        f"alter table {table} enable row level security",
        f"alter table {table} disable row level security",
    )


def _policy(table: str, name: str, definition: str) -> RunSQL:
    return RunSQL(f"create policy {name} on {table} {definition}", f"drop policy {name} on {table}")


def shaped(table: str, name: str, condition: str) -> RunSQL:
    """A constraint on what a JSON column may hold, where no field of Django's says it."""
    return RunSQL(
        f"alter table {table} add constraint {name} check ({condition})",
        f"alter table {table} drop constraint {name}",
    )
