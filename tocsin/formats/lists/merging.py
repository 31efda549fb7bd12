"""Several entries of one list that are about one subject, joined into one without loss.

The EU names 21 subjects twice, once for each regulation that lists them, with different names and
dates. `merge` puts nothing right between them: that they differ is theirs to know.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from typing import Any

from tocsin.formats.lists.canonical import to_plain
from tocsin.formats.lists.entry import ListEntry

_SINGLE = ("kind", "sex", "listed_on", "delisted_on")


def merge(entries: Sequence[ListEntry]) -> ListEntry:
    """One entry with all that ``entries`` of one publisher and reference say, in their order.

    Values that stand in several are kept once, as the first has them; of values that can only be
    one (kind, sex, day of listing) the first stands and a different one goes to ``remainder``
    under the field's name. So a name that is primary in the second element keeps that kind, but
    the first of ``names`` is the first element's. Raises ValueError for entries of different
    subjects, or none.
    """
    if len({(entry.publisher, entry.reference) for entry in entries}) != 1:
        raise ValueError("only entries of one publisher and one reference can be merged")
    if len(entries) == 1:
        return entries[0]
    joined = {field.name: _joined(entries, field.name) for field in fields(ListEntry)}
    joined["remainder"] = (*joined["remainder"], *_contradicted(entries))
    return ListEntry(**joined)


def _joined(entries: Sequence[ListEntry], name: str) -> Any:
    values = [getattr(entry, name) for entry in entries]
    if isinstance(values[0], tuple):
        return tuple(dict.fromkeys(item for value in values for item in value))
    return next((value for value in values if value is not None), None)


def _contradicted(entries: Sequence[ListEntry]) -> tuple[tuple[str, str], ...]:
    found: dict[tuple[str, str], None] = {}
    for name in _SINGLE:
        first = _joined(entries, name)
        for value in (getattr(entry, name) for entry in entries):
            if value not in (None, first):
                found[name, str(to_plain(value))] = None
    return tuple(found)
