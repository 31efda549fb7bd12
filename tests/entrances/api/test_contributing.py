"""Contributions by the API: judged like any other, idempotent, each fault by its field."""

from __future__ import annotations

import pytest

from tests.entrances.api.asking import Program, program, said
from tests.records.registers.lawfulness import Departure, combinations, departures, valid
from tocsin.safeguards.access.rules import Role

pytestmark = pytest.mark.django_db


def contributor() -> Program:
    return program("petra", "XA", Role.CONTRIBUTOR)


def test_one_record_is_created_and_sent_again_changes_nothing() -> None:
    asker, body = contributor(), {"contribution": valid()}
    first, second = asker.post("/records", body), asker.post("/records", body)
    assert (first.status_code, said(first)["change"]) == (201, "added")
    assert (second.status_code, said(second)["change"]) == (200, "unchanged")
    assert said(first)["state"] == "submitted"
    changed = {"contribution": {**valid(), "evidence_summary": "Prepared two explosions."}}
    assert said(asker.post("/records", changed))["version"] == 2


@pytest.mark.parametrize(
    "departure",
    [*departures("warrant", "arrest"), *departures("protected_child", "protect")],
    ids=lambda each: each.name,
)
def test_whatever_is_left_out_is_refused_by_its_field(departure: Departure) -> None:
    answer = contributor().post("/records", {"contribution": departure.given})
    assert answer.status_code == 422
    assert said(answer)["type"] == "urn:tocsin:problem:not-lawful"
    assert departure.field in {each["field"] for each in said(answer)["errors"]}


def test_what_can_not_go_together_is_refused_by_its_field() -> None:
    asker = contributor()
    made = [each.given for each in combinations()]
    answer = asker.post("/records/batches", {"mode": "good", "contributions": made})
    assert answer.status_code == 200
    report = said(answer)
    assert (report["bad"], report["added"]) == (len(made), 0)
    named = {(each["line"], each["field"]) for each in report["faults"]}
    assert {(at, each.field) for at, each in enumerate(combinations(), start=1)} <= named


def test_a_signature_by_another_key_is_refused() -> None:
    signature = {"key": "A" * 43 + "=", "value": "A" * 86 + "=="}
    answer = contributor().post("/records", {"contribution": valid(), "signature": signature})
    assert (answer.status_code, said(answer)["type"]) == (
        422,
        "urn:tocsin:problem:signature-refused",
    )


def test_what_to_sign_is_told_and_nothing_is_stored_for_it() -> None:
    asker = contributor()
    assert said(asker.post("/records/to-sign", {"contribution": valid()}))["bytes"]
    assert said(asker.post("/records", {"contribution": valid()}))["change"] == "added"


def test_who_may_not_contribute_is_refused() -> None:
    asker = program("ann", "XB", Role.SCREENING_OFFICER)
    assert asker.post("/records", {"contribution": valid()}).status_code == 403
