"""How the tests ask: a client with an officer's token, and the values it sends."""

from __future__ import annotations

import json
from typing import Any

from django.http import HttpResponse
from django.test import Client

from tests.invented import officer
from tocsin.foundations.clock import system_clock
from tocsin.safeguards.access.actions import create_token, viewing
from tocsin.safeguards.access.rules import Actor, Role

WHY = {"purpose": "border_check", "case_reference": "XB-2026-7"}
LISTED = {
    "names": ["Zarbaran Qasim"],
    "birth_date": "1970-05-02",
    "documents": [{"number": "ZX5504471", "issuer": "XA"}],
}
UNLISTED = {"names": ["Olga Invented"], "birth_date": "1990-01-01"}
FLIGHT = {
    **WHY,
    "reference": "REF-1",
    "flight": {
        "carrier": "ZZ",
        "number": "417",
        "departure": "IST",
        "arrival": "VIE",
        "departs_at": "2026-03-02T09:00:00Z",
        "arrives_at": "2026-03-02T11:30:00Z",
    },
    "travellers": [
        {"surname": "ZARBARAN", "given": "QASIM", "birth_date": "1970-05-02"},
        {"surname": "INVENTED", "given": "OLGA", "birth_date": "1990-01-01"},
    ],
}


def token_of(actor: Actor) -> str:
    with viewing(actor):
        return create_token(actor, "test", now=system_clock())[1]


class Program:
    """A program that asks with the token of one officer, or with none."""

    def __init__(self, actor: Actor | None = None) -> None:
        self.client = Client()
        self.headers = {"Authorization": f"Bearer {token_of(actor)}"} if actor else {}

    def get(self, path: str) -> HttpResponse:
        return self.client.get(f"/api/v1{path}", headers=self.headers)

    def post(self, path: str, body: object) -> HttpResponse:
        text = body if isinstance(body, str) else json.dumps(body)
        return self.client.post(
            f"/api/v1{path}", text, content_type="application/json", headers=self.headers
        )


def program(name: str = "ann", member: str = "XB", *roles: Role) -> Program:
    return Program(officer(name, member, *roles))


def said(answer: HttpResponse) -> Any:
    """The answer's JSON."""
    return json.loads(answer.content)
