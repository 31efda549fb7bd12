"""Separators, segments and elements: the lowest level of ISO 9735 (EDIFACT application syntax).

Works on text without line breaks (see ``telex``) and never raises: a segment that can't be read
is yielded as a Fault in its place. It knows no segment's meaning.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tocsin.formats.edifact.limits import MAX_SEGMENT_CHARACTERS
from tocsin.foundations.vocabulary import Fault, Position

_TAG = re.compile(r"[A-Z]{3}")
_NEVER = "\x00"  # control characters are gone before segments are cut, so this never occurs


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
    """One segment: its tag and its elements, each a list of components.

    ``number`` counts from 1 at UNH within a message, as a syntax report (CONTRL) does, and at UNB
    for the segments of the envelope.
    """

    tag: str
    elements: Sequence[Sequence[str]]
    number: int = 0

    def value(self, element: int, component: int = 0) -> str:
        """The component without surrounding blanks; empty where the sender left it out."""
        try:
            return self.elements[element][component].strip(" ")
        except IndexError:
            return ""

    def values(self, element: int) -> tuple[str, ...]:
        """All components of an element without surrounding blanks."""
        if element >= len(self.elements):
            return ()
        return tuple(part.strip(" ") for part in self.elements[element])


def cut_segments(text: str, separators: Separators) -> Iterator[Segment | Fault]:
    """Cut text into segments, in order, numbered from 1; empty ones are passed over."""
    number = 0
    for raw, terminated in _cut(text, separators.terminator, separators.release):
        body = raw.strip(" ")
        if not body:
            continue
        number += 1
        if len(body) > MAX_SEGMENT_CHARACTERS:
            yield _fault("segment-too-long", f"longer than {MAX_SEGMENT_CHARACTERS}", number)
            continue
        segment = _read(body, separators, number)
        if not segment:
            yield _fault("segment-unreadable", "not a segment: no tag of three letters", number)
            continue
        yield segment
        if not terminated:
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


def _cut(text: str, mark: str, release: str) -> Iterator[tuple[str, bool]]:
    start = 0
    seek = 0
    while (end := text.find(mark, seek)) >= 0:
        seek = end + 1
        if release and _released(text, start, end, release):
            continue
        yield text[start:end], True
        start = seek
    yield text[start : start + MAX_SEGMENT_CHARACTERS + 1], False


def _released(text: str, start: int, end: int, release: str) -> bool:
    count = 0
    while end - count > start and text[end - count - 1] == release:
        count += 1
    return count % 2 == 1


def _read(body: str, marks: Separators, number: int) -> Segment | None:
    head, _, rest = body.partition(marks.element)
    tag, *nesting = head.rstrip(" ").split(marks.component)  # BGM:1 is explicit nesting
    if not _TAG.fullmatch(tag) or any(level.strip() for level in nesting if not level.isdigit()):
        return None
    return Segment(tag, _elements(rest, marks), number)


def _elements(rest: str, marks: Separators) -> list[list[str]]:
    if marks.release and marks.release in rest:
        return [
            [_unescape(part, marks.release) for part in _split(element, marks.component, marks)]
            for element in _split(rest, marks.element, marks)
        ]
    component = marks.component
    return [element.split(component) for element in rest.split(marks.element)]


def _split(text: str, mark: str, marks: Separators) -> list[str]:
    return [part for part, _ in _cut(text, mark, marks.release)]


def _unescape(text: str, release: str) -> str:
    if release not in text:
        return text
    kept = text.replace(release + release, _NEVER)
    return kept.replace(release, "").replace(_NEVER, release)


def _fault(code: str, message: str, number: int) -> Fault:
    return Fault(code, f"{message[0].upper()}{message[1:]}.", Position(segment=number))
