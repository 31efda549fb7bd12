"""`read_list`: a published list, from a file or a stream, one entry at a time.

The one door to the three formats. It fetches nothing and compares nothing. What it promises: if
the iteration ends without an error, the document was complete and every entry of it was given; if
it raises `ListUnreadable`, what was given before is not the list and must be thrown away.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from os import PathLike
from pathlib import Path

from tocsin.formats.lists import eu, ofac, un
from tocsin.formats.lists.dates import day
from tocsin.formats.lists.entry import ListEntry
from tocsin.formats.lists.errors import ListUnreadable
from tocsin.formats.lists.xml import ElementPath, EntryStream, Node, Readable


@dataclass(frozen=True, slots=True)
class _Format:
    paths: frozenset[ElementPath]
    containers: frozenset[ElementPath]
    entry: Callable[[Node], ListEntry | None]
    published: Callable[[dict[str, str], dict[str, str]], date | None]
    stated_count: Callable[[dict[str, str]], int | None] = lambda envelope: None


_FORMATS = {
    "un": _Format(
        un.PATHS, un.CONTAINERS, un.entry, lambda root, _: day(root.get("dateGenerated", ""))
    ),
    "ofac": _Format(
        ofac.PATHS,
        ofac.CONTAINERS,
        ofac.entry,
        lambda _, envelope: ofac.published(envelope),
        ofac.stated_count,
    ),
    "eu": _Format(
        eu.PATHS, eu.CONTAINERS, eu.entry, lambda root, _: day(root.get("generationDate", ""))
    ),
}

PUBLISHERS = tuple(_FORMATS)
"""The lists that can be read: un, ofac, eu."""


class ListReading:
    """Iterate it once for the entries; ``published`` is known as soon as the first one is there.

    ``complete`` turns true when the whole document has been read without a fault. ``envelope`` is
    what the document says outside of its entries, as (path, text).
    """

    def __init__(self, publisher: str, source: str | PathLike[str] | Readable) -> None:
        self.publisher = publisher
        self.complete = False
        self._format = _FORMATS[publisher]
        self._source = source
        self._stream = EntryStream(publisher, self._format.paths, self._format.containers)

    @property
    def published(self) -> date | None:
        return self._format.published(self._stream.root, self._outside())

    @property
    def count(self) -> int:
        """Entries met so far."""
        return self._stream.count

    @property
    def envelope(self) -> tuple[tuple[str, str], ...]:
        root = ((f"@{name}", value) for name, value in self._stream.root.items())
        return (*root, *self._stream.envelope)

    def __iter__(self) -> Iterator[ListEntry]:
        if isinstance(self._source, str | PathLike):
            yield from self._entries_of_file(self._source)
        else:
            yield from self._entries(self._source)

    def _entries_of_file(self, path: str | PathLike[str]) -> Iterator[ListEntry]:
        with ExitStack() as closing:
            try:
                stream = closing.enter_context(Path(path).open("rb"))
            except (OSError, ValueError) as error:
                raise ListUnreadable(self.publisher, "the file can't be opened") from error
            yield from self._entries(stream)

    def _entries(self, stream: Readable) -> Iterator[ListEntry]:
        for node in self._stream.read(stream):
            yield self._entry(node)
        stated = self._format.stated_count(self._outside())
        if stated is not None and stated > self._stream.count:
            self._stream.refuse("it holds fewer entries than it says it does")
        self.complete = True

    def _entry(self, node: Node) -> ListEntry:
        entry = self._format.entry(node)
        if entry is None:
            self._stream.refuse("an entry has no reference, no name or no known kind", node.line)
        return entry

    def _outside(self) -> dict[str, str]:
        return dict(self._stream.envelope)


def read_list(publisher: str, source: str | PathLike[str] | Readable) -> ListReading:
    """The entries of the list of ``publisher`` (one of `PUBLISHERS`) in a path or binary stream.

    An entry without a reference refuses the whole list: to leave it out would look like a
    delisting. Raises ValueError for another publisher; iterating raises ListUnreadable.
    """
    if publisher not in _FORMATS:
        raise ValueError(f"no such list: {publisher!r}; there are {', '.join(PUBLISHERS)}")
    return ListReading(publisher, source)
