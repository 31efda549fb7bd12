"""A listed traveller as particulars (what an officer compares) and as matching asks for them. Pure.

Particulars are what is stored of a candidate and what is sealed of everybody else; a traveller can
be screened again from them alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from anyascii import anyascii

from tocsin.formats.paxlst import ListedTraveller
from tocsin.foundations.vocabulary import PartialDate
from tocsin.matching import Name, Traveller
from tocsin.resolution.rules import hashed_documents
from tocsin.safeguards.ledger.rules import keyed_hash

Particulars = dict[str, Any]


def particulars_of(listed: ListedTraveller) -> Particulars:
    """What an officer needs to compare: names and identifiers as sent, and nothing more."""
    found: Particulars = {
        "names": list(listed.names),
        "birth_date": str(listed.birth_date) if listed.birth_date else None,
        "nationality": listed.nationality.alpha2 if listed.nationality else None,
        "sex": listed.sex,
        "documents": [
            {
                "type": each.type,
                "number": each.number,
                "issuer": each.issuer.alpha2 if each.issuer else None,
            }
            for each in listed.documents
        ],
    }
    if listed.other_names:
        found["other_names"] = [list(names) for names in listed.other_names]
    return found


def traveller_of(particulars: Mapping[str, Any]) -> Traveller:
    """The question that matching is asked about somebody."""
    born = particulars["birth_date"]
    return Traveller(
        [_name(names) for names in _names(particulars)],
        PartialDate.parse(born) if born else None,
        particulars["nationality"],
        _documents(particulars),
        particulars["sex"],
    )


def held_form(listed: ListedTraveller) -> Particulars:
    """Particulars with what tells a traveller within their list: place and carrier's reference."""
    return {"at": listed.position, "ref": listed.reference, **particulars_of(listed)}


def without_place(held: Mapping[str, Any]) -> Particulars:
    """Particulars again from what was held."""
    return {key: value for key, value in held.items() if key not in ("at", "ref")}


def is_same_person(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether two entries of a carrier's lists of one flight mean the same traveller: the same
    reference, the same document, or the same names and birth date.
    """
    if one.get("ref") and one.get("ref") == other.get("ref"):
        return True
    numbers = {each["number"] for each in one["documents"]} - {""}
    if numbers & {each["number"] for each in other["documents"]}:
        return True
    return bool(one["names"]) and _who(one) == _who(other)


def _who(it: Mapping[str, Any]) -> tuple[object, ...]:
    return tuple(it["names"]), it["birth_date"]


def _names(particulars: Mapping[str, Any]) -> Sequence[Sequence[str]]:
    return [particulars["names"], *particulars.get("other_names", ())]


def _name(names: Sequence[str]) -> Name:
    surname, given = names[0] if names else "", " ".join(filter(None, names[1:]))
    full = " ".join(filter(None, (given, surname)))
    return Name(full, given=given or None, family=surname or None)


def _documents(particulars: Mapping[str, Any]) -> list[tuple[str, str]]:
    return [
        (each["issuer"] or "", each["number"])
        for each in particulars["documents"]
        if each["number"]
    ]


def document_marks(particulars: Mapping[str, Any], key: bytes) -> list[str]:
    """Keyed hashes of the traveller's documents, by issuer and number."""
    return hashed_documents(_documents(particulars), key)


def person_marks(particulars: Mapping[str, Any], key: bytes) -> list[str]:
    """Keyed hashes of each name with the full birth date; none where the date isn't known.

    Neither the script nor the order of the words counts. A name alone tells nobody apart.
    """
    born = particulars["birth_date"]
    if not born or not PartialDate.parse(born).is_day:
        return []
    words = (anyascii(" ".join(names)).casefold().split() for names in _names(particulars))
    told = {f"person {' '.join(sorted(each))} {born}" for each in words if each}
    return sorted(keyed_hash(key, each) for each in told)
