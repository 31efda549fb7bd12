"""Who works on a candidate keeps colleagues from deciding it: for a while, by the clock alone."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest

from tests.invented import (
    NOW,
    WHY,
    candidate_on,
    conclude,
    listed,
    node,
    officer,
    seen_by,
)
from tocsin.foundations.vocabulary.codes import Verdict
from tocsin.review import queries
from tocsin.review.actions import Open, claim, concur, decide, release
from tocsin.review.errors import (
    AlreadyDecided,
    ClaimedMeanwhile,
    NeedsAPerson,
    NothingClaimed,
    RecordEnded,
)
from tocsin.review.models import Decision
from tocsin.review.pace import pace
from tocsin.review.queries import Offer, Wanted
from tocsin.review.rules import CLAIM_LASTS, Ask
from tocsin.safeguards.access.actions import viewing
from tocsin.safeguards.access.errors import NotFound, NotPermitted
from tocsin.safeguards.access.rules import Actor, Role
from tocsin.safeguards.approval.errors import ProposedByYou
from tocsin.safeguards.ledger.models import Entry

pytestmark = pytest.mark.django_db
SOON = NOW + timedelta(minutes=4)
LATER = NOW + CLAIM_LASTS


@pytest.fixture
def candidate(tmp_path: Path) -> UUID:
    return candidate_on(listed(), tmp_path)


def offered(actor: Actor, candidate_id: UUID, now: object = NOW) -> Offer:
    return queries.offer(actor, queries.candidate(actor, candidate_id), now=now)  # type: ignore[arg-type]


def test_a_claim_lasts_a_quarter_of_an_hour_and_is_seen_by_colleagues(candidate: UUID) -> None:
    ada, ben = officer("Ada"), officer("Ben")
    assert claim(ada, candidate, now=NOW) == LATER
    own, colleague = offered(ada, candidate), offered(ben, candidate)
    assert (own.not_offered, own.claim_is_own, own.claimed_until) == ("", True, LATER)
    assert (colleague.not_offered, colleague.claim_is_own) == ("claimed", False)
    assert queries.candidate(ben, candidate).claimed_by.name == "Ada"


def test_nobody_else_decides_or_claims_what_is_claimed(candidate: UUID) -> None:
    ada, ben = officer("Ada"), officer("Ben")
    claim(ada, candidate, now=NOW)
    with pytest.raises(ClaimedMeanwhile, match=r"until 12:15 UTC"):
        claim(ben, candidate, now=SOON)
    with pytest.raises(ClaimedMeanwhile):
        decide(ben, candidate, Verdict.SAME, WHY, seen=seen_by(ben, candidate), now=SOON)
    conclude(ada, candidate)


def test_a_claim_ends_by_the_clock_alone_and_a_colleague_takes_over(candidate: UUID) -> None:
    ada, ben = officer("Ada"), officer("Ben")
    claim(ada, candidate, now=NOW)
    assert offered(ben, candidate, LATER).not_offered == ""
    assert claim(ben, candidate, now=LATER) == LATER + CLAIM_LASTS
    with pytest.raises(ClaimedMeanwhile):
        decide(ada, candidate, Verdict.SAME, WHY, seen=seen_by(ada, candidate), now=LATER)


def test_claimed_again_it_lasts_longer_and_is_counted_from_its_beginning(candidate: UUID) -> None:
    ada = officer("Ada")
    claim(ada, candidate, now=NOW)
    assert claim(ada, candidate, now=SOON) == SOON + CLAIM_LASTS
    decide(
        ada,
        candidate,
        Verdict.DIFFERENT,
        WHY,
        seen=seen_by(ada, candidate),
        now=SOON + timedelta(minutes=1),
    )
    with viewing(ada):
        decision = Decision.objects.get()
    assert decision.decided_at - decision.claimed_at == timedelta(minutes=5)


def test_a_decision_ends_the_claim(tmp_path: Path) -> None:
    candidate = candidate_on(listed(requested_action="refuse_entry"), tmp_path)
    ada, ben = officer("Ada"), officer("Ben")
    claim(ada, candidate, now=NOW)
    conclude(ada, candidate)
    with pytest.raises(ProposedByYou):
        claim(ada, candidate, now=NOW)
    claim(ben, candidate, now=NOW)
    cat = officer("Cat")
    with pytest.raises(ClaimedMeanwhile):
        concur(cat, candidate, concurs=True, reason=WHY, seen=seen_by(cat, candidate), now=NOW)


def test_an_officer_gives_back_and_a_reviewer_takes_away(candidate: UUID) -> None:
    ada, ben, rex = officer("Ada"), officer("Ben"), officer("Rex", "XB", Role.REVIEWER)
    claim(ada, candidate, now=NOW)
    with pytest.raises(NotPermitted):
        release(ben, candidate, now=SOON)
    release(rex, candidate, now=SOON)
    with pytest.raises(NothingClaimed):
        release(ada, candidate, now=SOON)
    claim(ben, candidate, now=SOON)
    release(ben, candidate, now=SOON)
    claim(ada, candidate, now=SOON)


def test_what_cannot_be_decided_cannot_be_claimed(candidate: UUID, tmp_path: Path) -> None:
    ada, stranger = officer("Ada"), officer("Zoe", "XC")
    with pytest.raises(NotFound):
        claim(stranger, candidate, now=NOW)
    with pytest.raises(NeedsAPerson):
        claim(node("XB", Role.SCREENING_OFFICER), candidate, now=NOW)
    with pytest.raises(RecordEnded):
        claim(ada, candidate, now=NOW + timedelta(days=4_000))
    conclude(ada, candidate)
    with pytest.raises(AlreadyDecided):
        claim(ada, candidate, now=NOW)


def test_claims_and_releases_are_in_the_ledger(candidate: UUID) -> None:
    ada = officer("Ada")
    claim(ada, candidate, now=NOW)
    release(ada, candidate, now=NOW)
    with viewing(ada):
        about = Entry.objects.filter(thing=f"candidate:{candidate}")
        noted = set(about.values_list("did", flat=True))
    assert {"candidate.claim", "candidate.release"} <= noted


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (Wanted(), 2),
        (Wanted(claims="mine"), 1),
        (Wanted(claims="free"), 1),
        (Wanted(action="warn"), 1),
        (Wanted(action="arrest"), 0),
        (Wanted(departs_before=NOW + timedelta(days=2)), 1),
    ],
)
def test_the_queue_is_narrowed(tmp_path: Path, wanted: Wanted, found: int) -> None:
    ada = officer("Ada")
    first = candidate_on(listed(), tmp_path / "1", days=1)
    candidate_on(listed("XAi.002", requested_action="warn"), tmp_path / "2", days=3)
    claim(ada, first, now=NOW)
    assert len(queries.queue(ada, "all", wanted, now=NOW)) == found
    assert queries.count(ada, "all", wanted, now=NOW) == found


def test_of_one_departure_the_gravest_action_comes_first(tmp_path: Path) -> None:
    mild = candidate_on(listed(), tmp_path / "1")
    grave = candidate_on(listed("XAi.002", requested_action="refuse_entry"), tmp_path / "2")
    found = [each.candidate_id for each in queries.queue(officer("Ada"))]
    assert found == [grave, mild]


def test_what_would_settle_it_is_kept_for_who_takes_it_next(candidate: UUID) -> None:
    ada, ben = officer("Ada"), officer("Ben")
    left = Open((Ask.ORIGINATOR, "birth_place", "birth_place"), "  Was he in Zarbar in 1990? ")
    seen = seen_by(ada, candidate)
    decide(ada, candidate, Verdict.CANNOT_TELL, WHY, seen=seen, now=NOW, left_open=left)
    (made,) = queries.decisions(ben, queries.candidate(ben, candidate))
    assert (made.asks, made.wish) == (["birth_place", "originator"], "Was he in Zarbar in 1990?")
    assert [each.candidate_id for each in queries.queue(ben, "cannot_tell")] == [candidate]


def test_only_who_cannot_tell_leaves_questions(candidate: UUID) -> None:
    ada = officer("Ada")
    left = Open((Ask.ORIGINATOR,), "Something.")
    seen = seen_by(ada, candidate)
    decide(ada, candidate, Verdict.DIFFERENT, WHY, seen=seen, now=NOW, left_open=left)
    (made,) = queries.decisions(ada, queries.candidate(ada, candidate))
    assert (made.asks, made.wish) == ([], "")


def test_the_pace_is_a_desks_and_never_one_officers(tmp_path: Path) -> None:
    record = listed()
    ada, ben = officer("Ada"), officer("Ben")
    for number, (who, minutes) in enumerate([(ada, 1), (ada, 2), (ada, 3), (ada, 4), (ada, 9)]):
        _decided(who, record, tmp_path / str(number), minutes, number)
    assert pace(ada, now=NOW) == []
    _decided(ben, record, tmp_path / "last", 5, 9)
    (found,) = pace(ada, now=NOW + timedelta(hours=1))
    assert (found.desk, found.median, found.decisions) == (
        "Border desk",
        timedelta(minutes=3, seconds=30),
        6,
    )
    assert pace(officer("Zoe", "XC"), now=NOW) == []


def _decided(who: Actor, record: object, at: Path, minutes: int, number: int) -> None:
    candidate_id = candidate_on(record, at, number=f"1{number}")  # type: ignore[arg-type]
    claim(who, candidate_id, now=NOW)
    seen = seen_by(who, candidate_id)
    then = NOW + timedelta(minutes=minutes)
    decide(who, candidate_id, Verdict.DIFFERENT, WHY, seen=seen, now=then)
