"""Separators, segments and elements: the lowest level of ISO 9735 (EDIFACT application syntax).

Works on text without line breaks (see ``telex``) and never raises: a segment that can't be read
is yielded as a Fault in its place. It knows no segment's meaning.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from tocsin.formats.edifact.limits import MAX_SEGMENT_CHARACTERS
from tocsin.foundations.vocabulary import Fault, Position

_NEVER = "\x00"  # control characters are gone before segments are cut, so this never occurs
_BLOCK = 65536


@dataclass(frozen=True, slots=True)
class Separators:
    """The service characters of one interchange: ISO 9735-1 section 8, level A defaults.

    ``release`` and ``repetition`` are empty where the interchange has none.
    """

    component: str = ":"
    element: str = "+"
    decimal: str = "."
    release: str = "?"
    repetition: str = ""
    terminator: str = "'"

    def una(self) -> str:
        """The service string advice that announces these characters."""
        blanks = (self.release or " ") + (self.repetition or " ")
        return f"UNA{self.component}{self.element}{self.decimal}{blanks}{self.terminator}"


LEVEL_A = Separators()


@dataclass(slots=True)
class Segment:
    """One segment: its tag, and its elements, each a list of components.

    ``number`` counts from 1 at UNH within a message, as a syntax report (CONTRL) does, and at UNB
    for the segments of the envelope. ``text`` is what stands behind the tag, still escaped: it is
    cut only where somebody asks, because most of a message is never asked for.
    """

    tag: str
    text: str
    number: int
    marks: Separators

    @property
    def elements(self) -> list[list[str]]:
        """Everything, unescaped: ``elements[1][0]`` is the first component of the second."""
        element, component, release = self.marks.element, self.marks.component, self.marks.release
        if not release or release not in self.text:
            return [part.split(component) for part in self.text.split(element)]
        return [
            [_unescape(part, release) for part in _pieces(whole, component, release)]
            for whole in _pieces(self.text, element, release)
        ]

    def value(self, element: int, component: int = 0) -> str:
        """The component without surrounding blanks; empty where the sender left it out."""
        marks, text = self.marks, self.text
        try:
            if marks.release and marks.release in text:
                found = self.elements[element][component]
            else:
                found = text.split(marks.element, element + 1)[element]
                found = found.split(marks.component, component + 1)[component]
        except IndexError:
            return ""
        return found.strip(" ")

    def values(self, element: int) -> tuple[str, ...]:
        """All components of an element without surrounding blanks."""
        elements = self.elements
        if element >= len(elements):
            return ()
        return tuple([part.strip(" ") for part in elements[element]])


def cut_segments(text: str, separators: Separators) -> Iterator[Segment | Fault]:
    """Cut text into segments, in order, numbered from 1; empty ones are passed over.

    The last fault, where there is one, says that the text doesn't end with a terminator.
    """
    number = 0
    for raw in _pieces(text, separators.terminator, separators.release):
        body = raw.strip(" ")
        if body:
            number += 1
            yield _read(body, separators, number)
    if number and body:
        yield _fault("terminator-missing", "the last segment isn't terminated", number)


def write_segment(tag: str, elements: Sequence[Sequence[str] | str], marks: Separators) -> str:
    """One segment as text, escaped, without the trailing empty parts that ISO 9735 leaves out."""
    written = [_write_element(element, marks) for element in elements]
    while written and not written[-1]:
        written.pop()
    return marks.element.join([tag, *written]) + marks.terminator


def _write_element(element: Sequence[str] | str, marks: Separators) -> str:
    parts = [element] if isinstance(element, str) else list(element)
    while parts and not parts[-1]:
        parts.pop()
    return marks.component.join(escape(part, marks) for part in parts)


def escape(value: str, marks: Separators) -> str:
    """A value with every service character released; the release character's doubled."""
    for mark in (marks.release, marks.component, marks.element, marks.repetition, marks.terminator):
        if mark and mark in value:
            value = value.replace(mark, marks.release + mark)
    return value


def _pieces(text: str, mark: str, release: str) -> Iterator[str]:
    """The text between marks that aren't released. In blocks, so that memory stays bounded."""
    pending = ""
    has_released = bool(release) and release + mark in text
    for start in range(0, len(text), _BLOCK):
        pieces = text[start : start + _BLOCK].split(mark)
        pieces[0] = pending + pieces[0]
        pending = pieces.pop()
        if has_released:
            pieces, pending = _joined(pieces, pending, mark, release)
        yield from pieces
        pending = pending[: 2 * _BLOCK]  # longer than any segment: reported as such
    yield pending


def _joined(pieces: list[str], last: str, mark: str, release: str) -> tuple[list[str], str]:
    """Pieces put together again where the mark between them was released."""
    whole: list[str] = []
    begun = ""
    for piece in pieces:
        if piece[-1:] == release and _is_released(piece, release):
            begun += piece + mark
        elif begun:
            whole.append(begun + piece)
            begun = ""
        else:
            whole.append(piece)
    return whole, begun + last


def _is_released(piece: str, release: str) -> bool:
    """Whether the mark behind a piece is part of a value: an odd run of release characters."""
    return (len(piece) - len(piece.rstrip(release))) % 2 == 1


def _read(body: str, marks: Separators, number: int) -> Segment | Fault:
    if len(body) > MAX_SEGMENT_CHARACTERS:
        return _fault("segment-too-long", f"longer than {MAX_SEGMENT_CHARACTERS}", number)
    tag = body[:3]
    rest = body[4:] if body[3:4] == marks.element else _rest_of_odd(body, marks)
    if rest is None or not _is_tag(tag):
        return _fault("segment-unreadable", "not a segment: no tag of three letters", number)
    return Segment(tag, rest, number, marks)


@lru_cache(maxsize=1024)
def _is_tag(text: str) -> bool:
    return len(text) == 3 and text.isascii() and text.isalpha() and text.isupper()


def _rest_of_odd(body: str, marks: Separators) -> str | None:
    """Behind a tag that stands alone, or with a stray blank (``UNG +``) or explicit nesting."""
    head, _, rest = body[3:].partition(marks.element)
    nesting = head.strip(" ").split(marks.component)
    if nesting[0] or not all(level.isdigit() for level in nesting[1:]):
        return None
    return rest


def _unescape(text: str, release: str) -> str:
    if release not in text:
        return text
    kept = text.replace(release + release, _NEVER)
    return kept.replace(release, "").replace(_NEVER, release)


def _fault(code: str, message: str, number: int) -> Fault:
    return Fault(code, f"{message[0].upper()}{message[1:]}.", Position(segment=number))
