"""PNRGOV, the bookings of a flight: PADIS EDIFACT 10.1 to 16.1, and XML.

Reads flight, names, documents and locators, and drops the rest. Pure, and usable alone: see the
README beside this file.
"""

from tocsin.formats.pnrgov.bookings import (
    Booking,
    BookingList,
    Locator,
    Reading,
    as_passenger_list,
)
from tocsin.formats.pnrgov.reader import read_pnrgov, sniff
from tocsin.formats.pnrgov.writer import write_pnrgov
from tocsin.formats.pnrgov.xml import read_pnrgov_xml, sniff_xml
from tocsin.formats.pnrgov.xml_writer import write_pnrgov_xml

__all__ = [
    "Booking",
    "BookingList",
    "Locator",
    "Reading",
    "as_passenger_list",
    "read_pnrgov",
    "read_pnrgov_xml",
    "sniff",
    "sniff_xml",
    "write_pnrgov",
    "write_pnrgov_xml",
]
