"""What the tests of documents report and ask, of invented issuers."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from tests.invented import NOW, node
from tocsin.foundations.vocabulary.codes import Purpose
from tocsin.records.documents.actions import check_documents, report_documents
from tocsin.records.documents.rules import Asked, Checked, Report, reported
from tocsin.safeguards.access.actions import viewing
from tocsin.safeguards.access.reasons import Reasoned
from tocsin.safeguards.access.rules import Actor, Role
from tocsin.safeguards.ledger.keys import Keys

WHY = Reasoned(Purpose.BORDER_CHECK, "XB-2026-7")
NUMBER = "AB0123456"


def a_report(number: str = NUMBER, status: str = "stolen", **more: Any) -> Report:
    given = {"type_": "P", "occurred_on": date(2026, 2, 1), "today": NOW.date(), **more}
    found = reported(number=number, status=status, **given)
    assert isinstance(found, Report), found
    return found


def issuer(code: str = "XA") -> Actor:
    return node(code, Role.CONTRIBUTOR)


def put(*reports: Report, by: str = "XA") -> Any:
    actor = issuer(by)
    with viewing(actor):
        return report_documents(actor, reports or [a_report()], now=NOW)


def asker(code: str = "XB", *roles: Role) -> Actor:
    return node(code, *(roles or (Role.SCREENING_OFFICER,)))


def checked(
    number: str = NUMBER,
    at: Path = Path("/tmp"),
    *,
    by: Actor | None = None,
    of: str = "XA",
    now: Any = NOW,
    **more: str,
) -> Checked:
    asked = Asked.of(of, number, more.get("type_", ""), more.get("check_digit", ""))
    return check_documents(by or asker(), [asked], WHY, keys=Keys(at / "keys"), now=now)[0]
