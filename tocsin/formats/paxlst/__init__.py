"""PAXLST, the passenger and crew lists of carriers: UN/EDIFACT D.02B to D.16B, air mode.

A reader that takes what carriers really send, and never raises. Pure, and usable alone: see the
README beside this file.
"""

from tocsin.formats.countries import Country
from tocsin.formats.paxlst.lists import (
    Contact,
    Flight,
    Leg,
    ListedTraveller,
    PassengerList,
    Place,
    Purpose,
    Reading,
    ReportingParty,
    Role,
    TravelDocument,
)
from tocsin.formats.paxlst.parts import join_parts
from tocsin.formats.paxlst.reader import read_message, read_paxlst, sniff
from tocsin.formats.paxlst.validator import validate
from tocsin.formats.paxlst.writer import Envelope, UnwritableListError, write_paxlst

__all__ = [
    "Contact",
    "Country",
    "Envelope",
    "Flight",
    "Leg",
    "ListedTraveller",
    "PassengerList",
    "Place",
    "Purpose",
    "Reading",
    "ReportingParty",
    "Role",
    "TravelDocument",
    "UnwritableListError",
    "join_parts",
    "read_message",
    "read_paxlst",
    "sniff",
    "validate",
    "write_paxlst",
]
