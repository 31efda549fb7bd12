"""Whatever a browser sends, in whatever field of whatever form: it is never our failure.

Each form of each page is sent as it stands with one odd value in all fields that take words, once
for each of its buttons; and each page is asked with the value in each parameter that pages have.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from lxml import html

from tests.hardening.conftest import ALL_ROLES, READ, World
from tests.invented import NOW, listed, officer
from tocsin.records.drafting.actions import begin_draft
from tocsin.records.drafting.rules import Request
from tocsin.safeguards.access.actions import viewing
from tocsin.safeguards.access.rules import Role

ODD = {
    "a null": "words\x00words",
    "half a pair": "\ud800",
    "a number beyond all": "9" * 400,
    "a negative number": "-1",
    "not a number": "NaN",
    "a list": '[[null, {"a": [1e308]}]]',
    "no day": "2026-02-31",
    "the last day": "9999-12-31",
    "very long": "x" * 5_000,
    "nothing but a mark": "\u202e\u200b",
    "what SQL and templates take": "%s' OR 1=1--\\{{x}}{% y %}",
}
TYPED = ("a null", "half a pair", "a number beyond all", "the last day", "very long")
"""What is typed into forms; the rest is for addresses, which are asked in a tenth of the time."""
PARAMETERS = (
    "after",
    "page",
    "state",
    "since",
    "until",
    "text",
    "number",
    "list",
    "seed",
    "a",
    "b",
)
PARAMETERS += ("ground", "draft", "kind", "language", "as", "officer", "thing", "did", "member")
ROWS = [
    b'[{"reference": null, "statements": [[[null]]], "details": [1e999], "handling": {"only": 5}}]',
    b'[{"statements": {"a": 1}, "legal_basis": "x", "reference": {"a": []}, "expires_on": 2026}]',
    b'[{"statements": [{"property": [], "value": {"full": {"a": [null]}}, "grade": 2}]}]',
    b'[{"reference": "a\\u0000b", "register": "\\ud800", "\\u0000": "x"}, 5, null, [], "x"]',
    b"[" * 100_000,
    b'[{"reference": ' + b"9" * 5_000 + b"}]",
]


@pytest.fixture
def client(world: World, signed_in: Callable[..., Client]) -> Client:
    client = signed_in(*ALL_ROLES)
    client.raise_request_exception = False
    return client


def _of_ones_own() -> list[str]:
    """Pages that have forms only for what the officer's own member has."""
    record = listed("XB-own", by="XB", requested_action="refuse_entry")
    writer = officer("Petra", "XB", Role.CONTRIBUTOR)
    with viewing(writer):
        request = begin_draft(writer, record.id, Request.LISTING, now=NOW)
    places = [f"/contributions/{record.id}/{each}/" for each in ("keep", "revise")]
    places += [f"/contributions/new/?ground={each}" for each in ("warrant", "un_designation")]
    places += [f"/requests/{request.id}/", f"/own-member/officers/{writer.officer_id}/"]
    return [*places, "/assembly/of/XA/", "/assembly/of/XB/", f"/gate/{record.id}/"]


def forms(client: Client, world: World) -> Iterator[tuple[str, str, dict[str, str], list[str]]]:
    """Method, address, what stands in it, and which fields take words."""
    seen = set()
    for place in [*map(world.address, READ), *_of_ones_own()]:
        answer = client.get(place)
        if not answer.headers.get("Content-Type", "").startswith("text/html"):
            continue
        for form in html.fromstring(answer.content.decode()).iter("form"):
            address = form.get("action") or place
            fields = [each for each in form.iter("input", "textarea", "select") if each.get("name")]
            shape = (re.sub(r"[0-9a-f-]{36}|\d+", "*", address), *(f.get("name") for f in fields))
            if shape not in seen and "sign-out" not in address:
                seen.add(shape)
                yield from _sent(form, address, fields)


def _sent(form: Any, address: str, fields: list[Any]) -> Iterator[Any]:
    stands = {each.get("name"): _value(each) for each in fields}
    words = [each.get("name") for each in fields if _takes_words(each)]
    buttons = [each for each in form.iter("button") if each.get("name")] or [None]
    for button in buttons:
        pressed = {button.get("name"): button.get("value") or ""} if button is not None else {}
        yield form.get("method", "get").lower(), address, {**stands, **pressed}, words


def _value(field: Any) -> str:
    if field.tag == "select":
        return str(field.xpath("string((.//option[@selected] | .//option[@value!=''])[1]/@value)"))
    return str(field.get("value") or field.text or "")


def _takes_words(field: Any) -> bool:
    return field.tag == "textarea" or field.get("type", "text") not in (
        "radio", "checkbox", "file", "submit",
    )  # fmt: skip


@pytest.mark.parametrize("kind", TYPED)
def test_no_odd_value_in_a_form_is_our_failure(client: Client, world: World, kind: str) -> None:
    odd, asked = ODD[kind], list(forms(client, world))
    assert len(asked) > 45
    failed = set()
    for method, address, stands, words in asked:
        filled = {**stands, **dict.fromkeys(words, odd)}
        answer = getattr(client, method)(address, _writable(filled))
        if answer.status_code >= 500:
            failed.add((method, re.sub(r"[0-9a-f-]{36}", "*", address), answer.status_code))
    assert failed == set()


@pytest.mark.parametrize("odd", ODD.values(), ids=ODD)
def test_no_odd_value_in_an_address_is_our_failure(client: Client, world: World, odd: str) -> None:
    given = _writable(dict.fromkeys(PARAMETERS, odd[:3_000]))
    answers = {route.name: client.get(world.address(route), given).status_code for route in READ}
    assert {name: status for name, status in answers.items() if status >= 500} == {}


def _writable(form: dict[str, str]) -> dict[str, Any]:
    """As bytes that a browser could send: half a pair goes as the bytes that it would be."""
    return {name: text.encode("utf-8", "surrogatepass") for name, text in form.items()}


@pytest.mark.parametrize("rows", ROWS, ids=range(len(ROWS)))
@pytest.mark.parametrize("mode", ["check", "good", "all"])
def test_a_file_of_odd_rows_is_a_report_of_faults_with_their_lines(
    client: Client, mode: str, rows: bytes
) -> None:
    file = SimpleUploadedFile("odd.json", rows)
    answer = client.post("/contributions/files/", {"mode": mode, "file": file}, follow=True)
    page = answer.content.decode()
    assert answer.status_code in (200, 422)
    assert re.search(r"\bbad\b|can.t be read|no JSON|Line", page, re.IGNORECASE), page[-2000:]


def test_a_null_in_a_form_is_named_by_its_field(client: Client) -> None:
    answer = client.post("/contributions/new/", {"ground": "warrant", "reference": "a\x00b"})
    assert answer.status_code == 400
    assert "The field reference holds a character" in answer.content.decode()
