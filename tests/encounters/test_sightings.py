"""Who sees a sighting, how long it lives, and that nobody unlisted can have one."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from django.db import IntegrityError, transaction

from tests.invented import NOW, candidate_on, conclude, listed, node, officer, traveller
from tocsin.encounters.movements.queries import movement
from tocsin.encounters.sightings import queries
from tocsin.encounters.sightings.models import Sighting
from tocsin.encounters.sightings.rules import ends, masked_number
from tocsin.records.registers.actions import end_records
from tocsin.records.registers.models import Record
from tocsin.review.models import Hit
from tocsin.safeguards.access.actions import viewing
from tocsin.safeguards.access.errors import NotFound
from tocsin.safeguards.access.rules import Role

pytestmark = pytest.mark.django_db


def sighted(at: Path, **changes: object) -> Record:
    """A record whose subject was met once, by XB, arriving in Vienna."""
    record = listed(**changes)  # type: ignore[arg-type]
    conclude(officer("Ada"), candidate_on(record, at))
    return record


def test_a_sighting_says_where_when_and_by_whom(tmp_path: Path) -> None:
    record = sighted(tmp_path)
    (sighting,) = queries.of_record(officer("Ada"), record.id, now=NOW)
    assert (sighting.place, sighting.origin, sighting.direction) == ("VIE", "IST", "entry")
    assert sighting.at.isoformat() == "2026-03-02T10:00:00+00:00"
    assert sighting.flight == "XB101"
    assert (sighting.member.code, sighting.document_number) == ("XB", "ZX5504471")
    assert sighting.confidence == "confirmed_document"


def test_only_the_reporter_and_the_originator_see_it(tmp_path: Path) -> None:
    record = sighted(tmp_path)
    for member, expected in (("XA", 1), ("XB", 1), ("XC", 0)):
        viewer = officer("Eve", member)
        assert len(queries.of_record(viewer, record.id, now=NOW)) == expected
        assert len(movement(viewer, record.id, now=NOW).sightings) == expected


def test_a_record_that_may_not_be_seen_has_no_movement_page(tmp_path: Path) -> None:
    hidden = listed(only_members=())
    with pytest.raises(NotFound):
        movement(officer("Eve", "XC"), hidden.id, now=NOW)


def test_a_sighting_ends_with_its_record(tmp_path: Path) -> None:
    record = sighted(tmp_path)
    desk = officer("Ada")
    assert queries.of_record(desk, record.id, now=record.expires_at - timedelta(seconds=1))
    assert not queries.of_record(desk, record.id, now=record.expires_at)
    owner = node("XA", Role.REGISTRAR)
    with viewing(owner):
        end_records(owner, [record.id], Record.State.DELISTED, now=NOW)
    assert not queries.of_record(desk, record.id, now=NOW)
    assert not queries.latest(desk, now=NOW + timedelta(days=10))


def test_an_extended_record_extends_its_sightings_by_a_year_at_most() -> None:
    first = NOW + timedelta(days=100)
    assert ends(first, first) == first
    assert ends(first + timedelta(days=200), first) == first + timedelta(days=200)
    assert ends(first + timedelta(days=2000), first) == first + timedelta(days=365)


def test_the_database_refuses_a_sighting_of_another_subject_than_its_hit(tmp_path: Path) -> None:
    sighted(tmp_path)
    other = listed("XAi.002")
    desk = officer("Ada")
    with viewing(desk):
        made = Sighting.objects.get()
        hit = Hit.objects.get()
        made.pk, made.record, made.hit = None, other, hit
        with pytest.raises(IntegrityError), transaction.atomic():
            made.save(force_insert=True)


def test_a_chain_of_flights_becomes_a_movement(tmp_path: Path) -> None:
    record = listed()
    desk = officer("Ada")
    for days in (1, 5, 9):
        conclude(desk, candidate_on(record, tmp_path / str(days), days=days))
    shown = movement(desk, record.id, now=NOW)
    assert len(shown.sightings) == 3
    assert shown.movement.route == ("IST", "VIE", "IST", "VIE", "IST", "VIE")
    assert shown.movement.countries == 2


def test_who_is_found_by_name_alone_is_confirmed_as_a_person_not_by_document(
    tmp_path: Path,
) -> None:
    record = listed()
    who = traveller("ZARBARAN", "QASIM", born="1970-05-02")
    conclude(officer("Ada"), candidate_on(record, tmp_path, person=who))
    (sighting,) = queries.of_record(officer("Ada"), record.id, now=NOW)
    assert sighting.confidence == "confirmed_person"


@pytest.mark.parametrize(
    ("number", "shown"), [("ZX5504471", "••••4471"), ("44", "••••"), ("", "••••")]
)
def test_a_masked_number_shows_its_end_alone(number: str, shown: str) -> None:
    assert masked_number(number) == shown
