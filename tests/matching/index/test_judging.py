"""What the kernels give a name is what the score gives it, to the last bit."""

from __future__ import annotations

from pathlib import Path

from benchmarks.populations import People
from tests.matching.index.noise import travellers
from tocsin.matching import Index, Name, Subject, Traveller
from tocsin.matching.index import opened
from tocsin.matching.score import compile_traveller, named, score

LISTED, ASKED, BATCH = 400, 30, 25
OTHERS = [
    Subject("cut", ["Muhammad Jamal Abd-al Rahim Ahmad al-Kashif"], ["1970-05-02"]),
    Subject("weak", [Name("Umar Qasim Zarbaran", weak=True)]),
    Subject("joined", ["Xi Jin Ping", "Mohammed Ali Hassan"]),
    Subject("vessel", ["Qasim Zarbaran"], kind="vessel"),
    Subject("syllables", ["Ri Jong Hyok", "Sheikh Omar"]),
    Subject("other letters", ["محمد عبد الله الرشيد", "习近平", "Дмитрий Волконский"]),
]
ASKED_TOO = [
    Traveller([name])
    for name in (
        "MUHAMMADJAMAL AHMAD ALKASH", "AHMAD JAMAL KASH", "UMAR QASIM ZARBARAN", "XI JINPING",
        "MOHAMMEDALI HASSAN", "QASIM ZARBARAN", "RI JONGHYOK", "DR OMAR", "MOHAMMED ALRASHID",
        "习近平", "DMITRY VOLKONSKI", "ALI ALI ALI ALI ALI", "Q ZARBARAN", "UMAR QASIN ZARBARAN",
    )
]  # fmt: skip


def test_points_of_proposed_names_are_those_of_the_score(tmp_path: Path) -> None:
    subjects = [*People(11).subjects(LISTED), *OTHERS]
    index = Index.build(subjects, tmp_path)
    segment, proposer, judge = opened.segment(next(index.directory.glob("segment-*")))
    noisy = [traveller for _, traveller, _ in travellers(subjects[:ASKED], 5)]
    asked = [compile_traveller(each) for each in [*noisy, *ASKED_TOO]]
    judged = 0
    for at in range(0, len(asked), BATCH):
        some = asked[at : at + BATCH]
        proposed = proposer.propose(some, 0.2)
        points, weak = judge.judge(some, proposed)
        for k, (row, size) in enumerate(zip(proposed.rows, proposed.sizes, strict=True)):
            names = proposed.names[proposed.starts[k] :][:size].tolist()
            form = some[proposed.travellers[k]]
            ours = segment.form(int(row), names, whole=True)
            assert (points[k], weak[k]) == named(form.names, ours), (form.names[0].full, row)
            judged += 1
    assert judged > len(asked)


def test_reasons_told_later_add_up_to_the_score_told_at_once(tmp_path: Path) -> None:
    subjects = [*People(12).subjects(LISTED), *OTHERS]
    index = Index.build(subjects, tmp_path)
    noisy = [traveller for _, traveller, _ in travellers(subjects[:ASKED], 6)]
    for candidates in index.screen([*noisy, *ASKED_TOO], threshold=0.3):
        for each in candidates:
            assert round(sum(reason.weight for reason in each.reasons), 4) == each.score


def test_a_record_that_came_back_scores_as_the_one_that_was_written(tmp_path: Path) -> None:
    index = Index.build(OTHERS, tmp_path)
    for subject in OTHERS:
        for traveller in ASKED_TOO:
            found = index.explain(traveller, subject.id)
            assert found is not None
            assert found.score <= score(traveller, subject).score
