"""The consolidated financial sanctions list of the European Union, in its XML (FSF, version 1.1).

Source: the schema http://eu.europa.ec/fpi/fsd/export and the file. Nearly everything stands in
attributes. One subject may stand in several elements, one for each regulation that lists it, under
one ``euReferenceNumber``; each element is an entry here and `merge` joins them. ``strong`` is true
for all names of the real list: that an alias is of low quality stands in remarks. A false flag
(``knownFalse="false"``) says no more than its absence and is not kept apart from it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import TypeVar

from tocsin.formats.lists.dates import day, parsed, written_date
from tocsin.formats.lists.documents import kind_of, plain_number, with_words_read
from tocsin.formats.lists.entry import (
    Kind,
    ListedAct,
    ListedCountry,
    ListedDate,
    ListedDocument,
    ListedFeature,
    ListedName,
    ListedPlace,
    ListEntry,
)
from tocsin.formats.lists.names import told_by_note
from tocsin.formats.lists.scripts import script_of
from tocsin.formats.lists.states import state_code
from tocsin.formats.lists.xml import Node, flat
from tocsin.foundations.vocabulary import PartialDate

ROOT = "export"
PATHS = frozenset({(ROOT, "sanctionEntity")})
CONTAINERS: frozenset[tuple[str, ...]] = frozenset()
KINDS: dict[str, Kind] = {"person": "person", "enterprise": "organisation"}
_CLASSES = {"person": "P", "enterprise": "E"}

_NAME_PARTS = ("firstName", "middleName", "lastName")
_FLAGS = {
    "diplomatic": "diplomatic",
    "knownExpired": "expired",
    "knownFalse": "false",
    "reportedLost": "lost",
    "revokedByIssuer": "revoked",
}
_DOCUMENT_KINDS = {
    "passport": "passport",
    "travelcardid": "passport",
    "id": "identity",
    "ssn": "identity",
    "drivinglicence": "identity",
    "birthcert": "identity",
    "nationcert": "identity",
    "electionid": "identity",
}
_STRENGTHS = {True: "strong", False: "weak", None: None}
_NO_COUNTRY = "00"

T = TypeVar("T")


def entry(node: Node) -> ListEntry | None:
    """The entry of a ``sanctionEntity``; None without reference, name or a known subject type."""
    reference, kind = node.attribute("euReferenceNumber"), _kind(node)
    aliases = node.branches("nameAlias")
    titles, positions = _each(aliases, "title"), _each(aliases, "function")
    sex, acts = _sex(aliases), _acts(node)
    names = tuple(dict.fromkeys(name for alias in aliases for name in _names(alias)))
    if not reference or not names or kind is None:
        return None
    birth_dates, birth_places = _births(node)
    return ListEntry(
        publisher="eu",
        reference=reference,
        kind=kind,
        names=_primary_first(names),
        birth_dates=birth_dates,
        birth_places=birth_places,
        nationalities=_unique(_citizenship(b) for b in node.branches("citizenship")),
        documents=_unique(_document(b) for b in node.branches("identification")),
        addresses=_unique(_address(b) for b in node.branches("address")),
        sex=sex,
        titles=titles,
        positions=positions,
        programmes=tuple(dict.fromkeys(act.programme for act in acts if act.programme)),
        acts=acts,
        listed_on=_day(node, "designationDate"),
        delisted_on=_day(node, "delistingDate"),
        comments=(*_details(node), *node.take_each("remark")),
        features=_features(node),
        other_references=_other_references(node),
        remainder=tuple(node.remainder()),
    )


def _unique(found: Iterable[T | None]) -> tuple[T, ...]:
    return tuple(dict.fromkeys(value for value in found if value is not None))


def _kind(node: Node) -> Kind | None:
    for branch in node.branches("subjectType"):
        code = branch.attributes.get("code", "")
        if code in KINDS:
            branch.attribute("code")
            if branch.attributes.get("classificationCode") == _CLASSES[code]:
                branch.attribute("classificationCode")
            return KINDS[code]
    return None


def _each(nodes: list[Node], name: str) -> tuple[str, ...]:
    return _unique(node.attribute(name) or None for node in nodes)


def _sex(aliases: list[Node]) -> str | None:
    """M or F where all names that tell it tell the same."""
    told = {alias.attributes["gender"] for alias in aliases if alias.attributes.get("gender")}
    if len(told) != 1 or not told <= {"M", "F"}:
        return None
    for alias in aliases:
        alias.attribute("gender")
    return told.pop()


def _day(node: Node, name: str) -> date | None:
    """The day of an attribute, whose text is taken only if the day is all that it says."""
    written = node.attributes.get(name, "").strip()
    understood = day(written)
    if understood and understood.isoformat() == written:
        node.attribute(name)
    return understood


def _acts(node: Node) -> tuple[ListedAct, ...]:
    """The entry's own regulation, then those that its parts rest on."""
    own = [_act(branch) for branch in node.branches("regulation")]
    for branch in node.branches("regulation"):
        branch.attribute("numberTitle")
    parts = (part for branch in node.children for part in branch.branches("regulationSummary"))
    summaries = [_act(part) for part in parts]
    known = {(act.title, act.type, act.published_on, act.link) for act in own if act}
    others = (a for a in summaries if a and (a.title, a.type, a.published_on, a.link) not in known)
    return _unique([*own, *others])


