"""Distil the name tables that `tocsin.matching.names` ships, from openly licensed sources.

Not part of the product: run it by hand where the sources are, and commit the tables it writes.
Sources: rigour's person name symbols (MIT, from Wikidata, CC0), asked word by word into a
"word, count, ids" file; arabic-name-romanizer (MIT, Wikidata part CC0); pypinyin (MIT, from
Unihan kMandarin). Usage: ``python tools/distil_names.py RIGOUR_TSV UNITS_CSV TABLES``; with "-" for
the first, only the Arabic spellings are written.
"""

from __future__ import annotations

import csv
import gzip
import sys
from collections import Counter, defaultdict
from pathlib import Path

from pypinyin import pinyin_dict
from pypinyin.contrib.tone_convert import to_normal
from rapidfuzz.distance import OSA

from tocsin.matching.names.scripts.arabic import by_letters, unified
from tocsin.matching.names.sounding import skeleton_of

LEAST_SHARE = 0.02
LEAST_FIT = 0.7
"""Consonants that a Latin spelling must share with the Arabic word: the source pairs the parts of
whole names by place, and so sometimes a part with its neighbour."""
MOST_SPELLINGS = 5


def read_units(path: Path) -> dict[str, Counter[str]]:
    """Arabic key -> single Latin words with how often they were attested."""
    spelled: dict[str, Counter[str]] = defaultdict(Counter)
    with path.open(encoding="utf-8") as rows:
        for row in csv.DictReader(rows):
            latin = row["latin"].lower()
            key = unified(row["arabic_key"])
            if " " not in key and latin.isascii() and latin.isalpha() and fits(key, latin):
                spelled[key][latin] += int(row["count"])
    return spelled


def fits(key: str, latin: str) -> bool:
    """Whether the consonants of both are nearly the same, by either reading of the letters."""
    bones = skeleton_of(latin)
    return any(
        OSA.normalized_similarity(skeleton_of(by_letters(key, column)), bones) >= LEAST_FIT
        for column in (0, 1)
    )


def kept(spellings: Counter[str]) -> list[str]:
    least = max(2, LEAST_SHARE * spellings.total())
    return [word for word, count in spellings.most_common(12) if count >= least]


def read_ids(path: Path) -> tuple[dict[str, set[str]], Counter[str]]:
    ids: dict[str, set[str]] = {}
    counts: Counter[str] = Counter()
    for line in path.read_text(encoding="utf-8").splitlines():
        word, count, found = line.split("\t")
        ids[word] = set(found.split())
        counts[word] = int(count)
    return ids, counts


def ranked(ids: dict[str, set[str]], counts: Counter[str]) -> dict[str, list[str]]:
    """The ids of each word, those that carry most names first; ids of one word alone are left."""
    size: Counter[str] = Counter()
    for word, found in ids.items():
        for one in found:
            size[one] += 1 + min(counts[word], 1000)
    members = Counter(one for found in ids.values() for one in found)
    return {
        word: sorted((i for i in found if members[i] > 1), key=lambda i: (-size[i], i))
        for word, found in ids.items()
    }


def numbered(ids: list[str], numbers: dict[str, int]) -> str:
    """The ids as small numbers, given out in the order in which they are first met."""
    return " ".join(str(numbers.setdefault(one, len(numbers))) for one in ids)


def toneless(readings: str) -> str:
    plain = (to_normal(one).replace("ü", "u").replace("v", "u") for one in readings.split(","))
    return " ".join(dict.fromkeys(plain))


def write(path: Path, header: str, lines: list[str]) -> None:
    text = f"# {header}\n" + "\n".join(lines) + "\n"
    path.write_bytes(gzip.compress(text.encode(), 9, mtime=0))


def main() -> None:
    rigour, units, tables = sys.argv[1:4]
    spelled = read_units(Path(units))
    write_arabic(Path(tables), spelled)
    if rigour != "-":
        write_groups(Path(tables), Path(rigour), spelled)
        write_han(Path(tables))


def write_arabic(tables: Path, spelled: dict[str, Counter[str]]) -> None:
    write(
        tables / "arabic.tsv.gz",
        "Arabic key, attested Latin spellings. arabic-name-romanizer 0.2 (MIT; Wikidata CC0)",
        [
            f"{key}\t{' '.join(kept(found)[:MOST_SPELLINGS])}"
            for key, found in sorted(spelled.items())
            if kept(found)
        ],
    )


def write_groups(tables: Path, rigour: Path, spelled: dict[str, Counter[str]]) -> None:
    ids, counts = read_ids(rigour)
    for key, found in spelled.items():
        for word in kept(found):
            counts[word] += found[word]
            ids.setdefault(word, set()).add("A" + key)
        if kept(found):
            ids.setdefault(key, set()).add("A" + key)
    order = ranked(ids, counts)
    numbers: dict[str, int] = {}
    lines = [
        f"{word}\t{counts[word]}\t{numbered(order[word], numbers)}"
        for word in sorted(order)
        if order[word] or counts[word] > 1
    ]
    header = "word, count, groups. rigour 2.6 (MIT; Wikidata CC0), arabic-name-romanizer 0.2 (MIT)"
    write(tables / "groups.tsv.gz", header, lines)


def write_han(tables: Path) -> None:
    header = "Han character, pinyin readings without tones. pypinyin 0.55 (MIT; Unihan kMandarin)"
    lines = [
        f"{chr(code)}\t{toneless(readings)}"
        for code, readings in sorted(pinyin_dict.pinyin_dict.items())
        if 0x4E00 <= code < 0xA000
    ]
    write(tables / "han.tsv.gz", header, lines)


if __name__ == "__main__":
    main()
