"""Puts script into every text of a database, as its owner, past every check that the code makes.

What the database itself refuses (a closed list, a format) can't hold script at all, and is left. A
table without rows gets some first, made from nothing but its own columns.
"""

from __future__ import annotations

import hashlib
import re
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, LiteralString

import psycopg
from psycopg import sql
from psycopg.types.json import Jsonb

from tocsin.foundations.postgres import EmbeddedPostgres

UNSEEN = "\u202e\u200b"
LONG = (
    f"<img src=x class=mrk onerror=window.ran=1>{UNSEEN}\"'><script class=mrk>window.ran=1</script>"
)
SHORT = '"><b class=mrk>'
FRAMEWORK = re.compile(r"^(django|auth|account|mfa|socialaccount|procrastinate)_")
KEPT = {
    ("members_officer", "username"),
    ("members_officer", "password"),
    ("members_officer", "roles"),
    ("members_officer", "email"),
    ("ledger_issuedcheckpoint", "text"),
}
"""Without these nobody could sign in and look; a checkpoint is signed and read as a whole."""
FILE = b"%PDF-1.7 of nothing"
CODES: dict[tuple[str, str], object] = {
    ("library_workfile", "content"): FILE,
    ("library_workfile", "digest"): hashlib.sha256(FILE).digest(),
    ("access_alarm", "asking"): "question",
    ("admission_standing", "source_list"): "un",
    ("drafting_draft", "state"): "draft",
    ("lists_run", "source_list"): "un",
    ("contributing_draft", "content"): Jsonb({"ground": "warrant", "reference": LONG, LONG: LONG}),
    ("contributing_batch", "faults"): Jsonb(
        [{"line": 1, "reference": LONG, "field": LONG, "code": LONG, "message": LONG}]
    ),
    ("drafting_draft", "subject"): Jsonb([["Name", [LONG]], [LONG, [LONG, ""]]]),
    ("drafting_draft", "parts"): Jsonb({"committee": LONG, "criteria": LONG, LONG: LONG}),
}
"""What columns hold in rows that are added, where the database doesn't say it by a closed list."""
CODE = re.compile(r"^[a-z0-9_.-]*$|^[A-Z0-9]{1,3}$")
TURNS = 8
"""Rows that are tried before a table is given up for a member."""
PLAIN = re.compile(r"^[\d:TZ+.\-/ ]*$|^[0-9a-f-]{32,}$")
CHECKED = re.compile(r"\((?:\()?(\w+)\)?(?:::text)? = ANY")
LITERAL = re.compile(r"'([^']*)'::")


@dataclass
class Column:
    """One column, as the database describes it. ``most`` is how many characters fit, if limited."""

    table: str
    name: str
    kind: str
    most: int | None
    filled_by_itself: bool
    may_be_empty: bool
    refers_to: str = ""
    is_key: bool = False


@dataclass
class Poisoned:
    """What came of it."""

    filled: set[tuple[str, str]] = field(default_factory=set)
    refused: set[tuple[str, str]] = field(default_factory=set)
    empty: set[str] = field(default_factory=set)


@contextmanager
def owner_of(home: Path) -> Iterator[psycopg.Connection[Any]]:
    """The role that owns the tables, on the server that runs in a home."""
    server = EmbeddedPostgres(home / "postgres")
    address = server.start()
    with psycopg.connect(
        host=str(address.socket_directory),
        port=address.port,
        user="tocsin_owner",
        dbname="tocsin",
        autocommit=True,
    ) as connection:
        yield connection
    server.release()


def columns_of(owner: psycopg.Connection[Any]) -> list[Column]:
    found = owner.execute(
        """
        select c.table_name, c.column_name, c.data_type, c.character_maximum_length,
            c.is_identity = 'YES' or c.is_generated = 'ALWAYS', c.is_nullable = 'YES',
            coalesce((select confrelid::regclass || '.' || r.attname from pg_constraint
                join pg_attribute r on r.attrelid = confrelid and r.attnum = confkey[1]
                where contype = 'f' and conrelid = c.table_name::regclass
                    and conkey = array[a.attnum] limit 1), ''),
            exists (select from pg_constraint where contype = 'p'
                and conrelid = c.table_name::regclass and a.attnum = any(conkey))
        from information_schema.columns c
        join pg_attribute a on a.attrelid = c.table_name::regclass and a.attname = c.column_name
        join pg_class t on t.oid = a.attrelid and t.relkind in ('r', 'p')
        where c.table_schema = 'public' order by 1, c.ordinal_position
        """
    )
    return [Column(*row) for row in found if not FRAMEWORK.match(row[0])]


