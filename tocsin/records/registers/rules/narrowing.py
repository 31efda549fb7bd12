"""Whether a revision only takes back: fewer statements, a weaker action, an earlier end. Pure.

What a reviewer of another member passed covers whatever is less. All else goes before the gate
again, and matches nobody until it has passed.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tocsin.foundations.vocabulary.codes import ActionCode, PersonStatus
from tocsin.records.registers.rules.grounds import BY_WEIGHT

Plain = Mapping[str, Any]
_MAY_DIFFER = (
    "requested_action",
    "person_status",
    "statements",
    "expires_on",
    "details",
    "source_list",
)
_CLEARED = (PersonStatus.ACQUITTED, PersonStatus.PARDONED)


def only_narrows(before: Plain, after: Plain) -> bool:
    """Whether the plain form ``after`` says and asks nothing that ``before`` did not."""
    return (
        _rest(before) == _rest(after)
        and (before["person_status"] == after["person_status"] or _is_cleared(after))
        and _is_weaker(before["requested_action"], after["requested_action"])
        and _is_part(after["statements"], before["statements"])
        and _is_earlier(after["expires_on"], before["expires_on"])
        and _details(before).items() >= _details(after).items()
    )


def _rest(plain: Plain) -> dict[str, Any]:
    return {name: value for name, value in plain.items() if name not in _MAY_DIFFER}


def _is_cleared(after: Plain) -> bool:
    return after["person_status"] in _CLEARED


def _details(plain: Plain) -> dict[str, str]:
    return {k: v for k, v in plain["details"].items() if k != "proportionality"}


def _is_weaker(before: str, after: str) -> bool:
    weight = {str(action): at for at, action in enumerate(BY_WEIGHT)}
    protects = ActionCode.PROTECT in (before, after)
    return before == after or (not protects and weight[after] < weight[before])


def _is_part(some: list[Plain], whole: list[Plain]) -> bool:
    return all(each in whole for each in some)


def _is_earlier(after: str | None, before: str | None) -> bool:
    return after == before or (after is not None and (before is None or after < before))
