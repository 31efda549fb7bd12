"""The ledger's commands as members use them on each other: real processes, files between them."""

from __future__ import annotations

import json
from pathlib import Path

import psycopg
import pytest

from tests.command_line import PEOPLE, answer, counts, run, write_list
from tocsin.foundations.postgres import EmbeddedPostgres


@pytest.fixture
def used(home: Path, tmp_path: Path) -> Path:
    """A home in which two records were added, so two entries at least are in its ledger."""
    counts(home, write_list(tmp_path / "list.xml", PEOPLE))
    return home


def alter(home: Path, statement: str) -> None:
    """As the owner of the tables, whom nothing forbids to."""
    server = EmbeddedPostgres(home / "postgres")
    address = server.start()
    with psycopg.connect(
        host=str(address.socket_directory),
        port=address.port,
        user="tocsin_owner",
        dbname="tocsin",
        autocommit=True,
    ) as owner:
        owner.execute(statement)  # type: ignore[call-overload]
    server.release()


def test_what_a_command_did_is_sealed_when_it_ends_and_an_altered_entry_is_named(
    used: Path,
) -> None:
    found = answer(used, "ledger", "verify")
    assert (found["intact"], found["unsealed"]) == (True, 0)
    assert found["size"] == found["verified"] >= 2
    alter(used, "update ledger_entry set thing = 'record:other' where id = 2")
    told = run(used, "ledger", "verify", "--json")
    assert told.returncode == 1
    assert told.stderr == "tocsin: The ledger is not intact; breaches found: 1.\n"
    (finding,) = json.loads(told.stdout)["findings"]
    assert (finding["breach"], finding["entry"]) == ("altered", 2)


def test_a_countersigned_checkpoint_detects_that_the_newest_entries_are_gone(
    used: Path, tmp_path: Path
) -> None:
    file, key, public = (tmp_path / name for name in ("checkpoint", "xa.pem", "xa.key"))
    elsewhere = tmp_path / "elsewhere"
    made = answer(used, "ledger", "checkpoint", "--out", file)
    assert file.read_text() == made["text"]
    (told,) = answer(elsewhere, "ledger", "make-key", key, "--name", "XA")["keys"]
    public.write_text(told + "\n")
    signed = answer(elsewhere, "ledger", "countersign", file, "--key", key, "--name", "XA")
    assert signed["signed_by"] == [made["origin"], "XA"]
    assert answer(used, "ledger", "verify", "--checkpoint", file, "--keys", public)["intact"]

    size = made["size"]
    alter(used, f"delete from ledger_entry where id > {size - 1}")
    alter(used, f"delete from ledger_leaf where place >= {size - 1}")
    alter(used, "truncate ledger_issuedcheckpoint")
    (used / "keys" / "signing-0001.pem").unlink()
    (used / "keys" / "signing-0001.key").unlink()
    told_now = run(used, "ledger", "verify", "--checkpoint", file, "--keys", public, "--json")
    assert told_now.returncode == 1
    (finding,) = json.loads(told_now.stdout)["findings"]
    assert (finding["breach"], finding["checkpoint"]) == ("cut", size)


def test_a_proof_is_checked_by_someone_without_the_node(used: Path, tmp_path: Path) -> None:
    proof, keys = tmp_path / "proof.json", tmp_path / "keys"
    proof.write_text(run(used, "ledger", "prove", 1).stdout)
    keys.write_text(run(used, "ledger", "keys").stdout)
    elsewhere = tmp_path / "elsewhere"
    checked = answer(elsewhere, "ledger", "check-proof", proof, "--keys", keys)
    assert (checked["holds"], checked["kind"]) == (True, "inclusion")
    assert checked["signed_by"] == [checked["origin"]]
    stranger = tmp_path / "stranger"
    stranger.write_text(run(tmp_path / "other", "ledger", "keys").stdout)
    unsigned = run(elsewhere, "ledger", "check-proof", proof, "--keys", stranger)
    assert unsigned.returncode == 1
    assert "no signature by a key that was given" in unsigned.stderr
    changed = json.loads(proof.read_text())
    changed["entry"]["did"] = "nothing"
    proof.write_text(json.dumps(changed))
    failed = run(elsewhere, "ledger", "check-proof", proof)
    assert (failed.returncode, failed.stderr) == (1, "tocsin: The proof doesn't hold.\n")
    assert not elsewhere.exists(), "it needs no home"