def _act(node: Node) -> ListedAct | None:
    """A regulation; its title stays on a summary, for the part that rests on it (`_basis`)."""
    title = node.attributes.get("numberTitle", "").strip()
    if not title:
        return None
    return ListedAct(
        flat(title),
        type=node.attribute("regulationType") or None,
        programme=node.attribute("programme") or None,
        organisation=node.attribute("organisationType") or None,
        published_on=_day(node, "publicationDate"),
        in_force_on=_day(node, "entryIntoForceDate"),
        link=node.take("publicationUrl") or node.attribute("publicationUrl") or None,
    )


def _basis(node: Node) -> str | None:
    titles = [branch.attribute("numberTitle") for branch in node.branches("regulationSummary")]
    return "; ".join(filter(None, titles)) or None


def _note(node: Node) -> str | None:
    return "; ".join(node.take_each("remark")) or None


def _names(node: Node) -> list[ListedName]:
    parts = tuple((part, text) for part in _NAME_PARTS if (text := node.attribute(part)))
    full = node.attribute("wholeName") or " ".join(text for _, text in parts)
    if not full:
        return []
    roles = dict(parts)
    given = " ".join(filter(None, (roles.get("firstName"), roles.get("middleName"))))
    strength = _flag(node, "strong")
    name = ListedName(
        full,
        given=given or None,
        family=roles.get("lastName"),
        parts=parts,
        language=node.attribute("nameLanguage") or None,
        script=script_of(full),
        weak=strength is False,
        quality=_STRENGTHS[strength],
        note=_note(node),
        basis=_basis(node),
    )
    return [told_by_note(name)]


def _primary_first(names: tuple[ListedName, ...]) -> tuple[ListedName, ...]:
    """The EU marks no main name: it is the first that no remark calls weak or former."""
    main = next((name for name in names if name.kind == "alias" and not name.weak), names[0])
    others = (name for name in names if name is not main)
    return (replace(main, kind="primary"), *others)


def _flag(node: Node, name: str) -> bool | None:
    """A boolean attribute; what is neither true nor false stays in the remainder."""
    value = {"true": True, "false": False}.get(node.attributes.get(name, ""))
    if value is not None:
        node.attribute(name)
    return value


def _state(node: Node) -> ListedCountry | None:
    """The country of a part; "00 UNKNOWN" is none and stays in the remainder."""
    code = node.attributes.get("countryIso2Code", "")
    if code in ("", _NO_COUNTRY):
        return None
    told = state_code(code)
    if told == code:
        node.attribute("countryIso2Code")
    return ListedCountry(node.attribute("countryDescription") or code, told)


def _citizenship(node: Node) -> ListedCountry | None:
    state, region = _state(node), node.attribute("region")
    if state is None:
        return ListedCountry(region) if region else None
    note = "; ".join(filter(None, (region, _note(node))))
    return replace(state, note=note or None, basis=_basis(node))


def _births(node: Node) -> tuple[tuple[ListedDate, ...], tuple[ListedPlace, ...]]:
    dates, places = [], []
    for branch in node.branches("birthdate"):
        basis, note = _basis(branch), _note(branch)
        dates.append(_birth_date(branch, note, basis))
        places.append(_place(branch, note, basis))
        if note and dates[-1] is None and places[-1] is None:
            places.append(ListedPlace(note, note=note, basis=basis))
    return _unique(dates), _unique(places)


