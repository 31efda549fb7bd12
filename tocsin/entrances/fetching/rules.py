"""What to ask a server for, and what its answer means: fresh, resumed or unchanged. Pure.

After RFC 9110: conditional requests (section 13), ranges (section 14). A partial file is only
gone on with if the server vouches by ``If-Range`` that it is still the same content.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

MOST_BYTES = 1 << 28
"""The largest list published in 2026 is under 40 MB in this format."""
ATTEMPTS = 5

_CONTENT_RANGE = re.compile(r"bytes (\d+)-(\d+)/(\d+|\*)")
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_PASSING = frozenset({408, 425, 429, 500, 502, 503, 504})


@dataclass(frozen=True, slots=True)
class Copy:
    """What of an address lies on disk: its size, and the server's marks of that content."""

    url: str
    size: int = 0
    etag: str = ""
    modified: str = ""

    @property
    def mark(self) -> str:
        """The mark that can vouch for a part: a strong ETag, else the day of change."""
        return self.modified if self.etag.startswith("W/") else self.etag or self.modified


class Meaning(Enum):
    """What an answer is to us."""

    WHOLE = "the list from its first byte"
    REST = "the list from where the part ends"
    UNCHANGED = "what we have is what there is"
    ELSEWHERE = "ask another address"
    NOT_RESUMABLE = "the part is of no use"
    LATER = "ask again"
    REFUSED = "no list here"


def request_headers(part: Copy | None, whole: Copy | None) -> dict[str, str]:
    """Ask for the rest of a part, or for a whole unless it is the one we have."""
    if part and part.size and part.mark:
        return {"Range": f"bytes={part.size}-", "If-Range": part.mark}
    if whole and whole.etag:
        return {"If-None-Match": whole.etag}
    return {"If-Modified-Since": whole.modified} if whole and whole.modified else {}


def meaning_of(status: int, headers: Mapping[str, str], part: Copy | None) -> Meaning:
    """What an answer means, given the part whose rest was asked for."""
    if status == 206:
        return _meaning_of_range(headers, part)
    if status == 200:
        return Meaning.WHOLE
    if status == 304:
        return Meaning.UNCHANGED
    if status in _REDIRECTS:
        return Meaning.ELSEWHERE
    if status == 416:
        return Meaning.NOT_RESUMABLE
    return Meaning.LATER if status in _PASSING else Meaning.REFUSED


def _meaning_of_range(headers: Mapping[str, str], part: Copy | None) -> Meaning:
    """A range is the rest only if it begins where the part ends, and of the same content."""
    found = _CONTENT_RANGE.fullmatch(headers.get("content-range", ""))
    if not found or not part or int(found[1]) != part.size:
        return Meaning.NOT_RESUMABLE
    etag = headers.get("etag", "")
    same = not etag or not part.etag or etag == part.etag
    return Meaning.REST if same else Meaning.NOT_RESUMABLE


def expected_size(headers: Mapping[str, str]) -> int | None:
    """How many bytes the whole list has, as far as the answer tells."""
    found = _CONTENT_RANGE.fullmatch(headers.get("content-range", ""))
    if found:
        return int(found[3]) if found[3] != "*" else None
    length = headers.get("content-length", "")
    return int(length) if length.isdecimal() and len(length) < 16 else None


def copy_of(url: str, headers: Mapping[str, str]) -> Copy:
    """The marks by which an answer's content can be asked for again."""
    return Copy(url, 0, headers.get("etag", ""), headers.get("last-modified", ""))


def pause_before(attempt: int) -> float:
    """Seconds to wait before an attempt: none before the first, then 1, 2, 4, 8."""
    return float(2 ** (attempt - 1)) if attempt else 0.0
