"""A ledger from before there was a tree keeps its entries, and they are sealed like all others."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from django.core.management import call_command
from django.db import connection, transaction

from tests.safeguards.ledger.conftest import MEMBER, Owner
from tocsin.safeguards.access.actions import viewing
from tocsin.safeguards.ledger.sealing import seal
from tocsin.safeguards.ledger.verifying import verify


def migrate(*to: str) -> None:
    """To the migration of that name; without one, to the newest."""
    call_command("migrate", "ledger", *to, database="owner", verbosity=0, interactive=False)


@pytest.fixture
def before_the_tree(owner: Owner) -> Iterator[None]:
    migrate("0002")
    yield
    migrate()


def test_entries_from_before_the_tree_are_sealed(
    before_the_tree: None, noted: Callable[[int], None]
) -> None:
    noted(3)
    migrate()
    noted(2)
    assert seal() == 5
    verification = verify([])
    assert (verification.intact, verification.size) == (True, 5)
    with transaction.atomic(), viewing(MEMBER), connection.cursor() as cursor:
        cursor.execute("select count(*) from ledger_entry")
        assert cursor.fetchone() == (5,)
