"""Who was no candidate is nowhere afterwards: every byte under TOCSIN_HOME is searched for them.

The server is killed, not stopped, so that the write-ahead log is as a power cut leaves it. Values
that PostgreSQL would compress are told to stay as they are, or a search of bytes would prove less.
"""

from __future__ import annotations

import hashlib
import random
from dataclasses import asdict
from pathlib import Path

import psutil
import psycopg
import pytest

from tests.command_line import PEOPLE, answer, counts, run, write_list
from tocsin.formats.paxlst import join_parts, read_paxlst
from tocsin.foundations.postgres import EmbeddedPostgres
from tocsin.screening.manifests import arrival_of

CANARIES = (
    "ZYXQUORVAL",
    "FJORDQUAX",
    "WEMBLETHRIP",
    "KRAXOVINTH",
    "QQ77301946Z",
    "VV58820317K",
    "1903-07-31",
    "19030731",
)
"""Names, documents and a birth date that stand nowhere but on the lists below."""
HEAD = """UNA:+.? '
UNB+UNOA:4+XQAIR:ZZ+BORDER:ZZ+260301:0900+{ref}'
UNH+1+PAXLST:D:05B:UN:IATA+XQ/1+01:F'
BGM+745'
TDT+20+XQ123'
LOC+125+IST'
DTM+189:2603011000:201'
LOC+87+LHR'
DTM+232:2603011400:201'
"""
LISTED = "NAD+FL+++ZARBARAN:QASIM'ATT+2++M'DTM+329:700502'DOC+P:110:111+X9000001'\n"
UNLISTED = """NAD+FL+++ZYXQUORVAL:FJORDQUAX'ATT+2++F'DTM+329:19030731'NAT+2+XAA'
DOC+P:110:111+QQ77301946Z'
NAD+FL+++WEMBLETHRIP:KRAXOVINTH'ATT+2++M'DTM+329:19030731'LOC+180+XAA+:::WEMBLETHRIP'
DOC+P:110:111+VV58820317K'
"""
TAIL = "CNT+42:3'\nUNT+18+1'\nUNZ+1+{ref}'\n"
MISTAKES = {
    "unknown segments": UNLISTED.replace("NAT+", "ZYX+ZYXQUORVAL'QQ77301946Z+"),
    "a date that is none": UNLISTED.replace("329:1903", "329:ZYXQUORVAL"),
    "a state that is none": UNLISTED.replace("NAT+2+XAA", "NAT+2+FJORDQUAX"),
    "a sex that is none": UNLISTED.replace("ATT+2++F", "ATT+2++WEMBLETHRIP"),
    "a count that is none": UNLISTED + "CNT+42:WEMBLETHRIP'",
    "a role that is none": UNLISTED.replace("NAD+FL", "NAD+ZYXQUORVAL"),
    "no ends of segments": UNLISTED.replace("'", ""),
    "no end at all": UNLISTED.rstrip()[:-20],
}
OUT_OF_PLACE = {
    "a name where the flight's number is": ("TDT+20+XQ123", "TDT+20+ZYXQUORVAL"),
    "a name where the carrier is": ("TDT+20+XQ123", "TDT+20+XQ123+++FJORDQUAX"),
    "people run into the flight": ("TDT+20+XQ123'", "TDT+20+XQ123'" + UNLISTED.replace("'", "")),
    "a name where the departure is": ("LOC+125+IST", "LOC+125+WEMBLETHRIP"),
    "a document where the arrival is": ("LOC+87+LHR", "LOC+87+QQ77301946Z"),
    "people before the flight": ("TDT+20", UNLISTED + "TDT+20"),
    "people before the kind of list": ("BGM+745'", UNLISTED + "BGM+745'"),
}


def manifest(reference: str, body: str) -> str:
    return (HEAD + body + TAIL).format(ref=reference)


