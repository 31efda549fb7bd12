"""Of many proposals the best are taken, and nobody better is left out."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from tocsin.matching import Index, Subject, Traveller
from tocsin.matching.index.choosing import highest, least_of_best

MANY = 60


@given(
    st.lists(st.tuples(st.integers(0, 3), st.integers(0, 5)), min_size=1, max_size=40),
    st.integers(1, 6),
)
def test_the_highest_of_each_traveller_are_kept(pairs: list[tuple[int, int]], count: int) -> None:
    travellers, values = (np.array(column) for column in zip(*sorted(pairs), strict=True))
    kept = highest(travellers, values, np.arange(len(values)), count)
    least = least_of_best(travellers, values.astype(float), count, -1.0, 4)
    for traveller in set(travellers.tolist()):
        own = travellers == traveller
        best = sorted(values[own].tolist(), reverse=True)[:count]
        assert sorted(values[own & kept].tolist(), reverse=True) == best
        assert least[traveller] == (best[-1] if len(best) == count else -1.0)


def test_a_small_limit_gives_the_beginning_of_a_large_one(tmp_path: Path) -> None:
    """Those beyond the first are judged only where they may be better: nobody may be missed."""
    subjects = [
        Subject(
            f"s{n}",
            ["Mohammed Ahmed Hassan" if n % 3 else "Mohamed Hassan", f"Ahmed Hassan Ali {n % 7}"],
            [f"{1950 + n % 40}-05-0{1 + n % 9}"] if n % 2 else [],
            nationalities=["XA"] if n % 5 else [],
            documents=[("XA", f"K12345{n:02}")] if n % 4 == 0 else [],
        )
        for n in range(MANY)
    ]
    index = Index.build(subjects, tmp_path)
    for traveller in (
        Traveller(["MOHAMMED HASSAN"]),
        Traveller(["MOHAMMED AHMED HASSAN"], "1961-05-03"),
        Traveller(["AHMED HASSAN"], "1970", nationality="XB", documents=[("XA", "K1234508")]),
    ):
        all_of_them = index.screen([traveller], limit=MANY)[0]
        assert len(all_of_them) > 10
        for limit in (1, 3, 10):
            few = index.screen([traveller], limit=limit)[0]
            assert [(c.subject_id, c.score) for c in few] == [
                (c.subject_id, c.score) for c in all_of_them[:limit]
            ]
