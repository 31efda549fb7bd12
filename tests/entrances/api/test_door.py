"""Who is let in, and what a program is told when it isn't: every operation by the same rules."""

from __future__ import annotations

import json
import re
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from ninja import Schema

from tests.entrances.api.asking import FLIGHT, LISTED, UNLISTED, WHY, Program, program, said
from tests.invented import officer
from tocsin.entrances.api import answered, asked, problems
from tocsin.entrances.api.operations import OPERATIONS, Operation
from tocsin.entrances.api.problems import LARGEST_BODY, MEDIA_TYPE
from tocsin.entrances.api.urls import schema, urlpatterns
from tocsin.entrances.api.views import screening
from tocsin.foundations.clock import system_clock
from tocsin.members.models import Member
from tocsin.records.registers.models import Record
from tocsin.safeguards.access import counting, queries
from tocsin.safeguards.access.actions import create_token, revoke_token, viewing
from tocsin.safeguards.access.limits import Asking, Limit
from tocsin.safeguards.access.rules import PERMITTED, Permission, Role

pytestmark = pytest.mark.django_db
BODIES = {
    "flag-record": {"action": "inform_only", "reason": "Our courts have not confirmed it."},
    "lift-flag": {},
    "check-traveller": {**WHY, "traveller": LISTED},
    "screen-travellers": {**WHY, "travellers": [LISTED]},
    "screen-flight": FLIGHT,
    "deliver-message": "nothing that is a list",
    "replay-message": {},
    "decide": {"verdict": "same", "reason": "Because.", "seen": "open.1.0"},
}
OPEN = {"api-schema", "api-docs"}
"""Routes that ask for no token: they describe the API and hold nobody's particulars."""


def ask(asker: Program, operation: Operation) -> tuple[int, bytes]:
    path = operation.path
    path = re.sub(r"{uuid:\w+}", lambda _: str(uuid4()), path)
    path = re.sub(r"{int:\w+}", "1", path)
    if operation.method == "GET":
        answer = asker.get(path)
    else:
        answer = asker.post(path, BODIES.get(operation.name, {}))
    return answer.status_code, answer.content


ALSO_SHOWS_OTHER_THINGS = {"screening-desk"}
"""Flights and suspended records stand beside the queue: a token needs the permissions for all."""


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda each: each.name)
def test_without_a_token_nothing_is_answered(operation: Operation) -> None:
    status, content = ask(Program(), operation)
    assert (status, json.loads(content)["type"]) == (401, "urn:tocsin:problem:token-refused")


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda each: each.name)
@pytest.mark.parametrize("role", Role)
def test_an_operation_is_open_to_exactly_the_roles_that_have_its_permission(
    role: Role, operation: Operation, record: Record
) -> None:
    status, _ = ask(program("ann", "XB", role), operation)
    permitted = operation.needs in PERMITTED[role]
    assert (status != 403) == permitted
    assert status in ((200, 202, 204, 400, 404, 409, 422) if permitted else (403,))


def test_every_route_is_an_operation_or_named_as_open() -> None:
    names = {pattern.name for pattern in urlpatterns if pattern.name}
    assert names == {f"api-{each.name}" for each in OPERATIONS} | OPEN
    assert all(isinstance(each.needs, Permission) for each in OPERATIONS)


def test_a_check_tells_a_program_four_things(record: Record) -> None:
    answer = program("gil", "XB", Role.FRONT_LINE).post("/checks", BODIES["check-traveller"])
    assert said(answer) == {
        "candidate": True,
        "action": "inform_only",
        "contact": "Contact Point +99900000001",
        "caution": "confirm_first",
    }


def test_a_token_is_held_to_its_scope_although_its_officer_may_more(record: Record) -> None:
    actor = officer("ann")
    with viewing(actor):
        only = [Permission.QUEUE_READ]
        secret = create_token(actor, "test", now=system_clock(), permissions=only)[1]
    asker = Program()
    asker.headers = {"Authorization": f"Bearer {secret}"}
    allowed = {each.name: ask(asker, each)[0] for each in OPERATIONS}
    let_in = {name for name, status in allowed.items() if status != 403}
    within = {each.name for each in OPERATIONS if each.needs is Permission.QUEUE_READ}
    assert let_in == within - ALSO_SHOWS_OTHER_THINGS


@pytest.mark.parametrize(
    ("proxies", "forwarded", "status"),
    [
        (0, None, 401),
        (0, "192.0.2.7", 401),
        (1, "192.0.2.7", 200),
        (1, "192.0.2.7, 203.0.113.9", 401),
        (1, "203.0.113.9, 192.0.2.7", 200),
        (2, "192.0.2.7", 401),
        (2, "192.0.2.7, 10.0.0.1", 200),
    ],
)
def test_where_a_token_is_used_from_is_believed_only_of_our_own_proxies(
    proxies: int, forwarded: str | None, status: int, settings: Any
) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    actor = officer("ann")
    with viewing(actor):
        bound = ["192.0.2.7"]
        secret = create_token(actor, "test", now=system_clock(), addresses=bound)[1]
    headers = {"Authorization": f"Bearer {secret}"}
    if forwarded:
        headers["X-Forwarded-For"] = forwarded
    assert Client().get("/api/v1/candidates", headers=headers).status_code == status


