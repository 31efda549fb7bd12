"""A booking being read: names first, then documents to the travellers they belong to.

Systems put a document under the traveller, at the end of the booking or at each leg, with or
without the traveller's number, and an infant's under the number of the adult. So documents wait
until all names are known.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from tocsin.formats.countries import Country, country
from tocsin.formats.edifact.envelope import Faults
from tocsin.formats.paxlst import codes
from tocsin.formats.paxlst.dates import birth_date, document_date
from tocsin.formats.paxlst.lists import Leg, ListedTraveller, Place, Role, TravelDocument
from tocsin.formats.pnrgov.bookings import Booking, Locator
from tocsin.formats.pnrgov.details import Details, Visa
from tocsin.foundations.vocabulary import PartialDate


@dataclass(slots=True)
class Person:
    """A traveller as far as read. ``names`` are the booking's, ``documents`` by type and number."""

    names: tuple[str, ...]
    reference: str
    position: int
    born: str = ""
    sex: str | None = None
    nationalities: list[Country] = field(default_factory=list)
    birth_place: str = ""
    documents: dict[tuple[str, str], TravelDocument] = field(default_factory=dict)
    other_names: list[tuple[str, ...]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Sent:
    """A document with what says whose it is: a traveller's number, and who stood before it."""

    what: Details | Visa
    reference: str
    after: Person | None
    position: int


@dataclass(slots=True)
class Draft:
    """A booking as far as read."""

    position: int
    faults: Faults
    locators: dict[Locator, None] = field(default_factory=dict)
    legs: list[Leg] = field(default_factory=list)
    people: list[Person] = field(default_factory=list)
    documents: list[Sent] = field(default_factory=list)

    def freeze(self, day: date | None) -> Booking:
        """The booking; two-digit years count from ``day``, that of the flight."""
        for sent in self.documents:
            self._give(sent, day)
        locator = next(iter(self.locators), None)
        people = tuple(self._frozen(each, locator, day) for each in self.people)
        return Booking(tuple(self.locators), tuple(self.legs), people, self.position)

    # --- whose is it ---

    def _give(self, sent: Sent, day: date | None) -> None:
        person = self._owner(sent) or self._unnamed(sent)
        if person is None:
            text = "A document that belongs to no traveller of its booking."
            self.faults.add("traveller-unknown", text, sent.position)
        elif isinstance(sent.what, Details):
            self._docs(person, sent.what, day, sent.position)
        else:
            self._doco(person, sent.what, day)

    def _owner(self, sent: Sent) -> Person | None:
        names = sent.what.names if isinstance(sent.what, Details) else ()
        numbered = self._numbered(sent.reference)
        if numbered and (not names or _alike(numbered.names, names)):
            return numbered
        named = [each for each in self.people if names and _alike(each.names, names)]
        if named:
            return sent.after if sent.after in named else named[0]
        if isinstance(sent.what, Details) and sent.what.is_infant and (numbered or sent.after):
            return None
        only = self.people[0] if len(self.people) == 1 else None
        return numbered or sent.after or only

    def _unnamed(self, sent: Sent) -> Person | None:
        """A traveller whom only their document names: an infant, or whoever the names left out."""
        if not isinstance(sent.what, Details) or not any(sent.what.names):
            return None
        person = Person(sent.what.names, sent.reference, sent.position)
        self.people.append(person)
        return person

    def _numbered(self, reference: str) -> Person | None:
        wanted = reference.lstrip("0")
        found = (each for each in self.people if wanted and each.reference.lstrip("0") == wanted)
        return next(found, None)

    # --- what it says ---

    def _docs(self, person: Person, it: Details, day: date | None, position: int) -> None:
        person.born = person.born or it.born
        person.sex = person.sex or codes.SEXES.get(it.sex)
        self._nationality(person, it.nationality, position)
        known = (person.names, *person.other_names)
        if any(it.names) and not any(_same(it.names, each) for each in known):
            person.other_names.append(it.names)
        if it.number:
            expires = document_date(it.expires, day) if it.expires and day else None
            if it.expires and expires is None:
                self.faults.add("date-unreadable", "A document's date isn't one.", position)
            issuer = country(it.issuer)
            document = TravelDocument(it.type, it.number, issuer, expires)
            person.documents.setdefault((it.type, it.number), document)

    def _doco(self, person: Person, it: Visa, day: date | None) -> None:
        person.birth_place = person.birth_place or it.birth_place
        if it.number:
            issued = document_date(it.issued, day, issue=True) if it.issued and day else None
            visa = TravelDocument(it.type or "V", it.number, country(it.state), None, issued)
            person.documents.setdefault((visa.type, it.number), visa)

    def _nationality(self, person: Person, written: str, position: int) -> None:
        state = country(written)
        if state and state.alpha2 is None:
            self.faults.add("state-unknown", "A code that is no state's in ISO 3166-1.", position)
        if state and str(state) not in map(str, person.nationalities):
            person.nationalities.append(state)

    def _frozen(self, it: Person, locator: Locator | None, day: date | None) -> ListedTraveller:
        return ListedTraveller(
            Role.PASSENGER,
            it.names,
            sex=it.sex,
            birth_date=self._born(it, day),
            nationalities=tuple(it.nationalities),
            birth_place=Place(None, it.birth_place) if it.birth_place else None,
            documents=tuple(it.documents.values()),
            locator=locator.code if locator else None,
            reference=it.reference or None,
            position=it.position,
            other_names=tuple(it.other_names),
        )

    def _born(self, it: Person, day: date | None) -> PartialDate | None:
        born = birth_date(it.born, day) if it.born and day else None
        if it.born and born is None:
            self.faults.add("date-unreadable", "A date of birth isn't a possible one.", it.position)
        return born


def _same(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two names have the same letters: relays put blanks into them, and take them out."""
    return _letters(one) == _letters(other)


def _alike(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """The same surname, and given names of which one begins like the other."""
    if _letters(one[:1]) != _letters(other[:1]):
        return False
    given, given_too = _letters(one[1:]), _letters(other[1:])
    return given.startswith(given_too) or given_too.startswith(given)


def _letters(names: tuple[str, ...]) -> str:
    return "".join("".join(names).split()).casefold()
