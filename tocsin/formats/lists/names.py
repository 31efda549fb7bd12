"""Names as lists write them: several in one element, notes that hold a name, words for quality.

Takes nothing away: where an element's text is divided, each name carries the whole in ``written``.
It transliterates nothing and corrects nothing; that belongs to matching.
"""

from __future__ import annotations

import re
from dataclasses import replace

from tocsin.formats.lists.entry import ListedName
from tocsin.formats.lists.scripts import foreign_runs, script_of

_LOW = re.compile(r"\blow[ -]quality\b", re.IGNORECASE)
_FORMERLY = re.compile(r"\b(?:previously|formerly) (?:listed|known)\b|\bf\.k\.a\.", re.IGNORECASE)
_ORIGINAL = re.compile(r"\boriginal script\b|\bin (?:arabic|cyrillic|farsi)\b", re.IGNORECASE)
_BRACKET = re.compile(r"^(?P<outer>[^()]*?)\s*\((?P<inner>[^()]*)\)$")
_LETTERED = re.compile(r"\s+[b-z]\)\s+")
_LABEL = re.compile(r"^(?:original script|in arabic|in cyrillic)\s*:\s*", re.IGNORECASE)
_NO_NAME = frozenset({"original script", "a", "na", "n/a", "none"})


def told_by_note(name: ListedName) -> ListedName:
    """``name`` with what its note says of it: a low-quality alias, a former name."""
    if not name.note:
        return name
    kind = "formerly" if name.kind == "alias" and _FORMERLY.search(name.note) else name.kind
    return replace(name, kind=kind, weak=name.weak or bool(_LOW.search(name.note)))


def divided(name: ListedName) -> list[ListedName]:
    """The names in ``name.full``: "A; B", or one in its own script with others in brackets."""
    pieces = _pieces(name.full)
    if len(pieces) < 2:
        return [replace(name, script=script_of(name.full))]
    alike = replace(name, kind="alias" if name.kind == "primary" else name.kind, parts=())
    first, *others = (
        replace(name if at == 0 else alike, full=piece, script=script_of(piece), written=name.full)
        for at, piece in enumerate(pieces)
    )
    return [first, *others]


def from_note(name: ListedName) -> list[ListedName]:
    """Names that a note holds in another script: "original script: ...", "in Arabic: ..."."""
    if not name.note or not _ORIGINAL.search(name.note):
        return []
    found = ListedName("", weak=name.weak, kind="original script", note=name.note)
    runs = foreign_runs(name.note)
    return [replace(found, full=run, script=script_of(run)) for run in runs]


def _pieces(text: str) -> list[str]:
    pieces = [part for piece in _outside_brackets(text) for part in _bracketed(piece)]
    names = [_LABEL.sub("", piece) for piece in pieces]
    return [name for name in names if name.casefold() not in _NO_NAME]


def _outside_brackets(text: str) -> list[str]:
    """``text`` divided at semicolons and letters of enumeration that stand in no bracket."""
    depth, start, found = 0, 0, []
    for at, char in enumerate(text):
        depth += (char == "(") - (char == ")" and depth > 0)
        if char in ";؛" and depth == 0:
            found.append(text[start:at])
            start = at + 1
    found.append(text[start:])
    lettered = [part for piece in found for part in _lettered(piece, several=len(found) > 1)]
    return [part for piece in lettered if (part := piece.strip())]


def _lettered(text: str, *, several: bool) -> list[str]:
    """ "A b) B" is two names, in a text that enumerates."""
    return _LETTERED.split(text) if several else [text]


def _bracketed(text: str) -> list[str]:
    """Outer and inner names where the bracket holds several, or one in another script."""
    found = _BRACKET.match(text)
    if not found or not found["outer"] or not found["inner"].strip():
        return [text]
    inner = [part for piece in re.split(r"[;؛]", found["inner"]) if (part := piece.strip())]
    if len(inner) < 2 and script_of(found["inner"]) == script_of(found["outer"]):
        return [text]
    return [found["outer"], *inner]
