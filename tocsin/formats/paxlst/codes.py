"""The code lists of PAXLST, as tables.

From UN/EDIFACT D.02B to D.16B and the WCO/IATA/ICAO PAXLST implementation guide (API guidelines,
versions 3.0 of 2010 to 6.0 of 2016). Numbers in brackets are the data elements.
"""

from __future__ import annotations

from tocsin.formats.paxlst.lists import Purpose, Role

VERSIONS = ("D.02B", "D.05B", "D.12B", "D.16B")
"""Releases met in the wild. Others are read too, with a fault."""

KINDS = {
    "745": "passenger list",
    "250": "crew list",
    "266": "close-out",
    "336": "master crew list",
    "655": "gate pass request",
}
"""Document name (1001)."""

PURPOSES = {
    "CP": Purpose.CHANGE,
    "CC": Purpose.CHANGE,
    "XR": Purpose.CANCEL,
    "RP": Purpose.REDUCE,
    "CL": Purpose.CLOSE_OUT,
    "CLNB": Purpose.CLOSE_OUT,
    "CLOB": Purpose.CLOSE_OUT,
}
"""Document identifier (1004) as the guide uses it. Letters of scheduled or charter flights (A to G,
C on every crew list) say nothing about earlier messages: they are a plain report."""

ROLES = {
    "FL": Role.PASSENGER,
    "FM": Role.CREW,
    "DDU": Role.TRANSIT,
    "DDT": Role.TRANSIT_CREW,
}
"""Party function (3035) of group 4."""

DESKS = frozenset({"MS", "CA", "MR", "AG"})
"""Party functions of group 1; any other NAD is a person on board, whatever its code says."""

SEXES = {"M": "M", "F": "F", "X": "X", "U": "U", "MI": "M", "FI": "F"}
"""Attribute (9019) of ATT 2; infants are MI and FI."""

DEPARTURE, ARRIVAL, STOP, DESTINATION = "125", "87", "92", "130"
"""Locations (3227) of group 3: last airport before the border, first behind it, others."""

DEPARTS, ARRIVES = "189", "232"
"""Times (2005) of group 3."""

BORN, EXPIRES, ISSUED = "329", "36", "182"
"""Dates (2005) of groups 4 and 5."""

EMBARKS, DEBARKS, CLEARS_AT, RESIDENCE, BIRTH_PLACE, ISSUER = "178", "179", "22", "174", "180", "91"
"""Locations (3227) of groups 4 and 5."""

LOCATOR, REFERENCE, SEAT, TRANSACTION = "AVF", "ABO", "SEA", "TN"
"""References (1153)."""

VERIFIED = {"173": True, "174": False}
"""Processing indicator (7365) of GEI 4."""

PASSENGERS, CREW = "42", "41"
"""Control totals (6069)."""
