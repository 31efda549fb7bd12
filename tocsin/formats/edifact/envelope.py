"""Interchanges, groups and messages: the envelopes of ISO 9735 around the segments.

Reads as many interchanges as an input holds and checks every trailer against its header: a count
or a reference that differs is a fault, and the message is read all the same. What a message means
is for its own package (``paxlst``, ``cusres``, ``pnrgov``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from tocsin.formats.edifact.characters import decode, without_byte_order_mark
from tocsin.formats.edifact.limits import MAX_BYTES, MAX_FAULTS, MAX_MESSAGES, MAX_SEGMENTS
from tocsin.formats.edifact.segments import LEVEL_A, Segment, Separators, cut_segments
from tocsin.formats.edifact.telex import Found, find_interchanges, unwrap
from tocsin.foundations.vocabulary import Fault, Position


@dataclass(frozen=True, slots=True)
class Message:
    """One message between UNH and UNT, neither included; its segments are numbered from UNH."""

    type: str = ""
    version: str = ""
    reference: str = ""
    common_access_reference: str = ""
    part_number: int | None = None
    part_mark: str = ""
    segments: tuple[Segment, ...] = ()
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True)
class Interchange:
    """One interchange from UNB to UNZ: who sent it to whom, when, and its messages."""

    sender: str = ""
    recipient: str = ""
    prepared: datetime | None = None
    reference: str = ""
    application: str = ""
    syntax: str = ""
    separators: Separators = LEVEL_A
    messages: tuple[Message, ...] = ()
    faults: tuple[Fault, ...] = ()


@dataclass(slots=True)
class Faults:
    """Faults found so far, never more than MAX_FAULTS of them."""

    kept: list[Fault] = field(default_factory=list)

    def add(self, code: str, message: str, segment: int | None = None) -> None:
        self.keep(Fault(code, message, Position(segment=segment)))

    def keep(self, fault: Fault) -> None:
        if len(self.kept) < MAX_FAULTS - 1:
            self.kept.append(fault)
        elif len(self.kept) == MAX_FAULTS - 1:
            self.kept.append(Fault("more-faults", "Further faults were left out."))


def read_interchanges(data: bytes) -> tuple[tuple[Interchange, ...], tuple[Fault, ...]]:
    """All interchanges of an input, and the faults of the input as a whole."""
    faults = Faults()
    if len(data) > MAX_BYTES:
        faults.add("input-too-long", f"Only the first {MAX_BYTES} bytes were read.")
    raw = without_byte_order_mark(data[:MAX_BYTES])
    text = raw.decode("latin-1")  # one character a byte, so that places found are byte places
    found = tuple(_read_one(raw, place) for place in find_interchanges(text))
    if not found:
        faults.add("interchange-missing", "No EDIFACT interchange (UNB segment) was found.")
    return found, tuple(faults.kept)


def message_type(data: bytes) -> str | None:
    """The type of the first message (``PAXLST``), or None where the input isn't EDIFACT."""
    raw = without_byte_order_mark(data[:65536])
    for place in find_interchanges(raw.decode("latin-1")):
        text, _ = unwrap(raw[place.start : place.end].decode("latin-1"), place.separators)
        for segment in cut_segments(text, place.separators):
            if isinstance(segment, Segment) and segment.tag == "UNH":
                return segment.value(1) or None
    return None


def read_moment(text: str) -> datetime | None:
    """A date and time as EDIFACT writes them, 6 to 14 digits, two-digit years as 1980 to 2079.

    Only for times of sending and travelling: a birth date needs a rule of its own.
    """
    digits = "".join(text.split())
    if not digits.isascii() or not digits.isdigit():
        return None
    if len(digits) in (6, 10):
        digits = ("20" if digits < "80" else "19") + digits
    layout = {8: "%Y%m%d", 12: "%Y%m%d%H%M", 14: "%Y%m%d%H%M%S"}.get(len(digits))
    try:
        return datetime.strptime(digits, layout) if layout else None  # noqa: DTZ007 (local time)
    except ValueError:
        return _midnight_as_24(digits)


def same_reference(one: str, other: str) -> bool:
    """Whether two control references are equal but for blanks that a relay put into them."""
    return one.replace(" ", "") == other.replace(" ", "")


def _midnight_as_24(digits: str) -> datetime | None:
    if digits[8:12] != "2400":
        return None
    try:
        day = date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
        return datetime.combine(date.fromordinal(day.toordinal() + 1), datetime.min.time())
    except (ValueError, OverflowError):
        return None


def _read_one(raw: bytes, place: Found) -> Interchange:
    text, undecodable = decode(raw[place.start : place.end], place.syntax)
    line, faults = unwrap(text, place.separators)
    reading = _Reading(Interchange(syntax=place.syntax, separators=place.separators))
    for fault in [undecodable] if undecodable else []:
        reading.faults.keep(fault)
    for fault in faults:
        reading.faults.keep(fault)
    return reading.read(cut_segments(line, place.separators))


