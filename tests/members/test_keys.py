"""Whoever checks a signature knows which key was valid when."""

from __future__ import annotations

import base64
from datetime import UTC, datetime, timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from tocsin.members.keys import Term, key_id, made, read_key, statement, valid_at, written

START = datetime(2026, 1, 1, tzinfo=UTC)


def day(number: int) -> datetime:
    return START + timedelta(days=number)


def rotated(days: list[int]) -> list[Term]:
    """Terms of keys that follow each other: each ends as the next begins."""
    ends = [day(each) for each in days[1:]]
    return [
        Term(bytes([number]) * 32, day(begins), end)
        for number, (begins, end) in enumerate(zip(days, [*ends, None], strict=True))
    ]


@given(st.lists(st.integers(0, 400), min_size=1, max_size=8, unique=True).map(sorted), st.data())
def test_from_the_first_key_on_exactly_one_counts_at_any_moment(
    days: list[int], data: st.DataObject
) -> None:
    moment = day(data.draw(st.integers(-10, 500)))
    terms = rotated(days)
    counting = [term for term in terms if term.counts_at(moment)]
    assert len(counting) == (moment >= day(days[0]))
    assert valid_at(terms, moment) == (counting[0] if counting else None)


@given(st.integers(0, 100), st.integers(0, 100), st.integers(0, 200))
def test_a_revoked_key_counts_for_nothing_received_since_it_was_lost(
    begins: int, lost: int, asked: int
) -> None:
    term = Term(b"k" * 32, day(begins), day(150), void_from=day(lost))
    assert term.counts_at(day(asked)) == (begins <= asked < min(150, lost))


def test_a_signature_of_a_registration_fits_its_member_and_key_alone() -> None:
    private = Ed25519PrivateKey.generate()
    public = private.public_key().public_bytes_raw()
    other = Ed25519PrivateKey.generate().public_key().public_bytes_raw()
    signature = base64.b64encode(private.sign(statement("XA", public))).decode()
    assert made(public, signature, statement("XA", public))
    assert not made(public, signature, statement("XB", public))
    assert not made(other, signature, statement("XA", other))
    assert not made(public, "not base64", statement("XA", public))


def test_a_key_is_read_as_it_is_written() -> None:
    key = Ed25519PrivateKey.generate().public_key().public_bytes_raw()
    assert read_key(written(key)) == key
    assert len(key_id(key)) == 16


@pytest.mark.parametrize("text", ["", "???", base64.b64encode(b"short").decode()])
def test_what_is_no_key_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"base64|32 bytes"):
        read_key(text)
