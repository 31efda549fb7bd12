"""The parts of the accuracy benchmark: their arithmetic, their halves and pools, their one door."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks.accuracy.bars import judged
from benchmarks.accuracy.cases import Case, Outcome, build, screened, share
from benchmarks.accuracy.page import METHODS, renewed
from benchmarks.accuracy.parts.innocents import Innocent, bearers_of, group_of, worst_ratio
from benchmarks.accuracy.parts.name_pairs import best_f1, f1_at, half_of
from benchmarks.accuracy.parts.public_noise import false_rate_at
from benchmarks.accuracy.parts.scripts import Spelt, made_names, recall_at_10, words_of
from benchmarks.accuracy.recall import rows_of, sampled, worst
from benchmarks.accuracy.report import Report, Settings, Table, in_markdown
from benchmarks.accuracy.suite import KEYS, PARTS, figures_of
from benchmarks.matching_accuracy import main
from tocsin.matching import Subject, Traveller

SUBJECTS = [Subject("A1", ["Qasim Zarbaran"], ["1970-05-02"]), Subject("A2", ["Ilse Ostreg"])]


def outcome(family: str, kind: str, rank: int | None, best: float = 0.0) -> Outcome:
    case = Case(family, kind, Traveller("Qasim Zarbaran"), "A1")
    return Outcome(case, rank, 0.7 if rank is not None else 0.0, best, strong=False)


def test_a_case_is_found_when_its_subject_is_among_the_candidates() -> None:
    cases = [
        Case("f", "k", Traveller("Zarbaran Qasim", "1970-05-02"), "A1"),
        Case("f", "k", Traveller("Zarbaran Qasim", "1970-05-02"), "A2"),
        Case("f", "k", Traveller("Miro Solum"), None),
    ]
    found = screened(build(SUBJECTS), cases)
    assert [one.found for one in found] == [True, False, False]
    assert [one.wrong for one in found] == [False, True, False]
    assert found[0].strong


def test_the_worst_class_leaves_out_those_without_a_bar() -> None:
    outcomes = [
        outcome("benign", "a", 0),
        outcome("benign", "b", None),
        outcome("degraded", "c", 1),
    ]
    assert worst(outcomes, "benign") == 0.0
    assert worst(outcomes, "benign", barred=["b"]) == 1.0
    assert worst(outcomes, "adversarial") is None


def test_a_row_tells_found_apart_from_found_first() -> None:
    (row,) = rows_of([outcome("f", "k", 0), outcome("f", "k", 1), outcome("f", "k", None)], {})
    assert (row["cases"], row["tocsin"], row["first"]) == (3, 0.6667, 0.3333)


def test_a_sample_takes_every_class_and_is_seeded() -> None:
    cases = [Case("f", str(at % 3), Traveller(f"Name {at}"), None) for at in range(90)]
    drawn = sampled(cases, 5, seed=3)
    assert len(drawn) == 15
    assert drawn == sampled(cases, 5, seed=3)


def test_false_candidates_are_compared_at_equal_recall() -> None:
    found = [
        Outcome(Case("f", "k", Traveller("x"), "A1"), 0, score, score, strong=False)
        for score in (0.9, 0.8, 0.6, 0.4)
    ]
    misses = [outcome("n", "k", None, best) for best in (0.85, 0.7, 0.1, 0.0)]
    assert false_rate_at(found, misses, recall=0.5) == 0.25
    assert false_rate_at(found, misses, recall=0.75) == 0.5


SCORES, SAME = [0.9, 0.8, 0.4, 0.1], [True, False, True, False]


def test_f1_counts_from_its_threshold_on() -> None:
    assert f1_at(SCORES, SAME, 0.5) == (0.5, 0.5, 0.5, 0.5)
    assert f1_at(SCORES, SAME, 0.95) == (0.0, 0.0, 0.0, 0.95)
    assert best_f1(SCORES, SAME).threshold == 0.4


def test_the_half_of_a_pair_does_not_hang_on_its_order() -> None:
    halves = set()
    for at in range(40):
        one, other = f"Qasim {at}", f"Kasem {at}"
        halves.add(half_of({"name1": one, "name2": other}))
        assert half_of({"name1": one, "name2": other}) == half_of({"name1": other, "name2": one})
    assert halves == {"reported", "tuned on"}


def test_an_innocent_bears_a_listed_name_only_with_its_birth_date() -> None:
    people = [
        Innocent("Zarbarán, QASIM", "1970-05-02", "Latin"),
        Innocent("Qasim Zarbaran", "1970-05-03", "Latin"),
        Innocent("Qasim Omar Zarbaran", "1970-05-02", "Latin"),
    ]
    assert bearers_of(people, SUBJECTS) == {0}


@pytest.mark.parametrize(
    ("name", "nationality", "group"),
    [
        ("Qasim Zarbaran", "Iraq", "Latin, Middle East"),
        ("Ilse Ostreg", "Norway", "Latin, the West"),
        ("قاسم زربران", "Iraq", "Arabic"),
        ("Касим", "Russia", "Cyrillic"),
        ("王明", "China", "Han, Kana"),
        ("123", "", "Unknown"),
    ],
)
def test_a_group_is_the_script_and_for_latin_the_region(
    name: str, nationality: str, group: str
) -> None:
    assert group_of(name, nationality) == group


def test_the_worst_group_is_measured_against_all_people() -> None:
    assert worst_ratio({"a": 0.02, "b": 0.01}, 0.0125) == 1.6
    assert worst_ratio({"a": 0.0}, 0.0) is None


def test_made_names_are_different_and_seeded() -> None:
    lines = [["ivan", "и в а н", "3"], ["petr", "п е т р", "1"], ["olga", "о л я", "2"]]
    words = words_of([*lines, ["x", "х", "9"]])
    assert words_of(lines, seen=2) == [words[0], words[2]]
    assert words[0] == Spelt("Ivan", "Иван")
    made = made_names(words, 6, seed=1)
    assert len({one.latin for one in made}) == 6
    assert made == made_names(words, 6, seed=1)


def test_recall_counts_any_name_that_is_asked_by_the_same_words() -> None:
    pool = [Spelt("Qasim Zarbaran", "Miro Solum"), Spelt("Ilse Ostreg", "Ilse Ostreg")]
    assert recall_at_10(pool, 1, to_latin=True) == 0.5


def test_the_common_keys_are_always_there() -> None:
    assert list(figures_of([])) == list(KEYS)
    own = {"own_noise_cases": 10, "own_noise_found": 9, "own_benign_min_recall": 0.9}
    other = {"ssb_cases": 10, "ssb_found": 10, "ssb_benign_min_recall": 0.95}
    figures = figures_of([Report(own), Report(other)])
    assert (figures["overall_recall"], figures["benign_min_recall"]) == (0.95, 0.9)
    assert figures["recall10"] is None


def test_a_table_reads_as_markdown() -> None:
    text = in_markdown(Table("Recall", [{"class": "order", "tocsin": 0.5, "peer": None}]))
    assert "| order | 0.5 | – |" in text


def test_absent_data_are_one_line_on_stderr(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--part", "noise", "--data", str(tmp_path)]) == 1
    captured = capsys.readouterr()
    assert captured.err.count("\n") == 1
    assert "--data" in captured.err


def test_one_line_of_json_is_printed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "matching").mkdir()
    (tmp_path / "matching" / "name_bench.csv").write_text(
        "schema,name1,name2,is_match\n"
        + "".join(f"Person,Qasim Zarbaran{a},Zarbaran{a} Qasim,true\n" for a in "abcdefgh")
    )
    asked = ["--part", "pairs", "--data", str(tmp_path), "--sample", "0", "--json"]
    assert main(asked) == 0
    figures = json.loads(capsys.readouterr().out)
    assert set(KEYS) <= set(figures)
    assert figures["name_bench_f1_default"] == 1.0


def test_nothing_of_nothing_is_no_share() -> None:
    assert share([]) == 0.0


def test_a_bar_is_met_from_its_own_value_on() -> None:
    figures = {
        "overall_recall": 0.97,
        "name_only_strong": 1,
        "crosslist": {"nobody_name_only": 0.06},
    }
    met = {bar.where[-1]: yes for bar, _, yes in judged(figures)}
    assert met == {"overall_recall": True, "name_only_strong": False, "nobody_name_only": True}


def test_a_part_that_was_not_run_is_no_bar_missed() -> None:
    assert list(judged(figures_of([]))) == []


def test_every_part_tells_its_method_on_the_page() -> None:
    assert set(METHODS) == set(PARTS)


def test_a_page_keeps_the_parts_that_were_not_run_again(tmp_path: Path) -> None:
    path = tmp_path / "page.md"
    noise = Report({"overall_recall": 0.98}, [Table("Found", [{"class": "order", "tocsin": 1.0}])])
    renewed(path, {"noise": noise}, Settings(tmp_path, people=0, sample=5))
    renewed(path, {"pairs": Report({"name_bench_pairs": 8})}, Settings(tmp_path, people=60))
    text = path.read_text()
    assert "listed people: all; sample for peers: 5" in text
    assert "listed people: 60" in text
    assert "| order | 1 |" in text
    assert "- `name_bench_pairs`: 8" in text
    assert text.index("Noise of our own") < text.index("Labelled pairs")
