"""A reported document hits, one that looks like it is read again, a miss leaves no trace."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from tests.invented import NOW, STATEMENTS, listed, node, officer
from tests.records.documents.reporting import (
    NUMBER,
    WHY,
    a_report,
    asker,
    checked,
    issuer,
    put,
)
from tocsin.records.documents.actions import check_documents, end_report, forget_past
from tocsin.records.documents.confirming.rules import Reply
from tocsin.records.documents.errors import OnlyTheIssuer, RangesOverlap, TooManyDocuments
from tocsin.records.documents.models import BlankRange, DocumentAlert, NamedDocument
from tocsin.records.documents.readings import careless, check_digit_of
from tocsin.records.documents.rules import Asked, Because, DocumentType, Outcome
from tocsin.records.handling.actions import flag
from tocsin.records.registers.actions import end_records, revise_records
from tocsin.safeguards.access.actions import viewing
from tocsin.safeguards.access.errors import NotFound, NotPermitted, PurposeMissing
from tocsin.safeguards.access.reasons import Reasoned
from tocsin.safeguards.access.rules import Role
from tocsin.safeguards.ledger.keys import Keys
from tocsin.safeguards.ledger.models import Entry
from tocsin.safeguards.ledger.rules import keyed_hash

pytestmark = pytest.mark.django_db
CHECK = check_digit_of(NUMBER)


@pytest.mark.parametrize(
    ("number", "more", "outcome", "because"),
    [
        ("AB0123456", {}, Outcome.HIT, None),
        ("ab 012-3456", {}, Outcome.HIT, None),
        ("AB0123456" + CHECK, {}, Outcome.HIT, None),
        ("AB0123456", {"check_digit": CHECK}, Outcome.HIT, None),
        ("AB0123456", {"type_": "P"}, Outcome.HIT, None),
        ("AB0123456", {"type_": "I"}, Outcome.NONE, None),
        ("ABO123456", {}, Outcome.CHECK_AGAIN, Because.CONFUSABLE),
        ("A80I23456", {}, Outcome.CHECK_AGAIN, Because.CONFUSABLE),
        ("ABO123456", {"check_digit": check_digit_of("ABO123456")}, Outcome.NONE, None),
        ("ABO123456", {"check_digit": CHECK}, Outcome.CHECK_AGAIN, Because.MISREAD),
        ("ABOL23456", {"check_digit": check_digit_of("ABOL23456")}, Outcome.NONE, None),
        ("AB0L23456", {"check_digit": CHECK}, Outcome.CHECK_AGAIN, Because.CONFUSABLE),
        ("AB0123457", {}, Outcome.NONE, None),
        ("AB012345", {}, Outcome.NONE, None),
    ],
)
def test_a_document_hits_by_every_character_and_by_nothing_less(
    number: str, more: dict[str, str], outcome: Outcome, because: Because | None
) -> None:
    put()
    answer = checked(number, **more)
    assert (answer.outcome, answer.because) == (outcome, because)


def test_the_same_number_of_another_issuer_is_another_document() -> None:
    put()
    assert checked(of="XC").outcome is Outcome.NONE


@pytest.mark.parametrize(
    ("number", "outcome"),
    [
        ("BO0001000", Outcome.HIT),
        ("BO0001500", Outcome.HIT),
        ("BO0001999", Outcome.HIT),
        ("BO0002000", Outcome.NONE),
        ("BO0000999", Outcome.NONE),
        ("BO00015OO", Outcome.CHECK_AGAIN),
        ("B00001500", Outcome.CHECK_AGAIN),
        ("BO000150", Outcome.NONE),
        ("BO000150A", Outcome.NONE),
    ],
)
def test_every_number_of_a_range_of_stolen_blanks_hits(number: str, outcome: Outcome) -> None:
    put(a_report("BO0001000", "stolen_blank", last="BO0001999"))
    assert checked(number).outcome is outcome


def test_between_many_ranges_of_one_series_the_right_one_is_found() -> None:
    put(
        *(
            a_report(f"CX{n}000", "stolen_blank", last=f"CX{n}499", type_=kind)
            for n in range(100, 160)
            for kind in ("P", "I")
        )
    )
    assert checked("CX130250").outcome is Outcome.HIT
    assert checked("CX130250", type_="I").outcome is Outcome.HIT
    assert checked("CX130750").outcome is Outcome.NONE


def test_ranges_that_overlap_are_refused_by_the_database_itself() -> None:
    put(a_report("BO0001000", "stolen_blank", last="BO0001999"))
    with pytest.raises(RangesOverlap):
        put(a_report("BO0001999", "stolen_blank", last="BO0002999"))
    put(a_report("BO0001999", "stolen_blank", last="BO0002999", type_="I"))


def test_what_is_recovered_or_removed_hits_no_more_in_the_next_question() -> None:
    put(a_report("AA1"), a_report("AA2"))
    actor = issuer()
    for number, how in (("AA1", Reply.RECOVERED), ("AA2", Reply.MISTAKEN)):
        assert checked(number).outcome is Outcome.HIT
        with viewing(actor):
            end_report(actor, "XA", DocumentType.PASSPORT, number, how, now=NOW)
        assert checked(number).outcome is Outcome.NONE
    with viewing(actor):
        assert list(DocumentAlert.objects.values_list("number", "status")) == [("AA1", "recovered")]


def test_one_blank_that_is_recovered_leaves_the_rest_of_its_range() -> None:
    put(a_report("BO0001000", "stolen_blank", last="BO0001999"))
    actor = issuer()
    for number in ("BO0001500", "BO0001000", "BO0001999"):
        with viewing(actor):
            end_report(actor, "XA", DocumentType.PASSPORT, number, Reply.RECOVERED, now=NOW)
        assert checked(number).outcome is Outcome.NONE
    assert checked("BO0001001").outcome is Outcome.HIT
    assert checked("BO0001501").outcome is Outcome.HIT
    with viewing(actor):
        assert BlankRange.objects.count() == 2


def test_a_report_ends_with_the_document_and_with_no_job_having_run() -> None:
    put(a_report(expires_on=NOW.date() + timedelta(days=10)))
    assert checked(now=NOW + timedelta(days=9)).outcome is Outcome.HIT
    assert checked(now=NOW + timedelta(days=10)).outcome is Outcome.NONE


def test_a_document_reported_twice_is_held_once() -> None:
    assert (put().added, put().known) == (1, 1)


def test_only_the_issuer_adds_and_ends() -> None:
    put()
    other = issuer("XC")
    with viewing(other), pytest.raises(OnlyTheIssuer):
        end_report(other, "XA", DocumentType.PASSPORT, NUMBER, Reply.MISTAKEN, now=NOW)
    with viewing(other):
        assert DocumentAlert.objects.update(status="lost") == 0
        assert DocumentAlert.objects.all().delete()[0] == 0
        assert BlankRange.objects.all().delete()[0] == 0
    for table, columns in (
        ("documents_documentalert", "issuer, document_type, number, status, ends_on, reported_at"),
        ("documents_blankrange", "issuer, document_type, first, last, ends_on, reported_at"),
    ):
        with (
            pytest.raises(DatabaseError, match="row-level security"),
            transaction.atomic(),
            viewing(other),
            connection.cursor() as cursor,
        ):
            cursor.execute(
                f"insert into {table} ({columns})"
                " values ('XA', 'P', 'AB1', 'AB1', '2030-01-01', now())"
                if "first" in columns
                else f"insert into {table} ({columns})"
                " values ('XA', 'P', 'AB1', 'lost', '2030-01-01', now())"
            )


@pytest.mark.parametrize(
    ("changes", "constraint"),
    [
        ({"document_type": "Z"}, "document_type_known"),
        ({"status": "sold"}, "document_status_known"),
        ({"number": "ab 1"}, "document_number_kept"),
        ({"status": "recovered"}, "document_recovered_means_ended"),
    ],
)
def test_the_database_refuses_what_is_no_report(changes: dict[str, str], constraint: str) -> None:
    given = {"document_type": "P", "number": "AB1", "status": "lost", **changes}
    actor = issuer()
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic(), viewing(actor):
        DocumentAlert.objects.create(
            issuer_id="XA", reported_at=NOW, ends_on=NOW.date() + timedelta(days=9), **given
        )


def test_the_database_reads_carelessly_as_the_rules_do() -> None:
    every = "ABCDEFGHIJKLMNOPQR", "STUVWXYZ0123456789"
    put(*(a_report(each) for each in every))
    with viewing(asker()):
        found = dict(DocumentAlert.objects.values_list("number", "careless"))
    assert found == {each: careless(each) for each in every}


def test_a_miss_leaves_a_keyed_hash_and_no_number(tmp_path: Path) -> None:
    put()
    checked("ZQ7654321", tmp_path)
    with viewing(asker()):
        entry = Entry.objects.get(did="document.check")
    month, key = Keys(tmp_path / "keys").month_key(NOW)
    assert entry.particulars == {
        "documents": 1,
        "query": {"month": month, "names": [], "documents": [keyed_hash(key, "ZQ7654321")]},
        "found": [],
    }
    assert (entry.thing, entry.case_reference) == ("", "XB-2026-7")


def test_a_hit_names_the_report_in_the_ledger_and_not_its_number(tmp_path: Path) -> None:
    put()
    answer = checked(at=tmp_path)
    with viewing(asker()):
        entry = Entry.objects.get(did="document.check")
    assert answer.alert
    assert entry.thing == f"document:{answer.alert.id}"
    assert NUMBER not in str(entry.particulars)


def test_a_check_without_a_case_or_without_the_permission_is_no_check(tmp_path: Path) -> None:
    keys, asked = Keys(tmp_path), [Asked.of("XA", NUMBER)]
    with pytest.raises(PurposeMissing):
        check_documents(asker(), asked, Reasoned(WHY.purpose, " "), keys=keys, now=NOW)
    with pytest.raises(NotPermitted):
        check_documents(node("XB", Role.OBSERVER), asked, WHY, keys=keys, now=NOW)
    with pytest.raises(TooManyDocuments):
        check_documents(asker(), asked * 101, WHY, keys=keys, now=NOW)


def test_a_batch_answers_in_order_and_leaves_one_entry(tmp_path: Path) -> None:
    put(a_report("AA1"), a_report("BO0001000", "stolen_blank", last="BO0001999"))
    asked = [Asked.of("XA", each) for each in ("ZZ9", "AA1", "AAI", "BO0001234")]
    answers = check_documents(asker(), asked, WHY, keys=Keys(tmp_path), now=NOW)
    assert [each.outcome.value for each in answers] == ["none", "hit", "check_again", "hit"]
    with viewing(asker()):
        (entry,) = Entry.objects.filter(did="document.check")
    assert entry.particulars["documents"] == 4
    assert len(entry.particulars["found"]) == 2


def test_the_document_of_a_listed_person_is_a_candidate() -> None:
    listed()
    answer = checked("ZX5504471")
    assert answer.outcome is Outcome.CANDIDATE
    assert answer.named
    assert (answer.named.requested_action, answer.named.originator) == ("inform_only", "State XA")
    assert checked("ZX55O4471").outcome is Outcome.CHECK_AGAIN


def test_what_a_member_does_instead_is_what_its_officers_are_told() -> None:
    record = listed(requested_action="warn")
    flagger = officer("ben", "XB", Role.REVIEWER)
    flag(flagger, record.id, "inform_only", "Our law knows no warning.", now=NOW)
    told = [checked("ZX5504471", by=asker(code)).named for code in ("XB", "XC")]
    assert [each.requested_action for each in told if each] == ["inform_only", "warn"]


def test_a_record_that_is_hidden_or_ended_names_no_document() -> None:
    listed("hidden", only_members=())
    assert checked("ZX5504471").outcome is Outcome.NONE
    record = listed("ended")
    owner = node("XA", Role.REGISTRAR)
    with viewing(owner):
        end_records(owner, [record.id], "delisted", now=NOW)
    assert checked("ZX5504471").outcome is Outcome.NONE


def test_a_record_names_the_documents_of_its_current_version_alone() -> None:
    from tests.invented import contribution
    from tocsin.records.registers.rules import Statement

    record = listed()
    owner = node("XA", Role.REGISTRAR)
    told = Statement("document", {"number": "Q1", "issuer_code": "XA"})
    kept = [each for each in STATEMENTS if each.property != "document"]
    changed = contribution(statements=(*kept, told))
    with viewing(owner):
        revise_records(owner, [(record.id, changed)], now=NOW)
        assert list(NamedDocument.objects.values_list("number", flat=True)) == ["Q1"]


def test_what_has_outlived_its_reason_is_deleted() -> None:
    put(a_report("AA1"), a_report("AA2", expires_on=NOW.date() + timedelta(days=5)))
    actor = issuer()
    later = NOW + timedelta(days=400)
    with viewing(actor):
        end_report(actor, "XA", DocumentType.PASSPORT, "AA1", Reply.RECOVERED, now=NOW)
        assert forget_past(actor, now=NOW) == 0
        assert forget_past(actor, now=later) == 2
        assert not DocumentAlert.objects.exists()


def test_nothing_can_be_ended_that_is_not_reported() -> None:
    actor = issuer()
    with viewing(actor), pytest.raises(NotFound):
        end_report(actor, "XA", DocumentType.PASSPORT, "AA1", Reply.RECOVERED, now=NOW)
