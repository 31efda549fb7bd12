"""Damaged messages through every reader of ``formats``: ``python -m benchmarks.fuzz``.

Each input is a sound message (ours, and the public samples where they are at hand) with a few bytes
changed, removed, doubled or replaced by syntax, or a mixture of syntax alone. It counts inputs,
readings that raised, and the slowest one, and says how much memory the whole took. A seed makes a
run repeatable; a reading that raised is printed with its seed.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import time
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from benchmarks.paxlst import interchange
from tocsin.formats.countries import country
from tocsin.formats.cusres import (
    Cleared,
    HumanDecision,
    Passenger,
    Refused,
    Response,
    read_cusres,
    write_cusres,
)
from tocsin.formats.mrz import Kind, Zone, read_mrz, write_mrz
from tocsin.formats.paxlst import Envelope, join_parts, read_paxlst, validate
from tocsin.formats.pnrgov import (
    as_passenger_list,
    read_pnrgov,
    read_pnrgov_xml,
    write_pnrgov_xml,
)
from tocsin.formats.tables import read_table

SAMPLES = Path(__file__).parents[1].parent / "shared/data/travel"
TODAY = date(2026, 3, 1)
ENVELOPE = Envelope("XQ", "XAPIU", datetime.fromisoformat("2026-03-01T09:30"), "REF1")
SYNTAX = (
    b"'",
    b"+",
    b":",
    b"?",
    b"??'",
    b"\r\n",
    b"<",
    b"<<",
    b"&",
    b'"',
    b",",
    b";",
    b"/",
    b"\x00",
)
PNRGOV = (
    b"UNB+IATA:1+XQ+XAPIU+260301:0930+1'UNH+1+PNRGOV:11:1:IA+F1'MSG+:22'ORG+XQ'"
    b"TVL+010326:0905:010326:1340+AAA+BBB+XQ+123'EQN+1'SRC'RCI+XQ:ABCDEF'TIF+QUILLON+MIROMR:A:1'"
    b"SSR+DOCS:HK:1:XQ:::::/P/XA/ZX1/XA/02MAY70/M/31JAN31/QUILLON/MIRO+::1'"
    b"SSR+DOCO:HK:1:XQ:::::OLDTOWN/V/777/TOWN/01JAN20/XB'UNT+11+1'UNZ+1+1'"
)
TABLE = (
    b"Surname,Given,DOB,Sex,Nationality,DocNo,Flight,STD\n"
    b"QUILLON,MIRO,2/5/70,M,XA,1,XQ1,2026-03-01\n"
)


@dataclass(frozen=True, slots=True)
class Format:
    """A reader, and sound inputs to damage."""

    name: str
    read: Callable[[bytes], object]
    seeds: tuple[bytes, ...]


def _paxlst(raw: bytes) -> None:
    for listed in join_parts(read_paxlst(raw).messages):
        validate(listed)


def _pnrgov(raw: bytes) -> None:
    for listed in read_pnrgov(raw).messages:
        as_passenger_list(listed)


def _mrz(raw: bytes) -> None:
    read_mrz(raw.decode("utf-8", "replace"), as_of=TODAY)


def formats() -> tuple[Format, ...]:
    """Every reader with its seeds."""
    decided = HumanDecision("019A0000-7000", datetime(2026, 3, 1, tzinfo=UTC))
    answers = [Cleared(Passenger("L1", "1")), Refused(Passenger("L2", "2"), decided)]
    zone = Zone(Kind.TD3, "P", country("XXA"), "QUILLON", "MIRO", "ZX1", country("XXA"))
    xml = write_pnrgov_xml(read_pnrgov(PNRGOV).messages[0])
    return (
        Format("paxlst", _paxlst, (interchange(3), *_samples("paxlst"))),
        Format("pnrgov", _pnrgov, (PNRGOV, *_samples("pnrgov"))),
        Format("pnrgov-xml", read_pnrgov_xml, (xml,)),
        Format("cusres", read_cusres, (write_cusres(Response("1", "D.05B"), answers, ENVELOPE),)),
        Format("mrz", _mrz, ("\n".join(write_mrz(zone)).encode(),)),
        Format("tables", lambda raw: read_table(raw, as_of=TODAY), (TABLE,)),
    )


def _samples(kind: str) -> Iterator[bytes]:
    for path in sorted((SAMPLES / kind).rglob("*")):
        if path.is_file() and path.name != "LICENSE.txt":
            yield path.read_bytes()[:2500]


def damaged(seeds: tuple[bytes, ...], chance: random.Random) -> bytes:
    """A seed with one to six damages; one input in ten is a mixture of syntax alone."""
    if chance.random() < 0.1:
        return b"".join(chance.choice((*SYNTAX, *seeds)) for _ in range(chance.randint(0, 12)))[
            :4000
        ]
    body = bytearray(chance.choice(seeds))
    for _ in range(chance.randint(1, 6)):
        at, kind = chance.randrange(len(body) + 1), chance.randrange(5)
        if kind == 0:
            body[at : at + 1] = bytes([chance.randrange(256)])
        elif kind == 1:
            del body[at : at + chance.randint(1, 12)]
        elif kind == 2:
            body[at:at] = chance.choice(SYNTAX)
        elif kind == 3:
            body[at:at] = body[at : at + chance.randint(1, 60)]
        else:
            del body[at:]
    return bytes(body)


def run(inputs: int, *, seed: int = 1) -> dict[str, object]:
    """How many inputs were read, how many readings raised, and what the slowest took."""
    kinds, crashes, slowest = formats(), 0, 0.0
    counted = dict.fromkeys((each.name for each in kinds), 0)
    for number in range(inputs):
        kind = kinds[number % len(kinds)]
        raw = damaged(kind.seeds, random.Random(seed * 10**9 + number))
        start = time.perf_counter()
        try:
            kind.read(raw)
        except Exception:  # noqa: BLE001 (what this counts)
            crashes += 1
            print(f"{kind.name} raised at seed {seed}, input {number}")
            traceback.print_exc()
        slowest = max(slowest, time.perf_counter() - start)
        counted[kind.name] += 1
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    return {
        "inputs": inputs,
        "crashes": crashes,
        "slowest_ms": round(slowest * 1000, 1),
        "peak_memory_bytes": peak,
        "by_format": counted,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--inputs", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", action="store_true", help="one line for machines")
    given = parser.parse_args()
    found = run(given.inputs, seed=given.seed)
    if given.json:
        print(json.dumps(found))
    else:
        print("\n".join(f"{key:18} {value}" for key, value in found.items()))


if __name__ == "__main__":
    main()
