"""Clusters are views over untouched records, and nobody learns of a record through them."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from itertools import combinations
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID

import pytest
from django.db import DatabaseError, connection, transaction

from tests.invented import NOW, index_of, listed, node, officer
from tocsin.foundations.identifiers import new_id
from tocsin.foundations.vocabulary.codes import Purpose
from tocsin.matching import Index, Subject, Traveller
from tocsin.records.registers.actions import end_records
from tocsin.records.registers.models import Record
from tocsin.resolution import queries
from tocsin.resolution.actions import (
    judge,
    propose,
    protect_identity,
    withdraw_consent,
)
from tocsin.resolution.errors import (
    DifferentRegisters,
    DocumentsMissing,
    JudgedMeanwhile,
    NothingToTakeBack,
    WouldJoinDifferent,
)
from tocsin.resolution.models import Judgement, MisusedIdentity, Proposal
from tocsin.resolution.rules import Consent, Judged, Standing
from tocsin.safeguards.access.actions import viewing
from tocsin.safeguards.access.errors import NotFound, NotPermitted, OfficersOnly
from tocsin.safeguards.access.reasons import Reasoned
from tocsin.safeguards.access.rules import Actor, Role
from tocsin.safeguards.ledger.keys import Keys
from tocsin.safeguards.ledger.models import Entry
from tocsin.screening.actions import screen

pytestmark = pytest.mark.django_db
WHY = "The same passport number and the same place of birth."
CONSENT = Consent("Signed at the embassy, file 12", NOW.date(), NOW + timedelta(days=365))
SEQUENCES = 50
SEEDS = range(20)
"""Fifty random sequences from each seed, a thousand in all."""


def judging(name: str = "Ida", member: str = "XA") -> Actor:
    return officer(name, member, Role.CONTRIBUTOR)


def say(actor: Actor, one: Record, other: Record, judged: Judged = Judged.SAME) -> Standing:
    """The officer's judgement on two records as they stand."""
    seen = queries.compared(actor, [one.id, other.id]).seen
    return judge(actor, (one.id, other.id), judged, WHY, seen=seen, now=NOW)


def cluster(actor: Actor, record: Record) -> set[UUID]:
    return {each.id for each in queries.cluster(actor, record.id).records}