def test_a_batch_beyond_the_limit_is_refused_and_the_alarm_stays(
    record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(counting, "LIMITS", {Asking.BATCH: Limit(1, 1, 1)})
    answer = program().post("/screenings", {**WHY, "travellers": [UNLISTED] * 2})
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "600")
    assert len(queries.alarms(officer("vera", "XB", Role.AUDITOR))) == 1


def test_a_token_ends_at_once_when_it_is_revoked_or_its_member_suspended() -> None:
    actor = officer("ann")
    with viewing(actor):
        token, secret = create_token(actor, "test", now=system_clock())
    headers = {"Authorization": f"Bearer {secret}"}
    client = Client()
    assert client.get("/api/v1/candidates", headers=headers).status_code == 200
    Member.objects.filter(id=actor.member_id).update(state="suspended")
    assert client.get("/api/v1/candidates", headers=headers).status_code == 403
    Member.objects.filter(id=actor.member_id).update(state="active")
    with viewing(actor):
        revoke_token(actor, token.id, now=system_clock())
    assert client.get("/api/v1/candidates", headers=headers).status_code == 401


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"purpose": "curiosity"}, "purpose"),
        ({"purpose": None}, "purpose"),
        ({"case_reference": "  "}, "case_reference"),
        ({"travellers": []}, "travellers"),
        ({"travellers": [UNLISTED] * 501}, "travellers"),
        ({"travellers": [{"names": []}]}, "travellers.0.names"),
        ({"travellers": [{"names": ["A" * 301]}]}, "travellers.0.names.0"),
        ({"travellers": [{"names": ["nul\0"]}]}, "travellers.0.names.0"),
        ({"travellers": [{**UNLISTED, "birth_date": "1970-13"}]}, "travellers.0.birth_date"),
        ({"travellers": [{**UNLISTED, "religion": "none"}]}, "travellers.0.religion"),
        ({"limit": 0}, "limit"),
        ({"face": "abc"}, "face"),
    ],
)
def test_a_value_at_fault_is_named(change: dict[str, object], field: str, record: Record) -> None:
    answer = program().post("/screenings", {**BODIES["screen-travellers"], **change})
    assert answer.status_code == (400 if field in problems.REASONS else 422)
    assert answer.headers["Content-Type"] == MEDIA_TYPE
    assert [each["field"] for each in said(answer)["errors"]] == [field]


def test_purpose_and_case_are_asked_for_by_name() -> None:
    answer = program().post("/screenings", {"travellers": [UNLISTED]})
    assert answer.status_code == 400
    assert {each["field"] for each in said(answer)["errors"]} == {"purpose", "case_reference"}
    assert "purpose and case_reference is missing" in said(answer)["detail"]


def test_what_is_no_json_and_what_is_too_large_are_told_apart() -> None:
    asker = program()
    bad = asker.post("/screenings", "{no json")
    assert (bad.status_code, said(bad)["type"]) == (400, "urn:tocsin:problem:not-json")
    large = asker.post("/screenings", "[" + " " * LARGEST_BODY + "]")
    assert (large.status_code, said(large)["type"]) == (413, "urn:tocsin:problem:body-too-large")


@pytest.mark.parametrize("path", ["/nothing", "/candidates/not-a-uuid", "/candidates/"])
def test_an_unknown_address_is_the_same_problem_as_an_absent_thing(path: str) -> None:
    asker = program()
    answer, absent = asker.get(path), asker.get(f"/candidates/{uuid4()}")
    assert answer.status_code == 404
    assert answer.content == absent.content


def test_a_method_that_an_address_does_not_take_is_a_problem_too() -> None:
    answer = program().get("/screenings")
    assert (answer.status_code, answer.headers["Allow"]) == (405, "POST")
    assert answer.headers["Content-Type"] == MEDIA_TYPE


def test_the_description_names_every_operation_with_its_permission() -> None:
    described = said(Client().get("/api/v1/openapi.json"))
    assert described == json.loads(json.dumps(schema()))
    told = {
        (operation["operationId"], operation["x-permission"])
        for methods in described["paths"].values()
        for operation in methods.values()
    }
    assert told == {(each.name, each.needs.value) for each in OPERATIONS}


def test_no_two_shapes_have_one_name_which_would_describe_one_by_the_other() -> None:
    shapes = [
        shape.__name__
        for module in (asked, answered, problems)
        for shape in vars(module).values()
        if isinstance(shape, type) and issubclass(shape, Schema) and shape is not Schema
        if shape.__module__ == module.__name__
    ]
    assert len(set(shapes)) == len(shapes)


def test_a_failure_of_ours_names_nobody_and_keeps_nothing(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail() -> None:
        raise ValueError("ZARBARAN QASIM")

    asker = program()
    monkeypatch.setattr(screening, "_index", fail)
    answer = asker.post("/screenings", BODIES["screen-travellers"])
    assert (answer.status_code, answer.headers["Content-Type"]) == (500, MEDIA_TYPE)
    assert "ValueError" in said(answer)["detail"]
    assert "ZARBARAN" not in answer.content.decode() + caplog.text
