"""What e-mail and telex (IATA Type B) do to an interchange, undone.

They prepend addresses, append disclaimers, wrap lines at 64 or 69 columns in the middle of values
and put each segment on its own line. So: outside interchanges everything is ignored; inside, line
breaks and control characters are dropped (never replaced by a blank: a wrapped document number
would break), and lines that are telex headers are dropped whole. A blank that a relay cut off at
the end of a wrapped line is lost; nothing in the message tells that it was there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice

from tocsin.formats.edifact.limits import MAX_FAULTS
from tocsin.formats.edifact.segments import LEVEL_A, Separators
from tocsin.foundations.vocabulary import Fault, Position

_BREAK = r"[\r\n]{0,4}"
_MARKS = re.compile(
    rf"U{_BREAK}N{_BREAK}(?:"
    rf"(?:A(?P<una>[^A-Za-z0-9]{{4,12}}?)U{_BREAK}N{_BREAK})?"
    rf"B\s{{0,4}}(?P<element>[^A-Za-z0-9\s]|[\x1c-\x1f])\s{{0,4}}"
    rf"(?P<syntax>(?:U{_BREAK}N{_BREAK}O|I{_BREAK}A{_BREAK}T){_BREAK}[A-Z])\s{{0,4}}"
    rf"(?P<component>[^A-Za-z0-9\s]|[\x1c-\x1f])"
    rf"|Z\s{{0,4}}(?P<trailer>[^A-Za-z0-9\s]|[\x1c-\x1f]))"
)
_BARE = re.compile(
    r"(?:UNA(?P<una>[^A-Za-z0-9]{4,12}?))?UN[GH] ?(?P<element>[^A-Za-z0-9\s])"
    r"(?:[^\r\n]{1,70}?(?P=element))?(?:PAXLST|CUSRES|PNRGOV)(?P<component>[^A-Za-z0-9\s])?"
)
_NEXT_HEADER = r"\s{{0,4}}U{b}N{b}[GH]\s{{0,4}}{element}"

# IATA Type B (SCR volume 2) and CCITT F.31 lines that may stand in the middle of a long message.
_TELEX_LINE = re.compile(
    r"^[\x00-\x08\x0b-\x1f]*(?:ZCZC.{0,40}|NNNN|Q[A-Z](?: [A-Z0-9]{7}){1,12}|"
    r"\.[A-Z0-9]{7} \d{6}(?: .{0,40})?|=(?:TEXT|HEADER|PRIORITY|ORIGIN|MSGID|SMI|"
    r"DESTINATION TYPE B))"
    r"[ \t]*\r?$",
    re.MULTILINE,
)
_CONTROLS = re.compile(r"[\x00-\x1f\x7f]+")
_KNOWN_TAGS = (
    "UNB|UNG|UNH|BGM|RFF|DTM|NAD|COM|TDT|LOC|ATT|MEA|GEI|FTX|NAT|DOC|CNT|UNT|UNE|UNZ|ERP|ERC|EMP"
)


@dataclass(frozen=True, slots=True)
class Found:
    """One interchange in an input: where it starts, its repertoire and its separators."""

    start: int
    end: int
    syntax: str
    separators: Separators


def find_interchanges(text: str) -> Iterator[Found]:
    """Every interchange in an input, in order, between whatever else is there.

    One ends with its UNZ segment, or where another begins. A header inside a value (a traveller
    may be called anything) is neither: it doesn't follow a terminator.
    """
    begun: Found | None = None
    found_any = False
    for match in _MARKS.finditer(text):
        if begun and not _is_segment(text, match, begun.separators):
            continue
        if begun:
            yield replace(begun, end=_end(text, match, begun.separators))
            begun = None
        if match["element"]:
            begun = _begin(text, match)
            found_any = True
    if begun:
        yield replace(begun, end=len(text))
    elif not found_any and (bare := _BARE.search(text)):
        yield replace(_begin(text, bare), end=len(text))


def _begin(text: str, match: re.Match[str]) -> Found:
    return Found(match.start(), match.end(), _syntax(match), _separators(match, text))


def _is_segment(text: str, match: re.Match[str], marks: Separators) -> bool:
    """Whether a service tag stands where a segment may: after a terminator, or UNA on a line."""
    if match["trailer"] not in (None, marks.element):
        return False
    before = text[max(0, match.start() - 80) : match.start()]
    bare = before.rstrip(" \t\r\n\x00\x01\x02\x03")
    after_terminator = bare.endswith(marks.terminator) or before.endswith(marks.terminator)
    if after_terminator and not (marks.release and bare[:-1].endswith(marks.release)):
        return True
    return bool(match["una"] or match["trailer"]) and bare != before and before[-1:] in "\r\n"


def _end(text: str, match: re.Match[str], marks: Separators) -> int:
    """Behind the terminator of a trailer, or behind its line; where another header begins."""
    if not match["trailer"]:
        return match.start()
    after = text[match.end() : match.end() + 120]
    terminator = after.find(marks.terminator)
    if terminator < 0:
        terminator = len(after.partition("\n")[0]) - 1
    return match.end() + terminator + 1


def unwrap(text: str, marks: Separators) -> tuple[str, list[Fault]]:
    """The interchange as one line without control characters, from its first header on."""
    faults: list[Fault] = []
    if "\n" in text:
        text, faults = _restore_terminators(_TELEX_LINE.sub("", text), marks)
    text = text.replace("\t", " ")
    kept = {c for c in (marks.component, marks.element, marks.terminator) if c < " "}
    text = _CONTROLS.sub(lambda run: "".join(c for c in run.group() if c in kept), text)
    return _without_una(text), faults


def _without_una(text: str) -> str:
    if not text.startswith("UNA"):
        return text
    return text[re.search(r"UN[BGH]", text[3:]).start() + 3 :]  # type: ignore[union-attr]


def _restore_terminators(text: str, marks: Separators) -> tuple[str, list[Fault]]:
    """A line that begins with a segment's tag after an unterminated value: end that segment."""
    if marks.terminator in "\r\n":
        return text, []
    ends = re.escape(marks.terminator + marks.element + marks.component)
    lost = re.compile(
        rf"(?<=[^\s{ends}])[ \t]*\r?\n[\r\n]*(?=(?:{_KNOWN_TAGS}){re.escape(marks.element)})"
    )
    matches = list(islice(lost.finditer(text), MAX_FAULTS))
    if not matches:
        return text, []
    faults = [_unterminated(line) for line in _lines_of(text, matches)]
    return lost.sub(lambda _: marks.terminator, text), faults


