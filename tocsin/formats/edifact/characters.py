"""Bytes to text by the character repertoire that UNB names: ISO 9735, syntax identifiers.

Reality differs from the declaration: UNOA headers over Latin-1 or UTF-8 bodies are common. A body
that isn't in its declared repertoire is read as UTF-8 if it is valid UTF-8 (then no name is lost)
and otherwise with replacement characters; both come with a fault.
"""

from __future__ import annotations

from tocsin.foundations.vocabulary import Fault

REPERTOIRES = {
    "UNOA": "ascii",
    "UNOB": "ascii",
    "UNOC": "latin-1",
    "UNOD": "iso8859-2",
    "UNOE": "iso8859-5",
    "UNOF": "iso8859-7",
    "UNOG": "iso8859-3",
    "UNOH": "iso8859-4",
    "UNOI": "iso8859-6",
    "UNOJ": "iso8859-8",
    "UNOK": "iso8859-9",
    "UNOX": "iso2022_jp",
    "UNOY": "utf-8",
    "UNOW": "utf-8",
    "IATA": "ascii",
    "IATB": "ascii",
}
"""Syntax identifier (UNB S001/0001) to codec; an unknown one is read as ASCII."""

_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))


def decode(raw: bytes, syntax: str) -> tuple[str, Fault | None]:
    """The text of one interchange, and the fault if its bytes aren't what it declares."""
    codec = REPERTOIRES.get(syntax, "ascii")
    if raw.isascii() and codec != "iso2022_jp":
        return raw.decode("ascii"), None
    for candidate in (codec, "utf-8"):
        try:
            text = raw.decode(candidate)
        except ValueError:
            continue
        return text, None if candidate == codec else _undeclared(syntax)
    return raw.decode(codec, "replace"), _undecodable(syntax)


def without_byte_order_mark(raw: bytes) -> bytes:
    """UTF-16 becomes UTF-8, and a byte order mark goes."""
    for mark, codec in _MARKS:
        if raw.startswith(mark):
            body = raw[len(mark) :]
            return body if codec == "utf-8" else body.decode(codec, "replace").encode()
    return raw


def _undeclared(syntax: str) -> Fault:
    message = f"The text has characters outside {syntax}; it was read as UTF-8."
    return Fault("characters-undeclared", message)


def _undecodable(syntax: str) -> Fault:
    message = f"Some bytes aren't characters of {syntax}; names may be wrong."
    return Fault("characters-undecodable", message)
