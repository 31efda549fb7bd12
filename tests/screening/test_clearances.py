"""Who was cleared of a record is not stopped for it again, and for every other record still is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.invented import (
    NOW,
    STATEMENTS,
    candidate_on,
    conclude,
    flight,
    index_of,
    listed,
    officer,
    traveller,
)
from tocsin.foundations.vocabulary.codes import Purpose, Verdict
from tocsin.matching import Index, Traveller
from tocsin.records.registers.models import Record
from tocsin.resolution.rules import hashed_documents
from tocsin.review.actions import clear
from tocsin.review.errors import NotDismissed
from tocsin.review.models import Adjudication
from tocsin.safeguards.access.actions import viewing
from tocsin.safeguards.access.errors import NotFound, NotPermitted, OfficersOnly
from tocsin.safeguards.access.reasons import Reasoned
from tocsin.safeguards.access.rules import Actor, Role
from tocsin.safeguards.approval.errors import ProposalLapsed, ProposedByYou
from tocsin.safeguards.ledger.models import Entry
from tocsin.screening.actions import screen
from tocsin.screening.clearances.actions import (
    WAITS,
    approve_clearance,
    forget_ended,
    propose_clearance,
    refuse_clearance,
    withdraw_clearance,
)
from tocsin.screening.clearances.errors import (
    BasisMissing,
    EndMissing,
    NotAgreedYet,
    NothingToKnowBy,
    RecordNamesDocument,
)
from tocsin.screening.clearances.models import Clearance, ClearedDocument
from tocsin.screening.clearances.queries import clearances
from tocsin.screening.clearances.rules import LONGEST, Basis, Grounds, State, is_spared
from tocsin.screening.manifests import screen_list

pytestmark = pytest.mark.django_db
KEY = bytes(range(32))
OWN = ("XB", "VX-100 200")
CONSENT = Grounds(Basis.CONSENT, "Signed form 17, border desk.", date(2026, 3, 1), NOW + LONGEST)
NAMESAKE = traveller("ZARBARAN", "QASIM", born="1970-05-02", number="VX100200")
BARE = [each for each in STATEMENTS if each.property != "document"]


@pytest.fixture(autouse=True)
def one_key(settings: Any) -> None:
    settings.EXCLUSION_KEY = lambda: KEY


def proposed_for(
    desk: Actor, index: Index, number: str = "VX100200", issuer: str = "XA", days: int = 0
) -> set[UUID]:
    """The records for which somebody with this passport is a candidate on a day."""
    bearer = Traveller(["Qasim Zarbaran"], "1970-05-02", documents=[(issuer, number)])
    why = Reasoned(Purpose.BORDER_CHECK, "XB-1")
    found = screen(desk, index, [bearer], why, now=NOW + timedelta(days=days))
    return {each.record.id for each in found[0]}


def given(record: Record, *, grounds: Grounds = CONSENT, issuer: str = "XA") -> Clearance:
    """A clearance that Ada proposed and Ben approved."""
    marks = hashed_documents([(issuer, OWN[1])], KEY)
    made = propose_clearance(officer("Ada"), record.id, marks, grounds, key=KEY, now=NOW)
    approve_clearance(officer("Ben"), made.id, now=NOW)
    return made


def test_the_second_crossing_gives_no_candidate_for_that_record_but_still_for_others(
    tmp_path: Path,
) -> None:
    cleared_of, other = listed("XAi.1"), listed("XAi.2")
    ada, ben = officer("Ada"), officer("Ben")
    first = candidate_on(cleared_of, tmp_path / "1", person=NAMESAKE)
    conclude(ada, first, Verdict.DIFFERENT)
    made = clear(ada, first, CONSENT, now=NOW)
    approve_clearance(ben, made.id, now=NOW)
    index = index_of(cleared_of, other, at=tmp_path / "both")
    _manifest, proposals = screen_list(ada, index, flight(NAMESAKE, number="202", days=3), now=NOW)
    assert [each.record.id for each in proposals[0].found] == [other.id]
    with viewing(ada):
        records = Adjudication.objects.values_list("candidate__record_id", flat=True)
        assert sorted(records) == sorted([cleared_of.id, other.id])


def test_whoever_bears_another_document_is_still_stopped(tmp_path: Path) -> None:
    record = listed()
    index, desk = index_of(record, at=tmp_path), officer("Ada")
    given(record)
    assert proposed_for(desk, index) == set()
    assert proposed_for(desk, index, "vx-100 200") == set()
    assert proposed_for(desk, index, "VX100201") == {record.id}
    assert proposed_for(desk, index, issuer="XC") == {record.id}


def test_one_officer_alone_clears_nobody(tmp_path: Path) -> None:
    record, ada = listed(), officer("Ada")
    index = index_of(record, at=tmp_path)
    marks = hashed_documents([("XA", OWN[1])], KEY)
    made = propose_clearance(ada, record.id, marks, CONSENT, key=KEY, now=NOW)
    assert proposed_for(ada, index) == {record.id}
    with pytest.raises(ProposedByYou):
        approve_clearance(ada, made.id, now=NOW)
    with pytest.raises(NotFound):
        approve_clearance(officer("Zoe", "XC"), made.id, now=NOW)
    with pytest.raises(ProposalLapsed):
        approve_clearance(officer("Ben"), made.id, now=NOW + WAITS)
    refuse_clearance(officer("Ben"), made.id, "The form is not signed.", now=NOW)
    assert clearances(ada, now=NOW) == []


def test_a_clearance_ends_by_the_clock_alone(tmp_path: Path) -> None:
    record, desk = listed(), officer("Ada")
    index = index_of(record, at=tmp_path)
    given(record, grounds=replace(CONSENT, until=NOW + timedelta(days=10)))
    assert proposed_for(desk, index, days=9) == set()
    assert proposed_for(desk, index, days=10) == {record.id}


def test_withdrawn_it_is_gone_at_once_with_all_its_hashes(tmp_path: Path) -> None:
    record, desk = listed(), officer("Ada")
    index = index_of(record, at=tmp_path)
    made = given(record)
    with pytest.raises(NotFound):
        withdraw_clearance(officer("Zoe", "XC"), made.id)
    withdraw_clearance(desk, made.id)
    assert proposed_for(desk, index) == {record.id}
    with viewing(desk):
        assert ClearedDocument.objects.count() == 0


def test_a_clearance_is_the_members_own_and_seen_by_nobody_else(tmp_path: Path) -> None:
    record = listed()
    index = index_of(record, at=tmp_path)
    given(record)
    stranger = officer("Zoe", "XC")
    assert clearances(stranger, now=NOW) == []
    assert proposed_for(stranger, index) == {record.id}
    with viewing(stranger):
        assert Clearance.objects.count() == ClearedDocument.objects.count() == 0


def test_nothing_of_the_person_is_kept_but_hashes() -> None:
    given(listed())
    with viewing(officer("Ada")):
        row = str([*Clearance.objects.values(), *ClearedDocument.objects.values()])
    assert not any(each in row.casefold() for each in ("qasim", "zarbaran", "100200", "1970"))


def test_a_record_that_states_the_very_document_can_clear_nobody_by_it(tmp_path: Path) -> None:
    """Neither when it is given, nor later when the record comes to state it."""
    record, desk = listed(), officer("Ada")
    marks = hashed_documents([("XA", "ZX5504471")], KEY)
    with pytest.raises(RecordNamesDocument):
        propose_clearance(desk, record.id, marks, CONSENT, key=KEY, now=NOW)
    silent = listed("XAi.2", statements=tuple(BARE))
    made = propose_clearance(desk, silent.id, marks, CONSENT, key=KEY, now=NOW)
    approve_clearance(officer("Ben"), made.id, now=NOW)
    index = index_of(silent, at=tmp_path)
    assert proposed_for(desk, index, "ZX5504471") == {silent.id}


@pytest.mark.parametrize(
    ("evidence", "spared"),
    [
        (["name: same", "birth date"], True),
        (["name: same", "document number, misread"], True),
        (["document"], False),
        (["name: same", "document number"], False),
    ],
)
def test_it_holds_unless_record_and_traveller_meet_in_a_document(
    evidence: list[str], spared: bool
) -> None:
    record = UUID(int=1)
    assert is_spared(record, evidence, ["a", "b"], {(record, "b")}) is spared
    assert not is_spared(UUID(int=2), evidence, ["a", "b"], {(record, "b")})


@pytest.mark.parametrize(
    ("changed", "error"),
    [
        ({"told": "  "}, BasisMissing),
        ({"on": date(2026, 3, 2)}, NotAgreedYet),
        ({"until": NOW}, EndMissing),
        ({"until": NOW + LONGEST + timedelta(seconds=1)}, EndMissing),
    ],
)
def test_it_stands_on_something_and_ends(changed: dict[str, Any], error: type[Exception]) -> None:
    marks = hashed_documents([OWN], KEY)
    with pytest.raises(error):
        propose_clearance(
            officer("Ada"), listed().id, marks, replace(CONSENT, **changed), key=KEY, now=NOW
        )


def test_only_who_was_concluded_to_be_somebody_else_is_cleared_from_a_candidate(
    tmp_path: Path,
) -> None:
    ada = officer("Ada")
    candidate = candidate_on(listed(), tmp_path, person=NAMESAKE)
    with pytest.raises(NotDismissed):
        clear(ada, candidate, CONSENT, now=NOW)
    conclude(ada, candidate)
    with pytest.raises(NotDismissed):
        clear(ada, candidate, CONSENT, now=NOW)


def test_without_a_document_there_is_nothing_to_clear_by(tmp_path: Path) -> None:
    ada = officer("Ada")
    person = traveller("ZARBARAN", "QASIM", born="1970-05-02")
    candidate = candidate_on(listed(), tmp_path, person=person)
    conclude(ada, candidate, Verdict.DIFFERENT)
    with pytest.raises(NothingToKnowBy):
        clear(ada, candidate, CONSENT, now=NOW)


def test_it_takes_an_officer_of_the_desk() -> None:
    marks, record = hashed_documents([OWN], KEY), listed()
    contributor = officer("Cora", "XB", Role.CONTRIBUTOR)
    with pytest.raises(NotPermitted):
        propose_clearance(contributor, record.id, marks, CONSENT, key=KEY, now=NOW)
    node = replace(officer("Ada"), officer_id=None)
    with pytest.raises(OfficersOnly):
        propose_clearance(node, record.id, marks, CONSENT, key=KEY, now=NOW)


def test_of_a_record_that_the_member_may_not_see_nobody_is_cleared() -> None:
    hidden = listed("XAi.9", only_members=())
    marks = hashed_documents([OWN], KEY)
    with pytest.raises(NotFound):
        propose_clearance(officer("Ada"), hidden.id, marks, CONSENT, key=KEY, now=NOW)


def test_what_is_over_or_was_never_approved_is_deleted() -> None:
    record, desk = listed(), officer("Ada")
    given(record, grounds=replace(CONSENT, until=NOW + timedelta(days=10)))
    propose_clearance(desk, record.id, hashed_documents([OWN], KEY), CONSENT, key=KEY, now=NOW)
    assert [each.state for each in clearances(desk, now=NOW)] == [State.PROPOSED, State.IN_FORCE]
    assert forget_ended(desk, now=NOW) == 0
    assert forget_ended(desk, now=NOW + WAITS) == 1
    assert forget_ended(desk, now=NOW + timedelta(days=10)) == 1
    assert clearances(desk, now=NOW) == []


def test_each_step_is_in_the_ledger() -> None:
    made = given(listed())
    withdraw_clearance(officer("Ada"), made.id)
    with viewing(officer("Ada")):
        about = Entry.objects.filter(thing=f"clearance:{made.id}")
        noted = set(about.values_list("did", flat=True))
    assert {"proposal.propose", "proposal.approve", "clearance.give", "clearance.withdraw"} == noted


def test_a_whole_list_asks_for_clearances_once(tmp_path: Path) -> None:
    record, desk = listed(), officer("Ada")
    index = index_of(record, at=tmp_path)
    given(record)
    why = Reasoned(Purpose.BORDER_CHECK, "XB-1")

    def asked(travellers: int) -> int:
        several = [
            Traveller(["Qasim Zarbaran"], "1970-05-02", documents=[("XA", f"VX10{each:04}")])
            for each in range(travellers)
        ]
        with CaptureQueriesContext(
            connection,
        ) as made:
            assert len([row for row in screen(desk, index, several, why, now=NOW) if row])
        return sum("cleareddocument" in each["sql"] for each in made.captured_queries)

    assert (asked(1), asked(60)) == (1, 1)
