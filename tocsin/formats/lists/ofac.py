"""The SDN list of the US Office of Foreign Assets Control, in its plain XML (sdn.xml).

Source: the schema sdnList (both its old name space, tempuri.org, and that of 2024) and the file.
Latin script only. ``idList`` holds passports and identity cards, but also everything that has a
label: sex, web sites, aircraft models, warnings about secondary sanctions. Only what identifies by
number becomes a document; or a sentence that thousands of entries share would be matched as one.
"""

from __future__ import annotations

import re
from datetime import date

from tocsin.formats.lists.dates import written_date
from tocsin.formats.lists.documents import kind_of, plain_number, with_words_read
from tocsin.formats.lists.entry import (
    Kind,
    ListedCountry,
    ListedDate,
    ListedDocument,
    ListedFeature,
    ListedName,
    ListedPlace,
    ListEntry,
)
from tocsin.formats.lists.scripts import script_of
from tocsin.formats.lists.states import country, state_code
from tocsin.formats.lists.xml import Node

ROOT = "sdnList"
PATHS = frozenset({(ROOT, "sdnEntry")})
CONTAINERS = frozenset({(ROOT, "publshInformation")})
KINDS: dict[str, Kind] = {
    "Individual": "person",
    "Entity": "organisation",
    "Vessel": "vessel",
    "Aircraft": "aircraft",
}

_ALIAS_KINDS = {"a.k.a.": "alias", "f.k.a.": "formerly", "n.k.a.": "now"}
_SEXES = {"Male": "M", "Female": "F"}
_NO_DOCUMENT = re.compile(
    r"sanctions|prohibited|executive order|caatsa|ifca|determination|website|e-?mail|phone|fax"
    r"|aircraft (?:model|manufacture date|operator)|vessel (?:flag|type|call sign)|gender"
    r"|organization|nationality of registration|chinese commercial code|un/locode|micex"
    r"|digital currency|information:",
    re.IGNORECASE,
)
_STREET = ("address1", "address2", "address3")
_VESSEL = (
    "callSign",
    "vesselType",
    "vesselFlag",
    "vesselOwner",
    "tonnage",
    "grossRegisteredTonnage",
)
_LAST_STATE = re.compile(r"(?:^|,\s*)([^,]+)$")


def entry(node: Node) -> ListEntry | None:
    """The entry of an ``sdnEntry``; None where it has no uid, no name or an unknown type."""
    reference, kind = node.take("uid"), KINDS.get(node.peek("sdnType"))
    names = _names(node)
    if not reference or not names or kind is None:
        return None
    node.take("sdnType")
    sex = _sex(node)
    documents, features = _identifications(node)
    return ListEntry(
        publisher="ofac",
        reference=reference,
        kind=kind,
        names=names,
        birth_dates=_birth_dates(node),
        birth_places=_birth_places(node),
        nationalities=_nationalities(node),
        documents=documents,
        addresses=_addresses(node),
        sex=sex,
        positions=node.take_each("title"),
        programmes=_items(node, "programList", "program"),
        comments=node.take_each("remarks"),
        features=(*features, *_vessel(node)),
        remainder=tuple(node.remainder()),
    )


def published(envelope: dict[str, str]) -> date | None:
    """``Publish_Date`` is month/day/year, the American order."""
    written = envelope.get("publshInformation/Publish_Date", "")
    found = re.fullmatch(r"(\d{2})/(\d{2})/(\d{4})", written)
    try:
        return date(int(found[3]), int(found[1]), int(found[2])) if found else None
    except ValueError:
        return None


def stated_count(envelope: dict[str, str]) -> int | None:
    written = envelope.get("publshInformation/Record_Count", "")
    return int(written) if written.isdecimal() and len(written) < 10 else None


def _branches(node: Node, group: str, item: str) -> list[Node]:
    return [branch for parent in node.branches(group) for branch in parent.branches(item)]


def _items(node: Node, group: str, item: str) -> tuple[str, ...]:
    return tuple(text for parent in node.branches(group) for text in parent.take_each(item))


def _names(node: Node) -> tuple[ListedName, ...]:
    primary = _name(node, "primary")
    aliases = (_alias(branch) for branch in _branches(node, "akaList", "aka"))
    return tuple(dict.fromkeys(filter(None, (primary, *aliases)))) if primary else ()


def _name(
    node: Node, kind: str, *, weak: bool = False, quality: str | None = None
) -> ListedName | None:
    given, family = node.take("firstName"), node.take("lastName")
    full = f"{given} {family}".strip()
    if not full:
        return None
    both = bool(given and family)
    return ListedName(
        full,
        given=given if both else None,
        family=family if both else None,
        parts=(("firstName", given), ("lastName", family)) if both else (),
        script=script_of(full),
        weak=weak,
        kind=kind,
        quality=quality,
    )