def stored_records() -> bytes:
    """A digest of every byte of every record and version."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select coalesce(string_agg(r::text, '|' order by r.id), '') from registers_record r"
        )
        records = str(cursor.fetchone())
        cursor.execute(
            "select coalesce(string_agg(v::text, '|' order by v.id), '') from registers_version v"
        )
        return hashlib.sha256((records + str(cursor.fetchone())).encode()).digest()


def test_records_judged_the_same_are_one_cluster_for_who_sees_them() -> None:
    one, other = listed("XAi.1"), listed("XBi.1", by="XB")
    assert say(judging(), one, other) is Standing.SAME
    assert cluster(judging("Lev", "XC"), other) == {one.id, other.id}


def test_a_viewer_without_right_to_a_record_never_learns_of_it_through_a_cluster() -> None:
    one = listed("XAi.1")
    hidden = listed("XBi.1", by="XB", except_members=(node("XC").member_id,))
    last = listed("XDi.1", by="XD")
    say(judging(), one, hidden)
    say(judging(), hidden, last)
    assert cluster(judging(), one) == {one.id, hidden.id, last.id}
    barred = judging("Eve", "XC")
    assert cluster(barred, one) == {one.id}
    assert queries.cluster(barred, one.id).judgements == ()
    with pytest.raises(NotFound):
        queries.compared(barred, [one.id, hidden.id])
    with viewing(barred):
        assert Judgement.objects.count() == 0


@pytest.mark.parametrize("seed", SEEDS)
def test_link_query_unlink_leaves_records_and_clusters_as_they_were(seed: int) -> None:
    """Random sequences over five records, two of which stay joined."""
    records = [listed(f"XAi.{number}") for number in range(5)]
    actor, chance = judging(), Random(seed)
    say(actor, records[0], records[1])
    with viewing(actor):
        before = stored_records()
    joined = [cluster(actor, each) for each in records]
    for _ in range(SEQUENCES):
        pair = chance.choice(list(combinations(records, 2))[1:])
        ids = pair[0].id, pair[1].id
        with transaction.atomic():
            for number, judged in enumerate((Judged.SAME, Judged.WITHDRAWN)):
                seen = queries.what_was_seen(pair, [None] * number)
                judge(actor, ids, judged, WHY, seen=seen, now=NOW)
                together = set(ids) <= cluster(actor, pair[0])
                assert together is (judged is Judged.SAME)
            with viewing(actor):
                assert stored_records() == before
            assert cluster(actor, pair[0]) == joined[records.index(pair[0])]
            transaction.set_rollback(True)  # So that no sequence grows on the one before.


def test_a_join_across_a_pair_judged_different_is_refused_by_their_references() -> None:
    one, two, three = (listed(f"XAi.{number}") for number in range(3))
    say(judging(), one, two)
    say(judging(), two, three, Judged.DIFFERENT)
    with pytest.raises(WouldJoinDifferent, match=r"XAi\.1.*XAi\.2|XAi\.2.*XAi\.1"):
        say(judging(), one, three)


def test_members_who_contradict_each_other_join_nothing_and_both_are_shown() -> None:
    one, other = listed("XAi.1"), listed("XBi.1", by="XB")
    say(judging(), one, other)
    assert say(judging("Ben", "XB"), one, other, Judged.DIFFERENT) is Standing.CONTESTED
    assert cluster(judging(), one) == {one.id}
    said = queries.compared(judging(), [one.id, other.id]).judgements
    assert [each.judged for each in said] == ["same", "different"]


def test_a_judgement_on_what_changed_meanwhile_is_refused() -> None:
    one, other = listed("XAi.1"), listed("XAi.2")
    seen = queries.compared(judging(), [one.id, other.id]).seen
    owner = node("XA", Role.REGISTRAR)
    with viewing(owner):
        end_records(owner, [other.id], Record.State.WITHDRAWN, now=NOW)
    with pytest.raises(JudgedMeanwhile):
        judge(judging(), (one.id, other.id), Judged.SAME, WHY, seen=seen, now=NOW)


def test_two_officers_who_judge_the_same_page_at_once_one_is_told() -> None:
    one, other = listed("XAi.1"), listed("XAi.2")
    seen = queries.compared(judging(), [one.id, other.id]).seen
    judge(judging(), (one.id, other.id), Judged.SAME, WHY, seen=seen, now=NOW)
    with pytest.raises(JudgedMeanwhile):
        judge(judging("Ben"), (one.id, other.id), Judged.SAME, WHY, seen=seen, now=NOW)


def test_nobody_takes_back_what_another_member_judged() -> None:
    one, other = listed("XAi.1"), listed("XBi.1", by="XB")
    say(judging(), one, other)
    with pytest.raises(NothingToTakeBack):
        say(judging("Ben", "XB"), one, other, Judged.WITHDRAWN)


def test_a_person_and_an_organisation_are_never_one() -> None:
    person, group = (
        listed("XAi.1"),
        listed("XAe.1", register="organisation", person_status="not_a_person"),
    )
    with pytest.raises(DifferentRegisters):
        say(judging(), person, group)


def test_a_program_judges_nothing_and_a_screening_officer_neither() -> None:
    one, other = listed("XAi.1"), listed("XAi.2")
    seen = queries.compared(judging(), [one.id, other.id]).seen
    pair = one.id, other.id
    with pytest.raises(OfficersOnly):
        judge(node("XA", Role.REGISTRAR), pair, Judged.SAME, WHY, seen=seen, now=NOW)
    with pytest.raises(NotPermitted):
        judge(officer("Ada", "XA"), pair, Judged.SAME, WHY, seen=seen, now=NOW)


def test_each_judgement_is_in_the_ledger_and_can_not_be_changed_after() -> None:
    one, other = listed("XAi.1"), listed("XAi.2")
    actor = judging()
    say(actor, one, other)
    with viewing(actor):
        assert Entry.objects.filter(did="resolution.same", officer_id=actor.officer_id).exists()
        with pytest.raises(DatabaseError), transaction.atomic():
            Judgement.objects.update(judged="different")


def test_the_database_refuses_a_judgement_in_another_members_name() -> None:
    one, other = listed("XAi.1"), listed("XAi.2")
    actor = judging()
    say(actor, one, other)
    with viewing(judging("Eve", "XC")):
        made = Judgement.objects.get()
        made.pk = None
        with pytest.raises(DatabaseError), transaction.atomic():
            made.save(force_insert=True)


def test_the_index_proposes_and_joins_nothing(tmp_path: Path) -> None:
    one, other = listed("XAi.1"), listed("XBi.1", by="XB")
    index = index_of(one, other, at=tmp_path)
    assert propose(node("XA", Role.REGISTRAR), index, now=NOW) == (2, 1)
    found = queries.proposals(judging())
    assert [{each.first_id, each.second_id} for each in found] == [{one.id, other.id}]
    assert cluster(judging(), one) == {one.id}


def test_what_was_judged_is_not_proposed_again(tmp_path: Path) -> None:
    one, other = listed("XAi.1"), listed("XBi.1", by="XB")
    index = index_of(one, other, at=tmp_path)
    say(judging(), one, other, Judged.DIFFERENT)
    propose(node("XA", Role.REGISTRAR), index, now=NOW)
    assert queries.proposals(judging()) == []
    assert queries.count_open(judging()) == 0


def test_a_run_takes_away_what_is_no_longer_alike(tmp_path: Path) -> None:
    one, other = listed("XAi.1"), listed("XAi.2")
    registrar = node("XA", Role.REGISTRAR)
    propose(registrar, index_of(one, other, at=tmp_path / "both"), now=NOW)
    stranger = Subject(str(new_id()), ["Olga Plain"])
    propose(registrar, Index.build([stranger], tmp_path / "none"), now=NOW)
    with viewing(registrar):
        assert Proposal.objects.count() == 0


def test_no_proposal_tells_of_a_record_that_the_viewer_may_not_see(tmp_path: Path) -> None:
    one = listed("XAi.1")
    hidden = listed("XBi.1", by="XB", except_members=(node("XC").member_id,))
    index = index_of(one, hidden, at=tmp_path)
    assert propose(node("XA", Role.REGISTRAR), index, now=NOW) == (2, 1)
    assert queries.proposals(judging("Eve", "XC")) == []
    assert propose(node("XC", Role.REGISTRAR), index, now=NOW) == (1, 0)
    assert len(queries.proposals(judging())) == 1


def test_someone_whose_identity_was_misused_is_no_candidate_until_they_withdraw_consent(
    tmp_path: Path, settings: Any
) -> None:
    key = Keys(tmp_path / "keys").exclusion_key()
    settings.EXCLUSION_KEY = lambda: key
    record, other = listed("XAi.1"), listed("XAi.2")
    index, desk = index_of(record, other, at=tmp_path / "index"), officer("Ada", "XB")
    kept = protect_identity(judging(), record.id, [("XA", "VX-100 200")], CONSENT, key=key, now=NOW)

    def proposed(number: str, days: int = 0) -> set[UUID]:
        bearer = Traveller(["Qasim Zarbaran"], "1970-05-02", documents=[("XA", number)])
        when = NOW + timedelta(days=days)
        why = Reasoned(Purpose.BORDER_CHECK, "XB-1")
        return {each.record.id for each in screen(desk, index, [bearer], why, now=when)[0]}

    assert proposed("vx100200") == {other.id}
    assert proposed("VX100201") == {record.id, other.id}
    with viewing(judging()):
        assert "100" not in str(MisusedIdentity.objects.values_list("documents"))
    withdraw_consent(judging(), record.id, kept.id)
    assert proposed("vx100200") == {record.id, other.id}


def test_a_protection_needs_a_document_and_is_ended_by_its_own_member_alone(
    tmp_path: Path,
) -> None:
    record, key = listed("XAi.1"), bytes(32)
    with pytest.raises(DocumentsMissing):
        protect_identity(judging(), record.id, [("XA", " - ")], CONSENT, key=key, now=NOW)
    kept = protect_identity(judging(), record.id, [("XA", "VX1")], CONSENT, key=key, now=NOW)
    with pytest.raises(NotFound):
        withdraw_consent(judging("Eve", "XC"), record.id, kept.id)
    with pytest.raises(NotFound):
        withdraw_consent(judging(), listed("XAi.2").id, kept.id)
    assert queries.misused_identities(judging("Eve", "XC"), record.id) == []
