"""A dismissed candidate is shown again only when two officers agree, and for thirty days."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest

from tests.invented import NOW, conclude, index_of, listed, officer, traveller
from tests.travel.sending import bench, desk, message
from tocsin.foundations.vocabulary.codes import Verdict
from tocsin.review.models import Adjudication
from tocsin.safeguards.access.actions import viewing
from tocsin.safeguards.access.errors import NotFound, NotPermitted
from tocsin.safeguards.access.rules import Role
from tocsin.safeguards.approval.errors import OfficersApprove, ProposedByYou
from tocsin.safeguards.ledger.models import Entry
from tocsin.screening.actions import forget_masked, propose_unmasking, unmask
from tocsin.screening.errors import NothingToShow
from tocsin.screening.models import ScreenedTraveller
from tocsin.screening.working import screen_next
from tocsin.travel.holding.actions import destroy_due
from tocsin.travel.holding.keys import KeyFiles
from tocsin.travel.intake.actions import deliver

pytestmark = pytest.mark.django_db
WANTED = traveller("ZARBARAN", "QASIM", born="1970-05-02", number="ZX5504471")


@pytest.fixture
def files(tmp_path: Path) -> KeyFiles:
    """A node on which one candidate was screened."""
    working = bench(tmp_path, index_of(listed(), at=tmp_path / "index"))
    deliver(desk(), working.files, message(WANTED), now=NOW)
    screen_next(desk(), working)
    return working.files


def dismissed() -> int:
    """The id of the candidate's traveller, after an officer said it is somebody else."""
    with viewing(desk()):
        candidate = Adjudication.objects.get().candidate_id
    conclude(officer("ann"), candidate, Verdict.DIFFERENT)
    with viewing(desk()):
        return ScreenedTraveller.objects.get().id


def proposed(traveller_id: int) -> UUID:
    return propose_unmasking(officer("ann"), traveller_id, "A complaint came in.", now=NOW).id


def test_a_dismissed_candidate_is_masked_at_once(files: KeyFiles) -> None:
    dismissed()
    with viewing(desk()):
        it = ScreenedTraveller.objects.get()
    assert (it.particulars, it.masked_at) == ({}, NOW)
    assert b"ZARBARAN" not in bytes(it.sealed)


def test_two_officers_together_see_the_particulars_and_the_ledger_says_so(files: KeyFiles) -> None:
    traveller_id = dismissed()
    shown = unmask(officer("ben"), proposed(traveller_id), files, now=NOW)
    assert shown["names"] == ["ZARBARAN", "QASIM"]
    with viewing(desk()):
        assert ScreenedTraveller.objects.get().particulars == {}
        assert Entry.objects.filter(did="traveller.unmask").count() == 1


def test_one_officer_alone_sees_nothing(files: KeyFiles) -> None:
    proposal = proposed(dismissed())
    with pytest.raises(ProposedByYou):
        unmask(officer("ann"), proposal, files, now=NOW)
    with pytest.raises(OfficersApprove):
        unmask(desk(), proposal, files, now=NOW)
    with pytest.raises(NotPermitted):
        unmask(officer("col", "XB", Role.OBSERVER), proposal, files, now=NOW)
    with pytest.raises(NotFound):
        unmask(officer("dan", "XC"), proposal, files, now=NOW)


def test_nothing_is_proposed_of_who_is_not_masked_or_not_there(files: KeyFiles) -> None:
    with viewing(desk()):
        open_one = ScreenedTraveller.objects.get().id
    with pytest.raises(NothingToShow):
        proposed(open_one)
    with pytest.raises(NotFound):
        proposed(open_one + 1)


def test_after_thirty_days_nobody_can_be_shown_and_the_row_is_gone(files: KeyFiles) -> None:
    traveller_id = dismissed()
    proposal = proposed(traveller_id)
    later = NOW + timedelta(days=31)
    destroy_due(desk(), files, now=later)
    with pytest.raises(NothingToShow):
        unmask(officer("ben"), proposal, files, now=NOW + timedelta(hours=1))
    assert forget_masked(desk(), now=later) == 1
    with viewing(desk()):
        assert ScreenedTraveller.objects.count() == 0
