"""Carriers' messages over HTTP: signed or with a token, taken once, slowed down when too many."""

from __future__ import annotations

import base64
import hashlib
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.http import HttpResponse
from django.test import Client

from tests.entrances.api.asking import Program, program, said
from tests.invented import NOW, index_of, listed, node, traveller
from tests.travel.sending import Clock, bench, desk, message
from tocsin.entrances import wiring
from tocsin.safeguards.access.rules import Role
from tocsin.screening.working import Bench, screen_next
from tocsin.travel.intake import actions, rules

pytestmark = pytest.mark.django_db
WANTED = traveller("ZARBARAN", "QASIM", born="1970-05-02", number="ZX5504471")
OLGA = traveller("PLAIN", "OLGA", born="1990-01-01", number="ZX1110001", at=2)
RAW = message(WANTED, OLGA)


@pytest.fixture
def worker(tmp_path: Path) -> Bench:
    it = bench(tmp_path, index_of(listed(), at=tmp_path / "index"), Clock(datetime.now(UTC)))
    return Bench(it.index, wiring.key_files(), it.clock)


def post(asker: Program, raw: bytes, **headers: str) -> HttpResponse:
    return asker.client.post(
        "/api/v1/messages",
        raw,
        content_type="application/octet-stream",
        headers={**asker.headers, **headers},
    )


def test_a_message_is_taken_and_its_receipt_tells_what_became_of_it(worker: Bench) -> None:
    asker = program()
    taken = post(asker, RAW)
    assert (taken.status_code, said(taken)["state"]) == (202, "waiting")
    screen_next(desk(), worker)
    receipt = said(asker.get(f"/messages/{said(taken)['id']}"))
    assert receipt["state"] == "screened"
    assert [receipt[each] for each in ("lists", "travellers", "candidates")] == [1, 2, 1]


def test_the_same_message_or_reference_again_is_the_same_receipt() -> None:
    asker = program()
    first = post(asker, RAW, **{"Idempotency-Key": "K1"})
    again = post(asker, RAW, **{"Idempotency-Key": "K1"})
    assert (first.status_code, again.status_code) == (202, 200)
    assert said(first)["id"] == said(again)["id"]
    other = post(asker, RAW + b" ", **{"Idempotency-Key": "K1"})
    assert (other.status_code, said(other)["type"]) == (409, "urn:tocsin:problem:reference-taken")


def test_a_full_inbox_says_when_to_come_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rules, "DEEPEST", 0)
    answer = post(program(), RAW)
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, str(rules.RETRY_AFTER))


def test_what_is_too_large_or_empty_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    assert post(program(), b"").status_code == 422
    monkeypatch.setattr("tocsin.entrances.api.views.messages.LARGEST", 10)
    assert post(program("ben"), RAW).status_code == 413


def test_what_was_put_aside_is_listed_and_can_be_tried_again(worker: Bench) -> None:
    asker = program()
    taken = said(post(asker, b"nothing that is known"))
    screen_next(desk(), worker)
    (aside,) = said(asker.get("/messages/quarantined"))["messages"]
    assert (aside["id"], aside["reason"]) == (taken["id"], "NothingRead")
    again = asker.post(f"/messages/{taken['id']}/replays", {})
    assert (again.status_code, said(again)["state"]) == (200, "waiting")
    assert asker.post(f"/messages/{taken['id']}/replays", {}).status_code == 409
    assert asker.post(f"/messages/{uuid4()}/replays", {}).status_code == 404


def test_another_member_finds_no_receipt() -> None:
    taken = said(post(program(), RAW))
    assert program("dan", "XC").get(f"/messages/{taken['id']}").status_code == 404


def signed(key: Ed25519PrivateKey, raw: bytes, *, over: bytes | None = None) -> dict[str, str]:
    sent = datetime.now(UTC).isoformat()
    digest = hashlib.sha256(raw if over is None else over).hexdigest()
    signature = key.sign(rules.signed_text("XQ-1", sent, "K1", digest))
    return {
        "Tocsin-Line": "XQ-1",
        "Tocsin-Sent": sent,
        "Tocsin-Signature": base64.b64encode(signature).decode(),
        "Idempotency-Key": "K1",
    }


def test_a_carrier_delivers_by_its_signature_and_by_nothing_less(worker: Bench) -> None:
    key = Ed25519PrivateKey.generate()
    public = base64.b64encode(key.public_key().public_bytes_raw()).decode()
    actions.add_line(node("XB", Role.MEMBER_ADMINISTRATOR), "XQ-1", "XQ", public, now=NOW)
    nobody = Program()
    nobody.client = Client()
    forged = post(nobody, RAW, **signed(key, RAW, over=b"another body"))
    assert (forged.status_code, said(forged)["type"]) == (401, "urn:tocsin:problem:line-refused")
    assert post(nobody, RAW, **signed(key, RAW)).status_code == 202
    assert post(nobody, RAW, **signed(key, RAW)).status_code == 200
    assert screen_next(desk(), worker), "it came in for the member of the line"
    line = {"Tocsin-Line": "XQ-1"}
    asked = nobody.client.get("/api/v1/messages/quarantined", headers=line)
    assert asked.status_code == 401, "a line delivers, and asks nothing"
