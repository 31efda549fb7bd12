"""Bookings to PNRGOV in XML, so that reading it again gives the same bookings."""

from __future__ import annotations

from datetime import date
from xml.etree.ElementTree import Element, SubElement, tostring

from tocsin.formats.paxlst.lists import Leg, ListedTraveller, TravelDocument
from tocsin.formats.paxlst.writer import UnwritableListError
from tocsin.formats.pnrgov.bookings import Booking, BookingList
from tocsin.formats.pnrgov.writer import VISA, none_but_details
from tocsin.formats.pnrgov.xml import ROOT


def write_pnrgov_xml(it: BookingList) -> bytes:
    """One document. Raises UnwritableListError for what its elements can't hold."""
    root = Element(ROOT, _given(Version=it.version, TransactionIdentifier=it.reference))
    root.attrib |= _given(
        MessageFunction=it.function,
        TimeStamp=it.prepared.isoformat() if it.prepared else "",
    )
    SubElement(root, "Originator", _given(AirlineCode=it.sender))
    _leg(root, "FlightLeg", it.flight)
    declared = "" if it.declared_bookings is None else str(it.declared_bookings)
    bookings = SubElement(root, "PNRs", _given(NumberOfPnrs=declared))
    for booking in it.bookings:
        _booking(bookings, booking)
    return bytes(tostring(root, encoding="utf-8", xml_declaration=True))


def _leg(above: Element, tag: str, it: Leg) -> None:
    leg = SubElement(above, tag, _given(CarrierCode=it.carrier, FlightNumber=it.number))
    for what, moment, place in (
        ("Departure", it.departs, it.departure),
        ("Arrival", it.arrives, it.arrival),
    ):
        leg.attrib |= _given(**{f"{what}DateTime": moment.isoformat() if moment else ""})
        SubElement(leg, f"{what}Airport", _given(LocationCode=place or ""))


def _booking(above: Element, it: Booking) -> None:
    booking = SubElement(above, "PNR")
    for locator in it.locators:
        reference = SubElement(booking, "BookingRefID", _given(ID=locator.code))
        SubElement(reference, "CompanyName", _given(Code=locator.company))
    for traveller in it.travellers:
        _traveller(booking, traveller)
    for leg in it.legs:
        _leg(booking, "Flight", leg)


def _traveller(above: Element, it: ListedTraveller) -> None:
    if len(it.names) > 2 or len(it.other_names) > 1 or len(it.nationalities) > 1:
        raise UnwritableListError(
            problem="a passenger has a surname, one given name and one of each"
        )
    passenger = SubElement(above, "Passenger", _given(RPH=it.reference or ""))
    for tag, name in zip(("Surname", "GivenName"), it.names, strict=False):
        SubElement(passenger, tag).text = name
    for document in [each for each in it.documents if each.type != VISA] or none_but_details(it):
        SubElement(_document(passenger, "DOCS"), "DOCS", _docs(it, document))
    visas = [each for each in it.documents if each.type == VISA]
    for visa in visas or ([TravelDocument(VISA, "")] if it.birth_place else []):
        SubElement(_document(passenger, "DOCO"), "DOCO", _doco(it, visa))


def _document(above: Element, code: str) -> Element:
    return SubElement(above, "DOC_SSR", SSR_Code=code, Status="HK")


def _docs(it: ListedTraveller, document: TravelDocument) -> dict[str, str]:
    if document.issued or (it.birth_date and not it.birth_date.is_day):
        raise UnwritableListError(problem="DOCS has no date of issue, and a whole birth date")
    surname, first, second = (*(it.other_names[0] if it.other_names else it.names), "", "", "")[:3]
    return _given(
        TravelDocType=document.type,
        TravelDocNbr=document.number,
        IssuingLoc=document.issuer.written if document.issuer else "",
        PaxNationality=it.nationality.written if it.nationality else "",
        DateOfBirth=_day(it.birth_date.earliest if it.birth_date else None),
        Gender=it.sex or "",
        ExpiryDate=_day(document.expires),
        Surname=surname,
        FirstGivenName=first,
        SecondGivenName=second,
    )


def _doco(it: ListedTraveller, visa: TravelDocument) -> dict[str, str]:
    if visa.expires:
        raise UnwritableListError(problem="DOCO has no date of expiry")
    return _given(
        BirthLocation=it.birth_place.name if it.birth_place else "",
        TravelDocType=visa.type,
        TravelDocNbr=visa.number,
        DateOfIssue=_day(visa.issued),
        CountryState=visa.issuer.written if visa.issuer else "",
    )


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _given(**attributes: str) -> dict[str, str]:
    return {name: text for name, text in attributes.items() if text}