def test_two_members_compare_their_checkpoints(used: Path, tmp_path: Path) -> None:
    first, second, forked = (tmp_path / name for name in ("first", "second", "forked"))
    answer(used, "ledger", "checkpoint", "--out", first)
    answer(used, "match", "Qasim Zarbaran")
    answer(used, "ledger", "checkpoint", "--out", second)
    compared = run(used, "ledger", "compare", first, second, "--json")
    growth = json.loads(compared.stdout)
    assert (growth["verdict"], growth["of_this_ledger"]) == ("consistent", [True, True])
    (tmp_path / "growth").write_text(compared.stdout)
    checked = answer(tmp_path / "elsewhere", "ledger", "check-proof", tmp_path / "growth")
    assert (checked["holds"], checked["kind"]) == (True, "consistency")

    alter(used, "truncate ledger_leaf")
    alter(used, "insert into ledger_unsealed select id from ledger_entry where id <> 1")
    answer(used, "ledger", "checkpoint", "--out", forked)
    told = run(used, "ledger", "compare", first, forked)
    assert told.returncode == 1
    assert "have forked" in told.stderr
    assert "forked" in told.stdout


def test_since_a_checkpoint_only_the_rest_is_read(used: Path, tmp_path: Path) -> None:
    file = tmp_path / "checkpoint"
    size = answer(used, "ledger", "checkpoint", "--out", file)["size"]
    answer(used, "match", "Qasim Zarbaran")
    found = answer(used, "ledger", "verify", "--since", file)
    assert found["intact"]
    assert found["verified"] == found["size"] - size > 0


def test_contents_of_two_years_ago_are_forgotten_and_the_ledger_stays_intact(used: Path) -> None:
    assert answer(used, "ledger", "forget") == {"entries": 0, "proposals": 0, "questions": 0}
    size = answer(used, "ledger", "checkpoint")["size"]
    alter(used, "update ledger_issuedcheckpoint set at = at - interval '3 years'")
    assert answer(used, "ledger", "forget")["entries"] == 0, "the signed time is what counts"
    found = answer(used, "ledger", "verify")
    assert (found["intact"], found["size"]) == (True, size)


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["verify", "--since", "nowhere"], 2, "there is no file nowhere"),
        (["verify", "--checkpoint", "nonsense"], 1, "not a signed checkpoint"),
        (["verify", "--keys", "nonsense"], 2, "--keys"),
        (["prove", "999999"], 1, "no sealed entry 999999"),
        (["prove", "first"], 2, ""),
        (["check-proof", "nonsense"], 1, "not a proof"),
        (["compare", "nonsense", "nonsense"], 1, "not a signed checkpoint"),
        (["countersign", "nonsense", "--key", "nonsense", "--name", "X A"], 2, "no spaces"),
        (["make-key", "nonsense", "--name", "XA"], 2, "is there already"),
    ],
)
def test_what_can_t_be_done_is_told_in_one_line(
    home: Path, tmp_path: Path, arguments: list[str], code: int, says: str
) -> None:
    nonsense = tmp_path / "nonsense"
    nonsense.write_text("not what was asked for\n")
    given = [str(nonsense) if each == "nonsense" else each for each in arguments]
    done = run(home, "ledger", *given)
    assert (done.returncode, done.stdout) == (code, "")
    assert says in done.stderr
    assert says == "" or done.stderr.count("\n") == 1
