"""What a traveller is handed holds a reference and an address, and nothing else whatever."""

from __future__ import annotations

import json
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from tests.invented import NAME, NOW, candidate_on, conclude, listed, officer
from tocsin.entrances.web.filling.clearances import receipt_page, sheet_of
from tocsin.foundations.vocabulary.codes import Verdict
from tocsin.members.queries import officer_by_username
from tocsin.review.errors import NotToBeTold
from tocsin.review.models import Receipt
from tocsin.review.receipts.actions import give_receipt, read_receipt
from tocsin.review.receipts.pdf import told
from tocsin.review.receipts.rules import Slip, as_plain
from tocsin.safeguards.access.actions import viewing
from tocsin.safeguards.access.errors import NotFound

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def at_one_moment(settings: Any) -> None:
    settings.CLOCK = lambda: NOW


def _everything_of(record: Any, candidate: object) -> list[str]:
    """Whatever could tell of the record, the candidate or the traveller."""
    return [
        record.reference,
        *NAME.split(),
        "ZARBARAN",
        "QASIM",
        "Council",
        "Resolution",
        "State XA",
        record.requested_action,
        "Inform only",
        "designation",
        str(record.id),
        str(candidate),
        "ZX5504471",
        "1970",
        "XB101",
    ]


def test_its_bytes_hold_nothing_of_the_record_in_any_form(tmp_path: Path) -> None:
    record = listed()
    candidate = candidate_on(record, tmp_path)
    officer("Ada")
    client = Client()
    client.force_login(officer_by_username("ada.xb"))
    answer = client.post(f"/queue/{candidate}/receipt/", follow=True)
    (address, _status) = answer.redirect_chain[-1]
    slip = read_receipt(officer("Ada"), address.split("/")[2])
    printed = answer.content.decode().partition("<main")[2].partition("</main>")[0]
    forms = {
        "page": printed,
        "json": client.get(f"{address}?as=json").content.decode(),
        "what is set as PDF": told(sheet_of(receipt_page(slip))),
    }
    for form, text in forms.items():
        assert slip.reference in text, form
        found = [each for each in _everything_of(record, candidate) if each.lower() in text.lower()]
        assert found == [], form
    assert client.get(f"{address}?as=pdf").content.startswith(b"%PDF")
    assert json.loads(forms["json"]) == as_plain(slip)


def test_there_is_no_place_on_it_for_a_record_or_a_person() -> None:
    assert [each.name for each in fields(Slip)] == ["reference", "given_at", "member", "redress"]


def test_asked_for_again_it_is_the_same_and_found_by_its_own_member_alone(tmp_path: Path) -> None:
    candidate = candidate_on(listed(), tmp_path)
    ada, ben = officer("Ada"), officer("Ben")
    given = give_receipt(ada, candidate, now=NOW)
    assert give_receipt(ben, candidate, now=NOW) == given
    assert read_receipt(ben, given.reference.lower()) == given
    with pytest.raises(NotFound):
        read_receipt(officer("Zoe", "XC"), given.reference)
    with pytest.raises(NotFound):
        give_receipt(officer("Zoe", "XC"), candidate, now=NOW)


@pytest.mark.parametrize("action", ["discreet_check", "inquiry_check"])
def test_what_asks_not_to_be_noticed_gives_no_receipt_until_it_is_somebody_else(
    tmp_path: Path, action: str
) -> None:
    candidate = candidate_on(listed(requested_action=action), tmp_path)
    ada = officer("Ada")
    with pytest.raises(NotToBeTold):
        give_receipt(ada, candidate, now=NOW)
    conclude(ada, candidate, Verdict.DIFFERENT)
    assert give_receipt(ada, candidate, now=NOW).member == "State XB"


def test_it_names_no_traveller_in_the_database_either(tmp_path: Path) -> None:
    candidate = candidate_on(listed(), tmp_path)
    ada = officer("Ada")
    give_receipt(ada, candidate, now=NOW)
    with viewing(ada):
        (row,) = Receipt.objects.values()
    assert set(row) == {
        "id",
        "adjudication_id",
        "member_id",
        "officer_id",
        "reference",
        "given_at",
    }
