"""A request is drafted from a record, says what it lacks, and is final after four eyes alone."""

from __future__ import annotations

import io
import json
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from odfdo import Document

from tests.invented import NOW, STATEMENTS, listed, officer
from tocsin.records.drafting import actions, queries
from tocsin.records.drafting.errors import (
    ChangedMeanwhile,
    DraftIsFinal,
    NotFromThisRecord,
    PartsMissing,
)
from tocsin.records.drafting.models import Draft
from tocsin.records.drafting.rules import (
    PARTS,
    Identity,
    Request,
    identity_of,
    missing,
    parts_of,
)
from tocsin.records.drafting.writing.form import UNFINISHED, Form, as_plain, form_of
from tocsin.records.drafting.writing.odt import as_odt
from tocsin.records.drafting.writing.pdf import as_pdf, as_pictures
from tocsin.records.registers.rules import statements_as_stored
from tocsin.safeguards.access.actions import viewing
from tocsin.safeguards.access.errors import NotFound, NotPermitted
from tocsin.safeguards.access.rules import Actor, Role
from tocsin.safeguards.approval.errors import ProposalLapsed, ProposedByYou

WHOLE = {part.name: f"Told of {part.name}." for parts in PARTS.values() for part in parts}
PERSON = identity_of("person", statements_as_stored(STATEMENTS))
SCRIPTS = ("Qasim Zarbaran", "قاسم زرباران", "Касим Зарбаран", "卡西姆")


def writer(name: str = "ira", member: str = "XA") -> Actor:
    return officer(name, member, Role.CONTRIBUTOR)


def begun(by: Actor | None = None, request: Request = Request.LISTING, **changes: Any) -> Draft:
    actor = by or writer()
    record = listed(**changes)
    with viewing(actor):
        return actions.begin_draft(actor, record.id, request, now=NOW)


def written(draft: Draft, parts: dict[str, str] | None = None) -> Draft:
    actor = writer()
    with viewing(actor):
        return actions.write_parts(actor, draft.id, parts or WHOLE, now=NOW)


def proposed(draft: Draft) -> Any:
    actor = writer()
    with viewing(actor):
        return actions.propose_final(actor, draft.id, "Checked against the file.", now=NOW)


@pytest.mark.django_db
def test_a_draft_begins_with_what_the_record_says() -> None:
    draft = begun()
    assert draft.parts["statement_of_case"] == "Published by the Council."
    told = dict(queries.identity(draft).rows)
    assert told["Name"] == ("Qasim Zarbaran",)
    assert told["Date of birth"] == ("1970-05-02",)
    assert "ZX5504471" in told["Travel and identity documents"][0]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("request_", "member", "source_list"),
    [
        (Request.LISTING, "XB", ""),
        (Request.LISTING, "XA", "un"),
        (Request.AMENDMENT, "XA", ""),
        (Request.DELISTING, "XA", "eu"),
    ],
)
def test_a_request_is_drafted_from_the_right_record_alone(
    request_: Request, member: str, source_list: str
) -> None:
    with pytest.raises(NotFromThisRecord):
        begun(writer(member=member), request_, source_list=source_list)


@pytest.mark.django_db
def test_an_entry_of_the_united_nations_is_amended_or_delisted_by_its_reference() -> None:
    for request in (Request.AMENDMENT, Request.DELISTING):
        draft = begun(writer(member="XB"), request, reference=f"{request}", source_list="un")
        assert draft.parts["reference"] == str(request)


@pytest.mark.django_db
def test_a_hidden_record_gives_no_draft_and_says_nothing_of_itself() -> None:
    actor = writer(member="XB")
    hidden = listed(only_members=(), source_list="un")
    for record_id in (hidden.id, uuid4()):
        with viewing(actor), pytest.raises(NotFound):
            actions.begin_draft(actor, record_id, Request.DELISTING, now=NOW)


@pytest.mark.django_db
def test_a_draft_that_lacks_a_mandatory_part_is_not_proposed() -> None:
    draft = written(begun(), {**WHOLE, "releasable": " "})
    with pytest.raises(PartsMissing, match="may be released"):
        proposed(draft)


@pytest.mark.django_db
def test_a_second_officer_of_the_member_makes_it_final_and_then_nobody_changes_it() -> None:
    draft = written(begun())
    proposal = proposed(draft)
    first, second = writer(), writer("ben")
    with viewing(first), pytest.raises(ProposedByYou):
        actions.approve_final(first, draft.id, proposal.id, now=NOW)
    with viewing(second):
        final = actions.approve_final(second, draft.id, proposal.id, now=NOW)
        assert (final.state, final.final_at) == ("final", NOW)
    with pytest.raises(DraftIsFinal):
        written(draft)
    with viewing(first):
        assert Draft.objects.update(title="Another") == 0
        with connection.cursor() as cursor:
            cursor.execute("delete from drafting_draft")
            assert cursor.rowcount == 0


