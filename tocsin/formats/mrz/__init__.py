"""The machine-readable zone of travel documents: ICAO Doc 9303, TD1, TD2, TD3, MRV-A and MRV-B.

Reads what scanners really give, and never raises. Pure, and usable alone: see the README beside
this file.
"""

from tocsin.formats.mrz.checks import check_digit
from tocsin.formats.mrz.layouts import Kind
from tocsin.formats.mrz.reader import read_mrz
from tocsin.formats.mrz.writer import UnwritableZoneError, write_mrz
from tocsin.formats.mrz.zones import Reading, Zone

__all__ = [
    "Kind",
    "Reading",
    "UnwritableZoneError",
    "Zone",
    "check_digit",
    "read_mrz",
    "write_mrz",
]
