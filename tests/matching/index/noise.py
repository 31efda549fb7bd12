"""Invented travellers who are listed, written as documents and bookings write them."""

from __future__ import annotations

import random
from collections.abc import Callable

from benchmarks.populations import People
from tocsin.matching import Subject, Traveller

KEYS = "abcdefghijklmnopqrstuvwxyz"


def travellers(subjects: list[Subject], seed: int) -> list[tuple[str, Traveller, str]]:
    """For each subject and each kind of noise: the kind, a traveller, the subject's id."""
    draw = random.Random(seed)
    people = People(seed)
    out = []
    for subject in subjects:
        parts = str(subject.names[0]).split()
        born = str(subject.birth_dates[0]) if subject.birth_dates else None
        for kind, change in NAMES.items():
            name = " ".join(change(list(parts), draw, people))
            day = DATES[draw.choice(list(DATES))](born, draw)
            out.append((kind, Traveller([name], day), subject.id))
    return out


def _typo(parts: list[str], draw: random.Random, _: People) -> list[str]:
    at = draw.randrange(len(parts))
    word, place = parts[at], draw.randrange(len(parts[at]))
    rest = word[place + 1 :]
    parts[at] = word[:place] + draw.choice((draw.choice(KEYS), "", word[place] * 2)) + rest
    return parts


def _two_typos(parts: list[str], draw: random.Random, people: People) -> list[str]:
    return _typo(_typo(parts, draw, people), draw, people)


def _moved(parts: list[str], draw: random.Random, _: People) -> list[str]:
    return draw.sample(parts, len(parts))


def _respelt(parts: list[str], _: random.Random, people: People) -> list[str]:
    return [people.respelt(part) for part in parts]


def _left_out(parts: list[str], draw: random.Random, _: People) -> list[str]:
    if len(parts) > 2:
        del parts[draw.randrange(len(parts))]
    return parts


def _initial(parts: list[str], _: random.Random, __: People) -> list[str]:
    return [parts[0][0], *parts[1:]]


def _cut_short(parts: list[str], draw: random.Random, _: People) -> list[str]:
    whole = " ".join(parts)
    return [whole[: max(12, len(whole) - draw.randrange(1, 7))]]


def _glued(parts: list[str], _: random.Random, __: People) -> list[str]:
    return [parts[0] + parts[1], *parts[2:]]


def _all_glued(parts: list[str], _: random.Random, __: People) -> list[str]:
    return ["".join(parts)]


def _split(parts: list[str], draw: random.Random, _: People) -> list[str]:
    at = draw.randrange(len(parts))
    middle = len(parts[at]) // 2
    return [*parts[:at], parts[at][:middle], parts[at][middle:], *parts[at + 1 :]]


def _title(parts: list[str], _: random.Random, __: People) -> list[str]:
    return [parts[-1], parts[0] + "MR", *parts[1:-1]]


def _alone(parts: list[str], draw: random.Random, _: People) -> list[str]:
    return [draw.choice(parts)]


NAMES: dict[str, Callable[[list[str], random.Random, People], list[str]]] = {
    "typo": _typo, "two typos": _two_typos, "moved": _moved, "respelt": _respelt,
    "left out": _left_out, "initial": _initial, "cut short": _cut_short, "glued": _glued,
    "all glued": _all_glued, "split": _split, "title": _title, "one part": _alone,
}  # fmt: skip


def _swapped(born: str | None, _: random.Random) -> str | None:
    fits = born is not None and len(born) == 10 and int(born[8:]) < 13
    return f"{born[:4]}-{born[8:]}-{born[5:7]}" if born and fits else born


def _digit_off(born: str | None, draw: random.Random) -> str | None:
    return f"{born[:9]}{draw.randrange(1, 9)}" if born and born[8:9] in ("0", "1") else born


DATES: dict[str, Callable[[str | None, random.Random], str | None]] = {
    "as listed": lambda born, _: born,
    "none": lambda _, __: None,
    "year": lambda born, _: born[:4] if born else None,
    "swapped": _swapped,
    "digit off": _digit_off,
    "another": lambda _, draw: f"{draw.randrange(1940, 2000)}-03-04",
}
