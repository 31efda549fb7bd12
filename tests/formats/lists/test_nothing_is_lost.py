"""Every text of every entry survives reading: in the three formats, in invented and real files."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import Any

import pytest
from lxml import etree

from tests.formats.lists.accounting import Forms, Held, Text, is_together, lost, texts
from tests.formats.lists.at_hand import BOTH, ListFile
from tocsin.formats.lists import ListEntry, merge, read_list


def said_by_absence(text: str) -> tuple[str, ...]:
    """A false flag says no more than no flag: the kind is always there to stand for it."""
    return ("",) if text in ("false", "GREGORIAN") else ()


def by(table: dict[str, str]) -> Any:
    return lambda text: tuple(table[text].split("|")) if text in table else ()


def in_a_day(text: str) -> tuple[str, ...]:
    return (f"{int(text):02}",) if text.isdecimal() else ()


SEXES = by({"Male": "M", "Female": "F"})
KINDS = by(
    {
        "Individual": "person",
        "Entity": "organisation",
        "Vessel": "vessel",
        "Aircraft": "aircraft",
        "enterprise": "organisation",
        "P": "person",
        "E": "organisation",
    }
)
EU_FLAGS = {"diplomatic", "knownExpired", "knownFalse", "reportedLost", "revokedByIssuer"}
FORMS: dict[str, Forms] = {
    "un": {"GENDER": SEXES},
    "ofac": {
        "sdnType": KINDS,
        "mainEntry": lambda text: ("main",) if text == "true" else said_by_absence(text),
        "idType": by({"Gender": "M|F"}),
        "idNumber": SEXES,
    },
    "eu": {
        "@code": KINDS,
        "@classificationCode": KINDS,
        "@strong": by({"true": "strong", "false": "weak"}),
        "@circa": lambda text: ("circa",) if text == "true" else said_by_absence(text),
        "@calendarType": said_by_absence,
        "@asAtListingTime": lambda text: (
            ("asAtListingTime",) if text == "true" else said_by_absence(text)
        ),
        "@countryIso2Code": by({"00": ""}),
        "@countryDescription": by({"UNKNOWN": ""}),
        "@monthOfYear": in_a_day,
        "@dayOfMonth": in_a_day,
        "@diplomatic": by({"true": "diplomatic", "false": ""}),
        "@knownExpired": by({"true": "expired", "false": ""}),
        "@knownFalse": by({"true": "false", "false": ""}),
        "@reportedLost": by({"true": "lost", "false": ""}),
        "@revokedByIssuer": by({"true": "revoked", "false": ""}),
    },
}
"""Texts that are kept in another form than their letters. Everything else is kept as written."""

TOGETHER: dict[str, dict[str, tuple[tuple[str, ...], tuple[str, ...]]]] = {
    "un": {
        "_ALIAS": (("ALIAS_NAME", "QUALITY", "NOTE"), ("names",)),
        "_ADDRESS": (
            ("STREET", "CITY", "STATE_PROVINCE", "ZIP_CODE", "COUNTRY", "NOTE"),
            ("addresses",),
        ),
        "_DATE_OF_BIRTH": (
            ("TYPE_OF_DATE", "DATE", "YEAR", "FROM_YEAR", "TO_YEAR", "NOTE"),
            ("birth_dates",),
        ),
        "_PLACE_OF_BIRTH": (("CITY", "STATE_PROVINCE", "COUNTRY", "NOTE"), ("birth_places",)),
        "_DOCUMENT": (
            (
                *("TYPE_OF_DOCUMENT", "TYPE_OF_DOCUMENT2", "NUMBER", "ISSUING_COUNTRY"),
                *("DATE_OF_ISSUE", "CITY_OF_ISSUE", "COUNTRY_OF_ISSUE", "NOTE"),
            ),
            ("documents",),
        ),
    },
    "ofac": {
        "aka": (("type", "category", "lastName", "firstName"), ("names",)),
        "id": (("idType", "idNumber", "idCountry"), ("documents", "features")),
        "address": (
            (
                *("address1", "address2", "address3", "city", "stateOrProvince"),
                *("postalCode", "country"),
            ),
            ("addresses",),
        ),
        "dateOfBirthItem": (("dateOfBirth", "mainEntry"), ("birth_dates",)),
        "placeOfBirthItem": (("placeOfBirth", "mainEntry"), ("birth_places",)),
        "nationality": (("country", "mainEntry"), ("nationalities",)),
        "citizenship": (("country", "mainEntry"), ("nationalities",)),
    },
    "eu": {
        "nameAlias": (
            (
                *("@firstName", "@middleName", "@lastName", "@wholeName", "@nameLanguage"),
                *("@strong", "remark", "@numberTitle"),
            ),
            ("names",),
        ),
        "citizenship": (
            ("@region", "@countryIso2Code", "@countryDescription", "remark", "@numberTitle"),
            ("nationalities",),
        ),
        "identification": (
            (
                *("@number", "@latinNumber", "@nameOnDocument", "@issuedBy", "@region"),
                *("@identificationTypeCode", "@identificationTypeDescription"),
                *("@countryDescription", "@countryIso2Code", "remark", "@numberTitle"),
                *("@issueDate", "@validTo", *(f"@{flag}" for flag in sorted(EU_FLAGS))),
            ),
            ("documents",),
        ),
        "address": (
            (
                *("@city", "@street", "@poBox", "@zipCode", "@region", "@place"),
                *("@countryDescription", "remark", "@numberTitle", "@asAtListingTime"),
            ),
            ("addresses",),
        ),
        "birthdate": (
            (
                *("@birthdate", "@year", "@monthOfYear", "@dayOfMonth", "@circa"),
                *("@yearRangeFrom", "@yearRangeTo", "@calendarType"),
            ),
            ("birth_dates",),
        ),
    },
}
"""By part: texts that are only true together, and the field in one value of which they must be."""


SAYS_NOTHING_ALONE = {"@numberTitle", "@asAtListingTime"}
"""An address that holds only a telephone is no place; its regulation is among the acts."""

Pair = tuple[etree._Element, ListEntry]


@cache
def pairs_of(file: ListFile) -> list[Pair]:
    """Each element of an entry beside the entry that was read from it."""
    found = [
        each
        for each in etree.parse(file.path).getroot().iter(etree.Element)
        if etree.QName(each).localname in file.entry_tags
    ]
    read = list(read_list(file.publisher, file.path))
    assert len(read) == len(found) == file.elements
    return list(zip(found, read, strict=True))


@pytest.mark.parametrize("file", BOTH)
def test_every_text_of_every_entry_is_in_a_value_or_in_the_remainder(file: ListFile) -> None:
    forms = FORMS[file.publisher]
    missing = {
        entry.reference: gone
        for element, entry in pairs_of(file)
        if (gone := lost(element, entry.to_dict(), forms))
    }
    assert missing == {}


@pytest.mark.parametrize("file", BOTH)
def test_what_is_only_true_together_stays_together(file: ListFile) -> None:
    """A document's number with its issuer, an alias with its quality, a street with its town."""
    apart = {
        f"{entry.reference} {part.tag}": [each.text for each in scattered]
        for element, entry in pairs_of(file)
        for part, scattered in scattered_parts(file.publisher, element, entry)
    }
    assert apart == {}


