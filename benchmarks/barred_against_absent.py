"""Whether the clock tells a hidden record from none.

``python -m benchmarks.barred_against_absent``: the same request is asked about a record that is
kept from the asker and about one that doesn't exist, in turns and in random order within each
pair, so that whatever else the machine does falls on both. The times are compared by the Mann-
Whitney U test (two-sided, normal approximation with ties): a small ``p`` says that one kind of
request takes longer. ``auc`` is the chance that a hidden one took longer than an absent one: 0.5
is none at all. Three requests are asked: the page of a subject, the movement by API, and a
question about a person, once to an index that holds the hidden record and once to one that lacks
it.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from uuid import uuid4

import numpy as np

WARM_UP = 100
JSON = "application/json"
QUESTION = json.dumps(
    {
        "purpose": "investigation",
        "case_reference": "XB-1",
        "travellers": [{"names": ["Qasim Zarbaran"], "birth_date": "1970-05-02"}],
    }
)
Request = Callable[[bool], None]


def mann_whitney(first: list[float], second: list[float]) -> tuple[float, float]:
    """The chance that one of ``second`` is the larger (ties half), and the two-sided p."""
    both = np.concatenate([first, second])
    values, places, counts = np.unique(both, return_inverse=True, return_counts=True)
    ranks = (np.cumsum(counts) - (counts - 1) / 2)[places]
    n, m = len(first), len(second)
    u = float(ranks[n:].sum()) - m * (m + 1) / 2
    ties = float((counts.astype(float) ** 3 - counts).sum())
    spread = math.sqrt(n * m / 12 * ((n + m + 1) - ties / ((n + m) * (n + m - 1))))
    z = (u - n * m / 2) / spread if spread and len(values) > 1 else 0.0
    return u / (n * m), math.erfc(abs(z) / math.sqrt(2))


def measure(samples: int, only: str = "") -> dict[str, float]:
    with tempfile.TemporaryDirectory() as directory:
        os.environ["TOCSIN_HOME"] = directory
        from tocsin.entrances import wiring

        with wiring.node(lambda _: None):
            from django.conf import settings

            settings.ALLOWED_HOSTS = ["testserver"]
            found: dict[str, float] = {"samples": samples}
            for name, request in _requests(Path(directory)).items():
                if only in ("", name):
                    found |= _compared(name, request, samples)
            return found


def _compared(name: str, request: Request, samples: int) -> Mapping[str, float]:
    absent, barred = _times(request, samples)
    auc, p = mann_whitney(absent, barred)
    return {
        f"{name}_barred_ms": round(statistics.median(barred), 3),
        f"{name}_absent_ms": round(statistics.median(absent), 3),
        f"{name}_auc": round(auc, 4),
        f"{name}_p": round(p, 4),
    }


def _times(request: Request, samples: int) -> tuple[list[float], list[float]]:
    times: dict[bool, list[float]] = {False: [], True: []}
    chance = random.Random(2026)
    for turn in range(samples + WARM_UP):
        pair = [False, True]
        chance.shuffle(pair)
        for is_barred in pair:
            began = time.perf_counter()
            request(is_barred)
            took = (time.perf_counter() - began) * 1_000
            if turn >= WARM_UP:
                times[is_barred].append(took)
    return times[False], times[True]


def _requests(home: Path) -> dict[str, Request]:
    from django.test import Client

    from tests.entrances.api.asking import token_of
    from tests.invented import listed, officer
    from tocsin.entrances.api.views import screening
    from tocsin.members.queries import officer_by_username
    from tocsin.safeguards.access.rules import Role

    hidden = listed(only_members=())
    asker = officer("ann", "XB", Role.SCREENING_OFFICER)
    bearer = {"Authorization": f"Bearer {token_of(asker)}"}
    client = Client()
    client.force_login(officer_by_username("ann.xb"))
    _let_ask_often()
    indexes = {True: _index(home / "with", hidden), False: _index(home / "without", None)}

    def place(is_barred: bool) -> Any:
        return hidden.id if is_barred else uuid4()

    def page(is_barred: bool) -> None:
        assert client.get(f"/subjects/{place(is_barred)}/").status_code == 404

    def movement(is_barred: bool) -> None:
        path = f"/api/v1/records/{place(is_barred)}/movement"
        assert client.get(path, headers=bearer).status_code == 404

    def question(is_barred: bool) -> None:
        screening._index = lambda: indexes[is_barred]  # type: ignore[assignment]
        answer = client.post("/api/v1/screenings", QUESTION, content_type=JSON, headers=bearer)
        assert answer.json() == {"travellers": 1, "answers": []}

    return {"page": page, "movement": movement, "question": question}


def _index(at: Path, hidden: Any) -> Any:
    """An index of two subjects, one of them the hidden one or somebody of another name."""
    from tests.invented import NAME
    from tocsin.matching import Index, Subject

    asked = (str(hidden.id), NAME) if hidden else (str(uuid4()), "Timur Else")
    rows = (asked, (str(uuid4()), "Olga Plain"))
    return Index.build([Subject(key, (name,), ("1970-05-02",)) for key, name in rows], at)


def _let_ask_often() -> None:
    from tocsin.safeguards.access import counting
    from tocsin.safeguards.access.limits import Asking, Limit

    much = 10**9
    counting.LIMITS = {each: Limit(much, much, much) for each in Asking}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--samples", type=int, default=2_000)
    parser.add_argument("--only", choices=["page", "movement", "question"], default="")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    found = measure(given.samples, given.only)
    if given.json:
        print(json.dumps(found))
    else:
        print("\n".join(f"{key:24} {value:,}" for key, value in found.items()))


if __name__ == "__main__":
    main()
