"""The buckets in which words lie that have a form in common once a letter or two is taken out.

Symmetric deletion (SymSpell, by Wolf Garbe): words one edit apart share a form with one letter
less, words two edits apart one with two less. Forms are hashed into buckets and not kept, so what
lies in one bucket may be alike, and is then measured. A kernel, because each word has up to 37
forms, and a list of two million subjects some hundred thousand words.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from tocsin.matching.kernels.compiling import ZERO, kernel

BEGINNING = 8
"""Letters from which deletions are made; longer words differ there or soon after."""
TWO_EDITS_FROM = 5
"""Length from which a word may be two edits from another."""
_NONE = np.int64(-1)
MOST_FORMS = 1 + BEGINNING + BEGINNING * (BEGINNING - 1) // 2
_BASE, _FIRST, _MIX = np.uint64(0x100000001B3), np.uint64(0xCBF29CE484222325), np.uint64(29)


class Spelt(NamedTuple):
    """The words of a lexicon as arrays.

    ``codes`` (uint32) holds the code points of all words, each word between two of ``ends``
    (uint32, one more than words); ``bucket_words`` (uint32) the places of words, each bucket
    between two of ``bucket_ends`` (uint32, a power of two and one more); ``edits`` (int64, 1) says
    whether one or two letters were taken out.
    """

    codes: Any
    ends: Any
    bucket_words: Any
    bucket_ends: Any
    edits: Any


@kernel
def buckets_of(codes, at, size, edits, buckets, found):
    """Put the buckets of a word's forms, each once, into ``found`` (int64); how many there are."""
    start = min(size, BEGINNING)
    count = _put(_bucket(codes, at, start, _NONE, _NONE, buckets), found, ZERO)
    for i in range(start):
        count = _put(_bucket(codes, at, start, i, _NONE, buckets), found, count)
    if edits > 1 and size >= TWO_EDITS_FROM:
        for i in range(start):
            for j in range(i + 1, start):
                count = _put(_bucket(codes, at, start, i, j, buckets), found, count)
    return count


@kernel
def _bucket(codes, at, size, i, j, buckets):
    value = _FIRST
    for k in range(size):
        if k not in (i, j):
            value = (value ^ np.uint64(codes[at + k])) * _BASE
    return np.int64((value ^ (value >> _MIX)) & np.uint64(buckets - 1))


@kernel
def _put(bucket, found, count):
    for k in range(count):
        if found[k] == bucket:
            return count
    found[count] = bucket
    return count + 1


@kernel
def bucketed(codes, ends, edits, buckets):
    """``bucket_words`` and ``bucket_ends`` of words, by counting and then placing them."""
    found = np.empty(MOST_FORMS, np.int64)
    counts = np.zeros(buckets + 1, np.uint32)
    for word in range(len(ends) - 1):
        at, size = np.int64(ends[word]), np.int64(ends[word + 1]) - np.int64(ends[word])
        for k in range(buckets_of(codes, at, size, edits, buckets, found)):
            counts[found[k] + 1] += np.uint32(1)
    for bucket in range(buckets):
        counts[bucket + 1] += counts[bucket]
    places = np.empty(counts[buckets], np.uint32)
    free = counts.copy()
    for word in range(len(ends) - 1):
        at, size = np.int64(ends[word]), np.int64(ends[word + 1]) - np.int64(ends[word])
        for k in range(buckets_of(codes, at, size, edits, buckets, found)):
            places[free[found[k]]] = word
            free[found[k]] += np.uint32(1)
    return places, counts


@kernel
def near(spelt, codes, at, size, seen, places):
    """Put the words that share a form with a query into ``places``, each once; how many.

    ``seen`` (uint8, one for each word) is 0 everywhere before and after.
    """
    found = np.empty(MOST_FORMS, np.int64)
    buckets = len(spelt.bucket_ends) - 1
    count = 0
    for k in range(buckets_of(codes, at, size, spelt.edits[0], buckets, found)):
        for entry in range(spelt.bucket_ends[found[k]], spelt.bucket_ends[found[k] + 1]):
            word = spelt.bucket_words[entry]
            if not seen[word]:
                seen[word] = 1
                places[count] = word
                count += 1
    for k in range(count):
        seen[places[k]] = 0
    return count


@kernel
def place_of(spelt, codes, at, size):
    """The place of a word in a lexicon sorted by code points, or -1."""
    low = first_from(spelt, codes, at, size)
    if low < len(spelt.ends) - 1 and _compared(spelt, low, codes, at, size) == 0:
        return low
    return -1


@kernel
def first_from(spelt, codes, at, size):
    """The place of the first word that does not come before a text."""
    low, high = 0, len(spelt.ends) - 1
    while low < high:
        middle = (low + high) // 2
        if _compared(spelt, middle, codes, at, size) < 0:
            low = middle + 1
        else:
            high = middle
    return low


@kernel
def _compared(spelt, word, codes, at, size):
    """-1, 0 or 1 where a word comes before, equals, or comes after a text."""
    start = np.int64(spelt.ends[word])
    length = np.int64(spelt.ends[word + 1]) - start
    for k in range(min(length, size)):
        if spelt.codes[start + k] != codes[at + k]:
            return -1 if spelt.codes[start + k] < codes[at + k] else 1
    return 0 if length == size else (-1 if length < size else 1)
