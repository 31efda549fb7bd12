"""Published facts reach their subscribers; identifiers are unique and in order of time."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from tocsin.foundations import facts
from tocsin.foundations.errors import TocsinError, UsageError
from tocsin.foundations.identifiers import new_id


@dataclass(frozen=True)
class BellRang:
    times: int


def test_a_subscriber_hears_a_fact_once_however_often_it_subscribes() -> None:
    heard: list[BellRang] = []

    def listen(fact: BellRang) -> None:
        heard.append(fact)

    facts.subscribe(BellRang, listen)
    facts.subscribe(BellRang, listen)
    facts.publish(BellRang(3))
    assert heard == [BellRang(3)]


def test_a_subscriber_that_fails_fails_the_publisher() -> None:
    @dataclass(frozen=True)
    class Unlucky:
        pass

    def refuse(_fact: Unlucky) -> None:
        raise UsageError(problem="refused")

    facts.subscribe(Unlucky, refuse)
    with pytest.raises(UsageError, match="refused"):
        facts.publish(Unlucky())


def test_identifiers_are_version_7_and_never_repeat() -> None:
    made = {new_id() for _ in range(2_000)}
    assert len(made) == 2_000
    assert {each.version for each in made} == {7}
    assert {each.variant for each in made} == {"specified in RFC 4122"}


def test_the_docstring_of_an_error_is_its_message() -> None:
    class BellCracked(TocsinError):
        """The bell of {town} is cracked; ring the other one.

        This second paragraph is for whoever reads the code.
        """

    assert str(BellCracked(town="XA")) == "The bell of XA is cracked; ring the other one."
