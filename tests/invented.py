"""The invented people, members and flights that tests act with. States are XA to XZ."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from tocsin.formats.countries import Country
from tocsin.formats.paxlst import Flight, ListedTraveller, PassengerList
from tocsin.formats.paxlst.lists import Role as OnBoard
from tocsin.formats.paxlst.lists import TravelDocument
from tocsin.foundations.vocabulary import PartialDate
from tocsin.foundations.vocabulary.codes import Verdict
from tocsin.matching import Index
from tocsin.members.actions import ensure_member, ensure_officer, ensure_unit, keep_desk
from tocsin.members.rules import THIS_NODE, Desk
from tocsin.records.registers.actions import add_records
from tocsin.records.registers.models import Record
from tocsin.records.registers.rules import Contribution, LegalBasis, Statement
from tocsin.records.registers.rules.grounds import details_of_action, details_of_ground
from tocsin.records.registers.subjects import subject_of
from tocsin.review import queries
from tocsin.review.actions import decide
from tocsin.review.models import Adjudication
from tocsin.review.rules import State
from tocsin.safeguards.access.actions import actor_for, viewing
from tocsin.safeguards.access.rules import Actor, Role
from tocsin.screening.manifests import screen_list

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
WHY = "Compared the passport with the record."
NAME = "Qasim Zarbaran"
DESK = Desk("Contact Point", ("+99900000001",))
STATEMENTS = (
    Statement("name", {"full": NAME}, "A1"),
    Statement("birth_date", {"date": "1970-05-02"}, "A1"),
    Statement("document", {"number": "ZX5504471", "issuer_code": "XA"}, "A1"),
)
BASIS = LegalBasis("resolution", "Resolution 0000", "Council of Invented States", date(2026, 1, 15))
DETAILS = {
    "designation_reference": "Resolution 0000, entry 1",
    "designating_body": "Council of Invented States",
    "issuing_authority": "High Court of Inventia",
    "warrant_number": "W 12/26",
    "warrant_date": "2026-01-15",
    "offence": "Preparing an explosion",
    "offence_law": "Criminal Code of Inventia, section 90",
    "authorised_by": "court",
    "authorising_body": "High Court of Inventia",
    "authorisation_number": "A 7/26",
    "authorisation_date": "2026-01-15",
    "conduct": "training",
    "ordering_authority": "Family Court of Inventia",
    "order_number": "F 3/26",
    "order_date": "2026-01-15",
    "danger": "conflict_zone",
    "contact": "Duty desk of the Family Court",
    "entry_ban": "Ban 4/26",
    "proportionality": "Nothing weaker would do.",
}
"""Every detail that some ground or action asks for; `contribution` takes those that it needs."""
STATUSES = {
    "warrant": "wanted",
    "fighter_alert": "alerted",
    "protected_child": "missing",
}


def node(code: str, *roles: Role) -> Actor:
    """A member as such, without an officer."""
    member = ensure_member(code, f"State {code}", "state", now=NOW)
    if code != THIS_NODE:
        keep_desk(member, DESK)
    return Actor(member.id, frozenset(roles))


def officer(name: str, member: str = "XB", *roles: Role) -> Actor:
    """An officer of a member, a screening officer unless told otherwise, with a second factor."""
    of = ensure_member(member, f"State {member}", "state", now=NOW)
    keep_desk(of, DESK)
    unit = ensure_unit(of, "Border desk")
    appointed = roles or (Role.SCREENING_OFFICER,)
    found = ensure_officer(unit, f"{name}.{member}".lower(), name, appointed)
    give_second_factor(found.pk)
    return actor_for(found)


def give_second_factor(officer_id: int) -> None:
    """Without one, an officer reaches no page but the one to set it up."""
    from allauth.mfa.models import Authenticator

    there = Authenticator(user_id=officer_id, type=Authenticator.Type.TOTP, data={"secret": ""})
    Authenticator.objects.bulk_create([there], ignore_conflicts=True)


def contribution(reference: str = "XAi.001", **changes: Any) -> Contribution:
    """A valid contribution; change what the test is about."""
    given: dict[str, Any] = {
        "register": "person",
        "reference": reference,
        "primary_name": NAME,
        "statements": STATEMENTS,
        "ground": "un_designation",
        "legal_basis": BASIS,
        "purpose": "travel_screening",
        "person_status": "designated",
        "requested_action": "inform_only",
        "evidence_summary": "Published by the Council.",
        "source_grade": "A",
        "information_grade": "1",
        "tlp": "clear",
        "handling_code": "H0",
        "passed_gate_by": "rule:test",
    }
    ground = changes.get("ground", given["ground"])
    given["person_status"] = STATUSES.get(ground, "designated")
    whole = {**given, **changes}
    whole["statements"] = tuple(map(_graded, whole["statements"]))
    return Contribution(**{"details": _details(whole), **whole})


def _details(given: dict[str, Any]) -> dict[str, str]:
    """What the ground and the action of a contribution ask for."""
    ground, action = given["ground"], given["requested_action"]
    wanted = (*details_of_ground(ground), *details_of_action(ground, action))
    return {each.name: DETAILS[each.name] for each in wanted}


def _graded(statement: Statement) -> Statement:
    return statement if statement.grade else replace(statement, grade="A1")


def listed(reference: str = "XAi.001", *, by: str = "XA", **changes: Any) -> Record:
    """A record that a member contributed."""
    owner = node(by, Role.REGISTRAR)
    with viewing(owner):
        return add_records(owner, [contribution(reference, **changes)], now=NOW)[0]


def index_of(*records: Record, at: Path) -> Index:
    """An index of these records, as if each stated what `STATEMENTS` says."""
    stated = [statement.to_dict() for statement in STATEMENTS]
    return Index.build((subject_of(str(each.id), "person", stated) for each in records), at)


def traveller(*names: str, born: str | None = None, number: str = "", at: int = 1) -> Any:
    """A listed traveller: surname first."""
    documents = (TravelDocument("P", number, Country("XAA", "XA")),) if number else ()
    return ListedTraveller(
        OnBoard.PASSENGER,
        names,
        birth_date=PartialDate.parse(born) if born else None,
        documents=documents,
        position=at,
    )


def flight(*travellers: ListedTraveller, number: str = "101", days: int = 1) -> PassengerList:
    """A passenger list of a flight from Istanbul to Vienna, some days from now."""
    departs = datetime.combine(date(2026, 3, 1) + timedelta(days=days), datetime.min.time())
    return PassengerList(
        reference=f"REF{number}{days}",
        flight=Flight(
            "XB", number, "IST", "VIE", departs.replace(hour=9), departs.replace(hour=11)
        ),
        travellers=travellers,
    )


def candidate_on(
    record: Record,
    at: Path,
    *,
    by: str = "XB",
    number: str = "101",
    days: int = 1,
    person: ListedTraveller | None = None,
) -> UUID:
    """The id of the one candidate that screening a flight with the subject on it proposes."""
    screener = node(by, Role.SCREENING_OFFICER)
    who = person or traveller("ZARBARAN", "QASIM", born="1970-05-02", number="ZX5504471")
    unlisted = traveller("PLAIN", "OLGA", born="1990-01-01", at=2)
    _, proposals = screen_list(
        screener, index_of(record, at=at), flight(who, unlisted, number=number, days=days), now=NOW
    )
    assert len(proposals) == 1
    with viewing(screener):
        return Adjudication.objects.latest("candidate_id").candidate_id


def seen_by(actor: Actor, candidate_id: UUID) -> str:
    """What the officer has before them, as their page would send it back."""
    return queries.offer(actor, queries.candidate(actor, candidate_id), now=NOW).seen


def conclude(actor: Actor, candidate_id: UUID, verdict: Verdict = Verdict.SAME) -> State:
    """The officer's verdict on a candidate as it stands."""
    return decide(actor, candidate_id, verdict, WHY, seen=seen_by(actor, candidate_id), now=NOW)