def written(directory: Path) -> list[Path]:
    """A list with a listed traveller and two others, and one for each mistake."""
    good = manifest("REF0", LISTED + UNLISTED)
    texts = [good]
    texts += [manifest(f"REF1{at}", LISTED + body) for at, body in enumerate(MISTAKES.values())]
    for at, (right, wrong) in enumerate(OUT_OF_PLACE.values()):
        assert right in good
        texts.append(good.replace("REF0", f"REF2{at}").replace(right, wrong))
    files = [directory / f"list{number}.edi" for number in range(len(texts))]
    for file, text in zip(files, texts, strict=True):
        file.write_text(text)
    return files


def test_who_was_no_candidate_is_nowhere_under_the_home(home: Path, tmp_path: Path) -> None:
    counts(home, write_list(tmp_path / "list.xml", PEOPLE))
    server = EmbeddedPostgres(home / "postgres")
    with _owner(server) as owner:
        _keep_values_uncompressed(owner)
    files = written(tmp_path)
    told = answer(home, "screen", *files)
    assert {each["file"] for each in told["messages"]} == {str(file) for file in files}
    assert sum(bool(each["candidates"]) for each in told["messages"]) >= len(files) - 2
    again = run(home, "screen", *files)
    assert again.returncode == 0, again.stderr
    _kill_everything(home)
    content = _everything_under(home)
    assert _found(content, ["ZARBARAN"]), "the search must see what is kept, or it proves nothing"
    assert _found({p: c for p, c in content.items() if "pg_wal" in p.parts}, ["QASIM"])
    assert _found(content, CANARIES) == []
    assert _digests_found(content) == []
    assert _found({Path("stderr"): again.stderr.lower().encode()}, [*CANARIES, "ZARBARAN"]) == []


def test_no_row_holds_them_when_read_as_the_database_reads_it(home: Path, tmp_path: Path) -> None:
    counts(home, write_list(tmp_path / "list.xml", PEOPLE))
    answer(home, "screen", *written(tmp_path))
    with _owner(EmbeddedPostgres(home / "postgres")) as owner:
        rows = {
            Path(table): "\n".join(str(row) for row in _rows(owner, table)).lower().encode()
            for table in _tables(owner)
        }
    assert _found(rows, ["ZARBARAN"])
    assert _found(rows, CANARIES) == []


def test_a_screening_that_fails_half_way_tells_and_leaves_nobody(
    home: Path, tmp_path: Path
) -> None:
    counts(home, write_list(tmp_path / "list.xml", PEOPLE))
    server = EmbeddedPostgres(home / "postgres")
    with _owner(server) as owner:
        _keep_values_uncompressed(owner)
        owner.execute(
            "alter table screening_proposedmatch add constraint broken check (score < 0) not valid"
        )
    failed = run(home, "screen", *written(tmp_path), "--json")
    assert failed.returncode == 1
    assert len(failed.stderr.splitlines()) == 1
    assert "IntegrityError" in failed.stderr
    told = (failed.stderr + failed.stdout).lower().encode()
    assert _found({Path("told"): told}, [*CANARIES, "ZARBARAN"]) == []
    _kill_everything(home)
    assert _found(_everything_under(home), CANARIES) == []


@pytest.mark.parametrize("mistake", OUT_OF_PLACE)
def test_a_name_in_the_place_of_a_code_is_not_in_what_is_kept_of_a_list(mistake: str) -> None:
    text = manifest("REF0", LISTED + UNLISTED).replace(*OUT_OF_PLACE[mistake])
    assert _kept_of(text)
    assert not _canaries_in(_kept_of(text))


def test_whatever_is_lost_or_moved_in_a_list_nobody_is_in_what_is_kept_of_it() -> None:
    whole = manifest("REF0", LISTED + UNLISTED)
    chance = random.Random(8)
    for _ in range(400):
        assert not _canaries_in(_kept_of(_damaged(whole, chance)))


