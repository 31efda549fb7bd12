"""Which action may stand in place of which, and which is in effect for a member. Pure.

Sovereignty, and the duty not to send anybody where they would be harmed, may forbid a member what
another asks. It then does less, never more (after the flags of the Schengen Information System,
Regulation (EU) 2018/1862, Art. 24 to 26).
"""

from __future__ import annotations

from tocsin.foundations.vocabulary.codes import ActionCode
from tocsin.records.handling.errors import FlagReasonMissing, NotWeaker
from tocsin.records.registers.rules.grounds import BY_WEIGHT

SHORTEST_REASON = 10
LONGEST_REASON = 2_000
"""Characters of a reason."""
DECLINED = ActionCode.INFORM_ONLY
"""What is left where a member carries out nothing: it knows of the record."""
_INSTEAD_OF_PROTECTION = (ActionCode.INFORM_ONLY, ActionCode.LOCATE_INFORM)


def weaker(action: str) -> tuple[ActionCode, ...]:
    """What may stand in place of an action, the weakest first."""
    asked = ActionCode(action)
    if asked is ActionCode.PROTECT:
        return _INSTEAD_OF_PROTECTION
    return BY_WEIGHT[: BY_WEIGHT.index(asked)]


def check_weaker(asked: str, instead: str) -> ActionCode:
    """The action that is to stand instead. Raises NotWeaker."""
    if instead not in weaker(asked):
        raise NotWeaker
    return ActionCode(instead)


def in_effect(asked: str, flagged: str | None) -> str:
    """What a member does: its flag, as long as that is less than what is asked today."""
    return flagged if flagged and flagged in weaker(asked) else asked


def checked_reason(reason: str) -> str:
    """The reason without white space around it. Raises FlagReasonMissing where there is none."""
    bare = reason.strip()[:LONGEST_REASON]
    if len(bare) < SHORTEST_REASON:
        raise FlagReasonMissing
    return bare
