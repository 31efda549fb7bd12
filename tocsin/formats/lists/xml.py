"""XML of strangers, one entry at a time: what arrives is measured before it is believed.

Every byte passes through expat, and the first sign of a document type ends the reading: so there
are no entities to expand, no DTD to load and no network to reach, in any encoding. What is left to
an attacker is size, and each size has a limit here. Memory holds one entry and one block of the
file, never the list.

This module knows no list. It will not skip a fault and go on: a reading ends with every entry of
a complete document, or with `ListUnreadable`.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from typing import NoReturn, Protocol
from xml.parsers import expat

from tocsin.formats.lists.errors import ListUnreadable
from tocsin.foundations.vocabulary import Position

BLOCK = 1 << 16
LARGEST_FILE = 1 << 29
"""Bytes; the largest of the real lists is under 40 MB."""
LARGEST_TOKEN = 1 << 20
"""Bytes of one tag, comment or run of text between two of them."""
LARGEST_ENTRY = 1 << 22
"""Characters of one entry; the largest real one is under 100,000."""
MOST_NODES = 50_000
MOST_UNKNOWN = 1_000
"""Elements, or texts, outside of entries; the real lists have five."""
DEEPEST = 32

UNREADABLE_PART = "it has a part that this reader can't read"

ElementPath = tuple[str, ...]


class Readable(Protocol):
    """A binary stream, of which only this much is asked."""

    def read(self, size: int, /) -> bytes: ...


class Node:
    """An element whose texts are taken one by one; what nobody took is the remainder."""

    __slots__ = ("attributes", "children", "line", "position", "tag", "text")

    def __init__(self, tag: str, attributes: dict[str, str], position: int, line: int) -> None:
        self.tag = tag
        self.attributes = attributes
        self.position = position
        self.line = line
        self.text = ""
        self.children: list[Node] = []

    def attribute(self, name: str) -> str:
        """Take an attribute's text, one space for each run of white space; "" for none."""
        return flat(self.attributes.pop(name, ""))

    def own_text(self) -> str:
        """Take the text that stands directly in this element."""
        text, self.text = flat(self.text), ""
        return text

    def branches(self, tag: str) -> list[Node]:
        return [child for child in self.children if child.tag == tag]

    def peek(self, tag: str) -> str:
        """The text of the first such child, which stays where it is."""
        return next((text for child in self.branches(tag) if (text := flat(child.text))), "")

    def take(self, tag: str) -> str:
        """Take the text of the first such child that has one; "" for none."""
        found = next((child for child in self.branches(tag) if flat(child.text)), None)
        return found.own_text() if found else ""

    def take_each(self, tag: str) -> tuple[str, ...]:
        return tuple(text for child in self.branches(tag) if (text := child.own_text()))

    def remainder(self, above: str = "") -> Iterator[tuple[str, str]]:
        """(path, text) of all that is still here: ``akaList/aka[2]/uid``, ``address/@city``."""
        for name, value in self.attributes.items():
            if text := flat(value):
                yield f"{above}@{name}", text
        if text := flat(self.text):
            yield above.removesuffix("/") or ".", text
        for child in self.children:
            yield from child.remainder(f"{above}{child._step()}/")

    def _step(self) -> str:
        return self.tag if self.position == 1 else f"{self.tag}[{self.position}]"


def flat(text: str) -> str:
    """``text`` without white space at its ends, and with one space for each run of it."""
    return " ".join(text.split())


