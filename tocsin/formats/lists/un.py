"""The consolidated list of the UN Security Council, in the XML that its secretariat publishes.

Source: the schema sc-sanctions.xsd (CONSOLIDATED_LIST) and the files themselves, whose three
habits the schema does not tell: LISTED_ON may carry a time zone, documents may hold their number
in TYPE_OF_DOCUMENT2 or NOTE, and an alias may carry birth details of its own. ``VERSIONNUM`` is
always 1 and tells nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from tocsin.formats.lists.dates import date_after, day, hijri_date, written_date
from tocsin.formats.lists.documents import kind_of, passports_in, plain_number, with_words_read
from tocsin.formats.lists.entry import (
    Kind,
    ListedDate,
    ListedDocument,
    ListedName,
    ListedPlace,
    ListEntry,
)
from tocsin.formats.lists.names import divided, from_note, told_by_note
from tocsin.formats.lists.scripts import script_of
from tocsin.formats.lists.states import country, state_code
from tocsin.formats.lists.xml import Node
from tocsin.foundations.vocabulary import PartialDate

ROOT = "CONSOLIDATED_LIST"
KINDS: dict[str, Kind] = {"INDIVIDUAL": "person", "ENTITY": "organisation"}
PATHS = frozenset({(ROOT, "INDIVIDUALS", "INDIVIDUAL"), (ROOT, "ENTITIES", "ENTITY")})
CONTAINERS = frozenset({(ROOT, "INDIVIDUALS"), (ROOT, "ENTITIES")})

_NAME_PARTS = ("FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME")
_SEXES = {"Male": "M", "Female": "F"}
_FORMER = frozenset({"f.k.a."})
_ORIGINAL_SEPARATORS = re.compile(r"[;؛|]")
_LINK = re.compile(r"https?://[^\s<>\"]+")
_BORN = r"\bborn(?: on| in)?\b|\bDP?OB\b"
_NEW_ALIAS = re.compile(
    r"New AKA: (?P<name>[^.;:]{2,80}?) with date of birth (?P<born>\d{1,2} \w+ \d{4})"
)
"""The words in which resolution 2371 (2017) added aliases: they stand in comments alone."""
_OTHER_BIRTH = "Other possible date of birth:?"
_NOTHING = frozenset({"na", "n/a", "null", "unknown"})


def entry(node: Node) -> ListEntry | None:
    """The entry of an INDIVIDUAL or ENTITY; None where it has no reference or no name."""
    aliases = node.branches(f"{node.tag}_ALIAS")
    birth_dates, birth_places = _birth_dates(node, aliases), _birth_places(node, aliases)
    comments = node.take_each("COMMENTS1")
    notes = [*(alias.peek("NOTE") for alias in aliases), *comments]
    mentioned = tuple(passport for note in notes for passport in passports_in(note))
    reference, names = node.take("REFERENCE_NUMBER"), _names(node)
    if not reference or not names:
        return None
    return ListEntry(
        publisher="un",
        reference=reference,
        kind=KINDS[node.tag],
        names=(*names, *_new_aliases(comments, names)),
        birth_dates=(*birth_dates, *_births_in_comments(comments)),
        birth_places=birth_places,
        nationalities=tuple(map(country, _values(node, "NATIONALITY"))),
        documents=(*_documents(node), *mentioned),
        addresses=_places(node.branches(f"{node.tag}_ADDRESS")),
        sex=_sex(node),
        titles=_values(node, "TITLE"),
        positions=_values(node, "DESIGNATION"),
        programmes=node.take_each("UN_LIST_TYPE"),
        list_types=_values(node, "LIST_TYPE"),
        listed_on=_day(node, "LISTED_ON"),
        updated_on=_updates(node),
        delisted_on=_day(node, "DELISTED_ON"),
        submitted_by=node.take_each("SUBMITTED_BY"),
        comments=comments,
        links=tuple(link.rstrip(".,;)") for text in comments for link in _LINK.findall(text)),
        remainder=tuple(node.remainder()),
    )


def _values(node: Node, tag: str) -> tuple[str, ...]:
    return tuple(text for branch in node.branches(tag) for text in branch.take_each("VALUE"))


def _sex(node: Node) -> str | None:
    sex = _SEXES.get(node.peek("GENDER"))
    if sex:
        node.take("GENDER")
    return sex


def _day(node: Node, tag: str) -> date | None:
    """The day of ``tag``, whose text is taken only if the day is all that it says."""
    written = node.peek(tag)
    understood = day(written)
    if understood and understood.isoformat() == written:
        node.take(tag)
    return understood


def _updates(node: Node) -> tuple[date, ...]:
    found = []
    for branch in node.branches("LAST_DAY_UPDATED"):
        for value in branch.branches("VALUE"):
            understood = day(value.text)
            if understood:
                value.own_text()
                found.append(understood)
    return tuple(found)


def _names(node: Node) -> tuple[ListedName, ...]:
    parts = tuple((tag, text) for tag in _NAME_PARTS if (text := node.take(tag)))
    primary = ListedName(" ".join(text for _, text in parts), parts=parts, kind="primary")
    found = divided(primary) if primary.full else []
    for text in node.take_each("NAME_ORIGINAL_SCRIPT"):
        found += _original(text)
    for alias in node.branches(f"{node.tag}_ALIAS"):
        found += _alias(alias)
    return tuple(dict.fromkeys(found))


def _original(text: str) -> list[ListedName]:
    pieces = [part for piece in _ORIGINAL_SEPARATORS.split(text) if (part := piece.strip())]
    whole = text if len(pieces) > 1 else None
    return [
        ListedName(piece, script=script_of(piece), kind="original script", written=whole)
        for piece in pieces
    ]


def _alias(node: Node) -> list[ListedName]:
    if not node.peek("ALIAS_NAME") or node.peek("ALIAS_NAME").casefold() in _NOTHING:
        return []
    quality = node.take("QUALITY") or None
    name = ListedName(
        node.take("ALIAS_NAME"),
        weak=quality == "Low",
        kind="formerly" if quality in _FORMER else "alias",
        quality=quality,
        note=node.take("NOTE") or None,
    )
    return [*divided(told_by_note(name)), *from_note(name)]


def _new_aliases(comments: tuple[str, ...], known: tuple[ListedName, ...]) -> Iterator[ListedName]:
    written = {name.full for name in known}
    for text in comments:
        for found in _NEW_ALIAS.finditer(text):
            if found["name"] not in written:
                yield ListedName(found["name"], script=script_of(found["name"]), note=text)


def _births_in_comments(comments: tuple[str, ...]) -> Iterator[ListedDate]:
    for text in comments:
        for found in _NEW_ALIAS.finditer(text):
            born = written_date(found["born"])
            yield ListedDate(born, found["born"], type="comment", of_name=found["name"])
        other = date_after(_OTHER_BIRTH, text) if "date of birth" in text else None
        if other:
            yield ListedDate(other, text, type="comment")


def _birth_dates(node: Node, aliases: list[Node]) -> tuple[ListedDate, ...]:
    own = (_birth_date(branch) for branch in node.branches(f"{node.tag}_DATE_OF_BIRTH"))
    of_aliases = (
        ListedDate(written_date(text), text, of_name=alias.peek("ALIAS_NAME") or None)
        for alias in aliases
        for text in alias.take_each("DATE_OF_BIRTH")
    )
    in_notes = (_birth_in_note(alias) for alias in aliases)
    return tuple(dict.fromkeys([*filter(None, own), *of_aliases, *filter(None, in_notes)]))


def _birth_in_note(alias: Node) -> ListedDate | None:
    note = alias.peek("NOTE")
    found = date_after(_BORN, note)
    if found is None:
        return None
    return ListedDate(found, note, type="note", of_name=alias.peek("ALIAS_NAME") or None)


def _birth_date(node: Node) -> ListedDate | None:
    written = node.take("DATE") or node.take("YEAR")
    if not written and (node.peek("FROM_YEAR") or node.peek("TO_YEAR")):
        written = f"{node.take('FROM_YEAR')}/{node.take('TO_YEAR')}"
    kind, note = node.take("TYPE_OF_DATE") or None, node.take("NOTE") or None
    if not (written or kind or note):
        return None
    hijri = not written and "hijri" in (note or "").casefold()
    return ListedDate(
        _understood(written, kind, note),
        written,
        type=kind,
        calendar="ISLAMIC" if hijri else None,
        note=note,
    )


def _understood(written: str, kind: str | None, note: str | None) -> PartialDate | None:
    """The date, or the one that the note gives where DATE and YEAR are silent ("Nov. 1973")."""
    found = written_date(written) if written else written_date(note or "") or hijri_date(note or "")
    about = kind == "APPROXIMATELY" or "approximately" in (note or "").casefold()
    return replace(found, approximate=True) if found and about else found


def _birth_places(node: Node, aliases: list[Node]) -> tuple[ListedPlace, ...]:
    own = _places(node.branches(f"{node.tag}_PLACE_OF_BIRTH"))
    of_aliases = (_alias_birth_place(alias) for alias in aliases)
    return tuple(dict.fromkeys([*own, *filter(None, of_aliases)]))


def _alias_birth_place(alias: Node) -> ListedPlace | None:
    city, state = alias.take("CITY_OF_BIRTH"), alias.take("COUNTRY_OF_BIRTH")
    if not (city or state):
        return None
    return ListedPlace(
        _line(city, state),
        country=country(state) if state else None,
        city=city or None,
        of_name=alias.peek("ALIAS_NAME") or None,
    )


def _places(branches: list[Node]) -> tuple[ListedPlace, ...]:
    return tuple(dict.fromkeys(place for node in branches if (place := _place(node))))


def _place(node: Node) -> ListedPlace | None:
    street, postcode, city = (node.take(tag) for tag in ("STREET", "ZIP_CODE", "CITY"))
    region, state, note = (node.take(tag) for tag in ("STATE_PROVINCE", "COUNTRY", "NOTE"))
    if not any((street, postcode, city, region, state, note)):
        return None
    return ListedPlace(
        _line(street, postcode, city, region, state) or note,
        country=country(state) if state else None,
        city=city or None,
        region=region or None,
        street=street or None,
        postcode=postcode or None,
        note=note or None,
    )


def _line(*parts: str) -> str:
    return ", ".join(filter(None, parts))


def _documents(node: Node) -> tuple[ListedDocument, ...]:
    found = (_document(branch) for branch in node.branches(f"{node.tag}_DOCUMENT"))
    return tuple(dict.fromkeys(filter(None, found)))


def _document(node: Node) -> ListedDocument | None:
    kind, detail = node.take("TYPE_OF_DOCUMENT"), node.take("TYPE_OF_DOCUMENT2")
    written, note = node.take("NUMBER"), node.take("NOTE")
    issued, place = _day(node, "DATE_OF_ISSUE"), _issue_place(node)
    issuer = node.take("ISSUING_COUNTRY")
    if not any((kind, detail, written, note, issuer, issued, place)):
        return None
    document = ListedDocument(
        type=kind or None,
        detail=detail or None,
        kind=kind_of(detail, kind, written),
        number=_number(written, detail, note),
        written=written or None,
        issuer=issuer or None,
        issuer_code=state_code(issuer) if issuer else None,
        issued=PartialDate.of_day(issued) if issued else None,
        place=place,
        note=note or None,
    )
    return _with_issuer(with_words_read(document))


def _number(written: str, detail: str, note: str) -> str | None:
    """From NUMBER; where it is empty, the publisher has put the number elsewhere."""
    return next((found for text in (written, detail, note) if (found := plain_number(text))), None)


def _with_issuer(document: ListedDocument) -> ListedDocument:
    """Where nothing else tells the issuer, the country it was issued in is taken for it."""
    place = document.place.country if document.place else None
    if document.issuer or document.issuer_code or place is None:
        return document
    return replace(document, issuer=place.text, issuer_code=place.code)


def _issue_place(node: Node) -> ListedPlace | None:
    city, state = node.take("CITY_OF_ISSUE"), node.take("COUNTRY_OF_ISSUE")
    if not (city or state):
        return None
    return ListedPlace(_line(city, state), country(state) if state else None, city or None)
