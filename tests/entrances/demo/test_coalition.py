"""The invented coalition is what it says: invented, varied, and told to nobody but a visitor."""

from __future__ import annotations

import unicodedata
from datetime import UTC, datetime

import pytest

from tocsin.entrances.demo.flights import message, passenger_list
from tocsin.entrances.demo.joining import contribution
from tocsin.entrances.demo.reading import (
    InventedFlight,
    flights,
    members,
    names_by_language,
    records,
)
from tocsin.formats.paxlst import read_paxlst, validate
from tocsin.foundations.vocabulary.codes import ActionCode, Ground
from tocsin.members.rules import is_invented
from tocsin.travel.rules import airport

BEGAN = datetime(2026, 3, 1, 12, 34, 56, tzinfo=UTC)
SCRIPTS = ("LATIN", "ARABIC", "CYRILLIC", "CJK")
IDS = {member.code: number for number, member in enumerate(members(), start=1)}


def test_it_has_six_states_and_two_organisations_that_cannot_exist() -> None:
    kinds = [member.kind for member in members()]
    assert (kinds.count("state"), kinds.count("organisation")) == (6, 2)
    assert all(is_invented(member.code) for member in members())


def test_its_records_are_in_four_scripts_and_stand_on_every_ground() -> None:
    names = "".join(name["full"] for row in records() for name in row["names"])
    seen = {unicodedata.name(each).split()[0] for each in names if each.isalpha()}
    assert seen == set(SCRIPTS)
    assert {row["ground"] for row in records()} == {str(each) for each in Ground}
    assert {row["action"] for row in records()} == {str(each) for each in ActionCode}


def test_every_document_is_of_an_issuer_that_cannot_exist() -> None:
    issuers = [each["issuer_code"] for row in records() for each in row.get("documents", ())]
    issuers += [each.document[0] for flight in flights() for each in flight.travellers]
    assert all(map(is_invented, issuers))


def test_no_reference_is_given_twice_and_every_flight_names_real_ones() -> None:
    references = [row["reference"] for row in records()]
    assert len(set(references)) == len(references)
    named = {each.record for flight in flights() for each in flight.travellers}
    assert named <= set(references)


@pytest.mark.parametrize("row", records(), ids=lambda row: row["reference"])
def test_a_record_is_passed_by_another_member_or_not_at_all(row: dict[str, str]) -> None:
    assert row.get("gate") != row["by"]
    assert contribution(row, IDS).passed_gate_by == ""


@pytest.mark.parametrize("flight", flights(), ids=lambda flight: flight.number)
def test_a_flight_is_a_sound_message_between_real_airports(flight: InventedFlight) -> None:
    assert airport(flight.origin)
    assert airport(flight.destination)
    reading = read_paxlst(message(flight, BEGAN))
    (listed,) = reading.messages
    assert reading.faults == listed.faults == ()
    assert len(listed.travellers) == flight.innocents + len(flight.travellers)
    assert {fault.code for fault in validate(listed)} <= {"name-characters"}


def test_a_flight_is_the_same_each_time_it_is_made() -> None:
    flight = flights()[0]
    assert passenger_list(flight, BEGAN) == passenger_list(flight, BEGAN)


def test_the_crowd_speaks_eight_languages() -> None:
    assert len(names_by_language()) == 8
    aboard = {language for flight in flights() for language in flight.languages}
    assert aboard == set(names_by_language())
