"""What somebody inside would try: to learn of hidden records, or to be given more than is due.

Addresses and operations are taken from the tables of routes, so that a later one is tried as well.
Swapped identifiers, in every address and role, are tried by the matrix (`tests/matrix`).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from django.db import transaction
from django.test import Client

from tests.entrances.api.asking import FLIGHT, LISTED, WHY, Program, said, token_of
from tests.invented import NOW, listed, officer
from tests.matrix.asking import CHANGING, Address, addresses, ask
from tests.matrix.scene import Scene, Seat
from tocsin.entrances.api.operations import OPERATIONS, Operation
from tocsin.members.models import Officer
from tocsin.members.queries import officer_by_username
from tocsin.records.handling.models import Flag
from tocsin.safeguards.access.actions import actor_for, actor_of_token, viewing
from tocsin.safeguards.access.models import Token
from tocsin.safeguards.access.rules import Role, permissions_of

pytestmark = pytest.mark.django_db
READ = [each for each in addresses() if each.method == "GET" and not each.parameters]
OF_ITSELF = {"audit", "audit-flags", "audit-sample"}
"""Pages that show that they were read, by the numbers and times of the ledger's own entries."""
TOLD_AT = re.compile(rb'^\{"at": "[^"]*"')
"""An answer to a program may begin with when it was given."""
PEOPLE = (Role.REVIEWER, Role.CONTRIBUTOR, Role.OBSERVER, Role.AUDITOR, Role.FRONT_LINE)


@pytest.fixture
def scene(tmp_path: Path, settings: Any) -> Scene:
    settings.CLOCK = lambda: NOW
    return Scene(tmp_path)


def shown(seat: Seat, address: Address, query: str = "") -> tuple[int, bytes, dict[str, str]]:
    """Status, body and headers, without the tokens of forms."""
    path = address.filled() + query
    with transaction.atomic():
        headers = seat.bearer if address.of_programs else {}
        answer = seat.client.get(path, headers=headers)
        transaction.set_rollback(True)
    kept = {name: value for name, value in answer.items() if name != "Set-Cookie"}
    body = b"" if answer.streaming else answer.content  # What a stream says is tried beside it.
    return answer.status_code, TOLD_AT.sub(b"", CHANGING.sub(b"", body)), kept


# Oracles: counts, lists, autocompletion, validators


@pytest.mark.parametrize("role", PEOPLE)
def test_no_page_changes_by_a_byte_when_a_record_is_made_that_is_hidden(
    role: Role, scene: Scene
) -> None:
    """No count, list or filter on offer tells that something is there."""
    seat = scene.seat("XC", role)
    assert seat.client
    assert seat.bearer
    listed("XA-before", source_list="un", tlp="clear")
    named = scene.seat("XB", role).actor.member_id
    before = {each: shown(seat, each) for each in READ if each.name not in OF_ITSELF}
    for number, handling in enumerate(({"only_members": (named,)}, {"tlp": "red"})):
        more = {"source_list": "un", "ground": "un_designation", **handling}
        listed(f"XA-hidden-{number}", **more)
    for address, was in before.items():
        assert shown(seat, address) == was, address


def test_no_answer_carries_what_could_be_asked_whether_it_changed(scene: Scene) -> None:
    """Neither ETag nor Last-Modified: a conditional request would tell of a change."""
    seat = scene.seat("XB", Role.REVIEWER)
    assert seat.client
    assert seat.bearer
    for address in addresses():
        answer = ask(seat, address)
        assert "ETag" not in answer.headers, address
        assert "Last-Modified" not in answer.headers, address
        assert answer.headers["Cache-Control"] == "no-store", address


# Sorting and filtering from outside

HOSTILE = (
    {"order_by": "originator__name", "sort": "-only_members", "ordering": "password"},
    {"originator_id": "1", "member_id": "1", "record__tlp": "red", "id__gt": "0"},
    {"tlp": "red", "only_members__isnull": "True", "passed_gate_by": "", "pk__in": "1,2"},
    {"state": "awaiting' or 1=1 --", "change": "); drop table x; --", "page": "1 or 1=1"},
    {"state__in": "open", "candidate__record__tlp": "red", "officer__password__startswith": "a"},
    {"page": "-1", "limit": "1e9", "offset": "-5"},
    {"page": "9" * 400, "state": "\x00", "change": "%s%s%n"},
)


@pytest.mark.parametrize("values", HOSTILE, ids=lambda each: next(iter(each)))
def test_what_no_page_asks_for_sorts_filters_and_breaks_nothing(
    values: dict[str, str], scene: Scene
) -> None:
    seat = scene.seat("XB", Role.REVIEWER)
    assert seat.client
    assert seat.bearer
    assert scene.records
    for address in READ:
        status, body, _ = shown(seat, address, f"?{urlencode(values)}")
        assert status < 500, address
        for record in ("XA-all-R", "XA-all-W"):
            assert record.encode() not in body, address