def scattered_parts(
    publisher: str, element: etree._Element, entry: ListEntry
) -> list[tuple[etree._Element, list[Text]]]:
    plain, found = entry.to_dict(), []
    remaining = {text for _path, text in plain.get("remainder", [])}
    held: dict[tuple[str, ...], list[Held]] = {}
    for part in element.iterdescendants(etree.Element):
        tags, fields = rule_for(publisher, etree.QName(part).localname)
        wanted = [each for each in texts(part) if each.name in tags] if tags else []
        if all(each.text in remaining or each.name in SAYS_NOTHING_ALONE for each in wanted):
            continue
        if fields not in held:
            held[fields] = [Held(value) for field in fields for value in plain.get(field, [])]
        values = [*held[fields], Held(plain.get("sex"))]
        if not is_together(wanted, values, FORMS[publisher]):
            found.append((part, wanted))
    return found


def rule_for(publisher: str, tag: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    rules = TOGETHER[publisher]
    if publisher == "un":
        tag = next((end for end in rules if tag.endswith(end) and tag != "DATE_OF_BIRTH"), "")
    return rules.get(tag, ((), ()))


@pytest.mark.parametrize("file", BOTH)
def test_merging_the_elements_of_one_subject_loses_nothing_of_any(file: ListFile) -> None:
    """The EU names 21 subjects twice, under two regulations, with different names."""
    by_reference: dict[str, list[Pair]] = defaultdict(list)
    for element, entry in pairs_of(file):
        by_reference[entry.reference].append((element, entry))
    assert len(by_reference) == file.subjects
    several = [pairs for pairs in by_reference.values() if len(pairs) > 1]
    assert len(several) == file.elements - file.subjects
    for pairs in several:
        joined = merge([entry for _element, entry in pairs]).to_dict()
        for element, _entry in pairs:
            assert lost(element, joined, FORMS[file.publisher]) == []


@pytest.mark.parametrize("file", BOTH)
def test_an_entry_comes_back_from_its_stored_form_as_it_was(file: ListFile) -> None:
    for _element, entry in pairs_of(file):
        assert ListEntry.from_dict(entry.to_dict()) == entry
