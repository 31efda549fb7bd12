"""A publisher's list passes the gate under a decision of two registrars, which lapses."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.formats.lists.at_hand import INVENTED
from tests.invented import NOW, officer
from tocsin.entrances.subscriptions import subscribe_stages
from tocsin.records.admission.actions import confirm_admission, end_admission, propose_admission
from tocsin.records.admission.errors import NothingStands, StandsAlready, UnknownList
from tocsin.records.admission.models import Standing
from tocsin.records.admission.queries import in_force_on
from tocsin.records.admission.rules import LASTS, PROVISIONAL
from tocsin.records.lists.actions import import_list, publisher_actor
from tocsin.records.registers.models import Record
from tocsin.records.registers.queries import live_records
from tocsin.safeguards.access.actions import viewing
from tocsin.safeguards.access.errors import NotPermitted
from tocsin.safeguards.access.rules import Actor, Role
from tocsin.safeguards.approval.errors import ProposedByYou

pytestmark = pytest.mark.django_db
WHY = "The act is published and each entry has its reasons."
FILES: dict[str, Path] = {each.publisher: each.path for each in INVENTED}


@pytest.fixture(autouse=True)
def woken() -> None:
    subscribe_stages()


def registrar(name: str = "Theodora") -> Actor:
    return officer(name, "XY", Role.REGISTRAR)


def bring_in(source: str, now: datetime = NOW) -> None:
    import_list(publisher_actor(source, now=now), source, FILES[source], now=now)


def entries(source: str) -> list[Record]:
    with viewing(publisher_actor(source, now=NOW)):
        return list(Record.objects.filter(source_list=source))


def matching(source: str, now: datetime) -> int:
    viewer = officer("Ilse", "XB", Role.SCREENING_OFFICER)
    with viewing(viewer):
        return len(live_records(viewer, [str(each.id) for each in entries(source)], now=now))


def decided(source: str = "eu", now: datetime = NOW) -> Standing:
    proposal = propose_admission(registrar(), source, WHY, now=now)
    return confirm_admission(registrar("Ansel"), proposal.id, now=now)


def test_a_designation_by_the_united_nations_passes_by_rule() -> None:
    bring_in("un")
    assert {each.passed_gate_by for each in entries("un")} == {"rule:un"}
    assert Standing.objects.count() == 0


def test_the_first_import_of_another_list_is_let_in_for_a_month_and_no_longer() -> None:
    bring_in("ofac")
    standing = in_force_on("ofac", now=NOW)
    assert standing
    assert standing.is_provisional
    assert {each.passed_gate_by for each in entries("ofac")} == {f"standing:{standing.id}"}
    assert matching("ofac", NOW + timedelta(days=29)) == len(entries("ofac"))
    assert matching("ofac", NOW + PROVISIONAL + timedelta(days=1)) == 0


def test_a_later_import_does_not_let_it_in_again_by_itself() -> None:
    bring_in("ofac")
    later = NOW + PROVISIONAL + timedelta(days=1)
    bring_in("ofac", later)
    assert matching("ofac", later) == 0


def test_two_registrars_let_a_list_in_and_its_entries_live_their_full_time() -> None:
    bring_in("eu")
    standing = decided()
    assert (standing.is_provisional, standing.until) == (False, NOW + LASTS)
    assert {each.passed_gate_by for each in entries("eu")} == {f"standing:{standing.id}"}
    assert matching("eu", NOW + timedelta(days=300)) == len(entries("eu"))


def test_what_had_waited_passes_with_the_decision() -> None:
    bring_in("eu")
    later = NOW + PROVISIONAL + timedelta(days=1)
    bring_in("eu", later)
    decided(now=later)
    assert matching("eu", later) == len(entries("eu"))


def test_nobody_decides_alone_and_nobody_else_decides() -> None:
    proposal = propose_admission(registrar(), "eu", WHY, now=NOW)
    with pytest.raises(ProposedByYou):
        confirm_admission(registrar(), proposal.id, now=NOW)
    with pytest.raises(NotPermitted):
        confirm_admission(officer("Petra", "XA", Role.CONTRIBUTOR), proposal.id, now=NOW)


def test_a_decision_that_is_ended_ends_every_match_at_once() -> None:
    bring_in("eu")
    standing = decided()
    end_admission(registrar(), standing.id, "The publisher no longer gives reasons.", now=NOW)
    assert matching("eu", NOW) == 0
    with pytest.raises(NothingStands):
        end_admission(registrar(), standing.id, "Again.", now=NOW)


@pytest.mark.parametrize(
    ("source", "error"), [("un", UnknownList), (" ", UnknownList), ("eu", StandsAlready)]
)
def test_what_is_decided_or_needs_no_decision_is_not_proposed(source: str, error: Any) -> None:
    decided()
    with pytest.raises(error):
        propose_admission(registrar(), source, WHY, now=NOW)
