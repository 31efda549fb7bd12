"""A database of its own for the ledger's tests, because they commit: nothing else is sealed.

It is emptied before each test, by the owner of the tables, whom nothing forbids to.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.db import connections, transaction
from pytest_django.plugin import DjangoDbBlocker

from tocsin.safeguards.access.actions import viewing
from tocsin.safeguards.access.rules import Actor
from tocsin.safeguards.ledger.actions import note_all
from tocsin.safeguards.ledger.keys import Keys

NAME = "tocsin_ledger"
TABLES = "ledger_entry, ledger_leaf, ledger_unsealed, ledger_issuedcheckpoint, ledger_removal"
MEMBER = Actor(member_id=7, roles=frozenset(), officer_id=70)


@dataclass(frozen=True)
class Owner:
    """The role that could alter the ledger: whoever has the database's owner has its rights."""

    def __call__(self, statement: str, *values: object) -> None:
        with connections["owner"].cursor() as cursor:
            cursor.execute(statement, values)

    def ask(self, query: str, *values: object) -> Any:
        with connections["owner"].cursor() as cursor:
            cursor.execute(query, values)
            return cursor.fetchall()


@pytest.fixture(scope="session")
def ledger_database(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    """Copied from the one that is migrated for the other tests."""
    with django_db_blocker.unblock():
        connections.close_all()
        Owner()(f"create database {NAME} template tocsin")
        connections.close_all()


@pytest.fixture
def owner(ledger_database: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Owner]:
    """The ledger is empty, and every connection goes to it."""
    with django_db_blocker.unblock(), _connected_to(NAME):
        owner = Owner()
        owner(f"truncate {TABLES} restart identity")
        yield owner


@contextmanager
def _connected_to(name: str) -> Iterator[None]:
    before = {alias: connections[alias].settings_dict["NAME"] for alias in connections}
    connections.close_all()
    for alias in connections:
        connections[alias].settings_dict["NAME"] = name
    try:
        yield
    finally:
        connections.close_all()
        for alias, database in before.items():
            connections[alias].settings_dict["NAME"] = database


@pytest.fixture
def keys(tmp_path: Path) -> Keys:
    return Keys(tmp_path / "keys")


@pytest.fixture
def noted(owner: Owner) -> Callable[[int], None]:
    """Note so many deeds of one member, and commit."""

    def note_so_many(count: int) -> None:
        with transaction.atomic(), viewing(MEMBER):
            note_all(MEMBER, "record.add", (f"record:{n}" for n in range(count)))

    return note_so_many
