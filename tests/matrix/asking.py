"""Every address asked by every role, and what came back, in the words of the table.

An answer counts as *given* unless it refuses (403) or hides (404): what is wrong with an empty form
is told to who may send it. Each request is undone, so that no answer depends on the one before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.http import HttpResponse

from tests.matrix.scene import ASKING, LEVELS, RELATIONS, Scene, Seat, sent
from tests.records.documents.reporting import NUMBER
from tocsin.entrances.api.operations import OPERATIONS
from tocsin.entrances.api.urls import PREFIX
from tocsin.entrances.web.routes import ROUTES, Open
from tocsin.foundations.clock import system_clock
from tocsin.records.registers.models import Record
from tocsin.safeguards.access.rules import PERMITTED, Permission, Role

CLEARED: Mapping[str, Any] = {
    "basis": "consent",
    "told": "Form 17.",
    "agreed_on": "2026-03-01",
    "until": (system_clock() + timedelta(days=300)).isoformat(),
}
BODIES: Mapping[str, Mapping[str, Any]] = {
    "decide": {"verdict": "cannot_tell", "reason": "Because.", "seen": "open.1.0"},
    "clear-candidate": CLEARED,
    "clear-on-request": {**CLEARED, "documents": [{"number": "VX100200", "issuer": "XB"}]},
    "answer-clearance": {"approve": False, "reason": "Not signed."},
    "flag-record": {"action": "inform_only", "reason": "Our courts have not confirmed it."},
    "reply-to-confirmation": {"said": "stands"},
}
"""What makes a program's request well formed, where its address names a thing: only then does the
answer depend on the thing."""
FORMS: Mapping[str, Mapping[str, str]] = {
    "confirmation-reply": {"said": "stands"},
    "saved-search": {"deed": "end"},
    "clearance-answer": {"deed": "withdraw"},
    "campaign-conclude": {"outcome": "stands", "reason": "Because."},
    "key-revoke": {"void_from": "2026-02-01T00:00"},
    "list-end": {"reason": "Because it must."},
    "document-end": {"type": "P", "how": "recovered", "number": NUMBER},
}
"""The same of pages: these hide what they can't read."""
QUERIES = {"draft-file": "?as=json"}
"""And of pages that only show."""
PARAMETER = re.compile(r"[<{](uuid|int|slug):(\w+)[>}]")
ABSENT = {"uuid": "019a0000-0000-7000-8000-00000000dead", "int": "2147483000", "slug": "none"}
CHANGING = re.compile(
    rb'csrfmiddlewaretoken" value="[^"]*"|name="csrfmiddlewaretoken" value="[^"]*"'
)
"""What differs between any two answers: the token of a form."""


@dataclass(frozen=True)
class Address:
    """One method of one page or operation."""

    method: str
    path: str
    name: str
    needs: str
    of_programs: bool = False

    @property
    def parameters(self) -> list[tuple[str, str]]:
        """Kind and name of what the address points to."""
        return PARAMETER.findall(self.path)

    @property
    def is_of_a_record(self) -> bool:
        return any(name == "record_id" for _kind, name in self.parameters)

    def filled(self, **values: Any) -> str:
        """The address with the things in it; what isn't given is absent."""
        return "/" + PARAMETER.sub(lambda m: str(values.get(m[2], ABSENT[m[1]])), self.path)


def addresses() -> Iterator[Address]:
    """Everything that can be asked with a permission, pages first."""
    for route in ROUTES:
        if not isinstance(route.needs, Open):
            for method in route.methods:
                if method != "HEAD":
                    yield Address(method, route.path, route.name, route.needs.value)
    for each in OPERATIONS:
        path = f"{PREFIX}{each.path}"[1:]
        yield Address(each.method, path, each.name, each.needs.value, of_programs=True)


def ask(seat: Seat, address: Address, **values: Any) -> HttpResponse:
    """The answer to one request, of which nothing stays."""
    send = _program if address.of_programs else _page
    with transaction.atomic():
        answer = send(seat, address, address.filled(**values))
        transaction.set_rollback(True)
    seat.client.cookies.pop("messages", None)
    return answer


def _page(seat: Seat, address: Address, path: str) -> HttpResponse:
    if address.method == "POST":
        return seat.client.post(path, FORMS.get(address.name, {}))
    return seat.client.generic(address.method, path + QUERIES.get(address.name, ""))


def _program(seat: Seat, address: Address, path: str) -> HttpResponse:
    if address.method == "GET":
        return seat.client.get(path, headers=seat.bearer)
    body = sent(BODIES.get(address.name, {}))
    return seat.client.generic(
        address.method, path, body, content_type="application/json", headers=seat.bearer
    )


def cell(scene: Scene, address: Address, role: Role) -> str:
    """What officers of the role get, in the words of the table."""
    seat = scene.seat(ASKING, role)
    if not all(scene.knows(name, address) for _kind, name in address.parameters):
        return _of_nothing(address, seat)
    if address.is_of_a_record:
        return _of_records(scene, address, role)
    if not address.parameters:
        return "yes" if _is_given(ask(seat, address)) else ""
    return _of_things(scene, address, seat)


def _of_nothing(address: Address, seat: Seat) -> str:
    """Of what the scene has none, only the refusal is asked for: it comes before the looking."""
    return "" if ask(seat, address).status_code in (401, 403) else "absent"


def _of_things(scene: Scene, address: Address, seat: Seat) -> str:
    given = []
    for word, own in (("own", True), ("other", False)):
        names = [name for _kind, name in address.parameters]
        values = {name: scene.thing(name, seat, address.name, own=own) for name in names}
        answer = ask(seat, address, **values)
        if _is_given(answer):
            given.append(word)
        else:
            _check_hidden(seat, address, answer)
    return " ".join(given)


def _of_records(scene: Scene, address: Address, role: Role) -> str:
    """Who lacks the permission is refused before the record is looked for: asked once for each."""
    told = []
    asked = LEVELS if Permission(address.needs) in PERMITTED[role] else ("C",)
    for word, relation in RELATIONS.items():
        seat = scene.seat(relation.member, role)
        levels = [
            level
            for level in asked
            if _sees(scene, seat, address, scene.records[relation.addressed, level])
        ]
        if levels:
            told.append(f"{word}:{''.join(levels)}")
    return " ".join(told)


def _sees(scene: Scene, seat: Seat, address: Address, record: Record) -> bool:
    parts = [name for _kind, name in address.parameters if name != "record_id"]
    values = {name: scene.part(name, record) for name in parts}
    answer = ask(seat, address, record_id=record.id, **values)
    if not _is_given(answer):
        _check_hidden(seat, address, answer)
    return _is_given(answer)


def _is_given(answer: HttpResponse) -> bool:
    assert answer.status_code < 500, answer.content
    return answer.status_code not in (401, 403, 404, 405)


def _check_hidden(seat: Seat, address: Address, answer: HttpResponse) -> None:
    """Hidden or refused, it is what is answered about a thing that isn't there, byte for byte."""
    if address not in seat.absent:
        seat.absent[address] = plain(ask(seat, address))
    assert plain(answer) == seat.absent[address], (address, seat.role)


def plain(answer: HttpResponse) -> tuple[int, bytes, list[tuple[str, str]]]:
    """Status, body and headers, without what differs between any two answers."""
    headers = sorted(each for each in answer.items() if each[0] != "Set-Cookie")
    return answer.status_code, CHANGING.sub(b"", answer.content), headers
