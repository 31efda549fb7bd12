"""``tocsin intake``: files go into the inbox and out of the folder, and a desk sees how it is."""

from __future__ import annotations

import base64
import os
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from tests.command_line import answer, run
from tests.invented import traveller
from tests.travel.sending import message

RAW = message(traveller("PLAIN", "OLGA", born="1990-01-01"))


def test_a_folder_is_emptied_into_the_inbox_and_what_is_unfinished_stays(
    home: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "carriers"
    folder.mkdir()
    for name, content in {"a.edi": RAW, "b.edi": b"", "c.edi.part": RAW, ".d": RAW}.items():
        (folder / name).write_bytes(content)
        os.utime(folder / name, (time.time() - 60, time.time() - 60))
    (folder / "fresh.edi").write_bytes(RAW + b" ")
    os.utime(folder / "fresh.edi", (time.time() + 600, time.time() + 600))
    done = run(home, "intake", "watch", folder, "--once")
    assert done.returncode == 0
    assert "b.edi: The message has no content." in done.stderr
    left = {path.name for path in folder.iterdir()}
    assert left == {"b.edi.refused", "c.edi.part", ".d", "fresh.edi"}
    assert answer(home, "intake", "status")["waiting"] == 1


def test_a_file_that_is_sent_again_is_known(home: Path, tmp_path: Path) -> None:
    file = tmp_path / "a.edi"
    file.write_bytes(RAW)
    told = answer(home, "intake", "send", file, file)["messages"]
    assert [each["is_new"] for each in told] == [True, False]
    assert told[0]["id"] == told[1]["id"]


def test_lines_schedules_and_retention_are_kept_from_the_command_line(
    home: Path, tmp_path: Path
) -> None:
    key = tmp_path / "line.pub"
    raw = Ed25519PrivateKey.generate().public_key().public_bytes_raw()
    key.write_text(base64.b64encode(raw).decode())
    assert run(home, "intake", "add-line", "XQ-1", "--key", key).returncode == 0
    assert run(home, "intake", "end-line", "XQ-1").returncode == 0
    assert answer(home, "intake", "lines")["lines"] == [
        {"name": "XQ-1", "carrier": "", "ended": True}
    ]
    departed = datetime.now(UTC) - timedelta(hours=2)
    schedule = tmp_path / "flights.csv"
    times = f"{departed.isoformat()},{(departed + timedelta(hours=1)).isoformat()}"
    schedule.write_text(f"flight,from,to,departs,arrives\nXB101,IST,VIE,{times}\n")
    assert answer(home, "intake", "expect", schedule) == {"flights": [{"added": 1}]}
    (lacking,) = answer(home, "intake", "lacking")["flights"]
    assert (lacking["flight"], lacking["lack"], lacking["minutes"]) == ("XB101", "missing", 120)
    assert run(home, "intake", "retention", 24).returncode == 0
    refused = run(home, "intake", "retention", 25)
    assert (refused.returncode, "0 to 24 hours" in refused.stderr) == (1, True)