def _kept_of(text: str) -> str:
    reading = read_paxlst(text.encode())
    arrivals = [arrival_of(listed) for listed in join_parts(reading.messages)]
    return "\n".join([repr(reading.faults), *(f"{each} {asdict(each)}" for each in arrivals)])


def _canaries_in(text: str) -> list[str]:
    return [canary for canary in CANARIES[:6] if canary in text]


def _damaged(text: str, chance: random.Random) -> str:
    """Segments change their places, and some of the characters that hold them apart are lost."""
    start = text.index("BGM")
    segments = text[start:].split("'")
    for _ in range(chance.randint(1, 4)):
        segments.insert(chance.randrange(len(segments)), segments.pop())
    moved = text[:start] + "'".join(segments)
    places = [at for at, character in enumerate(moved) if character in "'+:\n"]
    lost = set(chance.sample(places, chance.randint(1, 8)))
    return "".join(character for at, character in enumerate(moved) if at not in lost)


def _owner(server: EmbeddedPostgres) -> psycopg.Connection[tuple[object, ...]]:
    address = server.start()
    return psycopg.connect(
        host=str(address.socket_directory),
        port=address.port,
        user="tocsin_owner",
        dbname="tocsin",
        autocommit=True,
    )


def _tables(owner: psycopg.Connection[tuple[object, ...]]) -> list[str]:
    found = owner.execute("select tablename from pg_tables where schemaname = 'public'")
    return [str(name) for (name,) in found]


def _rows(owner: psycopg.Connection[tuple[object, ...]], table: str) -> list[tuple[object, ...]]:
    return owner.execute(f'select * from "{table}"').fetchall()  # type: ignore[call-overload,no-any-return]


def _keep_values_uncompressed(owner: psycopg.Connection[tuple[object, ...]]) -> None:
    columns = owner.execute(
        "select attrelid::regclass::text, attname from pg_attribute join pg_class c on c.oid ="
        " attrelid where relkind = 'r' and relnamespace = 'public'::regnamespace"
        " and attstorage = 'x' and attnum > 0 and not attisdropped"
    ).fetchall()
    assert columns
    for table, column in columns:
        owner.execute(f'alter table {table} alter column "{column}" set storage external')  # type: ignore[call-overload]


def _kill_everything(home: Path) -> None:
    """Whatever is still at work for this home ends as in a power cut."""
    pid = EmbeddedPostgres(home / "postgres").status().pid
    assert pid, "the server was kept running by this test, and can be killed"
    postmaster = psutil.Process(pid)
    ended = [postmaster, *postmaster.children(recursive=True)]
    for process in ended:
        process.kill()
    psutil.wait_procs(ended, timeout=20)


def _everything_under(home: Path) -> dict[Path, bytes]:
    files = [path for path in home.rglob("*") if path.is_file() and not path.is_symlink()]
    return {path: path.read_bytes().lower() for path in files}


def _found(content: dict[Path, bytes], words: list[str] | tuple[str, ...]) -> list[tuple[str, str]]:
    """Which words stand where: in any case, in UTF-8 and in both orders of UTF-16."""
    return [
        (word, str(path))
        for word in words
        for encoding in ("utf-8", "utf-16-le", "utf-16-be")
        for path, text in content.items()
        if word.lower().encode(encoding) in text
    ]


def _digests_found(content: dict[Path, bytes]) -> list[tuple[str, str]]:
    """A plain digest of a name is as good as the name: anyone can make it again and compare."""
    whole = ("fjordquax zyxquorval", "zyxquorval fjordquax", "zyxquorval", "qq77301946z")
    spellings = [case for word in whole for case in (word, word.upper(), word.title())]
    digests = [
        hashlib.new(kind, word.encode()).digest()
        for word in spellings
        for kind in ("md5", "sha1", "sha256")
    ]
    needles = [each for digest in digests for each in (digest.lower(), digest.hex().encode())]
    return [
        (needle.hex(), str(path))
        for needle in needles
        for path, text in content.items()
        if needle in text
    ]
