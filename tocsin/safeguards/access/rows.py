"""The second lock: row-level security, written once and put on every table of shared material.

Policies read the viewer from the transaction's setting ``tocsin.member``, through a scalar
subquery so that PostgreSQL evaluates it once per statement and not once per row. Without the
setting nothing is visible.
"""

from __future__ import annotations

from django.db.migrations import RunSQL

VIEWER = "(select tocsin_member())"

CREATE_VIEWER = RunSQL(
    """
    create function tocsin_member() returns bigint language sql stable parallel safe as
    $$ select nullif(current_setting('tocsin.member', true), '')::bigint $$
    """,
    "drop function tocsin_member()",
)


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