def _syntax(match: re.Match[str]) -> str:
    named = match.groupdict().get("syntax")
    return _CONTROLS.sub("", named) if named else "UNOA"


def _separators(match: re.Match[str], text: str) -> Separators:
    """From UNA where there is one, corrected by what the header itself shows."""
    element, component = match["element"], match["component"] or LEVEL_A.component
    advised = _from_advice(match["una"] or "")
    terminator = advised.terminator
    if not match["una"] or (advised.element, advised.component) != (element, component):
        advised = Separators(component, element, release=_release_unless({element, component}))
        terminator = ""
    if not terminator.strip(" ") or terminator in (element, component):
        terminator = _terminator_in_use(text, match, element)
    return Separators(
        component, element, advised.decimal, advised.release, advised.repetition, terminator
    )


def _from_advice(una: str) -> Separators:
    """The characters after UNA by position, or by likeness where a relay lost one of them."""
    una = una.rstrip("\r\n\t")
    una = una if len(una) <= 6 else una.rstrip(" ")
    if len(una) == 5 and una[2] in ".,":
        una = f"{una[:4]} {una[4]}"  # the reserved blank was lost
    elif len(una) == 5:
        una = f"{una[:2]}.{una[2:]}"  # the decimal mark was lost
    elif len(una) == 4:
        una = f"{una[:2]}.{una[2]} {una[3]}"
    if len(una) != 6:
        return LEVEL_A
    component, element, decimal, release, reserved, terminator = tuple(una)
    return Separators(
        component, element, decimal, release.strip(" "), reserved.strip(" "), terminator
    )


def _release_unless(taken: set[str]) -> str:
    return "" if LEVEL_A.release in taken else LEVEL_A.release


def _terminator_in_use(text: str, match: re.Match[str], element: str) -> str:
    """The character that stands before the second header; the default where that tells nothing."""
    after = text[match.end() : match.end() + 600]
    header = re.search(_NEXT_HEADER.format(b=_BREAK, element=re.escape(element)), after)
    before = after[: header.start()].rstrip(" ") if header else ""
    last = before[-1:] if before else ""
    if last and not last.isalnum() and last != element:
        return last
    newline = header and "\n" in header.group()
    return "\n" if newline and LEVEL_A.terminator not in after else LEVEL_A.terminator


def _lines_of(text: str, matches: list[re.Match[str]]) -> Iterator[int]:
    """The line on which each match begins, counted from 1."""
    line, counted = 1, 0
    for match in matches:
        line += text.count("\n", counted, match.start())
        counted = match.start()
        yield line


def _unterminated(line: int) -> Fault:
    return Fault("terminator-missing", "A segment isn't terminated.", Position(line=line))
