"""Words that are nearly a given word, among some hundred thousand: arrays of their letters.

What it means for two words to be near is the kernels' to say (`kernels.shortening`,
`kernels.spelling`); here their arrays are made and opened, and whole words looked up. It knows
words, nothing of names or of what counts as alike.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from tocsin.matching.kernels.shortening import Spelt, bucketed, first_from, place_of

Array = npt.NDArray[Any]
FORMS_OF_WORD = (8, 24)
"""About how many forms a word has with one letter less, and with two: buckets are as many."""


def arrays(name: str, words: Sequence[str], edits: int) -> dict[str, Array]:
    """The lexicon of ``words`` (distinct, sorted), as arrays under ``name``.

    Words that are up to ``edits`` (1 or 2) from another will be found.
    """
    codes = codes_of("".join(words))
    ends = np.zeros(len(words) + 1, np.uint32)
    np.cumsum([len(word) for word in words], out=ends[1:])
    buckets = 1 << (FORMS_OF_WORD[edits - 1] * len(words)).bit_length()
    bucket_words, bucket_ends = bucketed(codes, ends, edits, buckets)
    return {
        f"{name}_codes": codes,
        f"{name}_ends": ends,
        f"{name}_bucket_words": bucket_words,
        f"{name}_bucket_ends": bucket_ends,
        f"{name}_edits": np.array([edits], np.int64),
    }


def texts(name: str, texts: Sequence[str]) -> dict[str, Array]:
    """Some texts, as arrays under ``name``."""
    octets = [text.encode("utf-8", "surrogatepass") for text in texts]
    ends = np.zeros(len(texts) + 1, np.uint32)
    np.cumsum([len(each) for each in octets], out=ends[1:])
    return {
        f"{name}_texts": np.frombuffer(b"".join(octets), np.uint8),
        f"{name}_text_ends": ends,
    }


def text_at(octets: Array, ends: Array, place: int) -> str:
    """One of these texts."""
    return bytes(octets[ends[place] : ends[place + 1]]).decode("utf-8", "surrogatepass")


def opened(name: str, held: Any) -> Spelt:
    """The arrays of a lexicon, as a kernel wants them."""
    return Spelt(*(held[f"{name}_{field}"] for field in Spelt._fields))


def codes_of(text: str) -> Array:
    """The code points of a text (uint32)."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)


def place(spelt: Spelt, word: str) -> int:
    """Where the word stands, or -1."""
    return int(place_of(spelt, codes_of(word), 0, len(word)))


def beginning(spelt: Spelt, start: str) -> Array:
    """The places of all words that begin with ``start``."""
    first = first_from(spelt, codes_of(start), 0, len(start))
    return np.arange(first, first_from(spelt, codes_of(start + "\uffff"), 0, len(start) + 1))
