"""Columns become the arrays of a segment: one vocabulary, the names, and the lanes, sorted.

Everything here is whole-array work on numbers; texts were dealt with when they were read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from tocsin.matching.index import container, days, vocabulary, workers
from tocsin.matching.index.columns import Columns
from tocsin.matching.index.gluing import glued, hash_of, power_of
from tocsin.matching.index.lane import bits_for, flat, pack
from tocsin.matching.index.vocabulary import Word, by_sound
from tocsin.matching.kernels.bounding import IN_BLOCK
from tocsin.matching.types import Subject

Array = npt.NDArray[Any]
FEW_WORDS = 20_000
"""With fewer words it isn't worth a process to write them while the lanes are sorted."""
BLOCK = 8
"""Numbers of a name's block (`kernels.walking.Lanes`)."""
PLACE_BITS = 4
"""Bits that hold the place of a part within a name, of which there are 16 at most."""


def write(
    path: Path, subjects: Iterable[Subject], expected: int = 0
) -> tuple[int, int, tuple[int, ...]]:
    """Write a segment; its bytes, its subjects, and the rows of those that a later one replaces."""
    chunks = list(workers.read(subjects, expected))
    held = _concatenated(chunks)
    words, held["tokens"] = _one_vocabulary(chunks)
    count = len(held["ids"])
    of_words = workers.aside(partial(vocabulary.write, words), len(words) < FEW_WORDS)
    arrays = {
        **_records(chunks, held["sizes"]),
        **_names(held),
        **_lanes(held, words),
        "ids": held["ids"],
        "marks": held["marks"],
        "persons": held["persons"],
        "birth_blocks": _birth_blocks(held),
        "date_ends": _ends(held["dates"]),
        **{name: held[name] for name in ("date_firsts", "date_lasts", "date_abouts")},
        **of_words(),
    }
    return container.write(path, arrays), count, _replaced(held["ids"])


def _concatenated(chunks: Sequence[Columns]) -> dict[str, Array]:
    shift = np.cumsum([0, *(len(chunk.records) for chunk in chunks)])
    held = {
        name: np.concatenate([chunk.arrays[name] for chunk in chunks]) for name in chunks[0].arrays
    }
    rows = [chunk.arrays["document_rows"] + s for chunk, s in zip(chunks, shift, strict=False)]
    held["document_rows"] = np.concatenate(rows)
    return held


def _one_vocabulary(chunks: Sequence[Columns]) -> tuple[list[Word], Array]:
    words = sorted({word for chunk in chunks for word in chunk.words}, key=by_sound)
    place = {word: at for at, word in enumerate(words)}
    tokens = [
        np.array([place[word] for word in chunk.words], np.uint32)[chunk.arrays["tokens"]]
        for chunk in chunks
        if chunk.words
    ]
    return words, np.concatenate(tokens) if tokens else np.empty(0, np.uint32)


def _records(chunks: Sequence[Columns], sizes: Array) -> dict[str, Array]:
    octets = b"".join(record for chunk in chunks for record in chunk.records)
    return {"record_ends": _ends(sizes), "records": np.frombuffer(octets, np.uint8)}


def _names(held: dict[str, Array]) -> dict[str, Array]:
    subjects = np.arange(len(held["ids"]), dtype=np.uint32)
    return {
        "name_ends": _ends(held["names"]),
        "name_subjects": np.repeat(subjects, held["names"]),
        "name_weak": held["weak"].astype(np.uint8),
        "name_scripts": held["scripts"],
        "solid_ends": _ends(held["solid_sizes"]),
        "solid_texts": held["solid_texts"],
        "token_ends": _ends(held["parts"]),
        "tokens": held["tokens"],
        "name_blocks": _name_blocks(held, np.repeat(subjects, held["names"])),
    }


def _name_blocks(held: dict[str, Array], subjects: Array) -> Array:
    """What a bound is taken from, of each name in one place: memory is read once for it."""
    parts = held["parts"].astype(np.int64)
    blocks = np.zeros((len(parts), BLOCK), np.uint32)
    blocks[:, 0] = subjects
    blocks[:, 1] = parts | (held["weak"].astype(np.int64) << 8)
    starts = np.cumsum(parts) - parts
    for place in range(IN_BLOCK):
        some = np.flatnonzero((parts > place) & (parts <= IN_BLOCK))
        blocks[some, BLOCK - IN_BLOCK + place] = held["tokens"][starts[some] + place]
    return blocks.reshape(-1)


def _birth_blocks(held: dict[str, Array]) -> Array:
    """The only birth date of each subject that has one."""
    counts = held["dates"].astype(np.int64)
    blocks = np.zeros((len(counts), 4), np.int32)
    blocks[:, 0] = counts
    one = np.flatnonzero(counts == 1)
    at = (np.cumsum(counts) - counts)[one]
    for place, column in enumerate(("date_firsts", "date_lasts", "date_abouts"), 1):
        blocks[one, place] = held[column][at]
    return blocks.reshape(-1)


def _lanes(held: dict[str, Array], words: Sequence[Word]) -> dict[str, Array]:
    rows, names = bits_for(len(held["ids"])), bits_for(len(held["parts"]))
    subjects = np.repeat(np.arange(len(held["ids"])), held["dates"])
    born = held["date_firsts"]
    is_day = born == held["date_lasts"]
    alone = np.flatnonzero(held["parts"] == 1)
    starts = np.cumsum(held["parts"], dtype=np.int64) - held["parts"]
    return {
        "bits": np.array([rows, names], np.int64),
        "id_rows": pack(_fitting(held["ids"], rows), np.arange(len(held["ids"])), rows),
        "day_names": _day_names(held, subjects[is_day], born[is_day], names),
        "document_rows": pack(_fitting(held["document_keys"], rows), held["document_rows"], rows),
        **_alone(held["tokens"][starts[alone]], alone, len(words)),
        "solid_names": pack(held["solids"], np.arange(len(held["solids"])), names),
        "glued_names": _glued_names(held, starts, words, names),
        **_companions(held, starts, names, len(words)),
    }


