"""Bytes of any format that carriers send to passenger lists, and the faults of what is around them.

What a message is, is told by its beginning, never by a name or a header that came with it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from tocsin.formats.edifact import message_type
from tocsin.formats.paxlst import PassengerList, read_paxlst
from tocsin.formats.pnrgov import as_passenger_list, read_pnrgov, read_pnrgov_xml, sniff_xml
from tocsin.formats.tables import Columns, read_table
from tocsin.foundations.errors import TocsinError
from tocsin.foundations.vocabulary import Fault


class NothingRead(TocsinError):
    """The message holds no passenger list in any format that is read here."""


@dataclass(frozen=True, slots=True)
class Read:
    """The lists of one message, and the faults of its envelopes."""

    lists: tuple[PassengerList, ...]
    faults: tuple[Fault, ...]


def read(content: bytes, columns: Mapping[str, Any], *, received: datetime) -> Read:
    """The lists in a message. Raises NothingRead where there are none."""
    found = found_in(content, columns, received=received)
    if not found.lists:
        raise NothingRead
    return found


def found_in(content: bytes, columns: Mapping[str, Any], *, received: datetime) -> Read:
    """The lists in a message, if there are any, and its faults."""
    lists, faults = _by_kind(content, columns, received.date())
    return Read(tuple(lists), tuple(faults))


def _by_kind(
    content: bytes, columns: Mapping[str, Any], as_of: date
) -> tuple[Iterable[PassengerList], Iterable[Fault]]:
    if sniff_xml(content):
        xml = read_pnrgov_xml(content)
        return [as_passenger_list(each) for each in xml.messages], xml.faults
    kind = message_type(content)
    if kind == "PNRGOV":
        bookings = read_pnrgov(content)
        return [as_passenger_list(each) for each in bookings.messages], bookings.faults
    if kind is not None:
        listed = read_paxlst(content, as_of=as_of)
        return listed.messages, listed.faults
    table = read_table(content, Columns.from_plain(columns), as_of=as_of)
    return table.messages, table.faults