class _Reading:
    """One interchange being read. The service segments drive it; all others go to the message."""

    def __init__(self, interchange: Interchange) -> None:
        self.interchange = interchange
        self.faults = Faults()
        self.messages: list[Message] = []
        self.has_header = False
        self.ended = False
        self.groups = 0
        self.group: Segment | None = None
        self.group_messages = 0
        self.message: Message | None = None
        self.first = 0
        self.segments: list[Segment] = []
        self.is_full = False
        self.message_faults = Faults()

    def read(self, segments: Iterator[Segment | Fault]) -> Interchange:
        for segment in segments:
            if isinstance(segment, Segment) and segment.tag not in _SERVICE:
                self._keep(segment)
                continue
            self._take(segment)
            if self.ended or len(self.messages) >= MAX_MESSAGES:
                break
        self._finish()
        return replace(
            self.interchange, messages=tuple(self.messages), faults=tuple(self.faults.kept)
        )

    def _keep(self, segment: Segment) -> None:
        kept = self.segments
        if self.message is None:
            self.faults.add("segment-outside", "A segment outside any message.", segment.number)
        elif len(kept) < MAX_SEGMENTS:
            segment.number -= self.first
            kept.append(segment)
        elif not self.is_full:
            self.is_full = True
            text = f"Only the first {MAX_SEGMENTS} segments of the message were read."
            self.message_faults.add("too-many-segments", text)

    def _take(self, segment: Segment | Fault) -> None:
        if isinstance(segment, Fault):
            self._take_fault(segment)
        else:
            _SERVICE[segment.tag](self, segment)

    def _take_fault(self, fault: Fault) -> None:
        number = fault.position.segment or 0
        if self.message is None:
            self.faults.keep(fault)
        else:
            here = Position(segment=number - self.first)
            self.message_faults.keep(replace(fault, position=here))

    def _unb(self, segment: Segment) -> None:
        self.has_header = True
        self.interchange = replace(
            self.interchange,
            sender=segment.value(1),
            recipient=segment.value(2),
            prepared=read_moment(segment.value(3) + segment.value(3, 1)),
            reference=segment.value(4),
            application=segment.value(6),
        )

    def _ung(self, segment: Segment) -> None:
        self.group = segment
        self.groups += 1
        self.group_messages = len(self.messages)

    def _unh(self, segment: Segment) -> None:
        self._close_message(None)
        self.first = segment.number - 1
        part = segment.value(3)
        self.message = Message(
            type=segment.value(1),
            version=".".join(filter(None, (segment.value(1, 1), segment.value(1, 2)))),
            reference=segment.value(0),
            common_access_reference=segment.value(2),
            part_number=int(part) if part.isascii() and part.isdigit() and len(part) < 5 else None,
            part_mark=segment.value(3, 1).upper(),
        )

    def _unt(self, segment: Segment) -> None:
        if self.message is None:
            self.faults.add("segment-outside", "UNT outside any message.", segment.number)
            return
        self._close_message(segment)

    def _close_message(self, trailer: Segment | None) -> None:
        if self.message is None:
            return
        if trailer is None:
            text = "The message has no UNT segment: it may be cut off."
            self.message_faults.add("trailer-missing", text)
        else:
            self._check_message(trailer, trailer.number - self.first)
        faults = tuple(self.message_faults.kept)
        self.messages.append(replace(self.message, segments=tuple(self.segments), faults=faults))
        self.message, self.segments, self.message_faults = None, [], Faults()
        self.is_full = False

    def _check_message(self, trailer: Segment, number: int) -> None:
        declared = trailer.value(0)
        if not _is_number(declared, number):
            text = f"UNT declares {_shown(declared)} segments; the message has {number}."
            self.message_faults.add("segment-count-differs", text, number)
        reference = trailer.value(1)
        if reference and not same_reference(reference, self.message.reference):  # type: ignore[union-attr]
            text = "The reference in UNT isn't the one in UNH."
            self.message_faults.add("reference-differs", text, number)

    def _une(self, segment: Segment) -> None:
        self._close_message(None)
        if self.group is None:
            self.faults.add("segment-outside", "UNE without UNG.", segment.number)
            return
        self._check_trailer(segment, len(self.messages) - self.group_messages, "messages")
        if not same_reference(segment.value(1), self.group.value(4)):
            text = "The reference in UNE isn't the one in UNG."
            self.faults.add("reference-differs", text, segment.number)
        self.group = None

    def _unz(self, segment: Segment) -> None:
        self._close_message(None)
        self.ended = True
        inside = self.groups or len(self.messages)
        self._check_trailer(segment, inside, "groups" if self.groups else "messages")
        if not same_reference(segment.value(1), self.interchange.reference):
            text = "The reference in UNZ isn't the one in UNB."
            self.faults.add("reference-differs", text, segment.number)

    def _check_trailer(self, segment: Segment, counted: int, what: str) -> None:
        if not _is_number(segment.value(0), counted):
            declared = _shown(segment.value(0))
            text = f"{segment.tag} declares {declared} {what}; there are {counted}."
            self.faults.add("message-count-differs", text, segment.number)

    def _finish(self) -> None:
        self._close_message(None)
        if not self.has_header:
            self.faults.add("header-missing", "The interchange has no UNB segment.")
        elif not self.ended:
            self.faults.add("trailer-missing", "The interchange has no UNZ: it may be cut off.")


def _is_number(text: str, number: int) -> bool:
    digits = text.replace(" ", "")
    return digits.isascii() and digits.isdigit() and len(digits) < 19 and int(digits) == number


def _shown(text: str) -> str:
    """A declared count for a message to a person; nothing else that stands in its place."""
    return (
        str(int(text)) if text.isascii() and text.isdigit() and len(text) < 12 else "no number of"
    )


_SERVICE: dict[str, Callable[[_Reading, Segment], None]] = {
    "UNB": _Reading._unb,
    "UNG": _Reading._ung,
    "UNH": _Reading._unh,
    "UNT": _Reading._unt,
    "UNE": _Reading._une,
    "UNZ": _Reading._unz,
}
