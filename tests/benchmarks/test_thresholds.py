"""Thresholds follow from curves by a rule, and the curves count what they say."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.accuracy.curves import ALL, Allowed, Curve, Point, Scored, at, curve, lowest
from benchmarks.accuracy.drawing import of_groups, of_scorers
from benchmarks.accuracy.groups import GROUPS, of_innocent, of_nationalities
from benchmarks.thresholds import ALLOWED, main

LISTED = [Scored("Slavic", 0.9), Scored("Slavic", 0.6), Scored("African", 0.3), Scored(None, 0.0)]
INNOCENTS = [Scored("Slavic", 0.55), *[Scored("African", 0.0)] * 3]
NEAR = [Scored(None, 0.7), Scored(None, 0.1)]
STEPS = (0.25, 0.5, 0.6, 0.75, 0.95)


def made(group: str = ALL, question: str = "name only") -> Curve:
    return curve("tocsin", question, group, LISTED, INNOCENTS, NEAR, STEPS)


def test_a_curve_counts_from_each_threshold_on() -> None:
    assert made().points == (
        Point(0.25, 0.75, 250_000.0, 0.5),
        Point(0.5, 0.5, 250_000.0, 0.5),
        Point(0.6, 0.5, 0.0, 0.5),
        Point(0.75, 0.25, 0.0, 0.0),
        Point(0.95, 0.0, 0.0, 0.0),
    )


def test_a_group_has_its_own_people_on_both_sides() -> None:
    slavic = made("Slavic")
    assert (slavic.listed, slavic.innocents) == (2, 1)
    assert at(slavic, 0.5) == Point(0.5, 1.0, 1_000_000.0, None)


@pytest.mark.parametrize(
    ("allowed", "threshold"),
    [
        (Allowed(1e6, 1.0), 0.25),
        (Allowed(0.0, 1.0), 0.6),
        (Allowed(0.0, 0.0), 0.75),
        (Allowed(-1.0, 0.0), None),
    ],
)
def test_the_lowest_threshold_bears_no_more_than_is_allowed(
    allowed: Allowed, threshold: float | None
) -> None:
    assert lowest([made()], {"name only": allowed}) == threshold


def test_what_is_borne_without_a_birth_date_is_more() -> None:
    dated, named = ALLOWED["with birth date"], ALLOWED["name only"]
    assert dated.false_per_million == 1e6 / 2_000
    assert named.false_per_million == 1e6 * 2 / 100
    assert dated.neighbours < named.neighbours


def test_a_curve_survives_being_kept() -> None:
    assert Curve.from_plain(made().plain()) == made()


def test_both_sides_speak_of_the_same_groups() -> None:
    assert of_innocent("Arabic") == of_nationalities(("IQ",)) == GROUPS[0]
    assert of_innocent("Latin, Eastern Europe") == of_nationalities(("XA", "UA")) == "Slavic"
    assert of_nationalities(()) is None


def test_curves_are_drawn_as_svg() -> None:
    curves = [made(), made("Slavic"), made("African")]
    assert of_scorers(curves, 0.5).startswith("<svg")
    assert "Slavic" in of_groups(curves, "name only", 0.5)


def test_absent_data_are_one_line_on_stderr(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--data", str(tmp_path), "--out", str(tmp_path / "out")]) == 1
    assert capsys.readouterr().err.count("\n") == 1
    assert not (tmp_path / "out").exists()
