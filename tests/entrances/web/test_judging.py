"""Two records side by side, and the judgement on them, as an officer's browser sends it."""

from __future__ import annotations

from tests.entrances.web.conftest import Desk
from tests.entrances.web.reading import found, sent, text_of
from tests.invented import listed, node
from tocsin.safeguards.access.rules import Role

WHY = "The same passport number."


def test_a_judgement_is_made_read_and_taken_back(desk: Desk) -> None:
    one, other = listed("XAi.1"), listed("XBi.1", by="XB")
    browser = desk("Ida", "XA", Role.CONTRIBUTOR)
    page = f"/resolution/{one.id}/{other.id}/"
    shown = browser.get(page)
    assert "Nobody has judged this pair" in text_of(shown)
    judged = {"judged": "same", "evidence": WHY, "seen": sent(shown, "seen")}
    again = browser.post(f"{page}judge/", judged, follow=True)
    assert "Judged the same" in text_of(again)
    assert WHY in text_of(again)
    subject = browser.get(f"/subjects/{one.id}/")
    assert f"/subjects/{other.id}/" in found(subject, "//main//a/@href")
    back = {"judged": "withdrawn", "evidence": "An error of ours.", "seen": sent(again, "seen")}
    assert "Not judged yet" in text_of(browser.post(f"{page}judge/", back, follow=True))


def test_what_the_form_lacks_is_said_beside_it_and_nothing_is_stored(desk: Desk) -> None:
    one, other = listed("XAi.1"), listed("XAi.2")
    browser = desk("Ida", "XA", Role.CONTRIBUTOR)
    answer = browser.post(f"/resolution/{one.id}/{other.id}/judge/", {"seen": "x"})
    assert answer.status_code == 422
    assert "Choose what the two records are" in text_of(answer)
    assert "Nobody has judged this pair" in text_of(answer)


def test_a_record_that_the_viewer_may_not_see_is_no_record(desk: Desk) -> None:
    one = listed("XAi.1")
    hidden = listed("XAi.2", except_members=(node("XB").member_id,))
    browser = desk("Ben", "XB", Role.CONTRIBUTOR)
    barred = browser.get(f"/resolution/{one.id}/{hidden.id}/")
    absent = browser.get(f"/resolution/{one.id}/00000000-0000-7000-8000-000000000000/")
    assert barred.status_code == absent.status_code == 404
    assert browser.get(f"/resolution/{one.id}/{one.id}/").status_code == 404


def test_a_third_record_is_laid_beside_the_pair(desk: Desk) -> None:
    one, other, third = (listed(f"XAi.{number}") for number in range(3))
    browser = desk("Ida", "XA", Role.CONTRIBUTOR)
    page = browser.get(f"/resolution/{one.id}/{other.id}/?also={third.id}&also=nonsense")
    assert [each.reference in text_of(page) for each in (one, other, third)] == [True] * 3
