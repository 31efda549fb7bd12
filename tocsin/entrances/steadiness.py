"""Searches answer on the beat of a clock, so that how long one took tells nothing of what it met.

Comparing a person with a record takes a little longer than comparing them with none, although the
record is hidden from the asker and the answer is the same. So whoever asks about a person is
answered at the next beat. It evens out what is shorter than a beat, and it never makes an answer
quicker: work that takes several beats still shows how many.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

BEAT = 0.1
"""Seconds. A search takes a tenth to a fifth of it on a machine that is not busy."""


@contextmanager
def steadily(beat: float = BEAT) -> Iterator[None]:
    """Let the block end on a whole number of beats after it began."""
    began = time.monotonic()
    try:
        yield
    finally:
        time.sleep(left(time.monotonic() - began, beat))


def left(elapsed: float, beat: float) -> float:
    """How long to wait until the next beat."""
    return beat - elapsed % beat