def _alias(node: Node) -> ListedName | None:
    if not (node.peek("lastName") or node.peek("firstName")):
        return None
    kind, category = node.take("type"), node.take("category")
    return _name(
        node,
        _ALIAS_KINDS.get(kind, "alias"),
        weak=category == "weak",
        quality=f"{kind} {category}".strip() or None,
    )


def _birth_dates(node: Node) -> tuple[ListedDate, ...]:
    return tuple(
        ListedDate(written_date(text), text, type=_main(item))
        for item in _branches(node, "dateOfBirthList", "dateOfBirthItem")
        if (text := item.take("dateOfBirth"))
    )


def _main(node: Node) -> str | None:
    """OFAC marks the main one of several dates or places; the mark of the others is absence."""
    written = node.peek("mainEntry")
    if written in ("true", "false"):
        node.take("mainEntry")
    return "main" if written == "true" else None


def _birth_places(node: Node) -> tuple[ListedPlace, ...]:
    return tuple(
        _birth_place(text, _main(item))
        for item in _branches(node, "placeOfBirthList", "placeOfBirthItem")
        if (text := item.take("placeOfBirth"))
    )


def _birth_place(text: str, note: str | None) -> ListedPlace:
    """ "Giza, Egypt": what stands last is the state, if it is one."""
    found = _LAST_STATE.search(text)
    state = found[1] if found and state_code(found[1]) else None
    rest = text.removesuffix(state).rstrip(", ") if state else text
    return ListedPlace(text, country(state) if state else None, city=rest or None, note=note)


def _nationalities(node: Node) -> tuple[ListedCountry, ...]:
    found = []
    for group, item in (("nationalityList", "nationality"), ("citizenshipList", "citizenship")):
        for branch in _branches(node, group, item):
            if text := branch.take("country"):
                note = " ".join(filter(None, (item, _main(branch))))
                found.append(country(text, note=note))
    return tuple(found)


def _addresses(node: Node) -> tuple[ListedPlace, ...]:
    found = (_address(branch) for branch in _branches(node, "addressList", "address"))
    return tuple(dict.fromkeys(filter(None, found)))


def _address(node: Node) -> ListedPlace | None:
    street = ", ".join(text for tag in _STREET if (text := node.take(tag)))
    city, region = node.take("city"), node.take("stateOrProvince")
    postcode, state = node.take("postalCode"), node.take("country")
    text = ", ".join(filter(None, (street, city, region, postcode, state)))
    if not text:
        return None
    return ListedPlace(
        text,
        country=country(state) if state else None,
        city=city or None,
        region=region or None,
        street=street or None,
        postcode=postcode or None,
    )


def _sex(node: Node) -> str | None:
    """From the identifications labelled Gender, as long as they do not contradict each other."""
    labelled = [b for b in _branches(node, "idList", "id") if b.peek("idType") == "Gender"]
    told = {_SEXES.get(branch.peek("idNumber")) for branch in labelled}
    if len(told) != 1 or None in told:
        return None
    for branch in labelled:
        branch.take("idType"), branch.take("idNumber")
    return told.pop()


def _identifications(
    node: Node,
) -> tuple[tuple[ListedDocument, ...], tuple[ListedFeature, ...]]:
    documents, features = [], []
    for branch in _branches(node, "idList", "id"):
        if not (branch.peek("idType") or branch.peek("idNumber")):
            continue
        if _identifies(branch):
            documents.append(_document(branch))
        else:
            features.append(_feature(branch))
    return tuple(documents), tuple(features)


def _identifies(node: Node) -> bool:
    if _NO_DOCUMENT.search(node.peek("idType")):
        return False
    return plain_number(node.peek("idNumber")) is not None


def _feature(node: Node) -> ListedFeature:
    state = node.take("idCountry")
    return ListedFeature(
        node.take("idType"), node.take("idNumber"), country(state) if state else None
    )


def _document(node: Node) -> ListedDocument:
    kind, written, issuer = node.take("idType"), node.take("idNumber"), node.take("idCountry")
    document = ListedDocument(
        type=kind or None,
        kind=kind_of(kind),
        number=plain_number(written),
        written=written,
        issuer=issuer or None,
        issuer_code=state_code(issuer) if issuer else None,
        issued=written_date(node.peek("issueDate")),
        expires=written_date(node.peek("expirationDate")),
    )
    return with_words_read(document)


def _vessel(node: Node) -> tuple[ListedFeature, ...]:
    return tuple(
        ListedFeature(tag, text, country(text) if tag == "vesselFlag" else None)
        for parent in node.branches("vesselInfo")
        for tag in _VESSEL
        if (text := parent.take(tag))
    )
