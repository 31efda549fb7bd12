"""PNRGOV in XML (IATA_PNRGOV_NotifRQ, 13.1 and later) to the same values as in EDIFACT.

The document passes through expat a block at a time; of each element only what ``xml_message`` names
is kept, so that payment and contacts never become values. A document type declaration ends the
reading: there are no entities to expand and no network to reach. Prefixes and namespaces are
ignored, since systems differ in them. Never raises on what the document holds.
"""

from __future__ import annotations

from typing import Any
from xml.parsers import expat

from tocsin.formats.edifact.envelope import Faults
from tocsin.formats.edifact.limits import MAX_BYTES, MAX_MESSAGES
from tocsin.formats.pnrgov.bookings import BookingList, Reading
from tocsin.formats.pnrgov.xml_message import XmlMessage
from tocsin.foundations.vocabulary import Fault, Position

ROOT = "IATA_PNRGOV_NotifRQ"
_BLOCK = 1 << 16
_DEEPEST = 32
_LONGEST_NAME = 200


def read_pnrgov_xml(data: bytes) -> Reading:
    """Every list of bookings in an XML document."""
    faults = Faults()
    if len(data) > MAX_BYTES:
        faults.add("input-too-long", f"Only the first {MAX_BYTES} bytes were read.")
    document = _Document(faults)
    document.read(data[:MAX_BYTES])
    if not document.messages:
        faults.add("message-missing", f"The document has no {ROOT}.")
    return Reading(tuple(document.messages), tuple(faults.kept))


def sniff_xml(data: bytes) -> bool:
    """Whether an input is such a document."""
    return data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"<" and ROOT.encode() in data[:4096]


class _Refused(Exception):
    """A document type declaration: nothing of this needs one."""


class _Document:
    """Elements as they come, by local name, and the message that is open."""

    def __init__(self, faults: Faults) -> None:
        self.faults = faults
        self.messages: list[BookingList] = []
        self.message: XmlMessage | None = None
        self.path: list[str] = []
        self.texts: list[str] = []
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self.parser.StartDoctypeDeclHandler = self._doctype

    def read(self, raw: bytes) -> None:
        try:
            for start in range(0, len(raw), _BLOCK):
                self.parser.Parse(raw[start : start + _BLOCK], False)
            self.parser.Parse(b"", True)
        except _Refused:
            self._fault("doctype-refused", "A document type declaration ended the reading.")
        except (expat.ExpatError, ValueError, LookupError):
            self._fault("xml-malformed", "The document isn't well-formed XML from here on.")
        self._close()

    def _fault(self, code: str, message: str) -> None:
        self.faults.keep(Fault(code, message, self._here()))

    def _here(self) -> Position:
        return Position(self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1)

    def _doctype(self, *_declared: Any) -> None:
        raise _Refused

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition(":")[2]
        if len(self.path) >= _DEEPEST:
            raise ValueError(_DEEPEST)
        self.path.append(name)
        self.texts.append("")
        if name == ROOT and len(self.messages) < MAX_MESSAGES:
            self._close()
            self.message = XmlMessage(attributes)
        elif self.message:
            inside = self.path[-2] if len(self.path) > 1 else ""
            self.message.begin(name, inside, attributes, self.parser.CurrentLineNumber)

    def _text(self, text: str) -> None:
        if self.path and self.path[-1] in ("Surname", "GivenName"):
            self.texts[-1] = (self.texts[-1] + text)[:_LONGEST_NAME]

    def _end(self, _tag: str) -> None:
        name, text = self.path.pop(), self.texts.pop()
        if self.message and self.path:
            self.message.end(name, self.path[-1], " ".join(text.split()))
        if name == ROOT:
            self._close()

    def _close(self) -> None:
        if self.message:
            self.messages.append(self.message.finish())
        self.message = None
