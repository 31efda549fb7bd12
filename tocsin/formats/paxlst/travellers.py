"""The people of a PAXLST: group 4 (a person and their journey) and group 5 (their documents).

Drafts are filled as segments come, in whatever order the carrier puts them, and frozen once the day
of the flight is known, since two-digit years are counted from it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from tocsin.formats.countries import Country, country
from tocsin.formats.edifact import Segment
from tocsin.formats.edifact.envelope import Faults
from tocsin.formats.paxlst import codes
from tocsin.formats.paxlst.dates import birth_date, document_date
from tocsin.formats.paxlst.lists import ListedTraveller, Place, Role, TravelDocument
from tocsin.foundations.vocabulary import PartialDate


@dataclass(slots=True)
class _Document:
    type: str
    number: str
    position: int
    issuer: Country | None = None
    expires: str = ""
    issued: str = ""


@dataclass(slots=True)
class _Traveller:
    role: Role
    names: tuple[str, ...]
    position: int
    sex: str | None = None
    born: str = ""
    born_at: int = 0
    nationalities: list[Country] = field(default_factory=list)
    residence: Country | None = None
    birth_place: Place | None = None
    places: dict[str, str] = field(default_factory=dict)
    documents: list[_Document] = field(default_factory=list)
    references: dict[str, str] = field(default_factory=dict)
    verified: bool | None = None


class Travellers:
    """The people read so far; what comes next describes the ``current`` one."""

    def __init__(self, faults: Faults) -> None:
        self.faults = faults
        self.drafts: list[_Traveller] = []
        self.current: _Traveller | None = None

    @property
    def roles(self) -> list[Role]:
        return [each.role for each in self.drafts]

    def freeze(self, day: date | None) -> tuple[ListedTraveller, ...]:
        """Everybody, with two-digit years counted from the day of the flight."""
        return tuple(self._freeze(draft, day) for draft in self.drafts)

    # --- group 4: a person ---

    def begin(self, segment: Segment) -> None:
        role = codes.ROLES.get(segment.value(0), Role.UNKNOWN)
        names = segment.values(3)
        while names and not names[-1]:
            names = names[:-1]
        self.current = _Traveller(role, names, segment.number)
        self.drafts.append(self.current)
        if not names or not any(names):
            self._fault("name-missing", "A traveller without a name.", segment)
        if role is Role.UNKNOWN:
            self._fault("role-unknown", "NAD has an unknown party function.", segment)

    def att(self, segment: Segment) -> None:
        if self.current is None:
            self._fault("segment-misplaced", "ATT before any traveller.", segment)
            return
        written = (segment.value(2) or segment.value(1)).upper()
        self.current.sex = codes.SEXES.get(written)
        if written and not self.current.sex:
            self._fault("sex-unknown", "ATT has none of the codes M, F, X and U.", segment)

    def nat(self, segment: Segment) -> None:
        qualifier = segment.value(0)  # some leave it out: NAT+GBR
        written = segment.value(1) or (qualifier if not qualifier.isdigit() else "")
        state = self._country(written, segment)
        if self.current is None:
            self._fault("segment-misplaced", "NAT before any traveller.", segment)
        elif state:
            self.current.nationalities.append(state)

    def reference(self, segment: Segment) -> None:
        if self.current is not None:
            self.current.references.setdefault(segment.value(0), segment.value(0, 1))

    def gei(self, segment: Segment) -> None:
        if self.current is not None:
            self.current.verified = codes.VERIFIED.get(segment.value(1))

    def birth(self, segment: Segment) -> None:
        if self.current is None:
            self._fault("segment-misplaced", "A date of birth before any traveller.", segment)
            return
        self.current.born, self.current.born_at = segment.value(0, 1), segment.number

    def place(self, segment: Segment) -> None:
        """LOC of a person or of their document."""
        what = segment.value(0)
        if self.current is None:
            return
        if what == codes.ISSUER:
            self._issuer(segment)
        elif what == codes.RESIDENCE:
            self.current.residence = self._country(segment.value(1), segment)
        elif what == codes.BIRTH_PLACE:
            self.current.birth_place = self._birth_place(segment)
        else:
            self.current.places[what] = segment.value(1).upper()

    def _birth_place(self, segment: Segment) -> Place | None:
        names = filter(None, (segment.value(part, 3) for part in range(1, 4)))
        written = segment.value(1)
        place = Place(self._country(written, segment) if written else None, ", ".join(names))
        return place if place != Place() else None

    # --- group 5: a document ---

    def doc(self, segment: Segment) -> None:
        if self.current is None:
            self._fault("segment-misplaced", "DOC before any traveller.", segment)
            return
        number = segment.value(1)
        if not number:
            self._fault("document-number-missing", "A document without a number.", segment)
        document = _Document(segment.value(0).upper(), number, segment.number)
        self.current.documents.append(document)

    def document_date(self, segment: Segment) -> None:
        document = self._document(segment)
        if document is None:
            return
        if segment.value(0) == codes.EXPIRES:
            document.expires = segment.value(0, 1)
        else:
            document.issued = segment.value(0, 1)

    def _issuer(self, segment: Segment) -> None:
        document = self._document(segment)
        if document is not None:
            document.issuer = self._country(segment.value(1), segment)

    def _document(self, segment: Segment) -> _Document | None:
        if self.current is not None and self.current.documents:
            return self.current.documents[-1]
        self._fault("segment-misplaced", "A detail of a document before any document.", segment)
        return None

    def _country(self, written: str, segment: Segment) -> Country | None:
        state = country(written)
        if state is None:
            self._fault("state-missing", "A state's code is missing.", segment)
        elif state.alpha2 is None:
            self._fault("state-unknown", "A code that is no state's in ISO 3166-1.", segment)
        return state

    # --- frozen ---

    def _freeze(self, draft: _Traveller, day: date | None) -> ListedTraveller:
        references, places = draft.references, draft.places
        return ListedTraveller(
            role=draft.role,
            names=draft.names,
            sex=draft.sex,
            birth_date=self._born(draft, day),
            nationalities=tuple(draft.nationalities),
            residence=draft.residence,
            birth_place=draft.birth_place,
            embarks=places.get(codes.EMBARKS) or None,
            debarks=places.get(codes.DEBARKS) or None,
            clears_at=places.get(codes.CLEARS_AT) or None,
            documents=tuple([self._freeze_document(each, day) for each in draft.documents]),
            locator=references.get(codes.LOCATOR) or None,
            seat=references.get(codes.SEAT) or None,
            reference=references.get(codes.REFERENCE) or None,
            verified=draft.verified,
            position=draft.position,
        )

    def _born(self, draft: _Traveller, day: date | None) -> PartialDate | None:
        if not draft.born:
            text = "A traveller without a date of birth."
            self.faults.add("birth-date-missing", text, draft.position)
            return None
        born = birth_date(draft.born, day, crew=draft.role.is_crew) if day else None
        if born is None:
            text = "A date of birth isn't a possible date." if day else "No date to count from."
            self.faults.add("date-unreadable", text, draft.born_at)
        return born

    def _freeze_document(self, draft: _Document, day: date | None) -> TravelDocument:
        expires = self._day(draft.expires, day, draft, issue=False)
        issued = self._day(draft.issued, day, draft, issue=True)
        return TravelDocument(draft.type, draft.number, draft.issuer, expires, issued)

    def _day(self, text: str, day: date | None, draft: _Document, *, issue: bool) -> date | None:
        if not text:
            return None
        found = document_date(text, day, issue=issue) if day else None
        if found is None:
            self.faults.add("date-unreadable", "A document's date isn't one.", draft.position)
        return found

    def _fault(self, code: str, message: str, segment: Segment) -> None:
        self.faults.add(code, message, segment.number)
