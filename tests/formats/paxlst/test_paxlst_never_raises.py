"""Whatever arrives, the reader answers: with lists, with faults, and within its limits."""

from __future__ import annotations

import random
import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tocsin.formats.edifact import limits
from tocsin.formats.paxlst import join_parts, read_paxlst, sniff, validate

SEEDS = [
    b"UNA:+.? 'UNB+UNOA:4+A:ZZ+B:ZZ+260301:0930+R++APIS'UNG+PAXLST+A+B+260301:0930+1+UN+D:05B'"
    b"UNH+1+PAXLST:D:05B:UN:IATA+XQ1+01:C'BGM+745+CP'RFF+TN:X'NAD+MS+++D'COM+1:TE+2:FX'"
    b"TDT+20+XQ0123+++XQ'LOC+125+AAA'DTM+189:2603010905:201'LOC+87+BBB'DTM+232:2603011340:201'"
    b"NAD+FL+++O?'S:M?+?:+S+C'ATT+2++F'DTM+329:841212'GEI+4+173'LOC+180+XB:::OLD'NAT+2+XA'"
    b"RFF+AVF:L'DOC+P:110:111+Z'DTM+36:310101'LOC+91+XA'CNT+42:1'UNT+25+1'UNE+1+1'UNZ+1+R'",
    b"ZCZC\r\nQU VIEXXXX\r\n.HDQRMXQ 010930\r\nUNA:*.? $UNB*UNOC:3*A*B*260301:0930*R$\r\n"
    b"UNH*1*PAXLST:D:02B:UN:IATA$BGM*250*C$TDT*20*9X1$LOC*125*A\r\nAA$NAD*FM***X:Y$CNT*41:1$"
    b"UNT*7*1$UNZ*1*R$\r\nNNNN\r\n",
]
PIECES = [
    b"UNA:+.? '",
    b"UNB+UNOA:4+",
    b"UNZ+1+R'",
    b"UNH+",
    b"'",
    b"?",
    b"??'",
    b"+",
    b":",
    b"\r\n",
]


def _consume(data: bytes) -> None:
    reading = read_paxlst(data)
    for message in join_parts(reading.messages):
        validate(message)
        repr(message)
    sniff(data)
    assert len(reading.faults) <= limits.MAX_FAULTS


def mutate(data: bytes, chance: random.Random) -> bytes:
    """A few bytes changed, removed, doubled or replaced by syntax."""
    body = bytearray(data)
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(body) + 1)
        kind = chance.randrange(5)
        if kind == 0:
            body[at : at + 1] = bytes([chance.randrange(256)])
        elif kind == 1:
            del body[at : at + chance.randint(1, 12)]
        elif kind == 2:
            body[at:at] = chance.choice(PIECES)
        elif kind == 3:
            body[at:at] = body[at : at + chance.randint(1, 60)]
        else:
            other = chance.choice(SEEDS)
            start = chance.randrange(len(other))
            body[at:at] = other[start : start + chance.randint(1, 80)]
    return bytes(body)


@settings(max_examples=500, deadline=None)
@given(st.binary(max_size=400))
@example(b"UNA:+.? 'UNB+UNOX:4+\xff\x1b$'")
def test_any_bytes_get_an_answer(data):
    _consume(data)


@settings(max_examples=500, deadline=None)
@given(st.integers(0, 2**32))
def test_any_damage_to_a_list_gets_an_answer(seed):
    chance = random.Random(seed)
    _consume(mutate(chance.choice(SEEDS), chance))


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from([*PIECES, *SEEDS, b"A", b" ", b"\x00", b"\xc3"]), max_size=30))
def test_any_mixture_of_syntax_gets_an_answer(pieces):
    _consume(b"".join(pieces))


HEAD = b"UNB+UNOA:4+A+B+260301:0930+R'UNH+1+PAXLST:D:05B:UN'BGM+745'TDT+20+XQ1'"
MEGABYTE = 1024 * 1024
FLOODS = {
    "terminators": b"'" * (2 * MEGABYTE),
    "release characters": b"?" * (2 * MEGABYTE),
    "released terminators": b"?'" * MEGABYTE,
    "elements": b"+" * (2 * MEGABYTE),
    "components": b":" * (2 * MEGABYTE),
    "line breaks": b"\r\n" * MEGABYTE,
    "headers": b"UNB+UNOA:4+" * (MEGABYTE // 5),
    "ended headers": b"UNB+UNOA:4+'" * (MEGABYTE // 50),
    "trailers": b"UNZ+" * (MEGABYTE // 2),
    "service strings": b"UNA:+.? '" * (MEGABYTE // 5),
    "capital U": b"U" * (2 * MEGABYTE),
    "U and line breaks": b"U\r\n\r" * (MEGABYTE // 2),
    "messages": b"UNH+1+PAXLST'" * (MEGABYTE // 50),
    "travellers": b"NAD+FL+++A'" * (MEGABYTE // 30),
    "unknown segments": b"ZZZ'" * (MEGABYTE // 10),
    "telex lines": b"QU VIEXXXX\n" * (MEGABYTE // 10),
    "blanks": b" " * (2 * MEGABYTE),
    "lines of blanks": b" \n" * MEGABYTE,
    "lines that look like segments": b"X\nLOC+1" * (MEGABYTE // 10),
}


@pytest.mark.parametrize("flood", FLOODS.values(), ids=FLOODS.keys())
def test_a_flood_is_answered_in_seconds_and_within_the_limits(flood):
    start = time.perf_counter()
    reading = read_paxlst(HEAD + flood)
    assert time.perf_counter() - start < 20
    assert len(reading.faults) <= limits.MAX_FAULTS
    assert all(len(message.faults) <= limits.MAX_FAULTS for message in reading.messages)


def test_a_segment_that_never_ends_is_a_fault_and_the_next_is_read():
    long = b"FTX+BAG+++" + b"A" * limits.MAX_SEGMENT_CHARACTERS + b"'"
    (message,) = read_paxlst(HEAD + long + b"NAD+FL+++AREN'").messages
    assert "segment-too-long" in {fault.code for fault in message.faults}
    assert message.travellers[0].surname == "AREN"


def test_input_beyond_the_limit_is_left_out_with_a_fault(monkeypatch):
    monkeypatch.setattr("tocsin.formats.edifact.envelope.MAX_BYTES", 120)
    reading = read_paxlst(HEAD + b"NAD+FL+++AREN'" * 100)
    assert "input-too-long" in {fault.code for fault in reading.faults}
    assert len(reading.messages[0].travellers) < 10


def test_segments_beyond_the_limit_are_left_out_with_a_fault(monkeypatch):
    monkeypatch.setattr("tocsin.formats.edifact.envelope.MAX_SEGMENTS", 5)
    (message,) = read_paxlst(HEAD + b"NAD+FL+++AREN'" * 100).messages
    assert [fault.code for fault in message.faults].count("too-many-segments") == 1
    assert len(message.travellers) == 3