class EntryStream:
    """The elements at any of ``paths`` of one document, each complete, in order.

    After the root's start tag ``root`` holds its attributes, and ``envelope`` collects what
    stands outside of entries. ``containers`` are paths that must occur in a complete document.
    """

    def __init__(
        self, publisher: str, paths: frozenset[ElementPath], containers: frozenset[ElementPath]
    ) -> None:
        self._publisher = publisher
        self._paths = paths
        self._missing = set(containers)
        self._root_tag = next(iter(paths))[0]
        self._ready: deque[Node] = deque()
        self._open: list[Node] = []
        self._texts: list[list[str]] = []
        self._path: list[str] = []
        self._counts: list[dict[str, int]] = []
        self._entry_depth = 0
        self._size = self._nodes = self._run = self._around = self._unknown = 0
        self._parser = self._new_parser()
        self.count = 0
        self.root: dict[str, str] = {}
        self.envelope: list[tuple[str, str]] = []

    def read(self, stream: Readable) -> Iterator[Node]:
        """Feed ``stream`` to its end. Raises ListUnreadable for whatever is wrong with it."""
        fed = 0
        while block := self._block(stream):
            fed += len(block)
            self._check(fed <= LARGEST_FILE, "it is larger than any list may be")
            self._parse(block, final=False)
            self._check_progress(fed, len(block))
            yield from self._drain()
        self._check(fed > 0, "the file is empty")
        self._parse(b"", final=True)
        yield from self._drain()
        self._check(not self._missing, "a part that the format prescribes is missing")
        self._check(self.count > 0, "it holds no entry at all")

    def refuse(self, problem: str, line: int | None = None) -> NoReturn:
        here = self._parser.CurrentLineNumber if line is None else line
        raise ListUnreadable(self._publisher, problem, Position(line=here))

    def _check(self, good: bool, problem: str) -> None:
        if not good:
            self.refuse(problem)

    def _block(self, stream: Readable) -> bytes:
        try:
            return stream.read(BLOCK)
        except (OSError, EOFError) as error:
            raise ListUnreadable(self._publisher, "the file could not be read on") from error

    def _parse(self, block: bytes, *, final: bool) -> None:
        try:
            self._parser.Parse(block, final)
        except expat.ExpatError as error:
            self._refuse_syntax(error)
        except (LookupError, ValueError, TypeError):
            self.refuse("its encoding is unknown or does not fit its bytes")

    def _refuse_syntax(self, error: expat.ExpatError) -> NoReturn:
        cut_off = error.code in _CUT_OFF
        said = "it ends too early" if cut_off else expat.ErrorString(error.code)
        problem = said if cut_off else f"it is not well-formed XML ({said})"
        raise ListUnreadable(
            self._publisher, problem, Position(line=error.lineno, column=error.offset + 1)
        ) from None

    def _check_progress(self, fed: int, size: int) -> None:
        behind = fed - max(self._parser.CurrentByteIndex, 0)
        self._check(behind <= LARGEST_TOKEN + BLOCK, "a tag, comment or text is too long")
        if not self._path:
            self._around += size
            self._check(self._around <= LARGEST_TOKEN, "there is too much around its root element")

    def _drain(self) -> Iterator[Node]:
        while self._ready:
            yield self._ready.popleft()

    def _new_parser(self) -> expat.XMLParserType:
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.buffer_size = BLOCK
        parser.StartDoctypeDeclHandler = self._on_doctype
        parser.StartElementHandler = self._on_start
        parser.EndElementHandler = self._on_end
        parser.CharacterDataHandler = self._on_text
        return parser

    def _on_doctype(self, *_declaration: object) -> None:
        self.refuse("it has a document type or entity declaration, which no list needs")

    def _on_start(self, name: str, attributes: dict[str, str]) -> None:
        tag = name.rpartition(" ")[2]
        self._run = 0
        self._check(len(self._path) < DEEPEST, "its elements are nested too deeply")
        position = self._position(tag)
        self._path.append(tag)
        self._counts.append({})
        if self._open or tuple(self._path) in self._paths:
            self._open_node(tag, attributes, position)
        else:
            self._enter(tag, attributes)

    def _position(self, tag: str) -> int:
        if not self._open:
            return 1
        counts = self._counts[-1]
        counts[tag] = counts.get(tag, 0) + 1
        return counts[tag]

    def _open_node(self, tag: str, attributes: dict[str, str], position: int) -> None:
        named = _plain_names(attributes) if attributes else {}
        node = Node(tag, named, position, self._parser.CurrentLineNumber)
        self._grow(1, len(tag) + sum(len(k) + len(v) for k, v in named.items()))
        if self._open:
            self._open[-1].children.append(node)
        self._open.append(node)
        self._texts.append([])

    def _grow(self, nodes: int, size: int) -> None:
        self._nodes += nodes
        self._size += size
        if self._size > LARGEST_ENTRY or self._nodes > MOST_NODES:
            self.refuse("an entry is larger than any entry may be")

    def _enter(self, tag: str, attributes: dict[str, str]) -> None:
        self._unknown += 1
        self._check(self._unknown <= MOST_UNKNOWN, UNREADABLE_PART)
        if len(self._path) == 1:
            self._check(tag == self._root_tag, "it is another kind of document")
            self.root = _plain_names(attributes)
        else:
            for name, value in _plain_names(attributes).items():
                self._keep_outside(f"@{name}", value)
        self._missing.discard(tuple(self._path))

    def _on_text(self, text: str) -> None:
        self._run += len(text)
        if self._run > LARGEST_TOKEN:
            self.refuse("a text or a run of white space is too long")
        if self._open:
            self._grow(0, len(text))
            self._texts[-1].append(text)
        elif not text.isspace():
            self._keep_outside("", text)

    def _keep_outside(self, step: str, text: str) -> None:
        path = "/".join((*self._path[1:], *([step] if step else [])))
        self.envelope.append((path, flat(text)))
        self._check(len(self.envelope) <= MOST_UNKNOWN, UNREADABLE_PART)

    def _on_end(self, _name: str) -> None:
        self._run = 0
        self._path.pop()
        self._counts.pop()
        if self._open:
            node = self._open.pop()
            node.text = "".join(self._texts.pop())
            if not self._open:
                self._complete(node)

    def _complete(self, node: Node) -> None:
        self.count += 1
        self._size = self._nodes = 0
        self._ready.append(node)


_CUT_OFF = frozenset(
    expat.errors.codes[message]
    for message in (
        expat.errors.XML_ERROR_NO_ELEMENTS,
        expat.errors.XML_ERROR_UNCLOSED_TOKEN,
        expat.errors.XML_ERROR_PARTIAL_CHAR,
        expat.errors.XML_ERROR_UNCLOSED_CDATA_SECTION,
    )
)


def _plain_names(attributes: dict[str, str]) -> dict[str, str]:
    """Attribute names without namespace as they are, others in braces so that none collide."""
    return {_braced(name): value for name, value in attributes.items()}


def _braced(name: str) -> str:
    space, _, local = name.rpartition(" ")
    return f"{{{space}}}{local}" if space else local
