"""Readers of the three published sanctions lists: UN, OFAC and EU, each from its official XML.

`read_list` gives `ListEntry` values one at a time, complete or not at all; `merge` joins entries
of one subject. Pure: nothing here fetches, stores, matches or decides who is meant.
"""

from tocsin.formats.lists.entry import (
    ListedAct,
    ListedCountry,
    ListedDate,
    ListedDocument,
    ListedFeature,
    ListedName,
    ListedPlace,
    ListEntry,
    is_bookkeeping,
)
from tocsin.formats.lists.errors import ListUnreadable
from tocsin.formats.lists.merging import merge
from tocsin.formats.lists.reading import PUBLISHERS, ListReading, read_list

__all__ = [
    "PUBLISHERS",
    "ListEntry",
    "ListReading",
    "ListUnreadable",
    "ListedAct",
    "ListedCountry",
    "ListedDate",
    "ListedDocument",
    "ListedFeature",
    "ListedName",
    "ListedPlace",
    "is_bookkeeping",
    "merge",
    "read_list",
]
