"""A register with something in it, and every address of the pages filled in with what is there."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from tests.invented import NOW, candidate_on, conclude, listed, officer
from tocsin.entrances.web.routes import ROUTES, Route
from tocsin.members.queries import officer_by_username
from tocsin.review.receipts.actions import give_receipt
from tocsin.safeguards.access.actions import create_token, viewing
from tocsin.safeguards.access.rules import Permission, Role
from tocsin.safeguards.audit.actions import ask_officer
from tocsin.safeguards.audit.queries import entries
from tocsin.safeguards.audit.rules import Wanted
from tocsin.screening.clearances.actions import propose_clearance
from tocsin.screening.clearances.rules import Basis, Grounds

PARAMETER = re.compile(r"<(\w+):(\w+)>")
ABSENT: Mapping[str, object] = {"uuid": UUID(int=0), "int": 0, "str": "none", "slug": "none"}
PAGES = [route for route in ROUTES if isinstance(route.needs, Permission)]
READ = [route for route in PAGES if "GET" in route.methods]
SENT = [route for route in PAGES if "POST" in route.methods]
ALL_ROLES = tuple(Role)
PASSWORD = "an invented sentence"


@dataclass(frozen=True)
class World:
    """What is in the register, by the names that routes give their parameters."""

    there: Mapping[str, object]

    def address(self, route: Route) -> str:
        """Where a thing is, if the world has one for this parameter; otherwise where nothing is."""
        given = {
            name: self.there.get(name, ABSENT[kind]) for kind, name in PARAMETER.findall(route.path)
        }
        return reverse(route.name, kwargs=given)


@pytest.fixture
def world(db: None, tmp_path: Path, settings: Any) -> World:
    """A record, a confirmed candidate with its sighting, and of the officer in every role a token,
    and a question to them: so that what is sent about these reaches its end."""
    settings.CLOCK = lambda: NOW
    record = listed()
    candidate = candidate_on(record, tmp_path)
    ada = officer("Ada")
    conclude(ada, candidate)
    everybody = officer("all", "XB", *ALL_ROLES)
    with viewing(everybody):
        token, _secret = create_token(everybody, "a program", now=NOW)
        manifest = _first("travel_manifest")
    vera = officer("Vera", "XB", Role.AUDITOR)
    found, _more = entries(vera, Wanted(officer=everybody.officer_id))
    slip = give_receipt(ada, candidate, now=NOW)
    grounds = Grounds(Basis.CONSENT, "Form 17.", NOW.date(), NOW + timedelta(days=30))
    clearance = propose_clearance(ada, record.id, ["a" * 64], grounds, key=bytes(32), now=NOW)
    question = ask_officer(vera, found[0].id, "Which case was this for?", 7, now=NOW)
    return World(
        {
            "record_id": record.id,
            "candidate_id": candidate,
            "token_id": token.id,
            "entry_id": found[0].id,
            "question_id": question.id,
            "reference": slip.reference,
            "clearance_id": clearance.id,
            "manifest_id": manifest,
            "run_id": 0,
        }
    )


def _first(table: str) -> int:
    """The first number in a table, as the viewer sees it."""
    with connection.cursor() as cursor:
        cursor.execute(f"select min(id) from {table}")
        (number,) = cursor.fetchone() or (None,)
    return int(number or 0)


@pytest.fixture
def signed_in(world: World) -> Callable[..., Client]:
    """An officer of XB in these roles, in a browser without a window."""

    def sit_down(*roles: Role, strict: bool = False) -> Client:
        name = "-".join(sorted(roles)) if len(roles) < 3 else "all"
        officer(name, "XB", *roles)
        account = officer_by_username(f"{name}.xb".lower())
        account.set_password(PASSWORD)
        account.save(update_fields=["password"])
        client = Client(enforce_csrf_checks=strict)
        client.force_login(account)
        return client

    return sit_down


def changes() -> dict[str, tuple[int, int, int]]:
    """How many rows this transaction has added, changed and removed in each table so far."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select relname, n_tup_ins, n_tup_upd, n_tup_del from pg_stat_xact_user_tables"
            " where n_tup_ins + n_tup_upd + n_tup_del > 0"
        )
        return {name: (added, changed, removed) for name, added, changed, removed in cursor}


def changed_since(before: Mapping[str, tuple[int, int, int]]) -> dict[str, tuple[int, int, int]]:
    """What was added, changed and removed since, by table."""
    none = (0, 0, 0)
    now = changes()
    differences = {
        name: tuple(late - early for late, early in zip(row, before.get(name, none), strict=True))
        for name, row in now.items()
    }
    return {name: row for name, row in differences.items() if any(row)}  # type: ignore[misc]
