"""Fifty invented states, fifty-seven services and eight organisations come in with one command."""

from __future__ import annotations

import tomllib
from collections import Counter

import pytest

from tests.invented import NOW
from tests.safeguards.joining import registrar
from tocsin.entrances.cli.members import INVENTED
from tocsin.members.models import ContactPoint, Member, Officer, SigningKey, Unit
from tocsin.members.rules import is_invented
from tocsin.safeguards.access.actions import viewing
from tocsin.safeguards.accession.actions import found
from tocsin.safeguards.accession.errors import LoadUnreadable
from tocsin.safeguards.accession.loading import read_founders

WHOLE = INVENTED.read_text("utf-8")
ONE = WHOLE.split("[[member]]")[1]


@pytest.mark.django_db
def test_the_fixture_loads_whole_and_twice_over() -> None:
    actor = registrar()
    for _ in range(2):
        with viewing(actor):
            for each in read_founders(WHOLE):
                found(actor, each, now=NOW)
    of = Counter(Member.objects.exclude(code="home").values_list("kind", flat=True))
    assert of == {"state": 50, "organisation": 8}
    assert Unit.objects.filter(member__kind="state").count() == 57
    assert ContactPoint.objects.count() == SigningKey.objects.count() == 58
    assert set(Member.objects.values_list("state", flat=True)) == {"active"}


def test_the_fixture_names_nobody_who_exists() -> None:
    rows = tomllib.loads(WHOLE)["member"]
    assert all(is_invented(row["code"]) for row in rows)
    assert all(row["redress_contact"].endswith(".example") for row in rows)
    assert all(number.startswith("+999") for row in rows for number in row["desk"]["numbers"])


@pytest.mark.django_db
def test_the_fixture_brings_members_and_nobody_who_could_act_for_them() -> None:
    assert not Officer.objects.exists()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[[member", "end of document"),
        ("", "no \\[\\[member"),
        ("[[member]]" + ONE.replace("key =", "kee ="), "member 1 has no key"),
        ("[[member]]" + ONE.replace("joined = 2026-01-01", 'joined = "soon"'), "member 1 isn't"),
        ("member = 3", "no \\[\\[member"),
    ],
)
def test_a_file_that_can_not_be_read_says_where(text: str, said: str) -> None:
    with pytest.raises(LoadUnreadable, match=said):
        read_founders(text)
