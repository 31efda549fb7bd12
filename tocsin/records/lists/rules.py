"""What a published list is to this register, and how two readings of it differ. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Protocol

from tocsin.formats.lists import is_bookkeeping
from tocsin.foundations.vocabulary.codes import ActionCode, Ground, PersonStatus, Purpose
from tocsin.records.registers.rules import BOOKKEEPING, Contribution, LegalBasis, Statement


@dataclass(frozen=True, slots=True)
class Publisher:
    """Who keeps a list, and what its entries stand on and ask for."""

    member_code: str
    member_name: str
    member_kind: str
    ground: Ground
    basis_type: str
    citation: str
    authority: str
    person_action: ActionCode
    proportionality: str = ""
    """Why the action is what the act itself asks for, where it is more than to inform."""


PUBLISHERS: dict[str, Publisher] = {
    "un": Publisher(
        "UN",
        "United Nations",
        "organisation",
        Ground.UN_DESIGNATION,
        "Security Council sanctions",
        "United Nations Security Council Consolidated List",
        "Security Council committees",
        ActionCode.REFUSE_ENTRY,
        "The resolutions under which the list is kept oblige states to refuse entry and transit.",
    ),
    "ofac": Publisher(
        "US",
        "United States of America",
        "state",
        Ground.NATIONAL_DESIGNATION,
        "national sanctions",
        "Specially Designated Nationals and Blocked Persons List",
        "Office of Foreign Assets Control",
        ActionCode.INFORM_ONLY,
    ),
    "eu": Publisher(
        "EU",
        "European Union",
        "organisation",
        Ground.NATIONAL_DESIGNATION,
        "restrictive measures",
        "Consolidated list of persons, groups and entities subject to EU financial sanctions",
        "Council of the European Union",
        ActionCode.INFORM_ONLY,
    ),
}
"""UN entries carry a travel ban; the other two lists freeze assets and only inform a border."""

PROPERTY_OF: dict[str, str] = {
    "names": "name",
    "birth_dates": "birth_date",
    "birth_places": "birth_place",
    "nationalities": "nationality",
    "documents": "document",
    "addresses": "address",
}
SHORT_LIST = 20
"""Entries; a list as short as this may well change as a whole."""
OVERDUE_AFTER = timedelta(days=7)
"""A list that was not taken in for longer is shown as overdue: publishers change theirs weekly."""
GRADE = "A1"
"""A publisher's own act is beyond doubt as to what it says."""
_IDENTITY = ("publisher", "reference", "kind")


@dataclass(frozen=True, slots=True)
class Held:
    """What the register holds under a reference: its key, its content, whether it lives."""

    record_id: Any
    content_hash: bytes
    live: bool


@dataclass(frozen=True, slots=True)
class Difference:
    """What an import does, by reference number."""

    added: tuple[str, ...]
    revived: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]
    unchanged: tuple[str, ...]


def difference(held: Mapping[str, Held], now_listed: Mapping[str, bytes]) -> Difference:
    """Compare by reference and content hash; a delisted entry that returns is listed anew."""
    known = [reference for reference in now_listed if reference in held]
    alive = [reference for reference in known if held[reference].live]
    same = {each for each in alive if held[each].content_hash == now_listed[each]}
    return Difference(
        added=tuple(each for each in now_listed if each not in held),
        revived=tuple(each for each in known if not held[each].live),
        changed=tuple(each for each in alive if each not in same),
        removed=tuple(each for each in held if held[each].live and each not in now_listed),
        unchanged=tuple(each for each in alive if each in same),
    )


def shrinks_too_much(held: Mapping[str, Held], found: Difference) -> bool:
    """Whether more than half of a list of some length would be delisted at once.

    Publishers take names off one by one; a file that takes off most is more likely cut or wrong.
    """
    live = sum(each.live for each in held.values())
    return live >= SHORT_LIST and len(found.removed) * 2 > live


@dataclass(frozen=True, slots=True)
class Net:
    """What several imports together changed, by reference: an entry that came and went is nowhere,
    one that went and came back is changed."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]


class Imported(Protocol):
    """What an import did, by reference."""

    @property
    def added(self) -> Sequence[str]: ...
    @property
    def changed(self) -> Sequence[str]: ...
    @property
    def removed(self) -> Sequence[str]: ...


def net(runs: Iterable[Imported]) -> Net:
    """The difference between before the first and after the last of these imports, in order."""
    was: dict[str, bool] = {}
    stands: dict[str, bool] = {}
    for run in runs:
        for references, before, after in (
            (run.added, False, True),
            (run.changed, True, True),
            (run.removed, True, False),
        ):
            for reference in references:
                was.setdefault(reference, before)
                stands[reference] = after
    found = sorted((was[each], stands[each], each) for each in was)
    added, changed, removed = (
        tuple(each for before, after, each in found if (before, after) == wanted)
        for wanted in ((False, True), (True, True), (True, False))
    )
    return Net(added, changed, removed)


def goes_back(published: date | None, held: date | None) -> bool:
    """Whether an edition is older than the one held; where a day is unknown, it is not."""
    return published is not None and held is not None and published < held


def is_overdue(imported_at: datetime | None, now: datetime) -> bool:
    """Whether a list that was taken in before should have been taken in again by now."""
    return imported_at is not None and now - imported_at > OVERDUE_AFTER


def statements_of(entry: Mapping[str, Any]) -> tuple[Statement, ...]:
    """An entry as read (``ListEntry.to_dict``), one statement for each value it gives."""
    return tuple(
        Statement(_property(key, value), value, GRADE)
        for key, value in _values(entry)
        if value not in (None, "", [], {})
    )


def _values(entry: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for key, given in entry.items():
        if key not in _IDENTITY:
            for value in given if isinstance(given, list | tuple) else [given]:
                yield key, value


def _property(key: str, value: Any) -> str:
    if key == "remainder" and is_bookkeeping(value[0]):
        return BOOKKEEPING
    return PROPERTY_OF.get(key, key)


def contribution_of(source_list: str, entry: Mapping[str, Any]) -> Contribution:
    """The record that a list's entry becomes, under its publisher's standing terms."""
    publisher = PUBLISHERS[source_list]
    statements = statements_of(entry)
    person = entry["kind"] == "person"
    action = publisher.person_action if person else ActionCode.INFORM_ONLY
    return Contribution(
        register=entry["kind"],
        reference=entry["reference"],
        primary_name=_primary_name(statements) or entry["reference"],
        statements=statements,
        ground=publisher.ground,
        legal_basis=LegalBasis(publisher.basis_type, publisher.citation, publisher.authority),
        purpose=Purpose.TRAVEL_SCREENING,
        person_status=PersonStatus.DESIGNATED if person else PersonStatus.NOT_A_PERSON,
        requested_action=action,
        details=_details(publisher, entry["reference"], action),
        evidence_summary=f"Published in: {publisher.citation}",
        source_grade="A",
        information_grade="1",
        tlp="clear",
        handling_code="H0",
        source_list=source_list,
    )


def _details(publisher: Publisher, reference: str, action: ActionCode) -> dict[str, str]:
    told = {"designation_reference": reference, "designating_body": publisher.authority}
    if action != ActionCode.INFORM_ONLY:
        told["proportionality"] = publisher.proportionality
    return told


def _primary_name(statements: tuple[Statement, ...]) -> str:
    names = (each.value["full"] for each in statements if each.property == "name")
    return next((name for name in names if name), "")
