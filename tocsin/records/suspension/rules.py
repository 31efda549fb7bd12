"""When a record only rings for the wrong people, and for whom it is then silent. Pure.

The share is the one of DOMAIN J4 (more than nine of ten rejected), over enough decisions that it is
no accident. One desk can't silence a record for others: it may have erred, or wish the record gone.
"""

from __future__ import annotations

from enum import StrEnum

from tocsin.foundations.vocabulary.codes import Ground
from tocsin.records.suspension.errors import LiftReasonMissing

FEWEST = 20
"""Concluded candidates of one desk; of fewer, a share says nothing."""
REJECTED_ABOVE = 0.9
DESKS = 2
"""Members whose desks have silenced a record, from which on it is silent for all."""
SHORTEST_REASON = 10
LONGEST_REASON = 2_000
"""Characters of a reason."""
NEVER_SILENT = frozenset({Ground.UN_DESIGNATION, Ground.PROTECTED_CHILD})
"""Members are bound to carry out the first (UN Charter, Art. 25); the second harms nobody."""


class Effect(StrEnum):
    """What follows when a record has only rung for the wrong people."""

    SILENT = "silent"
    TOLD = "told"


def is_due(rejected: int, confirmed: int) -> bool:
    """Whether so many rejected and confirmed candidates are too many false ones."""
    concluded = rejected + confirmed
    return concluded >= FEWEST and rejected > REJECTED_ABOVE * concluded


def effect_on(ground: str) -> Effect:
    """Whether a record on this ground falls silent, or its contributor is only told."""
    return Effect.TOLD if ground in set(map(str, NEVER_SILENT)) else Effect.SILENT


def is_silent(own_desk: bool, desks: int) -> bool:
    """Whether a record is silent for a member, whose own desk or so many in all silenced it."""
    return own_desk or desks >= DESKS


def checked_reason(reason: str) -> str:
    """The reason without white space around it. Raises LiftReasonMissing where there is none."""
    bare = reason.strip()[:LONGEST_REASON]
    if len(bare) < SHORTEST_REASON:
        raise LiftReasonMissing
    return bare
