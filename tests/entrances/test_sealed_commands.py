"""`tocsin messages` where the officer is: words are sealed and opened there, with keys in files."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.alerts.sealing import signed_registration
from tests.command_line import run
from tocsin.alerts.correspondence.rules import registration
from tocsin.entrances.cli.sealed import NotOurKey, OtherSigningKey, _checked


def test_a_key_is_made_once_and_only_its_owner_may_read_the_file(tmp_path: Path) -> None:
    file = tmp_path / "xa.key"
    done = run(tmp_path, "messages", "key", "XA", file)
    public, text = done.stdout.splitlines()
    assert f"{text}\n".encode() == registration("XA", public)
    assert file.stat().st_mode & 0o777 == 0o600
    again = run(tmp_path, "messages", "key", "XA", file)
    assert again.returncode == 2
    assert "never written over" in again.stderr


def test_words_are_sealed_to_both_and_opened_by_either_without_a_node(tmp_path: Path) -> None:
    publics = [
        run(tmp_path, "messages", "key", each, tmp_path / each).stdout.splitlines()[0]
        for each in ("XA", "XB")
    ]
    words, sealed = tmp_path / "words", tmp_path / "words.age"
    words.write_text("He was met on the night train.\n", encoding="utf-8")
    to = [part for each in publics for part in ("--to", each)]
    assert run(tmp_path, "messages", "seal", words, *to, "--out", sealed).returncode == 0
    assert b"night train" not in sealed.read_bytes()
    for each in ("XA", "XB"):
        opened = run(tmp_path, "messages", "open", sealed, "--key", tmp_path / each)
        assert opened.stdout == words.read_text(encoding="utf-8")
    run(tmp_path, "messages", "key", "XC", tmp_path / "XC")
    refused = run(tmp_path, "messages", "open", sealed, "--key", tmp_path / "XC")
    assert (refused.returncode, refused.stdout) == (1, "")
    assert "This key doesn't open the message" in refused.stderr


def test_a_key_that_a_node_puts_in_between_is_found_out() -> None:
    recipient = signed_registration("XA")
    assert _checked(recipient, []) == _checked(recipient, ["XB:0000000000000000"])
    with pytest.raises(OtherSigningKey, match="and not with 0000000000000000"):
        _checked(recipient, ["XA:0000000000000000"])
    with pytest.raises(NotOurKey):
        _checked({**recipient, "key": signed_registration("XA", "another")["key"]}, [])
