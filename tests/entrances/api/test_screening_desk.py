"""A screening desk's figures and suspended records, for its programs."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.entrances.api.asking import Program, program, said
from tests.invented import NOW, candidate_on, listed, officer
from tocsin.records.registers.models import Record
from tocsin.records.suspension.actions import count_judged
from tocsin.records.suspension.rules import FEWEST
from tocsin.safeguards.access.actions import viewing
from tocsin.safeguards.access.rules import Role

pytestmark = pytest.mark.django_db


def test_the_figures_tell_what_awaits_and_show_no_small_share(tmp_path: Path) -> None:
    candidate_on(listed(), tmp_path)
    told = said(program().get("/screening-desk"))
    assert sum(each["open"] for each in told["awaiting"]) == 1
    assert told["shares"]["all"] is None
    assert told["shares"]["by_list"] == []
    assert told["records_suspended_here"] == 0


def test_a_reviewers_program_lets_a_suspended_record_ring_with_a_reason() -> None:
    record = listed(ground="warrant", requested_action="locate_inform")
    ann = officer("ann")
    with viewing(ann):
        seen = Record.objects.get(id=record.id)
        for _each in range(FEWEST):
            count_judged(ann, seen, confirmed=False, now=NOW)
    reviewer = Program(officer("rita", "XB", Role.REVIEWER))
    (found,) = said(reviewer.get("/suspensions"))["suspensions"]
    assert (found["record"], found["stands"], found["at_own_desk"]) == (str(record.id), True, True)
    address = f"/suspensions/{record.id}/lift"
    assert reviewer.post(address, {"reason": "no"}).status_code == 422
    assert reviewer.post(address, {"reason": "They were of one tour group."}).status_code == 204
    assert reviewer.post(address, {"reason": "They were of one tour group."}).status_code == 409
    assert said(reviewer.get("/screening-desk"))["records_suspended_here"] == 0
