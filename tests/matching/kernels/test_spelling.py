"""The kernels measure words as rapidfuzz does, which the score uses."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import OSA, JaroWinkler

from tocsin.matching.index.lexicon import codes_of
from tocsin.matching.kernels.spelling import LETTERS, clear_masks, edits, put_masks, winkler

WORDS = st.one_of(
    st.text("ab", max_size=12),
    st.text("abcdefgh", max_size=64),
    st.text("abcéж中", max_size=20),
)
MASKS = np.zeros(LETTERS, np.uint64)
several = settings(deadline=None, max_examples=300)


@several
@given(WORDS, WORDS)
def test_edits_and_likeness_of_beginnings_are_those_of_rapidfuzz(one: str, other: str) -> None:
    query, text = codes_of(one), codes_of(other)
    put_masks(MASKS, query, 0, len(one))
    found = (
        edits(MASKS, len(one), text, 0, len(other)),
        winkler(MASKS, query, 0, len(one), text, 0, len(other)),
    )
    clear_masks(MASKS, query, 0, len(one))
    assert found == (OSA.distance(one, other), JaroWinkler.similarity(one, other))
    assert not MASKS.any()