@pytest.mark.django_db
def test_what_was_changed_after_the_proposal_is_not_what_is_approved() -> None:
    draft = written(begun())
    proposal = proposed(draft)
    written(draft, {**WHOLE, "statement_of_case": "Something else."})
    second = writer("ben")
    with viewing(second), pytest.raises(ChangedMeanwhile):
        actions.approve_final(second, draft.id, proposal.id, now=NOW)


@pytest.mark.django_db
def test_a_proposal_is_answered_in_time_or_lapses() -> None:
    draft = written(begun())
    proposal = proposed(draft)
    second = writer("ben")
    with viewing(second), pytest.raises(ProposalLapsed):
        actions.approve_final(second, draft.id, proposal.id, now=NOW + timedelta(days=31))


@pytest.mark.django_db
def test_a_refused_draft_stays_one() -> None:
    draft = written(begun())
    proposal = proposed(draft)
    second = writer("ben")
    with viewing(second):
        actions.refuse_final(second, draft.id, proposal.id, "The dates are wrong.", now=NOW)
        assert queries.draft(second, draft.id).state == "draft"
    assert written(draft).state == "draft"


@pytest.mark.django_db
def test_a_draft_is_its_members_alone() -> None:
    draft = begun()
    for stranger in (writer("cy", "XB"), officer("om", "XC", Role.REGISTRAR)):
        with viewing(stranger), pytest.raises(NotFound):
            queries.draft(stranger, draft.id)
    reader = officer("ada", "XA")
    with viewing(reader), pytest.raises(NotPermitted):
        queries.draft(reader, draft.id)


@pytest.mark.parametrize("request_", Request)
def test_each_mandatory_part_that_is_left_out_is_named(request_: Request) -> None:
    assert missing(request_, WHOLE, PERSON) == []
    for part in parts_of(request_):
        left_out = {**WHOLE, part.name: ""}
        assert missing(request_, left_out, PERSON) == ([part.heading] if part.mandatory else [])


def test_a_delisting_of_somebody_deceased_asks_for_more() -> None:
    assert missing(Request.DELISTING, WHOLE, PERSON, deceased=True) == [
        "Evidence of death and the fate of assets"
    ]
    assert missing(Request.AMENDMENT, WHOLE, PERSON, deceased=True) == []


def test_a_person_is_listed_by_more_than_a_name() -> None:
    bare = Identity("person", (("Name", ("Qasim",)),))
    assert missing(Request.LISTING, WHOLE, bare) == ["Date of birth, nationality or a document"]
    assert missing(Request.LISTING, WHOLE, Identity("organisation", bare.rows)) == []


def form(*, final: bool = False) -> Form:
    identity = Identity("person", (("Name", SCRIPTS), ("Sex", ("male",))))
    evil = '#read("/etc/passwd") *bold* $x$ <b> & \x0b \ud800'
    parts = {**WHOLE, "statement_of_case": f"{evil}\nقام بالتخطيط\n他于2019年策划"}
    at = NOW if final else None
    return form_of(Request.LISTING, "Qasim", "State XA", parts, identity, final_at=at)


def test_the_form_is_the_same_in_json() -> None:
    told = json.loads(json.dumps(as_plain(form())))
    assert told["remark"] == UNFINISHED
    assert told["sections"][0]["rows"][0]["values"] == list(SCRIPTS)
    headings = [each["heading"] for each in told["sections"]]
    assert headings[1:] == [part.heading for part in parts_of(Request.LISTING)]
    assert as_plain(form(final=True))["final_at"] == "2026-03-01"


def test_an_opendocument_text_holds_every_word_in_every_script() -> None:
    document = Document(io.BytesIO(as_odt(form())))
    text = document.get_formatted_text()
    whole = document.body.serialize()
    for each in (*SCRIPTS, "قام بالتخطيط", "他于2019年策划", UNFINISHED):
        assert each in whole
    assert "Narrative summary" in text
    assert "\x0b" not in whole


def test_a_page_is_set_and_what_was_written_is_no_markup() -> None:
    pdf = as_pdf(form())
    assert pdf.startswith(b"%PDF-")
    (first, *_rest) = as_pictures(form(), 40)
    assert first.startswith(b"\x89PNG")
