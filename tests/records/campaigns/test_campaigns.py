"""A review of many records: worklists of one's own, conclusions with reasons, counts for all."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tests.invented import NOW, listed, officer
from tocsin.foundations.vocabulary.codes import Ground
from tocsin.records.campaigns import queries
from tocsin.records.campaigns.actions import call, conclude
from tocsin.records.campaigns.errors import CampaignEndsBeforeItBegins, CampaignOver
from tocsin.records.campaigns.models import Campaign
from tocsin.records.campaigns.rules import Progress, Review
from tocsin.records.registers.models import Record
from tocsin.safeguards.access.actions import viewing
from tocsin.safeguards.access.errors import NotFound, NotPermitted
from tocsin.safeguards.access.rules import Actor, Role

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=1)
ENDS = LATER + timedelta(days=60)
WHY = "Three years have passed since the last one."


def contributor(member: str = "XA") -> Actor:
    return officer("Petra", member, Role.CONTRIBUTOR)


def called(**changes: Any) -> Campaign:
    registrar = officer("Theodora", "XY", Role.REGISTRAR)
    given = {"ends_at": ENDS, "now": LATER, **changes}
    return call(registrar, [Ground.WARRANT], WHY, **given)


def worklist(campaign: Campaign, member: str = "XA") -> list[str]:
    actor = contributor(member)
    with viewing(actor):
        return [each.reference for each in queries.worklist(actor, campaign, now=LATER)]


def warrant(reference: str, by: str = "XA") -> Record:
    return listed(reference, by=by, ground="warrant", passed_gate_by="rule:test")


def test_each_member_is_asked_about_its_own_records_of_these_grounds() -> None:
    warrant("XA-1")
    warrant("XB-1", by="XB")
    listed("XA-2", ground="fighter_alert", passed_gate_by="rule:test")
    campaign = called()
    assert worklist(campaign) == ["XA-1"]
    assert worklist(campaign, "XB") == ["XB-1"]


def test_what_is_concluded_leaves_the_list_and_is_counted_for_everybody() -> None:
    first, second = warrant("XA-1"), warrant("XA-2")
    campaign, actor = called(), contributor()
    conclude(actor, campaign.id, first.id, Review.STANDS, WHY, now=LATER)
    assert worklist(campaign) == ["XA-2"]
    conclude(actor, campaign.id, second.id, Review.WITHDRAWN, WHY, now=LATER)
    observer = officer("Maurin", "XZ", Role.OBSERVER)
    with viewing(observer):
        assert queries.standings(observer, campaign) == {actor.member_id: Progress(2, 2)}
    with viewing(actor):
        after = Record.objects.get(id=second.id)
    assert after.state == "withdrawn"


def test_a_record_that_stands_is_reviewed_and_lives_no_longer_for_it() -> None:
    record, campaign = warrant("XA-1"), called()
    conclude(contributor(), campaign.id, record.id, Review.STANDS, WHY, now=LATER)
    with viewing(contributor()):
        after = Record.objects.get(id=record.id)
    assert after.expires_at == record.expires_at
    assert after.review_at >= record.review_at


def test_nobody_concludes_about_anothers_record_or_after_the_end() -> None:
    record, campaign = warrant("XA-1"), called()
    with pytest.raises(NotFound):
        conclude(contributor("XB"), campaign.id, record.id, Review.STANDS, WHY, now=LATER)
    with pytest.raises(CampaignOver):
        conclude(contributor(), campaign.id, record.id, Review.STANDS, WHY, now=ENDS)


def test_only_a_registrar_calls_and_only_for_a_time() -> None:
    with pytest.raises(NotPermitted):
        call(contributor(), [Ground.WARRANT], WHY, ends_at=ENDS, now=LATER)
    for ends_at in (LATER, LATER + timedelta(days=400)):
        with pytest.raises(CampaignEndsBeforeItBegins):
            called(ends_at=ends_at)
