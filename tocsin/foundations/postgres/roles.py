"""The database's roles, as SQL: what each may be, and what it may do with the owner's tables.

The same for the embedded server and for a server of one's own. Nobody's superuser, and none of them
passes row-level security; what each sees of a table, the migrations say.
"""

from __future__ import annotations

DATABASE = "tocsin"
OWNER = "tocsin_owner"
APPLICATION = "tocsin_app"
INDEXER = "tocsin_indexer"
SEALER = "tocsin_sealer"
_BOUND = "login nosuperuser nobypassrls nocreaterole"
_ATTRIBUTES = {
    OWNER: f"{_BOUND} createdb",
    APPLICATION: f"{_BOUND} nocreatedb",
    INDEXER: f"{_BOUND} nocreatedb",
    SEALER: f"{_BOUND} nocreatedb",
}
ROLES = tuple(_ATTRIBUTES)

_TO_BE_MADE = f"alter default privileges for role {OWNER} in schema public"
PRIVILEGES = (
    "revoke create on schema public from public;",
    f"{_TO_BE_MADE} grant select, insert, update, delete on tables to {APPLICATION};",
    f"{_TO_BE_MADE} grant usage on sequences to {APPLICATION};",
    f"{_TO_BE_MADE} grant select on tables to {INDEXER};",
    f"{_TO_BE_MADE} grant select on sequences to {INDEXER};",
)
"""Of one database; to be said again in every other."""


def make(role: str) -> str:
    """The statement that makes a role unless there is one of this name."""
    return f"""do $$ begin
if not exists (select from pg_roles where rolname = '{role}') then
create role {role} {_ATTRIBUTES[role]};
end if;
end $$;"""
