"""How alike two names are: what is left over, what may be mistyped, and what a script tells."""

from __future__ import annotations

import pytest

from tocsin.matching.names import read_name
from tocsin.matching.score.likeness import likeness
from tocsin.matching.score.naming import Alignment, align


def aligned(theirs: str, ours: str) -> Alignment:
    return align(read_name(theirs), read_name(ours))


def rules(found: Alignment) -> set[str]:
    return {pair.rule for pair in found.pairs}


LEFT_OVER = [
    ("a part the traveller lacks", "Mirwais Zarghunai", "Mirwais Ahmad Zarghunai"),
    ("a part the record lacks", "Mirwais Ahmad Zarghunai", "Mirwais Zarghunai"),
    ("the same in Arabic letters", "حسين طه", "حسين طه رستمي"),
    ("the same in Hangul", "김 미영", "김 기 미영"),
]


def test_what_is_left_over_costs_more_by_side_and_by_script() -> None:
    costs = [found.omission for found in (aligned(*row[1:]) for row in LEFT_OVER[:2])]
    assert costs == sorted(costs)
    share = [
        found.omission / sum(token.weight for token in (*found.theirs_left, *found.ours_left))
        for found in (aligned(*row[1:]) for row in LEFT_OVER)
    ]
    assert share == sorted(share)
    assert len(set(share)) == len(share)


def test_much_that_agrees_in_arabic_letters_forgives_a_part_left_out() -> None:
    few, many = aligned("حسين طه", "حسين طه رستمي"), aligned("عمر حسين طه", "عمر حسين طه رستمي")
    assert many.omission < few.omission


SLIPS = [
    ("a word that is no name", "Vhol Zarghunai Ahmad", "Chol Zarghunai Ahmad", True),
    ("in each of two parts", "Vhol Zarghunai Anwr", "Chol Zarghunai Anwar", True),
    (
        "a known name beside parts that agree",
        "Aki Akbar Zarghunai",
        "Ali Akbar Zarghunai Haddadi",
        True,
    ),
    ("a known name beside nothing", "Aki", "Ali", False),
    ("a known name beside half-alike parts", "Aki Zarqhunal", "Ali Zarghunai", False),
]


@pytest.mark.parametrize(("why", "theirs", "ours", "mistyped"), SLIPS)
def test_a_short_part_may_be_mistyped(why: str, theirs: str, ours: str, mistyped: bool) -> None:
    assert ("mistyped" in rules(aligned(theirs, ours))) is mistyped, why


def test_a_slip_that_makes_a_known_name_counts_less_than_one_that_makes_none() -> None:
    known = aligned("Aki Akbar Zarghunai", "Ali Akbar Zarghunai Haddadi")
    unknown = aligned("Vhol Akbar Zarghunai", "Chol Akbar Zarghunai Haddadi")
    assert known.ratio < unknown.ratio


ABDUL = [
    ("before a name of God", "Abdul Rahman", ["abdulrahman"]),
    ("before one misspelt", "Abdul Rhaman", ["abdulrhaman"]),
    ("misspelt before one", "Sbdul Rahman", ["abdulrahman"]),
    ("by ear", "Aptul Haq", ["abdulhaq"]),
    ("without vowels", "Abdl Rhmn", ["abdulrhmn"]),
    ("before another name", "Abdul Makki", ["abdul", "makki"]),
    ("an article between", "Abd al-Milad", ["abdul", "milad"]),
    ("at the end", "Makki Abdul", ["makki", "abdul"]),
    ("a name that only begins so", "Atul Kumar", ["atul", "kumar"]),
]


@pytest.mark.parametrize(("why", "written", "parts"), ABDUL)
def test_abdul_is_joined_to_a_name_of_god_alone(why: str, written: str, parts: list[str]) -> None:
    assert [token.text for token in read_name(written).parts] == parts, why


BEGINNINGS = [("Abdul Makki", "Abdul Bari", 0.8), ("Abdul Makki", "Ahmad", 0.0)]


@pytest.mark.parametrize(("theirs", "ours", "alike"), BEGINNINGS)
def test_abdul_alone_is_the_beginning_of_any_abdul_and_of_no_other_name(
    theirs: str, ours: str, alike: float
) -> None:
    assert likeness(read_name(theirs).parts[0], read_name(ours).parts[0])[0] == alike
