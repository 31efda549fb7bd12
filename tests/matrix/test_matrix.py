"""Who gets what: every address, in every role, of own and of others', at every level of handling.

The table is docs/reference/access-matrix.md. An address without a row fails, and so does a row
that the answers don't bear out. After a change that is meant, TOCSIN_WRITE_MATRIX=1 writes the page
anew; what changed in it is then read by a person before it is kept.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from tests.invented import NOW
from tests.matrix.asking import Address, addresses, ask, cell
from tests.matrix.scene import LEVELS, RELATIONS, Scene
from tests.matrix.table import PAGE, Rows, keys, read, written
from tocsin.entrances.web.routes import ROUTES
from tocsin.records.registers.sight import handling_of
from tocsin.safeguards.access.handling import Viewer, may_see
from tocsin.safeguards.access.rules import PERMITTED, Permission, Role

pytestmark = pytest.mark.django_db
ASKED = list(addresses())
ALIKE = " ".join(f"{relation}:{''.join(LEVELS)}" for relation in RELATIONS)
"""The same answer to everybody about everything: an empty form is sent back before the record is
looked up."""


@pytest.fixture
def scene(tmp_path: Path, settings: Any) -> Scene:
    settings.CLOCK = lambda: NOW
    return Scene(tmp_path)


def asked(scene: Scene) -> Rows:
    """The whole matrix, as the running pages and operations answer it."""
    _everything_is_made(scene)
    return {
        (each.method, each.path): {role.value: cell(scene, each, role) for role in Role}
        for each in addresses()
    }


def _everything_is_made(scene: Scene) -> None:
    """Before the first request: what a request makes is undone with it."""
    assert scene.records
    seats = [scene.seat(member, role) for member in ("XA", "XB", "XC", "XD") for role in Role]
    for seat in seats:
        assert seat.client
        assert seat.bearer
    for address in addresses():
        names = [name for _kind, name in address.parameters if scene.knows(name, address)]
        for name in set(names) - {"record_id"}:
            if address.is_of_a_record:
                for record in scene.records.values():
                    scene.part(name, record)
            else:
                for role in Role:
                    for own in (True, False):
                        scene.thing(name, scene.seat("XB", role), address.name, own=own)


def test_the_answers_are_those_of_the_table(scene: Scene) -> None:
    found = asked(scene)
    if os.environ.get("TOCSIN_WRITE_MATRIX"):
        PAGE.write_text(written(found))
    assert list(_differences(read(), found)) == []


def _differences(told: Rows, found: Rows) -> Iterator[str]:
    for key in told.keys() | found.keys():
        for role in Role:
            was, is_ = (rows.get(key, {}).get(role.value) for rows in (told, found))
            if was != is_:
                yield f"{' /'.join(key)} for {role.value}: the table says {was!r}, answered {is_!r}"


def test_every_address_has_a_row_and_every_row_an_address() -> None:
    assert keys(addresses()) == set(read())


@pytest.mark.parametrize(
    "address", list(addresses()), ids=lambda each: f"{each.method}-{each.name}"
)
def test_a_row_says_what_the_table_of_permissions_says(address: Address) -> None:
    row = read()[address.method, address.path]
    for role in Role:
        permitted = Permission(address.needs) in PERMITTED[role]
        assert permitted or row[role.value] == "", (role, "gets what it has no permission for")
        if address.method == "GET":  # What is sent may need more than the page it is sent from.
            assert not permitted or row[role.value], (role, "never gets what it may have")


def test_no_row_gives_a_record_that_the_rule_of_handling_hides(scene: Scene) -> None:
    for (method, path), cells in read().items():
        if "record_id" in path:
            for role in Role:
                if cells[role.value] in ("absent", ALIKE):
                    continue
                _check_cell(scene, cells[role.value], role, f"{method} {path}")


def _check_cell(scene: Scene, told: str, role: Role, where: str) -> None:
    for part in told.split():
        relation, _, levels = part.partition(":")
        member = scene.seat(RELATIONS[relation].member, role).actor.member_id
        eyes = Viewer.in_roles(member, [role])
        for level in levels:
            record = scene.records[RELATIONS[relation].addressed, level]
            assert may_see(handling_of(record), eyes), (where, role, relation, level)


@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "PATCH", "DELETE"])
def test_a_method_that_an_address_does_not_name_is_refused_to_everybody(
    method: str, scene: Scene
) -> None:
    seat = scene.seat("XB", Role.REVIEWER)
    assert seat.client
    assert seat.bearer
    for address in addresses():
        same = [each for each in addresses() if each.path == address.path]
        if method not in {each.method for each in same}:
            other = Address(method, address.path, address.name, address.needs, address.of_programs)
            assert ask(seat, other).status_code in (404, 405), (method, address.path)


def test_a_page_answers_head_as_it_answers_get(scene: Scene) -> None:
    seat = scene.seat("XB", Role.REVIEWER)
    assert seat.client
    for address in addresses():
        if address.method == "GET" and not address.of_programs:
            head, answer = replace(address, method="HEAD"), ask(seat, address)
            if not answer.streaming:  # A stream has nothing to say before it begins.
                assert ask(seat, head).status_code == answer.status_code


def test_nobody_gets_anything_unasked_for_who_is_not_signed_in() -> None:
    for address in addresses():
        answer = Client().generic(address.method, address.filled())
        assert answer.status_code in (302, 401), address.path
    assert ROUTES
