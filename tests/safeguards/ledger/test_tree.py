"""The tree against published vectors, and against the definition in RFC 6962 word for word."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.safeguards.ledger.proofs import (
    consistency,
    inclusion,
    is_consistent,
    is_included,
)
from tocsin.safeguards.ledger.tree import EMPTY, Edge, Hashes, Node, completed_by

# The reference inputs, roots and proofs of Certificate Transparency, whose authors wrote RFC 6962
# (google/certificate-transparency, merkletree/merkle_tree_test.cc and its Go port, Apache-2.0).
INPUTS = [
    bytes.fromhex(each)
    for each in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]
ROOTS = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
A = "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7"
B = "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e"
C = "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4"
D = "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"
E = "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0"
F = "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a"
INCLUSIONS = [
    (0, 1, []),
    (0, 8, [A, B, C]),
    (5, 8, [D, E, ROOTS[4]]),
    (2, 3, [ROOTS[2]]),
    (1, 5, [ROOTS[1], B, D]),
]
CONSISTENCIES = [
    (1, 1, []),
    (1, 8, [A, B, C]),
    (6, 8, [F, E, ROOTS[4]]),
    (2, 5, [B, D]),
]


class Stored:
    """A tree whose complete subtrees are kept, as the database keeps them."""

    def __init__(self, contents: Iterable[bytes]) -> None:
        self.edge = Edge()
        self.hashes: dict[Node, bytes] = {}
        self.reads = 0
        for content in contents:
            nodes = completed_by(self.edge.size)
            made = self.edge.append(leaf(content))
            self.hashes.update(zip(nodes, made, strict=True))

    def read(self, nodes: Iterable[Node]) -> Hashes:
        wanted = set(nodes)
        self.reads = len(wanted)
        return {node: self.hashes[node] for node in wanted}


def leaf(content: bytes) -> bytes:
    return hashlib.sha256(b"\x00" + content).digest()


def defined_root(contents: Sequence[bytes]) -> bytes:
    """MTH of RFC 6962, section 2.1."""
    if not contents:
        return hashlib.sha256(b"").digest()
    if len(contents) == 1:
        return leaf(contents[0])
    k = split(len(contents))
    left, right = defined_root(contents[:k]), defined_root(contents[k:])
    return hashlib.sha256(b"\x01" + left + right).digest()


def split(n: int) -> int:
    k = 1
    while k * 2 < n:
        k *= 2
    return k


def defined_path(m: int, contents: Sequence[bytes]) -> list[bytes]:
    """PATH of RFC 6962, section 2.1.1."""
    if len(contents) == 1:
        return []
    k = split(len(contents))
    if m < k:
        return [*defined_path(m, contents[:k]), defined_root(contents[k:])]
    return [*defined_path(m - k, contents[k:]), defined_root(contents[:k])]


def defined_subproof(m: int, contents: Sequence[bytes], b: bool) -> list[bytes]:
    """SUBPROOF of RFC 6962, section 2.1.2."""
    n = len(contents)
    if m == n:
        return [] if b else [defined_root(contents)]
    k = split(n)
    if m <= k:
        return [*defined_subproof(m, contents[:k], b), defined_root(contents[k:])]
    return [*defined_subproof(m - k, contents[k:], False), defined_root(contents[:k])]


def hexes(proof: Iterable[bytes]) -> list[str]:
    return [each.hex() for each in proof]


CONTENTS = st.lists(st.binary(max_size=4), min_size=1, max_size=70)


@pytest.mark.parametrize("size", range(9))
def test_a_tree_of_the_reference_inputs_has_the_published_root(size: int) -> None:
    assert Stored(INPUTS[:size]).edge.root.hex() == ROOTS[size]


@pytest.mark.parametrize(("place", "size", "proof"), INCLUSIONS)
def test_an_inclusion_proof_is_the_published_one(place: int, size: int, proof: list[str]) -> None:
    made = inclusion(place, size, Stored(INPUTS).read)
    assert hexes(made) == proof
    assert is_included(leaf(INPUTS[place]), place, size, made, bytes.fromhex(ROOTS[size]))


@pytest.mark.parametrize(("old", "new", "proof"), CONSISTENCIES)
def test_a_consistency_proof_is_the_published_one(old: int, new: int, proof: list[str]) -> None:
    made = consistency(old, new, Stored(INPUTS).read)
    assert hexes(made) == proof
    roots = bytes.fromhex(ROOTS[old]), bytes.fromhex(ROOTS[new])
    assert is_consistent(old, roots[0], new, roots[1], made)


@given(CONTENTS)
def test_the_root_is_the_one_that_the_rfc_defines(contents: list[bytes]) -> None:
    assert Stored(contents).edge.root == defined_root(contents)


@given(CONTENTS, st.data())
def test_an_inclusion_proof_is_the_one_that_the_rfc_defines(
    contents: list[bytes], data: st.DataObject
) -> None:
    size = data.draw(st.integers(1, len(contents)))
    place = data.draw(st.integers(0, size - 1))
    made = inclusion(place, size, Stored(contents).read)
    assert made == defined_path(place, contents[:size])
    assert is_included(leaf(contents[place]), place, size, made, defined_root(contents[:size]))


@given(CONTENTS, st.data())
def test_a_consistency_proof_is_the_one_that_the_rfc_defines(
    contents: list[bytes], data: st.DataObject
) -> None:
    new = data.draw(st.integers(1, len(contents)))
    old = data.draw(st.integers(1, new))
    made = consistency(old, new, Stored(contents).read)
    assert made == defined_subproof(old, contents[:new], True)
    roots = defined_root(contents[:old]), defined_root(contents[:new])
    assert is_consistent(old, roots[0], new, roots[1], made)


@given(CONTENTS, st.data())
def test_a_proof_with_anything_changed_proves_nothing(
    contents: list[bytes], data: st.DataObject
) -> None:
    size = len(contents)
    place = data.draw(st.integers(0, size - 1))
    root = defined_root(contents)
    proof = inclusion(place, size, Stored(contents).read)
    for wrong in changed(proof):
        assert not is_included(leaf(contents[place]), place, size, wrong, root)
    assert not is_included(leaf(contents[place] + b"!"), place, size, proof, root)
    assert not is_included(leaf(contents[place]), size, size, proof, root)
    assert not is_included(leaf(contents[place]), place, size, proof, EMPTY)


@given(CONTENTS, st.data())
def test_a_tree_in_which_anything_was_changed_is_not_consistent(
    contents: list[bytes], data: st.DataObject
) -> None:
    old = data.draw(st.integers(1, len(contents)))
    at = data.draw(st.integers(0, old - 1))
    forged = [*contents[:at], contents[at] + b"!", *contents[at + 1 :]]
    root, other = defined_root(contents[:old]), defined_root(forged)
    proof = consistency(old, len(contents), Stored(forged).read)
    assert not is_consistent(old, root, len(contents), other, proof)
    honest = consistency(old, len(contents), Stored(contents).read)
    for wrong in changed(honest):
        assert not is_consistent(old, root, len(contents), defined_root(contents), wrong)


def changed(proof: list[bytes]) -> Iterable[list[bytes]]:
    """The proof with one hash altered, one left out, one added at either end."""
    for at in range(len(proof)):
        yield [*proof[:at], EMPTY, *proof[at + 1 :]]
        yield [*proof[:at], *proof[at + 1 :]]
    yield [*proof, EMPTY]
    yield [EMPTY, *proof]


def test_a_smaller_tree_is_never_the_successor_of_a_larger_one() -> None:
    roots = [bytes.fromhex(root) for root in ROOTS]
    assert not is_consistent(2, roots[2], 1, roots[1], [])
    assert not is_consistent(1, roots[1], 2, roots[2], [])
    with pytest.raises(ValueError, match="not older"):
        consistency(3, 2, Stored(INPUTS).read)
    with pytest.raises(ValueError, match="not in a tree"):
        inclusion(3, 3, Stored(INPUTS).read)


def test_every_tree_grew_out_of_the_empty_one() -> None:
    assert is_consistent(0, EMPTY, 5, bytes.fromhex(ROOTS[5]), [])
    assert not is_consistent(0, EMPTY, 5, bytes.fromhex(ROOTS[5]), [EMPTY])


def test_a_proof_reads_a_number_of_hashes_that_grows_with_the_depth_only() -> None:
    stored = Stored(number.to_bytes(2) for number in range(5000))
    for old in (1, 1023, 2500, 4999):
        consistency(old, 5000, stored.read)
        assert stored.reads <= 2 * 13
