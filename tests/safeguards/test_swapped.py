"""A child is asked for under its own parent: under any other it is as if it weren't there.

Addresses that name two things are taken from the tables of routes and operations. What belongs to
another member is tried by the matrix; here both parents are the asking member's own, or both are
another's, so that nothing but the joint of the two is wrong.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.invented import NOW, listed
from tests.matrix.asking import Address, addresses, ask, plain
from tests.matrix.scene import Scene
from tocsin.records.incidents.models import Relation
from tocsin.records.media.models import Attachment
from tocsin.resolution.models import MisusedIdentity
from tocsin.safeguards.access.actions import viewing
from tocsin.safeguards.access.rules import Role

pytestmark = pytest.mark.django_db
CHILDREN = {
    "attachment_id": Attachment,
    "protection_id": MisusedIdentity,
    "relation_id": Relation,
}
TWO = [
    each
    for each in addresses()
    if each.is_of_a_record and {name for _kind, name in each.parameters} & set(CHILDREN)
]
PAIRED = {("record_id", name) for name in CHILDREN}
ALONE_WITH = {
    ("alert_id", "message_id"): "`alerts.correspondence.queries.sealed` looks within the alert",
    ("campaign_id", "record_id"): "a record is on its member's own list of a campaign, or not",
    ("code", "deed"): "a deed is a word, and no thing",
    ("first_id", "second_id"): "two records that are compared, each asked for by itself",
    ("officer_id", "deed"): "a deed is a word, and no thing",
}
"""Addresses with two parameters of which neither is part of the other."""


@pytest.fixture
def scene(tmp_path: Path, settings: Any) -> Scene:
    settings.CLOCK = lambda: NOW
    settings.EXCLUSION_KEY = lambda: bytes(32)
    return Scene(tmp_path)


def test_every_address_that_names_two_things_is_tried_or_says_why_not() -> None:
    pairs = {tuple(name for _kind, name in each.parameters) for each in addresses()}
    assert {each for each in pairs if len(each) > 1} - PAIRED <= set(ALONE_WITH)
    assert len(TWO) >= len(CHILDREN)


@pytest.mark.parametrize("address", TWO, ids=lambda each: f"{each.method}-{each.name}")
def test_a_child_is_not_there_under_another_parent(address: Address, scene: Scene) -> None:
    seat = scene.seat("XA", Role.CONTRIBUTOR)
    assert seat.client
    parent, other = listed("XA-parent"), listed("XA-other")
    (name,) = (name for _kind, name in address.parameters if name != "record_id")
    child = scene.part(name, parent)
    absent = plain(ask(seat, address, record_id=other.id))
    assert absent[0] == 404
    assert plain(ask(seat, address, record_id=other.id, **{name: child})) == absent
    with viewing(seat.actor):
        assert CHILDREN[name].objects.filter(pk=child).exists()
    assert ask(seat, address, record_id=parent.id, **{name: child}).status_code == 302
