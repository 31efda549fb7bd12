"""Contributing in the browser, without script: the form, drafts, files, the gate, the upkeep."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from tests.entrances.web.conftest import Desk
from tests.entrances.web.reading import found, sent, text_of
from tests.invented import NOW, candidate_on, conclude, listed, node, officer
from tests.records.registers.lawfulness import Departure, combinations, departures, valid
from tocsin.entrances.subscriptions import subscribe_stages
from tocsin.entrances.web.filling.contributing import values_of
from tocsin.records.contributing.actions import contribute
from tocsin.records.registers.models import Record, Version
from tocsin.safeguards.access.actions import viewing
from tocsin.safeguards.access.rules import Role

pytestmark = pytest.mark.django_db
DETAILS_AND_BASIS = [
    each
    for kind in (("warrant", "arrest"), ("protected_child", "protect"))
    for each in departures(*kind)
]


def petra(desk: Desk) -> Client:
    return desk("Petra", "XA", Role.CONTRIBUTOR)


def typed(plain: dict[str, Any] | None = None) -> dict[str, str]:
    """A contribution as the form sends it."""
    return values_of(plain or valid())


def stored() -> list[Record]:
    with viewing(node("XA", Role.CONTRIBUTOR)):
        return list(Record.objects.all())


def problems(answer: HttpResponse) -> set[str]:
    """The fields that the summary of errors leads to."""
    return {each.removeprefix("#field-") for each in found(answer, "//*[@id='errors']//a/@href")}


def test_the_form_asks_for_the_ground_first_and_offers_the_weakest_action(desk: Desk) -> None:
    browser = petra(desk)
    assert "On what ground?" in text_of(browser.get("/contributions/new/"))
    page = browser.get("/contributions/new/?ground=warrant")
    assert found(page, "//input[@name='requested_action'][@checked]/@value") == ["inform_only"]
    assert "details.offence" in found(page, "//input/@name | //textarea/@name")


def test_a_whole_form_becomes_a_signed_record_that_waits_at_the_gate(desk: Desk) -> None:
    answer = petra(desk).post("/contributions/new/", typed(), follow=True)
    assert "A reviewer of another member reads it next." in text_of(answer)
    (record,) = stored()
    assert (record.state, record.reference) == ("submitted", "XA-1")
    with viewing(node("XA", Role.CONTRIBUTOR)):
        version = Version.objects.get()
    names = [each["value"]["full"] for each in version.statements if each["property"] == "name"]
    assert names == ["Qasim Zarbaran", "قاسم زربران"]
    assert version.officer_id


@pytest.mark.parametrize("departure", DETAILS_AND_BASIS, ids=lambda each: each.name)
def test_whatever_is_left_out_is_refused_at_its_field(desk: Desk, departure: Departure) -> None:
    values = _typed_departure(departure.given)
    answer = petra(desk).post("/contributions/new/", values)
    assert stored() == []
    if departure.field == "ground":  # Without one there is no form: its choice is asked first.
        assert answer.status_code == 302
        return
    named = {"statements.name": "name.0.full"}.get(departure.field, departure.field)
    if named.endswith(".grade"):
        named = "stated_grade"
    assert answer.status_code == 422
    assert named in problems(answer)


def _typed_departure(given: dict[str, Any]) -> dict[str, str]:
    whole = {
        "legal_basis": {},
        "details": {},
        **given,
        "handling": {"tlp": "", "code": "", **given["handling"]},
        "statements": [{"grade": "", **each} for each in given["statements"]],
    }
    if any("grade" not in each for each in given["statements"]):
        whole["statements"] = [{**each, "grade": ""} for each in whole["statements"]]
    return values_of(whole)


@pytest.mark.parametrize("departure", list(combinations())[::7], ids=lambda each: each.name)
def test_what_can_not_go_together_is_refused_at_its_field(desk: Desk, departure: Departure) -> None:
    answer = petra(desk).post("/contributions/new/", typed(departure.given))
    assert (answer.status_code, stored()) == (422, [])
    assert departure.field in problems(answer)


def test_checking_says_what_is_missing_and_stores_nothing(desk: Desk) -> None:
    values = {**typed(), "details.offence": "", "deed": "check"}
    part = petra(desk).post("/contributions/check/", values)
    assert "1 thing is missing or wrong" in text_of(part)
    assert "<html" not in part.content.decode()
    assert stored() == []


def test_a_name_in_another_script_is_proposed_in_latin_and_taken_if_accepted(desk: Desk) -> None:
    plain = valid()
    plain["statements"] = [each for each in plain["statements"] if each["property"] != "name"]
    values = {**typed(plain), "name.0.full": "قاسم زربران"}
    browser = petra(desk)
    page = browser.post("/contributions/new/", {**values, "deed": "check"})
    assert found(page, "//input[@name='name.0.romanise']/@value") == ["yes"]
    browser.post("/contributions/new/", {**values, "name.0.romanise": "yes"})
    with viewing(node("XA", Role.CONTRIBUTOR)):
        names = [
            each["value"] for each in Version.objects.get().statements if each["property"] == "name"
        ]
    assert [each["script"] for each in names] == ["Arab", "Latn"]


def test_a_draft_is_kept_for_its_officer_alone_and_goes_when_it_is_sent(desk: Desk) -> None:
    browser = petra(desk)
    values = {"ground": "warrant", "reference": "XA-5", "deed": "draft"}
    page = browser.post("/contributions/new/", values, follow=True)
    assert "The draft is saved." in text_of(page)
    draft = sent(page, "draft")
    colleague = desk("Pavel", "XA", Role.CONTRIBUTOR)
    assert "XA-5" not in text_of(colleague.get("/contributions/"))
    refused = colleague.get(f"/contributions/new/?draft={draft}")
    assert "XA-5" not in text_of(refused)
    browser.post("/contributions/new/", {**typed(), "draft": draft})
    assert "XA-5" not in text_of(browser.get("/contributions/"))


def test_a_record_is_revised_from_what_it_says_now(desk: Desk) -> None:
    browser = petra(desk)
    browser.post("/contributions/new/", typed())
    (record,) = stored()
    page = browser.get(f"/contributions/{record.id}/revise/")
    assert found(page, "//input[@name='reference']/@value") == ["XA-1"]
    values = {**typed(), "evidence_summary": "Prepared two explosions."}
    browser.post(f"/contributions/{record.id}/revise/", values)
    page = browser.get(f"/subjects/{record.id}/versions/")
    assert "Prepared two explosions." in found(page, "//ins//text()")
    assert "Prepared an explosion at a depot." in found(page, "//del//text()")


def test_a_file_is_reported_row_by_row(desk: Desk) -> None:
    rows = [valid(reference=f"XA-{number}") for number in range(3)]
    del rows[1]["details"]["offence"]
    content = "".join(json.dumps(each) + "\n" for each in rows).encode()

    def upload(mode: str) -> HttpResponse:
        file = SimpleUploadedFile("records.jsonl", content)
        given = {"file": file, "mode": mode}
        return petra(desk).post("/contributions/files/", given, follow=True)

    page = upload("all")
    assert "Nothing of it was taken" in text_of(page)
    assert "details.offence" in text_of(page)
    assert stored() == []
    assert "2 added" in text_of(upload("good"))
    assert len(stored()) == 2


def test_a_reviewer_reads_answers_and_passes(desk: Desk) -> None:
    outcome = contribute(officer("Petra", "XA", Role.CONTRIBUTOR), valid(), now=NOW)
    reviewer = desk("Rima", "XB", Role.NEUTRALITY_REVIEWER)
    assert "XA-1" in text_of(reviewer.get("/gate/"))
    page = reviewer.get(f"/gate/{outcome.record_id}/")
    assert "High Court of Inventia" in text_of(page)
    answers = dict.fromkeys(
        ("individual", "conduct", "neutral", "basis", "proportionate", "identity"), "yes"
    )
    form = {**answers, "seen": sent(page, "seen"), "outcome": "pass", "refugee": "no_sign"}
    refused = reviewer.post(f"/gate/{outcome.record_id}/", form)
    assert (refused.status_code, problems(refused)) == (422, {"reason"})
    done = reviewer.post(f"/gate/{outcome.record_id}/", {**form, "reason": "Read it."}, follow=True)
    assert "the record has passed" in text_of(done)
    screener = desk("Ilse", "XC", Role.SCREENING_OFFICER)
    page = screener.get(f"/subjects/{outcome.record_id}/")
    assert "by a reviewer of XB" in text_of(page)
    assert "Passport office" in text_of(page)


def test_a_refusal_is_read_and_appealed_by_its_originator(desk: Desk) -> None:
    outcome = contribute(officer("Petra", "XA", Role.CONTRIBUTOR), valid(), now=NOW)
    reviewer = desk("Rima", "XB", Role.NEUTRALITY_REVIEWER)
    answers = dict.fromkeys(("individual", "conduct", "basis", "proportionate", "identity"), "yes")
    form = {**answers, "neutral": "no", "seen": "1", "outcome": "refuse", "refugee": "no_sign"}
    form |= {"code": "political", "reason": "It is about a speech."}
    reviewer.post(f"/gate/{outcome.record_id}/", form)
    browser = petra(desk)
    page = browser.get(f"/contributions/{outcome.record_id}/keep/")
    assert "It is about a speech." in text_of(page)
    browser.post(f"/contributions/{outcome.record_id}/appeal/", {"reason": "It is about a bomb."})
    assert stored()[0].state == "appealed"


def test_a_record_is_extended_weakened_and_withdrawn_with_reasons(desk: Desk) -> None:
    record = listed("XA-7", ground="national_designation", requested_action="warn")
    browser = petra(desk)
    address = f"/contributions/{record.id}"
    refused = browser.post(f"{address}/extend/", {"reason": ""})
    assert refused.status_code == 422
    assert "lives on" in text_of(
        browser.post(f"{address}/extend/", {"reason": "Open."}, follow=True)
    )
    told = browser.post(f"{address}/status/", {"status": "acquitted", "reason": "2 March"})
    assert told.status_code == 302
    assert stored()[0].requested_action == "inform_only"
    browser.post(f"{address}/withdraw/", {"reason": "No longer needed."})
    assert stored()[0].state == "withdrawn"


def test_registrars_decide_on_a_list_and_everybody_reads_it(desk: Desk) -> None:
    theodora = desk("Theodora", "XY", Role.REGISTRAR)
    given = {"list": "eu", "reason": "Its acts are published."}
    page = theodora.post("/lists/decisions/propose/", given, follow=True)
    assert "You proposed this yourself" in text_of(page)
    ansel = desk("Ansel", "XY", Role.REGISTRAR)
    (address,) = found(
        ansel.get("/lists/decisions/"), "//form[contains(@action,'confirm')]/@action"
    )
    ansel.post(address)
    observer = desk("Maurin", "XZ", Role.OBSERVER)
    assert "In force" in text_of(observer.get("/lists/decisions/"))


def test_a_campaign_is_called_concluded_and_counted(desk: Desk) -> None:
    record = listed("XA-7", ground="warrant")
    with viewing(node("XA", Role.REGISTRAR)):
        earlier = record.revised_at.replace(year=2025)
        Record.objects.filter(id=record.id).update(revised_at=earlier, created_at=earlier)
    theodora = desk("Theodora", "XY", Role.REGISTRAR)
    given = {"ground": ["warrant"], "reason": "Three years have passed."}
    page = theodora.post("/quality/campaigns/", given, follow=True)
    address = page.request["PATH_INFO"]
    browser = petra(desk)
    assert "XA-7" in text_of(browser.get(address))
    conclusion = {"outcome": "stands", "reason": "The warrant is in force."}
    browser.post(f"{address}{record.id}/", conclusion)
    assert "Your member has concluded about every record" in text_of(browser.get(address))
    assert found(theodora.get(address), "//td[@data-label='Done']/text()") == ["1"]


@pytest.mark.parametrize("path", ["/contributions/", "/gate/", "/quality/", "/lists/decisions/"])
def test_every_page_says_what_it_is_for_when_it_is_empty(desk: Desk, path: str) -> None:
    assert desk("Pia", "XA", *Role).get(path).status_code == 200


def test_home_says_what_is_due_what_waits_at_the_gate_and_what_was_corrected(
    desk: Desk, tmp_path: Path
) -> None:
    subscribe_stages()
    record = listed("XA-7", ground="warrant")
    conclude(officer("Ilse", "XB", Role.SCREENING_OFFICER), candidate_on(record, tmp_path))
    contribute(officer("Petra", "XA", Role.CONTRIBUTOR), valid(reference="XA-7"), now=NOW)
    screener = desk("Ilse", "XB", Role.SCREENING_OFFICER)
    page = screener.get("/")
    assert "XA has corrected a record" in text_of(page)
    (address,) = found(page, "//form[contains(@action,'/notices/')]/@action")
    screener.post(address)
    assert "has corrected a record" not in text_of(screener.get("/"))
    reviewer = desk("Rima", "XB", Role.NEUTRALITY_REVIEWER)
    assert "1 record of another member waits at the gate" in text_of(reviewer.get("/"))
    with viewing(node("XA", Role.CONTRIBUTOR)):
        Record.objects.filter(id=record.id).update(state="published", passed_gate_by="rule:test")
        soon = NOW + timedelta(days=20)
        Record.objects.update(expires_at=soon, review_at=soon)
    assert "ends within" in text_of(petra(desk).get("/"))
