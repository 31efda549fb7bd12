"""One contribution, or a file of them: judged alike, taken once, and told with line and field."""

from __future__ import annotations

import base64
import json
from datetime import timedelta
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from tests.invented import NOW, officer
from tests.records.registers.lawfulness import combinations, departures, every_valid, valid
from tocsin.members.models import SigningKey
from tocsin.records.contributing import queries
from tocsin.records.contributing.actions import (
    contribute,
    contribute_file,
    drop_draft,
    forget_drafts,
    save_draft,
)
from tocsin.records.contributing.batches import Change, Mode, Report
from tocsin.records.contributing.errors import DraftGone, FileUnreadable
from tocsin.records.contributing.models import Batch
from tocsin.records.contributing.rows import Form, form_of, read_rows
from tocsin.records.registers.building import signed_text
from tocsin.records.registers.errors import NotLawful, SignatureRefused
from tocsin.records.registers.models import Record, Version
from tocsin.records.registers.signing import Signed, is_made
from tocsin.safeguards.access.actions import viewing
from tocsin.safeguards.access.rules import Actor, Role
from tocsin.safeguards.ledger.models import Entry

pytestmark = pytest.mark.django_db
CSV = (
    "register,reference,ground,purpose,person_status,requested_action,evidence_summary,"
    "source_grade,information_grade,legal_basis.type,legal_basis.citation,legal_basis.authority,"
    "legal_basis.date,handling.tlp,handling.code,details.issuing_authority,"
    "details.warrant_number,details.warrant_date,details.offence,details.offence_law,"
    "names,birth_dates,documents,nationalities,grade,source\n"
)
LINE = (
    "person,{reference},warrant,travel_screening,wanted,inform_only,Prepared an explosion.,"
    "A,2,warrant,W 1/26,High Court,2026-01-15,amber,H1,High Court,W 1/26,2026-01-15,Murder,s 90,"
    "{names},1970-05-02,XA:ZX5504471,XA,B2,Passport office\n"
)


def contributor(name: str = "Petra", member: str = "XA") -> Actor:
    return officer(name, member, Role.CONTRIBUTOR)


def lines(*rows: dict[str, Any]) -> str:
    return "".join(json.dumps(each) + "\n" for each in rows)


def numbered(count: int) -> list[dict[str, Any]]:
    return [valid(reference=f"XA-{number}") for number in range(count)]


def send(text: str, mode: Mode = Mode.ALL, form: Form = Form.JSON_LINES) -> Report:
    return contribute_file(contributor(), "file", text, form, mode, now=NOW)[1]


def held() -> int:
    with viewing(contributor()):
        return Record.objects.count()


def faults_of(report: Report) -> list[tuple[int, str]]:
    return [(each.line, each.field) for each in report.faults]


def test_a_contribution_is_added_then_unchanged_then_revised() -> None:
    given = valid()
    assert contribute(contributor(), given, now=NOW).change is Change.ADDED
    assert contribute(contributor(), given, now=NOW).change is Change.UNCHANGED
    given["evidence_summary"] = "Prepared two explosions."
    outcome = contribute(contributor(), given, now=NOW)
    assert (outcome.change, outcome.version) == (Change.REVISED, 2)


def test_members_have_their_references_for_themselves() -> None:
    contribute(contributor(), valid(), now=NOW)
    assert contribute(contributor(member="XB"), valid(), now=NOW).change is Change.ADDED


@pytest.mark.parametrize("kind", every_valid()[::5])
def test_whatever_is_left_out_is_refused_by_file_and_action_alike(kind: tuple[str, str]) -> None:
    made = list(departures(*kind))
    report = send(lines(*(each.given for each in made)))
    named = {(each.line, each.field) for each in report.faults}
    assert {(at, each.field) for at, each in enumerate(made, start=1)} <= named
    assert held() == 0
    with pytest.raises(NotLawful) as refusal:
        contribute(contributor(), made[0].given, now=NOW)
    assert made[0].field in {each.field for each in refusal.value.faults}


def test_what_can_not_go_together_is_refused_by_file() -> None:
    made = list(combinations())
    report = send(lines(*(each.given for each in made)), Mode.GOOD)
    assert (report.bad, held()) == (len(made), 0)
    assert {each.field for each in report.faults} >= {"requested_action", "person_status"}


def test_a_file_with_a_bad_row_is_not_taken_unless_the_good_ones_are_asked_for() -> None:
    rows = numbered(100)
    del rows[41]["details"]["offence"]
    text = lines(*rows)
    report = send(text)
    assert (report.is_taken, report.bad, faults_of(report)) == (False, 1, [(42, "details.offence")])
    assert held() == 0
    assert send(text, Mode.CHECK).added == 99
    assert held() == 0
    report = send(text, Mode.GOOD)
    assert (report.added, held(), faults_of(report)) == (99, 99, [(42, "details.offence")])


def test_sending_a_file_again_changes_nothing() -> None:
    text = lines(*numbered(5))
    send(text)
    report = send(text)
    assert (report.added, report.unchanged) == (0, 5)


def test_every_record_of_a_file_is_signed_and_in_the_ledger() -> None:
    send(lines(*numbered(3)))
    with viewing(contributor()):
        deeds = list(Entry.objects.order_by("id").values_list("did", flat=True))
        for version in Version.objects.all():
            signed = Signed(version.key_id, bytes(version.signature))
            assert is_made(signed, signed_text(version, "XA", ""))
    assert deeds.count("record.add") == 3
    assert "batch.send" in deeds


