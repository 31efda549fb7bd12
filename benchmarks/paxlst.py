"""How long a list of 300 takes to become typed travellers: ``python -m benchmarks.paxlst``.

The message is invented and built by our own writer. The peer, pydifact, only cuts the same bytes
into untyped segments; it comes with the extra ``bench`` and is left out where it isn't installed.
"""

from __future__ import annotations

import argparse
import json
import time
import warnings
from collections.abc import Callable
from datetime import date, datetime

from tocsin.formats.countries import country
from tocsin.formats.paxlst import (
    Contact,
    Envelope,
    Flight,
    Leg,
    ListedTraveller,
    PassengerList,
    ReportingParty,
    Role,
    TravelDocument,
    read_paxlst,
    write_paxlst,
)
from tocsin.foundations.vocabulary import PartialDate

_SURNAMES = ("QUILLON", "AL VAREM", "OSTREGA", "BINT SOLUM", "TARNOVEK", "D'AMBELL", "LI-VANNER")
_GIVEN = ("MIRO", "ZAHRA ELIN", "TOMAS", "UMAR", "ILSE", "PAVLO", "NOOR")


def passenger_list(size: int) -> PassengerList:
    """An invented flight with ``size`` invented passengers."""
    times = datetime.fromisoformat("2026-03-01T09:05"), datetime.fromisoformat("2026-03-01T13:40")
    flight = Flight("XQ", "123", "AAA", "BBB", *times)
    return PassengerList(
        reference="PAX001",
        common_access_reference="XQ123/260301/0905",
        version="D.12B",
        code="745",
        kind="passenger list",
        reporting_party=ReportingParty(("XQ DESK",), (Contact("000-0000", "TE"),)),
        flight=flight,
        legs=(Leg("XQ", "123", "AAA", "BBB", *times),),
        travellers=tuple(_traveller(number) for number in range(size)),
        declared_travellers=size,
    )


def interchange(size: int) -> bytes:
    """The same flight as PAXLST, one interchange."""
    sent = datetime.fromisoformat("2026-03-01T09:30")
    return write_paxlst([passenger_list(size)], Envelope("XQ", "XAPIU", sent, f"REF{size}"))


def _traveller(number: int) -> ListedTraveller:
    state = country(f"X{chr(65 + number % 26)}")
    passport = TravelDocument("P", f"ZZ{number:07}", state, date(2031, 1, 1 + number % 28))
    return ListedTraveller(
        role=Role.PASSENGER,
        names=(_SURNAMES[number % 7], _GIVEN[number // 7 % 7], f"N{number}"),
        sex="FM"[number % 2],
        birth_date=PartialDate.of_day(date(1940 + number % 80, 1 + number % 12, 1 + number % 28)),
        nationalities=(state,) if state else (),
        residence=state,
        embarks="AAA",
        debarks="BBB",
        clears_at="BBB",
        documents=(passport,),
        locator=f"L{number:05}",
        seat=f"{1 + number // 6}{'ABCDEF'[number % 6]}",
        reference=f"U{number:06}",
    )


def milliseconds(work: Callable[[], object], *, rounds: int) -> float:
    """The median of ``rounds`` runs, after one to warm up."""
    work()
    taken = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return sorted(taken)[rounds // 2] * 1000


def measure(size: int = 300) -> dict[str, float | None]:
    """``parse_300_ms`` and how many times longer pydifact takes; None where it is absent."""
    data = interchange(size)
    ours = milliseconds(lambda: read_paxlst(data), rounds=31)
    theirs = _peer(data.decode("ascii"))
    ratio = round(theirs / ours, 2) if theirs else None
    return {"parse_300_ms": round(ours, 2), "ratio_to_pydifact": ratio}


def _peer(text: str) -> float | None:
    warnings.simplefilter("ignore")
    try:
        from pydifact.segmentcollection import Interchange
    except ImportError:
        return None
    return milliseconds(lambda: list(Interchange.from_str(text).segments), rounds=11)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true", help="one line for machines")
    as_json = parser.parse_args().json
    figures = measure()
    if as_json:
        print(json.dumps(figures))
    else:
        print(f"300 passengers read in {figures['parse_300_ms']} ms")
        print(f"pydifact, untyped, takes {figures['ratio_to_pydifact']} times as long")


if __name__ == "__main__":
    main()