def poison(owner: psycopg.Connection[Any], *, codes: bool = False) -> Poisoned:
    """Fill every text of every table; with ``codes``, also what holds nothing but codes."""
    columns = columns_of(owner)
    done = Poisoned()
    tables = list(dict.fromkeys(column.table for column in columns))
    for table in tables:
        owner.execute(_sql("alter table {} disable trigger user", table))
    _fill_the_empty(owner, columns, done)
    for column in columns:
        if (column.table, column.name) in KEPT or column.is_key or column.refers_to:
            continue
        _poison_column(owner, column, done, codes=codes)
    for table in tables:
        owner.execute(_sql("alter table {} enable trigger user", table))
    return done


def _sql(query: LiteralString, *names: str) -> sql.Composed:
    return sql.SQL(query).format(*map(sql.Identifier, names))


def _poison_column(
    owner: psycopg.Connection[Any], column: Column, done: Poisoned, *, codes: bool
) -> None:
    place = (column.table, column.name)
    if column.kind in ("text", "character varying"):
        values = _texts(owner, column)
        if values and (codes or not all(CODE.match(value) for value in values)):
            _try(owner, column, done, _fill_text)
    elif column.kind == "jsonb":
        _try(owner, column, done, _fill_json)
    elif column.kind == "ARRAY" and place not in KEPT:
        _try(owner, column, done, _fill_array)


def _texts(owner: psycopg.Connection[Any], column: Column) -> list[str]:
    found = owner.execute(_sql("select distinct {} from {}", column.name, column.table))
    return [value for (value,) in found if value]


def _try(owner: psycopg.Connection[Any], column: Column, done: Poisoned, fill: Any) -> None:
    place = (column.table, column.name)
    try:
        with owner.transaction():
            fill(owner, column)
        done.filled.add(place)
    except psycopg.Error:
        done.refused.add(place)


def _fill_text(owner: psycopg.Connection[Any], column: Column) -> None:
    """Each row its own number before it, so that what must be unique is."""
    script = LONG if column.most is None or column.most > len(LONG) + 5 else SHORT
    query = """
        with numbered as (select ctid, row_number() over () as n from {})
        update {} t set {} = left(n || %s, %s) from numbered where t.ctid = numbered.ctid
    """
    composed = _sql(query, column.table, column.table, column.name)
    owner.execute(composed, [script, column.most or 10_000])


def _fill_json(owner: psycopg.Connection[Any], column: Column) -> None:
    query = _sql("select ctid::text, {} from {}", column.name, column.table)
    rows = owner.execute(query).fetchall()
    change = _sql("update {} set {} = %s where ctid = %s::tid", column.table, column.name)
    for at, value in rows:
        with owner.transaction():
            owner.execute(change, [Jsonb(_poisoned(value)), at])


