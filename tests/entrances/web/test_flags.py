"""The pages of flags: made on a subject's page, read by both sides."""

from __future__ import annotations

from tests.entrances.web.conftest import Desk
from tests.entrances.web.reading import found, text_of
from tests.invented import listed
from tocsin.safeguards.access.rules import Role

WHY = "Our courts have not confirmed the ban."


def test_a_reviewer_flags_a_record_and_the_originator_reads_why(desk: Desk) -> None:
    record = listed(requested_action="refuse_entry")
    rita = desk("Rita", "XB", Role.REVIEWER)
    page = rita.get(f"/subjects/{record.id}/")
    (way,) = found(page, "//a[contains(@href, '/flag/')]/@href")
    form = {"action": "specific_check", "reason": WHY}
    after = rita.post(way, form, follow=True)
    assert "The originator is told." in text_of(after)
    assert "Your member does" in text_of(after)
    assert WHY in text_of(rita.get("/flags/"))
    theirs = desk("Otto", "XA", Role.CONTRIBUTOR).get("/flags/")
    assert WHY in text_of(theirs)
    assert WHY in text_of(desk("Otto", "XA", Role.CONTRIBUTOR).get(f"/subjects/{record.id}/"))
    assert WHY not in text_of(desk("Cid", "XC").get(f"/subjects/{record.id}/"))


def test_a_flag_without_action_or_reason_says_what_is_missing(desk: Desk) -> None:
    record = listed(requested_action="refuse_entry")
    page = desk("Rita", "XB", Role.REVIEWER).post(f"/subjects/{record.id}/flag/", {})
    assert page.status_code == 422
    assert "Choose what your member does instead." in text_of(page)
    assert "Write why, in at least 10 characters." in text_of(page)


def test_a_flag_is_lifted_from_its_page(desk: Desk) -> None:
    record = listed(requested_action="refuse_entry")
    rita = desk("Rita", "XB", Role.REVIEWER)
    way = f"/subjects/{record.id}/flag/"
    rita.post(way, {"action": "warn", "reason": WHY})
    (lift,) = found(rita.get(way), "//form[contains(@action, 'lift')]/@action")
    assert "does again what is asked" in text_of(rita.post(lift, follow=True))
    assert rita.post(lift).status_code == 422


def test_nobody_is_offered_a_flag_that_would_be_refused(desk: Desk) -> None:
    record = listed(requested_action="refuse_entry")
    for name, member, role in (
        ("Ann", "XB", Role.SCREENING_OFFICER),
        ("Rita", "XA", Role.REVIEWER),
    ):
        page = desk(name, member, role).get(f"/subjects/{record.id}/")
        assert found(page, "//a[contains(@href, '/flag/')]") == []


def test_who_else_got_a_record_is_told_to_its_originator_alone(desk: Desk) -> None:
    from tests.invented import node

    named = (node("XB").member_id, node("XD").member_id)
    record = listed(only_members=named, tlp="amber", handling_code="H1")
    own = text_of(desk("Otto", "XA", Role.CONTRIBUTOR).get(f"/subjects/{record.id}/"))
    theirs = text_of(desk("Ann").get(f"/subjects/{record.id}/"))
    assert "XD" in own
    assert "XD" not in theirs
    assert "No use in court without the originator’s permission." in theirs
