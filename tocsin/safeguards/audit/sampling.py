"""The sample that an auditor reads: one entry in a hundred, the same for everybody. Pure.

An entry is in the sample of a seed if SHA-256 of the seed's text in UTF-8 followed by the entry's
leaf hash (32 bytes, as in `ledger.rules.leaf_hash`), read as a number with the highest byte first,
is below 2**256 / 100. Who does something can't know beforehand whether it will be in: the usual
seed is the root of a checkpoint that comes after, as its text writes it. Who draws the sample can't
choose what is in it, and others who have the entries can draw it again.
"""

from __future__ import annotations

import hashlib

ONE_IN = 100
BOUND = ((1 << 256) // ONE_IN).to_bytes(32, "big")


def is_in_sample(seed: str, leaf_hash: bytes) -> bool:
    """Whether the entry with this leaf hash is in the sample of this seed."""
    return hashlib.sha256(seed.encode() + leaf_hash).digest() < BOUND


SQL = "sha256(%s::bytea || leaf_hash) < %s::bytea"
"""The same rule for PostgreSQL (11 and later), with the values that `sql_values` gives."""


def sql_values(seed: str) -> list[bytes]:
    return [seed.encode(), BOUND]