def _poisoned(value: Any) -> Any:
    """The same value with script in every text that isn't a code, a number or a day."""
    if isinstance(value, dict):
        return {key: _poisoned(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_poisoned(each) for each in value]
    if isinstance(value, str) and not CODE.match(value) and not PLAIN.match(value):
        return value[:20] + LONG
    return value


def _fill_array(owner: psycopg.Connection[Any], column: Column) -> None:
    query = _sql("update {} set {} = array_append({}, %s)", column.table, column.name, column.name)
    owner.execute(query, [SHORT])


# Rows for tables that have none


def _fill_the_empty(
    owner: psycopg.Connection[Any], columns: Sequence[Column], done: Poisoned
) -> None:
    tables = list(dict.fromkeys(column.table for column in columns))
    waiting = [table for table in tables if not _count(owner, table)]
    for _turn in range(4):  # A row may need one of another table that was empty as well.
        for table in waiting:
            _add_rows(owner, table, [each for each in columns if each.table == table])
        waiting = [table for table in waiting if not _count(owner, table)]
    done.empty = set(waiting)


def _count(owner: psycopg.Connection[Any], table: str) -> int:
    row = owner.execute(_sql("select count(*) from {}", table)).fetchone()
    return int(row[0]) if row else 0


def _add_rows(owner: psycopg.Connection[Any], table: str, columns: Sequence[Column]) -> None:
    """One row for each member, as far as the table's constraints allow."""
    given = [each for each in columns if not each.filled_by_itself]
    query = sql.SQL("insert into {} ({}) values ({})").format(
        sql.Identifier(table),
        sql.SQL(", ").join(sql.Identifier(each.name) for each in given),
        sql.SQL(", ").join(sql.Placeholder() for _ in given),
    )
    choices = _choices(owner, table)
    for number, (member, officer) in enumerate(_people(owner)):
        for turn in range(TURNS):
            row = Row(member, officer, number, turn)
            values = [_value(owner, each, choices, row) for each in given]
            try:
                with owner.transaction():
                    owner.execute(query, values)
                break
            except psycopg.Error:
                continue


def _people(owner: psycopg.Connection[Any]) -> list[tuple[int, int]]:
    """Each member with one of its officers."""
    return owner.execute(
        "select u.member_id, min(o.id) from members_officer o"
        " join members_unit u on u.id = o.unit_id group by 1 order by 1"
    ).fetchall()


def _choices(owner: psycopg.Connection[Any], table: str) -> dict[str, list[str]]:
    """The codes that checks allow for a column: of several lists the longest."""
    found = owner.execute(
        "select pg_get_constraintdef(oid) from pg_constraint where contype = 'c'"
        " and conrelid = %s::regclass",
        [table],
    )
    chosen: dict[str, list[str]] = {}
    for (definition,) in found:
        named, literals = CHECKED.search(definition), LITERAL.findall(definition)
        if named and len(literals) > len(chosen.get(named[1], ())):
            chosen[named[1]] = literals
    return chosen


@dataclass(frozen=True)
class Row:
    """A row to be tried: in odd turns what may be empty is; other codes in each two turns."""

    member: int
    officer: int
    number: int
    turn: int

    def code(self, codes: Sequence[str]) -> str:
        return codes[self.turn // 2 % len(codes)]


def _value(
    owner: psycopg.Connection[Any], column: Column, choices: dict[str, list[str]], row: Row
) -> Any:
    is_text = column.kind in ("text", "character varying")
    if column.may_be_empty and row.turn % 2 and not is_text:
        return None
    if column.refers_to:
        return _referred(owner, column, row)
    if column.name in choices:
        return row.code(choices[column.name])
    if (column.table, column.name) in CODES:
        return CODES[column.table, column.name]
    return f"{row.number}{SHORT}"[: column.most or 1_000] if is_text else _plain(column, row)


def _plain(column: Column, row: Row) -> Any:
    now = datetime.now(UTC)
    later = any(part in column.name for part in ("due", "expires", "until", "ends", "end_"))
    moment = now + timedelta(days=30 if later else 0)
    if column.kind.startswith("timestamp"):
        return moment
    values: dict[str, Any] = {
        "uuid": uuid.uuid4(),
        "boolean": False,
        "jsonb": Jsonb({"note": LONG}),
        "ARRAY": [],
        "bytea": bytes([row.number]) * 32,
        "date": moment.date(),
        "double precision": 0.5,
        "inet": "10.0.0.1",
    }
    return values.get(column.kind, _number(column.name, row))


def _number(name: str, row: Row) -> int:
    if "member" in name:
        return row.member
    is_person = "officer" in name or name in ("asked_by", "by")
    return row.officer if is_person else row.number + 1


def _referred(owner: psycopg.Connection[Any], column: Column, row: Row) -> Any:
    """A row of another table to refer to: the member's or officer's own where it is of them; where
    two of one table stand beside each other, the second comes later in its order."""
    place = column.refers_to
    own = {"members_member.id": row.member, "members_officer.id": row.officer}
    if place in own:
        return own[place]
    table, _, name = place.partition(".")
    query = _sql("select {} from {} order by 1 limit 1 offset %s", name, table)
    at = row.number + (10 if column.name.startswith("second") else 0)
    found = owner.execute(query, [at]).fetchone() or owner.execute(query, [0]).fetchone()
    return found[0] if found else None
