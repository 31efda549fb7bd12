"""Held travellers are ciphertext, and past the deadline it opens no more: every byte is searched.

The server is killed, not stopped, so that the write-ahead log is as a power cut leaves it.
"""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psutil
import pytest

from tests.command_line import answer, run
from tocsin.foundations.postgres import EmbeddedPostgres

CANARIES = (b"zyxquorval", b"fjordquax", b"qq77301946z", b"1903-07-31")
FLIGHT = """UNA:+.? '
UNB+UNOA:4+XQAIR:ZZ+BORDER:ZZ+{day}:0900+REF'
UNH+1+PAXLST:D:05B:UN:IATA'
BGM+745'
TDT+20+XQ123'
LOC+125+IST'
DTM+189:{day}1000:201'
LOC+87+LHR'
DTM+232:{day}1400:201'
NAD+FL+++ZYXQUORVAL:FJORDQUAX'ATT+2++F'DTM+329:19030731'DOC+P:110:111+QQ77301946Z'
CNT+42:1'
UNT+14+1'
UNZ+1+REF'
"""
DESTROY = """
from datetime import timedelta
from tocsin.entrances import wiring
with wiring.node(print):
    from tocsin.entrances.cli.acting import node_actor
    from tocsin.foundations.clock import system_clock
    from tocsin.travel.holding.actions import destroy_due
    ended = destroy_due(node_actor(), wiring.key_files(), now=system_clock() + timedelta(days=5))
    print(sum(each.travellers for each in ended if each.what == "travellers"))
"""
OPEN = """
from tocsin.entrances import wiring
with wiring.node(print):
    from tocsin.entrances.cli.acting import node_actor
    from tocsin.foundations.clock import system_clock
    from tocsin.safeguards.access.actions import viewing
    from tocsin.travel.holding import days
    from tocsin.travel.holding.queries import held_lists
    with viewing(node_actor()):
        (held,) = held_lists(node_actor(), now=system_clock())
        print(days.key_of(wiring.key_files(), held.day).secret.hex())
"""


@pytest.fixture
def message(tmp_path: Path) -> Path:
    file = tmp_path / "flight.edi"
    tomorrow = datetime.now(UTC) + timedelta(days=1)
    file.write_text(FLIGHT.format(day=f"{tomorrow:%y%m%d}"))
    return file


@pytest.mark.parametrize("way", ["screen", "send"])
def test_what_is_held_is_nowhere_in_clear_and_its_keys_nowhere_after_the_deadline(
    home: Path, message: Path, way: str
) -> None:
    if way == "screen":
        answer(home, "screen", message)
    else:
        assert answer(home, "intake", "send", message)["messages"][0]["state"] == "waiting"
        program(home, WORK)
    assert answer(home, "intake", "status")["held_travellers"] == 1
    keys = [bytes.fromhex(program(home, OPEN).split()[-1])]
    keys += [path.read_bytes() for path in (home / "keys" / "days").glob("travellers-*.key")]
    assert len(keys) == 2
    kill(home)
    content = everything(home)
    assert [key for key in keys[:1] if any(key in each for each in content)] == []
    assert [word for word in CANARIES if any(word in each.lower() for each in content)] == []
    assert program(home, DESTROY).split()[-1] == "1"
    kill(home)
    content = everything(home)
    assert [key for key in keys if any(key in each for each in content)] == []
    assert [word for word in CANARIES if any(word in each.lower() for each in content)] == []
    assert list((home / "keys" / "days").glob("travellers-*.key")) == []


WORK = """
from tocsin.entrances import wiring, workers
with wiring.node(print):
    turn = workers.screening()
    while turn():
        pass
"""


def program(home: Path, text: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", text],
        env={"TOCSIN_HOME": str(home), "PYTHONPATH": ":".join(sys.path), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def kill(home: Path) -> None:
    """Whatever is still at work for this home ends as in a power cut."""
    server = EmbeddedPostgres(home / "postgres")
    server.start()
    pid = server.status().pid
    assert pid
    postmaster = psutil.Process(pid)
    ended = [postmaster, *postmaster.children(recursive=True)]
    for process in ended:
        process.kill()
    psutil.wait_procs(ended, timeout=20)


def everything(home: Path) -> list[bytes]:
    files = [path for path in home.rglob("*") if path.is_file() and not path.is_symlink()]
    assert any("pg_wal" in path.parts for path in files)
    return [path.read_bytes() for path in files]


def test_a_message_that_waits_is_ciphertext(home: Path, message: Path) -> None:
    assert run(home, "intake", "send", message).returncode == 0
    kill(home)
    content = everything(home)
    assert [word for word in CANARIES if any(word in each.lower() for each in content)] == []