def test_a_reference_that_comes_twice_is_named_with_the_line_of_the_first() -> None:
    report = send(lines(*numbered(1), *numbered(1)))
    assert faults_of(report) == [(2, "reference")]
    assert "Line 1" in report.faults[0].message


def test_a_table_has_its_columns_named_and_statements_in_short_columns() -> None:
    text = CSV + LINE.format(reference="XA-1", names="Qasim Zarbaran; قاسم زربران")
    report = send(text, form=Form.CSV)
    assert (report.faults, report.added) == ([], 1)
    with viewing(contributor()):
        stated = Version.objects.get().statements
    assert [each["value"] for each in stated if each["property"] == "name"] == [
        {"full": "Qasim Zarbaran"},
        {"full": "قاسم زربران"},
    ]


def test_a_fault_in_a_table_names_the_column_it_stands_in() -> None:
    row = LINE.format(reference="XA-1", names="Qasim").replace("XA:ZX5504471", "?:1")
    report = send(CSV + row.replace(",B2,", ",Z9,"), form=Form.CSV)
    assert {field for _line, field in faults_of(report)} == {"documents", "grade"}


@pytest.mark.parametrize(
    ("text", "form", "lines_at_fault"),
    [
        ("{}\n{not json}\n", Form.JSON_LINES, {1, 2}),
        ("[\n{},\n\n{oops", Form.JSON, {2, 4}),
        ("[\n{}", Form.JSON, {2}),
        ("reference\nXA-1,2\n", Form.CSV, {2}),
    ],
)
def test_what_can_not_be_read_is_told_by_its_line(
    text: str, form: Form, lines_at_fault: set[int]
) -> None:
    assert {line for line, _field in faults_of(send(text, form=form))} == lines_at_fault


@pytest.mark.parametrize(("text", "form"), [("{}", Form.JSON), ("name\nx", Form.CSV)])
def test_what_is_no_such_file_is_refused_whole(text: str, form: Form) -> None:
    with pytest.raises(FileUnreadable):
        list(read_rows(text, form))


def test_the_form_of_a_file_is_told_by_its_name() -> None:
    assert form_of("Records.JSONL") is Form.JSON_LINES
    with pytest.raises(FileUnreadable):
        form_of("records.xlsx")


def test_the_batch_is_kept_with_counts_and_the_first_faults_and_no_value() -> None:
    send(lines({**valid(), "ground": "Qasim Zarbaran"}))
    with viewing(contributor()):
        batch = Batch.objects.get()
    assert (batch.rows, batch.bad, batch.stored) == (1, 1, False)
    assert "Zarbaran" not in json.dumps(batch.faults)


def test_held_words_are_counted_in_the_report() -> None:
    given = {**valid(), "evidence_summary": "A known atheist."}
    assert send(lines(given)).held == 1


# Signing at home


def registered(actor: Actor) -> Ed25519PrivateKey:
    key = Ed25519PrivateKey.generate()
    raw = key.public_key().public_bytes_raw()
    SigningKey.objects.create(member_id=actor.member_id, key=raw, begins_at=NOW)
    return key


def signature(key: Ed25519PrivateKey, text: bytes) -> Signed:
    public = base64.b64encode(key.public_key().public_bytes_raw()).decode()
    return Signed(public, key.sign(text))


def test_a_member_may_sign_at_home_with_its_registered_key() -> None:
    actor = contributor()
    key = registered(actor)
    signed = signature(key, queries.to_sign(actor, valid(), now=NOW))
    contribute(actor, valid(), now=NOW, signed=signed)
    with viewing(actor):
        assert bytes(Version.objects.get().signature) == signed.value


@pytest.mark.parametrize("what", ["another text", "another key"])
def test_a_signature_of_anything_else_is_refused(what: str) -> None:
    actor = contributor()
    key = registered(actor)
    text = queries.to_sign(actor, valid(), now=NOW)
    wrong = signature(key, b"else") if what == "another text" else signature(_other_key(), text)
    with pytest.raises(SignatureRefused):
        contribute(actor, valid(), now=NOW, signed=wrong)


def _other_key() -> Ed25519PrivateKey:
    return Ed25519PrivateKey.generate()


# Drafts


def test_a_draft_is_its_officers_own_and_ends() -> None:
    owner, colleague = contributor(), contributor("Pavel")
    draft = save_draft(owner, {"reference": "XA-9"}, now=NOW)
    assert [each.id for each in _drafts(owner)] == [draft.id]
    assert _drafts(colleague) == []
    with pytest.raises(DraftGone), viewing(colleague):
        queries.draft(colleague, draft.id, now=NOW)
    with pytest.raises(DraftGone):
        save_draft(colleague, {}, draft.id, now=NOW)
    later = NOW + timedelta(days=14)
    assert forget_drafts(owner, now=later - timedelta(seconds=1)) == 0
    assert forget_drafts(owner, now=later) == 1


def test_a_draft_is_gone_when_it_is_thrown_away() -> None:
    draft = save_draft(contributor(), {}, now=NOW)
    drop_draft(contributor(), draft.id)
    assert _drafts(contributor()) == []


def _drafts(actor: Actor) -> list[Any]:
    with viewing(actor):
        return queries.drafts(actor, now=NOW)
