"""A flight as a carrier would report it: invented innocents, and two listed people among them."""

from __future__ import annotations

import csv
import random
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

from tocsin.formats.countries import country
from tocsin.formats.lists import read_list
from tocsin.formats.lists.entry import ListEntry
from tocsin.formats.paxlst import (
    Envelope,
    Flight,
    Leg,
    ListedTraveller,
    PassengerList,
    Role,
    TravelDocument,
    write_paxlst,
)
from tocsin.foundations.vocabulary import PartialDate

DATA = Path(__file__).parents[1].parent / "shared/data"
UN_LIST = DATA / "un/UN_consolidated_2026-02-27.xml"
INNOCENTS = DATA / "matching/innocents_50k.csv"
TIMES = datetime.fromisoformat("2026-03-01T09:05"), datetime.fromisoformat("2026-03-01T13:40")


def innocents(wanted: int, *, seed: int = 7) -> list[ListedTraveller]:
    """People of the innocents' file whose names a carrier's message can carry (A to Z)."""
    with INNOCENTS.open(encoding="utf-8") as rows:
        plain = [row for row in csv.DictReader(rows) if _plain(row["full_name"])]
    chosen = random.Random(seed).sample(plain, wanted)
    return [
        _traveller(row["last_name"], row["first_name"], PartialDate.parse(row["date_of_birth"]))
        for row in chosen
    ]


def listed(wanted: int, *, seed: int = 7) -> dict[str, ListedTraveller]:
    """Persons of the UN list with a full birth date, as travellers, by reference number."""
    dated = [entry for entry in read_list("un", UN_LIST) if _has_day(entry)]
    chosen = random.Random(seed).sample(dated, wanted)
    return {entry.reference: _as_traveller(entry) for entry in chosen}


def message(travellers: Sequence[ListedTraveller]) -> bytes:
    """The flight's PAXLST."""
    numbered = tuple(_numbered(travellers))
    leg = ("XQ", "123", "IST", "VIE", *TIMES)
    flight = PassengerList(
        reference="PAX001",
        version="D.12B",
        code="745",
        kind="passenger list",
        flight=Flight(*leg),
        legs=(Leg(*leg),),
        travellers=numbered,
        declared_travellers=len(numbered),
    )
    return write_paxlst([flight], Envelope("XQ", "XAPIU", TIMES[0], "REF1"))


def _numbered(travellers: Sequence[ListedTraveller]) -> Iterator[ListedTraveller]:
    for at, each in enumerate(travellers):
        document = TravelDocument("P", f"XQ{900000 + at}", country("XA"))
        yield ListedTraveller(
            each.role,
            each.names,
            birth_date=each.birth_date,
            documents=(document,),
            position=at,
        )


def _plain(name: str) -> bool:
    return name.isascii() and name.replace(" ", "").replace("-", "").isalpha()


def _has_day(entry: ListEntry) -> bool:
    return entry.kind == "person" and bool(_days(entry)) and _plain(entry.names[0].full)


def _days(entry: ListEntry) -> list[PartialDate]:
    return [each.date for each in entry.birth_dates if each.date and each.date.is_day]


def _as_traveller(entry: ListEntry) -> ListedTraveller:
    *given, family = entry.names[0].full.split()
    return _traveller(family, " ".join(given), _days(entry)[0])


def _traveller(family: str, given: str, born: PartialDate) -> ListedTraveller:
    names = tuple(part for part in (family.upper(), given.upper()) if part)
    return ListedTraveller(Role.PASSENGER, names, birth_date=born)