def _birth_date(node: Node, note: str | None, basis: str | None) -> ListedDate | None:
    """None where the element tells only a place; then its remark belongs to that."""
    about, calendar = _flag(node, "circa"), node.attribute("calendarType")
    gregorian = calendar in ("", "GREGORIAN")
    written = _written_birth(node)
    understood = _understood(written, gregorian=gregorian, about=bool(about))
    found = understood or written_date((note or "").removeprefix("DOB:"))
    if not (written or found or about):
        return None
    return ListedDate(
        found,
        written,
        type="circa" if about else None,
        calendar=None if gregorian else calendar,
        note=note,
        basis=basis,
    )


def _understood(written: str, *, gregorian: bool, about: bool) -> PartialDate | None:
    """In another calendar only ``birthdate`` is understood, which the publisher has converted."""
    point, _, other = written.partition(" ")
    if not gregorian and not other:
        return None
    found = parsed(point)
    return replace(found, approximate=True) if found and about else found


def _written_birth(node: Node) -> str:
    """``birthdate``, or its parts, or the range, each as ISO 8601 writes it.

    Parts that say something else than ``birthdate`` follow it after a space.
    """
    whole, span = node.attribute("birthdate"), _written_span(node)
    texts = [node.attribute(name) for name in ("year", "monthOfYear", "dayOfMonth")]
    parts = "-".join(text.zfill(2) for text in texts if text)
    return " ".join(dict.fromkeys(filter(None, (whole, parts, span))))


def _written_span(node: Node) -> str:
    first, last = node.attribute("yearRangeFrom"), node.attribute("yearRangeTo")
    return f"{first}/{last}" if first or last else ""


def _place(node: Node, note: str | None, basis: str | None) -> ListedPlace | None:
    street, place, city = (node.attribute(name) for name in ("street", "place", "city"))
    box, postcode, region = (node.attribute(name) for name in ("poBox", "zipCode", "region"))
    state = _state(node)
    street = ", ".join(filter(None, (street, box)))
    told = (street, place, postcode, city, region, state.text if state else "")
    if not any(told):
        return None
    return ListedPlace(
        ", ".join(filter(None, told)),
        country=state,
        city=city or None,
        region=region or None,
        street=street or None,
        postcode=postcode or None,
        place=place or None,
        note=note,
        basis=basis,
    )


def _address(node: Node) -> ListedPlace | None:
    basis, at_listing, note = _basis(node), _flag(node, "asAtListingTime"), _note(node)
    notes = "; ".join(filter(None, (note, "asAtListingTime" if at_listing else None)))
    place = _place(node, notes or None, basis)
    if place is None and notes:
        return ListedPlace(notes, note=notes, basis=basis)
    return place


def _document(node: Node) -> ListedDocument | None:
    code, description = (node.attribute(f"identificationType{x}") for x in ("Code", "Description"))
    written, note, region = node.attribute("number"), _note(node), node.attribute("region")
    flags = tuple(flag for name, flag in _FLAGS.items() if _flag(node, name))
    issuer, latin = _state(node), node.attribute("latinNumber")
    document = ListedDocument(
        type=" ".join(filter(None, (code, description))) or None,
        kind=_DOCUMENT_KINDS.get(code) or kind_of(note, description),
        number=plain_number(latin or written) or plain_number(note or ""),
        written="; ".join(filter(None, (written, latin))) or None,
        issuer=issuer.text if issuer else None,
        issuer_code=issuer.code if issuer else None,
        issued=_date(node, "issueDate") or _date(node, "validFrom"),
        expires=_date(node, "validTo"),
        place=ListedPlace(region, region=region) if region else None,
        authority=node.attribute("issuedBy") or None,
        name=node.attribute("nameOnDocument") or None,
        flags=flags,
        note=note,
        basis=_basis(node),
    )
    return with_words_read(document)


def _date(node: Node, name: str) -> PartialDate | None:
    found = _day(node, name)
    return PartialDate.of_day(found) if found else None


def _details(node: Node) -> tuple[str, ...]:
    text = node.attribute("designationDetails")
    return (text,) if text else ()


def _features(node: Node) -> tuple[ListedFeature, ...]:
    contacts = (c for address in node.branches("address") for c in address.branches("contactInfo"))
    details = node.branches("additionalInformation")
    return _unique(_feature(branch) for branch in [*contacts, *details])


def _feature(node: Node) -> ListedFeature | None:
    kind, text = node.attribute("key"), node.attribute("value")
    return ListedFeature(kind, text) if kind or text else None


def _other_references(node: Node) -> tuple[tuple[str, str], ...]:
    united_nations = node.attribute("unitedNationId")
    return (("un", united_nations),) if united_nations else ()
