"""What a program of a screening desk may send."""

from __future__ import annotations

from typing import Annotated

from pydantic import StringConstraints

from tocsin.entrances.api.asked import WORDS, Asked
from tocsin.records.suspension.rules import LONGEST_REASON, SHORTEST_REASON


class LiftAsked(Asked):
    """Why a record should ring again at your desk; its contributor reads it."""

    reason: Annotated[
        str,
        StringConstraints(min_length=SHORTEST_REASON, max_length=LONGEST_REASON, pattern=WORDS),
    ]
