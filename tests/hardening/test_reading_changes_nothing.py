"""No GET changes anything: generated over every page, asked by an officer in every role at once.

What a page may write is that it was read, and in the session when; PostgreSQL itself counts.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from tests.hardening.conftest import ALL_ROLES, READ, World, changed_since, changes
from tocsin.entrances.web.routes import ACCOUNT

WHEN_LAST_HERE = "django_session"
"""A session ends when nobody is there, so it says when somebody was."""
IN_THE_LEDGER = {"ledger_entry", "ledger_unsealed"}
Written = dict[str, dict[str, tuple[int, int, int]]]


@pytest.mark.parametrize("method", ["get", "head"])
def test_a_page_that_is_read_writes_nothing_but_that_it_was(
    world: World, signed_in: Callable[..., Client], method: str
) -> None:
    client = signed_in(*ALL_ROLES)
    wrong: Written = {}
    for route in READ:
        before = changes()
        answer = getattr(client, method)(world.address(route))
        assert answer.status_code in (200, 404), route.name
        written = changed_since(before)
        written.pop(WHEN_LAST_HERE, None)
        only_added = all(row[1:] == (0, 0) for row in written.values())
        if not (set(written) <= IN_THE_LEDGER and only_added):
            wrong[route.name] = written
    assert wrong == {}


def test_a_page_of_ones_account_writes_nothing_when_it_is_read(
    world: World, signed_in: Callable[..., Client]
) -> None:
    client = signed_in(*ALL_ROLES)
    wrong: Written = {}
    for route in ACCOUNT:
        before = changes()
        client.get(world.address(route))
        written = changed_since(before)
        if not set(written) <= {"django_session"}:
            wrong[route.name] = written
    assert wrong == {}
