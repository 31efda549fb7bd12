"""A member comes in by commands alone, from the application to its first administrator."""

from __future__ import annotations

from pathlib import Path

from tests.command_line import answer, run
from tests.safeguards.joining import private_key, signed_key
from tocsin.members.keys import statement


def test_fifty_states_come_in_with_one_run(home: Path) -> None:
    counts = {"states": 50, "services": 57, "organisations": 8}
    assert answer(home, "members", "load") == counts
    listed = answer(home, "members", "list")["members"]
    assert len(listed) == 58
    assert {each["state"] for each in listed} == {"active"}


def test_an_applicant_is_admitted_suspended_and_reinstated_by_commands(
    home: Path, tmp_path: Path
) -> None:
    founder = tmp_path / "founder.toml"
    whole = Path("tocsin/entrances/demo/fifty_states.toml").read_text()
    founder.write_text("[[member]]" + whole.split("[[member]]")[1])
    answer(home, "members", "load", founder)
    appointed = answer(
        home, "officers", "appoint", "chief.xaa", "--member", "XAA", "--unit", "Desk",
        "--name", "Chief", "--role", "member_administrator",
    )  # fmt: skip
    assert appointed["path"].startswith("/account/begin/")
    assert run(home, "members", "apply", "XQ", "--name", "Republic of Q").returncode == 0
    refused = run(home, "members", "complete", "XQ")
    assert refused.returncode == 1
    assert "Missing: legal basis, data-protection authority, redress contact" in refused.stderr
    key = signed_key("XQ")
    said = run(home, "members", "key", "XQ", key.key)
    public = private_key("XQ").public_key().public_bytes_raw()
    assert said.stdout == statement("XQ", public).decode()
    for line in (
        ("declare", "XQ", "--legal-basis", "Act 1", "--authority", "Commission"),
        ("declare", "XQ", "--redress", "r@xq.example", "--desk", "NCP", "--number", "+99900000009"),
        ("key", "XQ", key.key, key.signature),
        ("complete", "XQ"),
        ("check", "XQ", "duty_contact", "exchange", "secure_line"),
        ("call", "XQ"),
        ("vote", "XQ", "for", "--officer", "chief.xaa"),
    ):
        done = run(home, "members", *line)
        assert (done.returncode, done.stderr) == (0, ""), line
    assert answer(home, "members", "close", "XQ")["state"] == "active"
    for name in ("one", "two"):
        placed = ("--member", "XAA", "--unit", "Desk", "--name", name, "--role", "registrar")
        answer(home, "officers", "appoint", f"clerk.{name}", *placed)
    why = ("--reason", "Does not answer anybody.", "--officer", "clerk.one")
    assert run(home, "members", "suspend", "XQ", "--records", "withdrawn", *why).returncode == 0
    oneself = run(home, "members", "confirm", "XQ", "--officer", "clerk.one")
    assert "You proposed this yourself" in oneself.stderr
    assert run(home, "members", "confirm", "XQ", "--officer", "clerk.two").returncode == 0
    assert run(home, "members", "reinstate", "XQ", *why).returncode == 0
    no = ("reject", "XQ", "--reason", "Not before it answers.", "--officer", "clerk.two")
    assert run(home, "members", *no).returncode == 0
    assert answer(home, "members", "ring") == {"rung": 1}, "and not of who is out"
    roles = [each["roles"] for each in answer(home, "officers", "list", "XAA")["officers"]]
    assert roles == [["member_administrator"], ["registrar"], ["registrar"]]
