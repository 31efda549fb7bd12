"""Learn how Han characters write foreign names, from NETranslit's word pairs (CC0).

Not part of the product: run it by hand and commit the table it writes. Each character of a pair is
aligned with a run of Latin letters by expectation maximisation, begun from its pinyin. Only words
whose hash is even are learnt from, so that the others can tell how well the table does.
Usage: ``python tools/distil_han_loans.py NETRANSLIT_TSV TABLES``.
"""

from __future__ import annotations

import gzip
import hashlib
import math
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path

from anyascii import anyascii
from rapidfuzz.distance import OSA

from tocsin.matching.names.tables import words_of

LONGEST = 5
ROUNDS = 4
LEAST_SHARE, LEAST_COUNT, MOST = 0.02, 0.3, 5
Odds = Callable[[str, str], float]
Pair = tuple[str, list[str], float]


def read(path: Path) -> list[Pair]:
    """Latin word, Han characters, weight; pairs whose lengths can't fit are left out."""
    pairs = []
    for line in path.read_text(encoding="utf-8").splitlines():
        latin, han, count = line.split("\t")
        word = "".join(c for c in anyascii(latin).lower() if "a" <= c <= "z")
        characters = han.split()
        if len(characters) <= len(word) <= LONGEST * len(characters) + 2:
            pairs.append((word, characters, min(3.0, 1 + math.log(int(count)))))
    return pairs


def learnt_from(word: str) -> bool:
    return hashlib.sha1(word.encode()).digest()[0] % 2 == 0  # noqa: S324 - a coin, no secret


def by_pinyin(character: str, letters: str) -> float:
    """How likely before anything was learnt: letters like the character's reading."""
    reading = (*words_of("han.tsv.gz", character), "")[0]
    if not letters:
        return 1e-4
    alike = math.exp(3 * OSA.normalized_similarity(reading, letters) - 3)
    return 0.02 + alike * (2 if reading[:1] == letters[:1] else 1)


def shares(word: str, characters: list[str], odds: Odds) -> Iterator[tuple[str, str, float]]:
    """Character, letters, and how much of all alignments pairs them (forward and backward)."""
    size, most = len(word), len(characters)
    ahead = [[0.0] * (size + 1) for _ in range(most + 1)]
    behind = [[0.0] * (size + 1) for _ in range(most + 1)]
    ahead[0][0] = behind[most][size] = 1.0
    steps = [(j, k) for j in range(size + 1) for k in range(j, min(size, j + LONGEST) + 1)]
    for i in range(most):
        for j, k in steps:
            ahead[i + 1][k] += ahead[i][j] * odds(characters[i], word[j:k])
    for i in range(most - 1, -1, -1):
        for j, k in steps:
            behind[i][j] += odds(characters[i], word[j:k]) * behind[i + 1][k]
    for i in range(most):
        for j, k in steps:
            both = ahead[i][j] * odds(characters[i], word[j:k]) * behind[i + 1][k]
            if both:
                yield characters[i], word[j:k], both / ahead[most][size]


def learn(pairs: list[Pair]) -> dict[str, dict[str, float]]:
    odds: Odds = by_pinyin
    table: dict[str, dict[str, float]] = {}
    for _ in range(ROUNDS):
        counts: dict[str, Counter[str]] = defaultdict(Counter)
        for word, characters, weight in pairs:
            for character, letters, share in shares(word, characters, odds):
                counts[character][letters] += share * weight
        table = {character: kept(counted) for character, counted in counts.items()}
        odds = _looked_up(table)
    return table


def kept(counted: Counter[str]) -> dict[str, float]:
    total = counted.total()
    return {
        letters: count / total
        for letters, count in counted.most_common()
        if count / total > LEAST_SHARE and count > LEAST_COUNT
    }


def _looked_up(table: dict[str, dict[str, float]]) -> Odds:
    return lambda character, letters: table.get(character, {}).get(letters, 1e-6)


def main() -> None:
    source, tables = map(Path, sys.argv[1:3])
    table = learn([pair for pair in read(source) if learnt_from(pair[0])])
    lines = ["# Han character, Latin letters it writes in foreign names and their share in percent"]
    lines += [
        "# (- for none). Learnt by tools/distil_han_loans.py from NETranslit (COLING 2018, CC0)."
    ]
    for character, found in sorted(table.items()):
        chunks = [f"{letters or '-'}:{share * 100:.0f}" for letters, share in found.items()][:MOST]
        if chunks:
            lines.append(f"{character}\t{' '.join(chunks)}")
    text = "\n".join(lines) + "\n"
    (tables / "han_loans.tsv.gz").write_bytes(gzip.compress(text.encode(), 9, mtime=0))


if __name__ == "__main__":
    main()
