"""Streams that are made while they are read: gigabytes that are never stored anywhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, repeat

MEGABYTE = 1 << 20


class Stream:
    """A binary stream over parts; ``given`` is how many bytes a reader took of it."""

    def __init__(self, parts: Iterable[bytes]) -> None:
        self._parts = iter(parts)
        self._rest = b""
        self.given = 0

    def read(self, size: int, /) -> bytes:
        while not self._rest:
            part = next(self._parts, None)
            if part is None:
                return b""
            self._rest = part
        block, self._rest = self._rest[:size], self._rest[size:]
        self.given += len(block)
        return block


def with_run(before: bytes, fill: bytes, size: int, after: bytes) -> Stream:
    """``before``, then ``fill`` again and again up to ``size`` bytes, then ``after``."""
    block = fill * (MEGABYTE // len(fill))
    return Stream(chain([before], repeat(block, size // len(block)), [after]))


def un_list(entries: Iterable[bytes]) -> Iterator[bytes]:
    yield b'<?xml version="1.0" encoding="UTF-8"?><CONSOLIDATED_LIST dateGenerated="2026-03-01">'
    yield b"<INDIVIDUALS>"
    yield from entries
    yield b"</INDIVIDUALS><ENTITIES></ENTITIES></CONSOLIDATED_LIST>"


def un_entry(number: int, first_name: str = "INVENTED", comment: str = "none") -> bytes:
    return (
        f"<INDIVIDUAL><DATAID>{number}</DATAID><VERSIONNUM>1</VERSIONNUM>"
        f"<FIRST_NAME>{first_name}</FIRST_NAME><SECOND_NAME>PERSON {number}</SECOND_NAME>"
        f"<REFERENCE_NUMBER>QDi.{number}</REFERENCE_NUMBER><LISTED_ON>2020-01-01</LISTED_ON>"
        f"<COMMENTS1>{comment}</COMMENTS1></INDIVIDUAL>"
    ).encode()
