"""Checkpoints are notes that other people's verifiers read; published examples are read by ours."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from tocsin.safeguards.ledger.checkpoints import Checkpoint, SignedCheckpoint, read
from tocsin.safeguards.ledger.errors import NotACheckpoint
from tocsin.safeguards.ledger.signatures import (
    Kind,
    PublicKey,
    Signature,
    is_name,
    public,
    seen_at,
    sign,
)

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
CHECKPOINT = Checkpoint("node-00c0ffee", 3, bytes(range(32)), NOW)
KEY = Ed25519PrivateKey.from_private_bytes(bytes(32))

# The example in the documentation of Go's golang.org/x/mod/sumdb/note (BSD-3-Clause), from which
# C2SP's signed-note was written, and the public key of Go's checksum database.
GO_KEY = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
GO_TEXT = (
    "If you think cryptography is the answer to your problem,\n"
    "then you don't know what your problem is.\n"
)
GO_SIGNATURE = (
    "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdng"
    "otpRZb6KE6RyyBwJnAM="
)
SUMDB_KEY = "sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8"
# The example of C2SP's tlog-cosignature (CC0): a checkpoint with its author's and a witness's line.
C2SP_NOTE = """example.com/behind-the-sofa
20852163
CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

— example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=
— witness.example.com/w1 jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==
"""  # noqa: E501


def signed(kind: Kind = Kind.AUTHOR, name: str = "node-00c0ffee") -> SignedCheckpoint:
    signature = sign(KEY, name, kind, CHECKPOINT.text, NOW)
    return SignedCheckpoint(CHECKPOINT.text).with_signature(signature)


def test_a_published_note_is_verified_with_its_published_key() -> None:
    key, signature = PublicKey.parse(GO_KEY), Signature.parse(GO_SIGNATURE)
    assert key.made(signature, GO_TEXT)
    assert not key.made(signature, GO_TEXT + "!\n")
    assert signature.key_id == key.id
    assert str(signature) == GO_SIGNATURE


@pytest.mark.parametrize("text", [GO_KEY, SUMDB_KEY])
def test_a_published_key_has_the_id_that_is_published_with_it(text: str) -> None:
    assert str(PublicKey.parse(text)) == text


def test_a_published_checkpoint_is_read_and_written_byte_for_byte() -> None:
    note = read(C2SP_NOTE)
    found = note.checkpoint
    assert (found.origin, found.size, found.at) == ("example.com/behind-the-sofa", 20852163, None)
    assert [each.name for each in note.signatures] == [
        "example.com/behind-the-sofa",
        "witness.example.com/w1",
    ]
    assert seen_at(note.signatures[1]) == datetime.fromtimestamp(1679315147, UTC)
    assert str(note) == C2SP_NOTE


def test_a_checkpoint_says_its_ledger_its_size_its_root_and_its_time() -> None:
    assert CHECKPOINT.text == (
        "node-00c0ffee\n3\nAAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=\n"
        "time 2026-03-01T12:00:00+00:00\n"
    )
    assert read(str(signed())).checkpoint == CHECKPOINT


@pytest.mark.parametrize("kind", Kind)
def test_a_signature_holds_for_its_text_its_key_and_its_kind_only(kind: Kind) -> None:
    note = signed(kind)
    key = public(KEY, "node-00c0ffee", kind)
    other = public(Ed25519PrivateKey.generate(), "node-00c0ffee", kind)
    wrong_kind = replace(key, kind=next(each for each in Kind if each is not kind))
    assert key.made(note.signatures[0], note.text)
    assert not key.made(note.signatures[0], replace(CHECKPOINT, size=2).text)
    assert not other.made(note.signatures[0], note.text)
    assert not wrong_kind.made(note.signatures[0], note.text)


def test_a_witness_vouches_for_the_time_at_which_it_saw() -> None:
    signature = signed(Kind.WITNESS).signatures[0]
    later = replace(signature, value=bytes([*signature.value[:7], 255, *signature.value[8:]]))
    assert seen_at(signature) == NOW
    assert seen_at(later) != NOW
    assert not public(KEY, "node-00c0ffee", Kind.WITNESS).made(later, CHECKPOINT.text)


def test_who_signs_again_replaces_its_line() -> None:
    note = signed(Kind.WITNESS, "XA")
    again = sign(KEY, "XA", Kind.WITNESS, note.text, NOW.replace(hour=13))
    assert note.with_signature(again).signatures == (again,)


@pytest.mark.parametrize(
    ("note", "reason"),
    [
        ("", "no signatures"),
        (CHECKPOINT.text, "no signatures"),
        (CHECKPOINT.text + "\n" + "node x\n", "not a signature|base64"),
        (CHECKPOINT.text + "\n— node !\n", "base64"),
        ("node\n3\n\n— node AAAAAAAA\n", "three lines"),
        ("node\n03\nAA==\n\n— node AAAAAAAA\n", "whole number"),
        ("node\n3\nAA==\n\n— node AAAAAAAA\n", "32 bytes"),
    ],
)
def test_what_is_no_checkpoint_is_refused_with_the_reason(note: str, reason: str) -> None:
    with pytest.raises(NotACheckpoint, match=reason):
        read(note)


@given(st.text())
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        assert str(read(text)) == text
    except NotACheckpoint:
        return


@given(st.text())
def test_any_text_is_a_public_key_or_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"public key|base64"):
        PublicKey.parse(text)


@pytest.mark.parametrize(
    ("name", "fits"), [("XA", True), ("", False), ("X A", False), ("X+", False)]
)
def test_a_name_has_no_space_and_no_plus(name: str, fits: bool) -> None:
    assert is_name(name) is fits