def test_a_filter_that_is_no_field_of_the_page_leaves_the_page_as_it_is(scene: Scene) -> None:
    seat = scene.seat("XB", Role.REVIEWER)
    assert seat.client
    assert scene.records
    query = "?" + urlencode({"order_by": "-tlp", "record__originator_id": "1", "pk": "1"})
    for address in READ:
        if not address.of_programs:
            status, body, _ = shown(seat, address, query)
            plain = shown(seat, address)
            assert (status, len(body)) == (plain[0], len(plain[1])), address


# Fields that nobody asked for

SENT = {
    "screen-travellers": {**WHY, "travellers": [LISTED]},
    "screen-flight": FLIGHT,
    "check-traveller": {**WHY, "traveller": LISTED},
    "decide": {"verdict": "cannot_tell", "reason": "Because.", "seen": "open.1.0"},
    "flag-record": {"action": "inform_only", "reason": "Our courts have not confirmed it."},
}
UNASKED = ("member_id", "officer_id", "state", "passed_gate_by", "originator", "roles", "id")


def taking_a_body() -> Iterator[Operation]:
    for each in OPERATIONS:
        if each.name in SENT:
            yield each


@pytest.mark.parametrize("operation", list(taking_a_body()), ids=lambda each: each.name)
@pytest.mark.parametrize("field", UNASKED)
def test_an_operation_takes_no_field_but_its_own(
    field: str, operation: Operation, scene: Scene
) -> None:
    roles = (Role.REVIEWER, Role.FRONT_LINE)
    asker = Program(officer("all", "XB", *roles))
    candidate_id = scene.thing("candidate_id", scene.seat("XB", roles[0]), "", own=True)
    path = operation.path.replace("{uuid:candidate_id}", str(candidate_id))
    path = path.replace("{uuid:record_id}", str(scene.records["all", "C"].id))
    answer = asker.post(path, json.dumps({**SENT[operation.name], field: 1}))
    assert answer.status_code == 422
    assert [each["field"] for each in said(answer)["errors"]] == [field]


def test_a_form_sets_nothing_of_a_token_but_what_it_shows(scene: Scene) -> None:
    seat, other = scene.seat("XB", Role.REVIEWER), scene.seat("XC", Role.REVIEWER)
    form = {
        "label": "mine",
        "days": "1",
        "permissions": ["queue.read", "record.contribute", "list.import"],
        "officer": str(other.actor.officer_id),
        "officer_id": str(other.actor.officer_id),
        "digest": "00",
        "expires_at": "2099-01-01",
        "revoked_at": "",
    }
    assert seat.client.post("/tokens/", form).status_code == 200
    token = Token.objects.get(name="mine")
    assert token.officer_id == seat.actor.officer_id
    assert token.expires_at == NOW + timedelta(days=1)
    assert token.permissions == ["queue.read"]


def test_a_form_flags_for_nobody_but_the_officers_own_member(scene: Scene) -> None:
    seat, other = scene.seat("XB", Role.REVIEWER), scene.seat("XC", Role.REVIEWER)
    record = listed("XA-flagged", requested_action="refuse_entry")
    form = {
        "action": "warn",
        "reason": "Our courts have not confirmed it.",
        "member": other.actor.member_id,
        "member_id": other.actor.member_id,
        "record": "1",
        "lifted_at": "",
    }
    seat.client.post(f"/subjects/{record.id}/flag/", form)
    with viewing(seat.actor):
        assert Flag.objects.get().member_id == seat.actor.member_id


# Escalation


def test_a_role_that_is_none_gives_nothing_and_breaks_nothing() -> None:
    """Whatever stands in the table: only roles of the list count."""
    eve = officer("eve", "XB", Role.OBSERVER)
    Officer.objects.filter(id=eve.officer_id).update(roles=["superuser", "", "observer"])
    actor = actor_for(officer_by_username("eve.xb"))
    assert actor.roles == {Role.OBSERVER}
    assert permissions_of(actor) == permissions_of(eve)


def test_a_token_is_as_narrow_as_its_officer_at_each_request() -> None:
    ann = officer("ann", "XB", Role.REVIEWER, Role.REGISTRAR)
    secret = token_of(ann)
    Officer.objects.filter(id=ann.officer_id).update(roles=[Role.OBSERVER])
    left = permissions_of(actor_of_token(secret, now=NOW))
    assert left < permissions_of(ann)
    assert left <= permissions_of(actor_for(officer_by_username("ann.xb")))


def test_a_token_opens_no_page_and_a_session_no_operation(scene: Scene) -> None:
    """So a token can't make tokens, flag by form, or change an account."""
    seat = scene.seat("XB", Role.REVIEWER)
    assert Client().get("/tokens/", headers=seat.bearer).status_code == 302
    assert seat.client.get("/api/v1/candidates").status_code == 401
