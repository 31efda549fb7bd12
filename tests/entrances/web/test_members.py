"""The pages of members: read by everybody, changed by who may, and walked from end to end."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from tests.entrances.web.reading import text_of
from tests.invented import NOW, give_second_factor
from tests.safeguards.joining import (
    administrator,
    appointed,
    before_assembly,
    founded,
    registrar,
    signed_key,
    suspended,
)
from tocsin.members.models import ContactPoint, Member, Officer, SigningKey
from tocsin.members.rules import Keeps
from tocsin.safeguards.access.actions import viewing
from tocsin.safeguards.access.rules import Actor, Role
from tocsin.safeguards.upkeep.actions import ring_all

pytestmark = pytest.mark.django_db
WHY = "Does not answer requests for correction."


def browser_of(actor: Actor) -> Client:
    give_second_factor(actor.officer_id or 0)
    client = Client()
    client.force_login(Officer.objects.get(pk=actor.officer_id))
    return client


@pytest.fixture
def clerk() -> Client:
    return browser_of(appointed(founded("XA"), "clerk", Role.REGISTRAR))


@pytest.fixture
def chief() -> Client:
    return browser_of(administrator(founded("XA")))


def send(client: Client, path: str, **form: Any) -> Any:
    return client.post(path, form)


def test_everybody_reads_who_is_a_member_since_when_and_on_what_basis() -> None:
    founded("XA")
    page = text_of(Client().get("/members/"))
    for words in ("State XA", "1 January 2025", "Border Act (2020), section 4", "founding member"):
        assert words in page
    one = text_of(Client().get("/members/XA/"))
    for words in ("Data Commission", "redress@xa.example", "Border desk", "now in use"):
        assert words in one


def test_a_desks_number_is_for_officers_alone(chief: Client) -> None:
    assert "+99900000001" not in Client().get("/members/XA/").content.decode()
    assert "+99900000001" in chief.get("/assembly/of/XA/").content.decode()


def test_a_suspension_is_told_to_all_with_its_date_and_reason() -> None:
    founded("XB")
    suspended("XB", Keeps.WITHDRAWN, WHY)
    for page in (Client().get("/members/"), Client().get("/members/XB/")):
        assert "Suspended" in text_of(page)
    assert "1 March 2026" in text_of(Client().get("/members/"))
    assert "1 Mar 2026, 12:00 UTC" in text_of(Client().get("/members/XB/"))
    assert WHY in text_of(Client().get("/members/XB/"))


def test_the_node_itself_is_no_member_and_has_no_page() -> None:
    registrar()
    assert Client().get("/members/home/").status_code == 404
    assert Client().get("/members/XQ/").status_code == 404


def test_the_public_register_changes_nothing() -> None:
    founded("XA")
    assert Client().post("/members/").status_code == 405
    assert Client().post("/members/XA/").status_code == 405


def test_an_applicant_comes_in_page_by_page(clerk: Client) -> None:
    member = founded("XB")
    voter = browser_of(administrator(member))
    applied = send(
        clerk, "/assembly/apply/", code="XQ", name="State XQ", kind="state", capacity="full"
    )
    assert applied.headers["Location"] == "/assembly/of/XQ/"
    here = "/assembly/of/XQ/"
    refused = send(clerk, f"{here}prepare/complete/")
    assert refused.status_code == 422
    assert "Missing: legal basis, data-protection authority" in text_of(refused)
    declared = {
        "legal_basis": "Act 1",
        "data_protection_authority": "Commission",
        "redress_contact": "r@xq.example",
    }
    assert send(clerk, f"{here}prepare/declare/", **declared).status_code == 302
    key = signed_key("XQ")
    sent = send(clerk, f"{here}prepare/key/", key=key.key, signature=key.signature)
    assert sent.status_code == 302
    assert send(clerk, f"{here}prepare/complete/").status_code == 302
    checks = ["duty_contact", "exchange", "secure_line"]
    assert send(clerk, f"{here}prepare/check/", passed=checks).status_code == 302
    assert send(clerk, f"{here}prepare/call/").status_code == 302
    assert "0 for, 0 against, 0 abstained, of 2 members" in text_of(voter.get(here))
    assert send(voter, f"{here}vote/", choice="for").status_code == 302
    assert "Your member voted: For" in text_of(voter.get(here))
    twice = send(voter, f"{here}vote/", choice="against")
    assert "has voted on XQ already" in text_of(twice)
    assert send(clerk, f"{here}prepare/close/").status_code == 422, "XA could still turn it"
    assert send(browser_of(administrator(Member.objects.get(code="XA"))), f"{here}vote/",
                choice="for").status_code == 302  # fmt: skip
    assert send(clerk, f"{here}prepare/close/").status_code == 302
    assert Member.objects.get(code="XQ").state == "active"
    assert "admitted by the assembly" in text_of(Client().get("/members/XQ/"))


def test_two_registrars_suspend_and_reinstate_by_page(clerk: Client) -> None:
    founded("XB")
    other = browser_of(appointed(founded("XC"), "clerk", Role.REGISTRAR))
    here = "/assembly/of/XB/measure/"
    short = send(clerk, f"{here}suspend/", keeps="frozen", reason="no")
    assert "give a reason of at least 10" in text_of(short)
    assert send(clerk, f"{here}suspend/", keeps="frozen", reason=WHY).status_code == 302
    assert Member.objects.get(code="XB").state == "active"
    assert "You proposed it, so another registrar answers." in text_of(
        clerk.get("/assembly/of/XB/")
    )
    assert "You proposed this yourself" in text_of(send(clerk, f"{here}confirm/"))
    assert "Confirm the measure" in text_of(other.get("/assembly/of/XB/"))
    assert send(other, f"{here}confirm/").status_code == 302
    assert Member.objects.get(code="XB").state == "suspended"
    assert send(other, f"{here}reinstate/", reason="It answers now.").status_code == 302
    assert send(clerk, f"{here}refuse/", reason="no").status_code == 422
    assert send(clerk, f"{here}refuse/", reason="It does not answer.").status_code == 302
    assert Member.objects.get(code="XB").state == "suspended"
    assert "No measure about XB waits" in text_of(send(clerk, f"{here}confirm/"))


def test_a_registrar_suspends_at_once_and_takes_it_back(clerk: Client) -> None:
    founded("XB")
    here = "/assembly/of/XB/measure/"
    form = {"keeps": "frozen", "reason": WHY}
    assert send(clerk, f"{here}suspend-at-once/", **form).status_code == 302
    assert Member.objects.get(code="XB").state == "suspended"
    page = text_of(clerk.get("/assembly/of/XB/"))
    assert "unless another registrar confirms it" in page
    assert send(clerk, f"{here}take-back/").status_code == 302
    assert Member.objects.get(code="XB").state == "active"


def test_a_member_leaves_by_its_own_administrator_and_by_no_other(chief: Client) -> None:
    founded("XB")
    form = {"keeps": "withdrawn", "reason": "Parliament ended the treaty."}
    assert send(chief, "/assembly/of/XB/withdraw/", **form).status_code == 404
    assert send(chief, "/assembly/of/XA/withdraw/", **form).status_code == 302
    assert Member.objects.get(code="XA").state == "withdrawn"


@pytest.mark.parametrize("deed", ["prepare/admit", "prepare/suspend", "measure/complete"])
def test_a_deed_that_is_not_in_the_table_is_not_found(clerk: Client, deed: str) -> None:
    assert send(clerk, f"/assembly/of/XA/{deed}/").status_code == 404


def test_an_administrator_appoints_changes_and_ends_by_page(chief: Client) -> None:
    form = {"name": "Ben", "username": "ben.xa", "unit": "Border desk", "roles": ["reviewer"]}
    assert send(chief, "/own-member/officers/", **form).status_code == 302
    ben = Officer.objects.get(username="ben.xa")
    here = f"/own-member/officers/{ben.pk}/"
    linked = send(chief, f"{here}link/")
    assert f"/account/begin/{ben.pk}/" in text_of(linked)
    assert send(chief, f"{here}roles/", roles=["observer", "contributor"]).status_code == 302
    ben.refresh_from_db()
    assert ben.roles == ["contributor", "observer"]
    assert send(chief, f"{here}factors/").status_code == 302
    assert send(chief, f"{here}end/").status_code == 302
    ben.refresh_from_db()
    assert not ben.is_active
    assert "The appointment has ended" in text_of(chief.get(here))


@pytest.mark.parametrize("role", ["registrar", "auditor", "ombudsperson", "emperor"])
def test_roles_that_are_not_an_administrators_to_give_are_no_choice(
    chief: Client, role: str
) -> None:
    form = {"name": "Ben", "username": "ben.xa", "unit": "Border desk", "roles": [role]}
    answer = send(chief, "/own-member/officers/", **form)
    assert answer.status_code == 422
    assert not Officer.objects.filter(username="ben.xa").exists()


def test_an_administrator_finds_no_way_to_raise_themselves(chief: Client) -> None:
    own = Officer.objects.get(username="chief.xa")
    here = f"/own-member/officers/{own.pk}/"
    assert "Nobody changes their own appointment" in text_of(chief.get(here))
    answer = send(chief, f"{here}roles/", roles=["member_administrator", "reviewer"])
    assert answer.status_code == 422
    own.refresh_from_db()
    assert own.roles == ["member_administrator"]


def test_another_members_officer_is_not_there(chief: Client) -> None:
    theirs = appointed(founded("XB"), "ada", Role.OBSERVER)
    absent = chief.get("/own-member/officers/0/")
    there = chief.get(f"/own-member/officers/{theirs.officer_id}/")
    assert (absent.status_code, there.status_code) == (404, 404)
    for deed in ("roles", "link", "factors", "identity", "end"):
        path = f"/own-member/officers/{theirs.officer_id}/{deed}/"
        assert send(chief, path, roles=["reviewer"]).status_code == 404


def test_a_field_that_no_form_asks_for_changes_nothing(chief: Client) -> None:
    """Mass assignment: whatever else is sent along is not read."""
    form = {"name": "Ben", "username": "ben.xa", "unit": "Border desk", "roles": ["observer"]}
    more = {"is_active": "0", "member": "XB", "unit_id": "1", "password": "x", "is_superuser": "1"}
    assert send(chief, "/own-member/officers/", **form, **more).status_code == 302
    ben = Officer.objects.get(username="ben.xa")
    assert (ben.is_active, ben.unit.member.code, ben.has_usable_password()) == (True, "XA", False)


def test_a_member_keeps_its_desk_and_keys_by_page(chief: Client) -> None:
    wrong = send(chief, "/own-member/desk/", name="Night desk", numbers="01 2345")
    assert "012345 is no telephone number" in text_of(wrong)
    form = {"name": "Night desk", "numbers": "+999 000 00 007\n+999 000 00 008"}
    assert send(chief, "/own-member/desk/", **form).status_code == 302
    assert ContactPoint.objects.get().duty_numbers == ["+99900000007", "+99900000008"]
    key = signed_key("XA", "second")
    sent = send(chief, "/own-member/keys/", key=key.key, signature=key.signature)
    assert sent.status_code == 302
    old = SigningKey.objects.exclude(ends_at=None).get()
    lost = send(chief, f"/own-member/keys/{old.key_id}/revoke/", void_from="2025-06-01 12:00")
    assert lost.status_code == 302
    old.refresh_from_db()
    assert f"{old.void_from:%Y-%m-%d %H:%M}" == "2025-06-01 12:00"


def test_whoever_is_on_duty_answers_the_test_of_the_desk() -> None:
    member, node = founded("XA"), registrar()
    with viewing(node):
        ring_all(node, now=NOW)
    duty = browser_of(appointed(member, "night", Role.FRONT_LINE))
    assert "Your duty desk is being tested" in text_of(duty.get("/own-member/"))
    assert send(duty, "/own-member/answer/").status_code == 302
    assert "is being tested" not in text_of(duty.get("/own-member/"))


@pytest.mark.parametrize("path", ["/assembly/", "/assembly/of/XQ/", "/own-member/"])
def test_who_may_only_read_is_offered_nothing_to_do(path: str) -> None:
    member = founded("XC")
    before_assembly()
    officer = browser_of(appointed(member, "ada", Role.OBSERVER))
    page = officer.get(path)
    assert page.status_code == 200
    assert '<details class="act' not in page.content.decode()
