"""How long an entry's contents are kept, and what says that they may go. Pure.

DOMAIN requirement O1: the log is itself personal data, kept for two years. An entry is two years
old when a checkpoint of two years ago covers it: the clock that counts is one under a signature.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from tocsin.safeguards.ledger.checkpoints import Checkpoint

YEARS = 2


def ended(now: datetime) -> datetime:
    """What was done before this moment has been kept long enough; two years by the calendar."""
    try:
        return now.replace(year=now.year - YEARS)
    except ValueError:  # 29 February
        return now.replace(year=now.year - YEARS, day=28)


def removable(checkpoints: Iterable[Checkpoint], now: datetime) -> int:
    """How many of the first places hold entries that were kept for two years."""
    before = ended(now)
    return max((each.size for each in checkpoints if each.at and each.at <= before), default=0)
