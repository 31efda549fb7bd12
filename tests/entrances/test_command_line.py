"""The command line as its user meets it: real processes, a real database, a home of their own."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.command_line import PEOPLE, answer, counts, run, write_list

SHARED = Path(
    os.environ.get("TOCSIN_SHARED_DATA") or Path(__file__).parents[2] / ".." / "shared" / "data"
)
UN_2025 = SHARED / "un" / "UN_consolidated_2025-04-19.xml"
UN_2026 = SHARED / "un" / "UN_consolidated_2026-02-27.xml"
needs_real_lists = pytest.mark.skipif(
    not UN_2026.exists(), reason="the real UN lists are not beside the project"
)
MANIFEST = """UNA:+.? '
UNB+UNOA:4+XQAIR:ZZ+BORDER:ZZ+260301:0900+REF1'
UNH+1+PAXLST:D:05B:UN:IATA+XQ/1+01:F'
BGM+745'
TDT+20+XQ123'
LOC+125+IST'
DTM+189:2603011000:201'
LOC+87+LHR'
DTM+232:2603011400:201'
NAD+FL+++ZARBARAN:QASIM'
ATT+2++M'
DTM+329:700502'
NAT+2+XAA'
DOC+P:110:111+X9000001'
NAD+FL+++CANARYSURNAME:CANARYGIVEN'
ATT+2++F'
DTM+329:810304'
DOC+P:110:111+CANARY7654321'
CNT+42:2'
UNT+18+1'
UNZ+1+REF1'
"""


def test_a_person_is_found_until_delisted_and_from_the_next_command_on_no_more(
    home: Path, tmp_path: Path
) -> None:
    both = write_list(tmp_path / "both.xml", PEOPLE)
    one = write_list(tmp_path / "one.xml", PEOPLE[1:])
    assert counts(home, both) == (2, 0, 0, 0)
    found = answer(home, "match", "Zarbaran Qasim")["candidates"]
    assert [(each["reference"], each["band"]) for each in found] == [("QDi.901", "possible")]
    assert sum(reason["weight"] for reason in found[0]["reasons"]) == pytest.approx(
        found[0]["score"]
    )
    assert counts(home, one) == (0, 0, 1, 1)
    assert answer(home, "match", "Zarbaran Qasim") == {"candidates": []}
    assert counts(home, both) == (1, 0, 0, 1)
    assert answer(home, "match", "Qasim Zarbaran", "--born", "1970-05-02")["candidates"]


def test_only_the_listed_traveller_is_a_candidate_and_the_other_is_nowhere_on_disk(
    home: Path, tmp_path: Path
) -> None:
    counts(home, write_list(tmp_path / "list.xml", PEOPLE))
    manifest = tmp_path / "flight.edi"
    manifest.write_text(MANIFEST)
    (message,) = answer(home, "screen", manifest)["messages"]
    assert (message["flight"], message["travellers"]) == ("XQ123", 2)
    assert [(each["reference"], each["band"]) for each in message["candidates"]] == [
        ("QDi.901", "strong")
    ]
    assert on_disk(home, b"QASIM"), "the scan must see what is kept, or it proves nothing"
    for canary in (b"CANARYSURNAME", b"CANARYGIVEN", b"CANARY7654321"):
        assert not on_disk(home, canary)


def on_disk(home: Path, needle: bytes) -> bool:
    files = [path for path in home.rglob("*") if path.is_file()]
    return any(needle.lower() in path.read_bytes().lower() for path in files)


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("lists", "import", "un", "absent.xml"), 2),
        (("match", "Somebody", "--born", "yesterday"), 2),
        (("match", "Somebody", "--document", "no-colon"), 2),
        (("lists", "import", "un", "wrong.xml"), 1),
    ],
)
def test_an_error_is_one_line_and_an_exit_code(
    home: Path, tmp_path: Path, arguments: tuple[str, ...], code: int
) -> None:
    (tmp_path / "wrong.xml").write_text("<OTHER/>")
    given = [tmp_path / each if each.endswith(".xml") else each for each in arguments]
    done = run(home, *given)
    assert done.returncode == code
    assert len(done.stderr.splitlines()) == 1
    assert "Traceback" not in done.stderr


@needs_real_lists
def test_the_real_un_list_of_2026_differs_from_2025_by_130_added_and_4_removed(home: Path) -> None:
    assert counts(home, UN_2025)[0] == 877
    added, _changed, removed, _unchanged = counts(home, UN_2026)
    assert (added, removed) == (130, 4)
    assert counts(home, UN_2026) == (0, 0, 0, 1003)