def _alone(tokens: Array, names: Array, words: int) -> dict[str, Array]:
    """For each word the names that it is all of."""
    order = np.argsort(tokens, kind="stable")
    ends = _ends(np.bincount(tokens, minlength=words))
    return {"alone_names": names[order].astype(np.uint32), "alone_ends": ends}


def _day_names(held: dict[str, Array], subjects: Array, days_born: Array, bits: int) -> Array:
    """The names of those born on each day."""
    counts = held["names"].astype(np.int64)
    first = (np.cumsum(counts) - counts)[subjects]
    names = flat(first, counts[subjects])
    return pack(np.repeat(days_born, counts[subjects]), names, bits)


def _fitting(keys: Array, bits: int) -> Array:
    """Keys cut to the bits that are free beside a row."""
    return keys.astype(np.uint64) & np.uint64((1 << (64 - bits)) - 1)


def _glued_names(held: dict[str, Array], starts: Array, words: Sequence[Word], bits: int) -> Array:
    """Names under the hash of each two neighbouring parts, written as one either way round."""
    hashes = np.array([hash_of(word.text) for word in words], np.uint64)
    powers = np.array([power_of(word.text) for word in words], np.uint64)
    counts = np.maximum(held["parts"].astype(np.int64) - 1, 0)
    left = flat(starts, counts)
    names = np.repeat(np.arange(len(counts)), counts)
    pair = held["tokens"][left], held["tokens"][left + 1]
    keys = [
        glued(hashes[np.array(way)], powers[np.array(way)]) if len(left) else np.empty(0, np.uint64)
        for way in (pair, pair[::-1])
    ]
    return pack(_fitting(np.concatenate(keys), bits), np.concatenate([names, names]), bits)


def _companions(held: dict[str, Array], starts: Array, bits: int, words: int) -> dict[str, Array]:
    """For each word and bucket of years: the names it stands in, and who stands beside it.

    Each name of p parts gives p(p-1) entries, in each bucket of its subject's birth dates.
    """
    names, buckets = _names_by_bucket(held)
    packed = np.concatenate([np.empty(0, np.uint64), *_pairs(held, starts, names, buckets, bits)])
    packed.sort()
    shift = np.uint64(bits + PLACE_BITS)
    keys = (packed >> shift).astype(np.int64)
    found = ((packed >> np.uint64(PLACE_BITS)) & np.uint64((1 << bits) - 1)).astype(np.uint32)
    place = (packed & np.uint64((1 << PLACE_BITS) - 1)).astype(np.int64)
    return {
        "companions": held["tokens"][starts[found] + place].astype(np.uint32),
        "companion_names": found,
        "companion_ends": _ends(np.bincount(keys, minlength=words * days.BUCKETS)),
    }


def _pairs(
    held: dict[str, Array], starts: Array, names: Array, buckets: Array, bits: int
) -> Iterator[Array]:
    parts = held["parts"][names]
    for count in np.unique(parts[parts > 1]).tolist():
        some = np.flatnonzero(parts == count)
        name, first = names[some].astype(np.uint64), starts[names[some]]
        for here in range(count):
            word = held["tokens"][first + here].astype(np.uint64)
            key = word * np.uint64(days.BUCKETS) + buckets[some].astype(np.uint64)
            entry = ((key << np.uint64(bits)) | name) << np.uint64(PLACE_BITS)
            yield from (entry | np.uint64(there) for there in range(count) if there != here)


def _names_by_bucket(held: dict[str, Array]) -> tuple[Array, Array]:
    """Each name with each bucket of its subject's birth dates, bucket 0 where it has none."""
    rows, buckets = _subjects_by_bucket(held)
    count = held["names"].astype(np.int64)
    first = np.cumsum(count) - count
    return flat(first[rows], count[rows]), np.repeat(buckets, count[rows])


def _subjects_by_bucket(held: dict[str, Array]) -> tuple[Array, Array]:
    first, count = days.buckets_of(held["date_firsts"], held["date_lasts"])
    rows = np.repeat(np.arange(len(held["ids"])), held["dates"])
    without = np.flatnonzero(held["dates"] == 0)
    rows = np.concatenate([np.repeat(rows, count), without])
    buckets = np.concatenate([flat(first, count), np.zeros(len(without), np.int64)])
    both = np.unique(rows * days.BUCKETS + buckets)
    return both // days.BUCKETS, both % days.BUCKETS


def _replaced(ids: Array) -> tuple[int, ...]:
    """Rows whose id comes again later."""
    order = np.argsort(ids, kind="stable")
    again = np.flatnonzero(np.diff(ids[order]) == 0)
    return tuple(sorted(order[again].tolist()))


def _ends(counts: Array) -> Array:
    """Where each of several spans of these lengths ends, with a 0 before the first."""
    ends = np.concatenate([[0], np.cumsum(counts, dtype=np.int64)])
    if int(ends[-1]) >= 1 << 32:
        raise OverflowError("more than a segment can hold: build several indexes")
    return ends.astype(np.uint32)
