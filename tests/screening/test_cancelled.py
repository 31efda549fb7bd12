"""A traveller whose journey is cancelled stays before people, who see it, and is met nowhere."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

import pytest

from tests.invented import NOW, conclude, index_of, listed, officer, traveller
from tests.travel.sending import bench, desk, message
from tocsin.encounters.sightings.models import Sighting
from tocsin.formats.paxlst import ListedTraveller, Purpose
from tocsin.review.models import Adjudication, Hit
from tocsin.review.rules import State
from tocsin.safeguards.access.actions import viewing
from tocsin.screening.models import ScreenedTraveller
from tocsin.screening.working import Bench, screen_next
from tocsin.travel.intake.actions import deliver

pytestmark = pytest.mark.django_db
WANTED = traveller("ZARBARAN", "QASIM", born="1970-05-02", number="ZX5504471")
OLGA = traveller("PLAIN", "OLGA", born="1990-01-01", number="ZX1110001", at=2)


@pytest.fixture
def working(tmp_path: Path) -> Bench:
    return bench(tmp_path, index_of(listed(), at=tmp_path / "index"))


def sent(
    working: Bench, reference: str, *people: ListedTraveller, purpose: Purpose = Purpose.REPORT
) -> None:
    content = message(*people, reference=reference, purpose=purpose)
    deliver(desk(), working.files, content, now=NOW)
    screen_next(desk(), working)


def candidate() -> UUID:
    with viewing(desk()):
        return Adjudication.objects.get().candidate_id


def cancelled() -> bool:
    with viewing(desk()):
        return ScreenedTraveller.objects.get().cancelled_at is not None


@pytest.mark.parametrize("people", [(WANTED,), ()], ids=["who is named", "the whole flight"])
def test_a_cancelled_candidate_stays_before_people(
    working: Bench, people: tuple[ListedTraveller, ...]
) -> None:
    sent(working, "REF1", WANTED, OLGA)
    sent(working, "REF2", *people, purpose=Purpose.CANCEL)
    assert cancelled()
    with viewing(desk()):
        assert Adjudication.objects.get().state == State.OPEN


def test_who_is_not_named_travels_on(working: Bench) -> None:
    sent(working, "REF1", WANTED, OLGA)
    sent(working, "REF2", OLGA, purpose=Purpose.REDUCE)
    assert not cancelled()


def test_who_stands_on_a_later_list_travels_after_all(working: Bench) -> None:
    sent(working, "REF1", WANTED, OLGA)
    sent(working, "REF2", WANTED, purpose=Purpose.CANCEL)
    sent(working, "REF3", WANTED, OLGA)
    assert not cancelled()
    with viewing(desk()):
        assert Adjudication.objects.count() == 1


def test_a_hit_on_who_does_not_travel_makes_no_sighting(working: Bench) -> None:
    sent(working, "REF1", WANTED, OLGA)
    sent(working, "REF2", WANTED, purpose=Purpose.CANCEL)
    conclude(officer("ann"), candidate())
    with viewing(desk()):
        assert Hit.objects.count() == 1
        assert not Sighting.objects.exists()
