"""What a published list says of one subject: the value that all readers give.

This is the publisher's word, typed where it could be understood and kept as written where not. It
judges nothing, links nothing and knows no record of ours; the import makes records from it.

Text is kept letter by letter, but for white space: runs of it become one space, because the same
entry is wrapped differently from one publication to the next.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, cast

from tocsin.formats.lists.canonical import from_plain, to_bytes, to_plain
from tocsin.foundations.vocabulary import PartialDate

Kind = Literal["person", "organisation", "vessel", "aircraft"]

BOOKKEEPING = frozenset(
    {"DATAID", "VERSIONNUM", "SORT_KEY", "SORT_KEY_LAST_MOD", "uid", "@logicalId"}
)
"""Last steps of paths under which publishers keep their own counters, not facts of a subject."""


@dataclass(frozen=True, slots=True)
class ListedName:
    """One name. ``kind`` is primary, alias, formerly, now or "original script".

    ``quality`` is the publisher's own word (Good, Low, a.k.a. strong); ``weak`` what it comes to.
    ``parts`` are (role, text) as the publisher divides the name; UN lists name no family part, so
    ``given`` and ``family`` are None there. ``script`` is ISO 15924. ``written`` is the whole text
    where one element held several names. ``basis`` is the legal act that gives this name (EU).
    """

    full: str
    given: str | None = None
    family: str | None = None
    parts: tuple[tuple[str, str], ...] = ()
    script: str | None = None
    language: str | None = None
    weak: bool = False
    kind: str = "alias"
    quality: str | None = None
    note: str | None = None
    written: str | None = None
    basis: str | None = None


@dataclass(frozen=True, slots=True)
class ListedDate:
    """A birth date: ``date`` is None where ``written`` can't be understood.

    ``type`` is the publisher's (EXACT, APPROXIMATELY, BETWEEN, circa); ``calendar`` is given where
    it is not the Gregorian; ``of_name`` is the alias under which this date was used.
    """

    date: PartialDate | None
    written: str
    type: str | None = None
    calendar: str | None = None
    note: str | None = None
    of_name: str | None = None
    basis: str | None = None


@dataclass(frozen=True, slots=True)
class ListedCountry:
    """A state as written, and its ISO 3166-1 alpha-2 code where the words can be told."""

    text: str
    code: str | None = None
    note: str | None = None
    basis: str | None = None


@dataclass(frozen=True, slots=True)
class ListedPlace:
    """A place of birth, an address, or where a document was issued; ``text`` is one line of it."""

    text: str
    country: ListedCountry | None = None
    city: str | None = None
    region: str | None = None
    street: str | None = None
    postcode: str | None = None
    place: str | None = None
    note: str | None = None
    of_name: str | None = None
    basis: str | None = None


@dataclass(frozen=True, slots=True)
class ListedDocument:
    """A document. ``number`` is the plain number, for comparing; ``written`` is as published.

    ``kind`` is passport, identity or other; ``type`` and ``detail`` are the publisher's words.
    ``issuer`` is as written or, where nothing is written, None even if ``issuer_code`` was told
    from the words around the number ("Libyan passport"). ``flags`` are among: false, lost,
    revoked, expired, diplomatic.
    """

    type: str | None = None
    detail: str | None = None
    kind: str = "other"
    number: str | None = None
    written: str | None = None
    issuer: str | None = None
    issuer_code: str | None = None
    issued: PartialDate | None = None
    expires: PartialDate | None = None
    place: ListedPlace | None = None
    authority: str | None = None
    name: str | None = None
    flags: tuple[str, ...] = ()
    note: str | None = None
    basis: str | None = None

    @property
    def fraudulent(self) -> bool:
        return "false" in self.flags


@dataclass(frozen=True, slots=True)
class ListedFeature:
    """Any other fact with a name: a telephone, a web site, a vessel's flag, a warning."""

    kind: str
    text: str
    country: ListedCountry | None = None


@dataclass(frozen=True, slots=True)
class ListedAct:
    """The legal act behind a listing (EU regulations)."""

    title: str
    type: str | None = None
    programme: str | None = None
    organisation: str | None = None
    published_on: date | None = None
    in_force_on: date | None = None
    link: str | None = None


@dataclass(frozen=True, slots=True)
class ListEntry:
    """One subject of one published list; the first of ``names`` is the primary one.

    ``reference`` is the publisher's own (QDi.001, an OFAC uid, EU.27.28). ``sex`` is F or M.
    ``remainder`` is every text of the source that no field took up, as (path, text), so that
    nothing is lost, also of elements that are not invented yet.
    """

    publisher: str
    reference: str
    kind: Kind
    names: tuple[ListedName, ...]
    birth_dates: tuple[ListedDate, ...] = ()
    birth_places: tuple[ListedPlace, ...] = ()
    nationalities: tuple[ListedCountry, ...] = ()
    documents: tuple[ListedDocument, ...] = ()
    addresses: tuple[ListedPlace, ...] = ()
    sex: str | None = None
    titles: tuple[str, ...] = ()
    positions: tuple[str, ...] = ()
    programmes: tuple[str, ...] = ()
    list_types: tuple[str, ...] = ()
    acts: tuple[ListedAct, ...] = ()
    listed_on: date | None = None
    updated_on: tuple[date, ...] = ()
    delisted_on: date | None = None
    submitted_by: tuple[str, ...] = ()
    comments: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    features: tuple[ListedFeature, ...] = ()
    other_references: tuple[tuple[str, str], ...] = ()
    remainder: tuple[tuple[str, str], ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """JSON-able and the same for the same content; `from_dict` gives the entry back."""
        return cast(dict[str, Any], to_plain(self))

    @classmethod
    def from_dict(cls, plain: Mapping[str, Any]) -> ListEntry:
        return cast(ListEntry, from_plain(cls, plain))

    def canonical(self) -> bytes:
        """`to_dict` as the one JSON text of it: equal content, equal bytes."""
        return to_bytes(self.to_dict())


def is_bookkeeping(path: str) -> bool:
    """Whether what stands at this path of a remainder is a counter of the publisher's own."""
    return path.rpartition("/")[2].partition("[")[0] in BOOKKEEPING
