"""ISO 9735 (UN/EDIFACT) syntax: separators, segments, interchanges. Pure, and usable alone."""

from tocsin.formats.edifact.envelope import Interchange, Message, message_type, read_interchanges
from tocsin.formats.edifact.segments import Segment, Separators, cut_segments, write_segment

__all__ = [
    "Interchange",
    "Message",
    "Segment",
    "Separators",
    "cut_segments",
    "message_type",
    "read_interchanges",
    "write_segment",
]
