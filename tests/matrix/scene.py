"""Whom and what the matrix asks about: four members, an officer for each role, many records.

XA originates every record. XB is named by those that are addressed by name, XD is excepted from
those that are not, and XC is neither. Everything else that an address can point to belongs to the
asking officer's own member (or, where it is personal, to the officer), or to another.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cached_property
from pathlib import Path
from typing import Any

from django.test import Client

from tests.entrances.api.asking import token_of
from tests.invented import NOW, candidate_on, listed, node, officer, traveller
from tests.matrix import things
from tests.records.documents.reporting import NUMBER, WHY, put
from tocsin.foundations.vocabulary.codes import Tlp
from tocsin.members.queries import officer_by_username
from tocsin.records.documents.confirming.actions import ask_issuer
from tocsin.records.documents.rules import Asked
from tocsin.records.library.actions import add_work
from tocsin.records.library.files import File
from tocsin.records.library.rules import Contributed, Language, WorkKind
from tocsin.records.lists.models import Run
from tocsin.records.registers.models import Record
from tocsin.records.search.actions import save_search
from tocsin.records.search.rules import Question
from tocsin.review.models import Adjudication
from tocsin.review.receipts.actions import give_receipt
from tocsin.safeguards.access.actions import create_token, viewing
from tocsin.safeguards.access.counting import count_asked
from tocsin.safeguards.access.limits import LIMITS, Asking
from tocsin.safeguards.access.models import Alarm
from tocsin.safeguards.access.rules import Actor, Permission, Role, is_permitted
from tocsin.safeguards.audit.actions import ask_officer
from tocsin.safeguards.ledger.actions import note
from tocsin.safeguards.ledger.models import Entry
from tocsin.screening.clearances.actions import approve_clearance, propose_clearance
from tocsin.screening.clearances.rules import Basis, Grounds
from tocsin.travel.holding.keys import KeyFiles
from tocsin.travel.intake.actions import deliver

LEVELS: Mapping[str, Mapping[str, str]] = {
    "R": {"tlp": "red"},
    "S": {"tlp": "amber_strict"},
    "A": {"tlp": "amber"},
    "G": {"tlp": "green"},
    "C": {"tlp": "clear"},
    "3": {"tlp": "green", "handling_code": "H3"},
    "W": {"tlp": "green", "passed_gate_by": ""},
}
"""How a record is handled, by the letter that the table has for it."""


@dataclass(frozen=True)
class Relation:
    """How the asking member stands to a record, and which of two records it asks for."""

    member: str
    addressed: str


RELATIONS: Mapping[str, Relation] = {
    "own": Relation("XA", "all"),
    "other": Relation("XC", "all"),
    "named": Relation("XB", "only"),
    "unnamed": Relation("XC", "only"),
    "excepted": Relation("XD", "all"),
}
SAME_NAME = {
    ("draft-drop", "draft_id"): "form_id",
    ("media", "attachment_id"): "media_id",
    ("sealed-fetch", "message_id"): "sealed_id",
    ("sealed-message", "message_id"): "sealed_id",
    ("unmask-approve", "proposal_id"): "unmasking_id",
    ("unmask-refuse", "proposal_id"): "unmasking_id",
    ("unmask-withdraw", "proposal_id"): "unmasking_id",
}
"""Where two addresses have one name for two kinds of thing."""
NOBODYS = "019a0000-0000-7000-8000-00000000beef"
ASKING = "XB"
"""The member whose officers ask for all that isn't a record."""


@dataclass
class Seat:
    """An officer in one role, with their browser and a program that has their token."""

    member: str
    role: Role
    absent: dict[object, object] = field(default_factory=dict)
    """What each address answered about what isn't there."""

    @cached_property
    def actor(self) -> Actor:
        return officer(self.role.value, self.member, self.role)

    @cached_property
    def client(self) -> Client:
        _known = self.actor
        client = Client()
        client.force_login(officer_by_username(f"{self.role.value}.{self.member}".lower()))
        return client

    @cached_property
    def bearer(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {token_of(self.actor)}"}


@dataclass
class Scene:
    """Everything that is asked about, made once."""

    at: Path
    seats: dict[tuple[str, Role], Seat] = field(default_factory=dict)
    made: dict[str, Any] = field(default_factory=dict)

    def seat(self, member: str, role: Role) -> Seat:
        return self.seats.setdefault((member, role), Seat(member, role))

    @cached_property
    def records(self) -> dict[tuple[str, str], Record]:
        """By whom they are addressed to and by level."""
        named, excepted = node("XB").member_id, node("XD").member_id
        lists: dict[str, dict[str, Any]] = {
            "only": {"only_members": (named,)},
            "all": {"except_members": (excepted,)},
        }
        return {
            (addressed, level): listed(f"XA-{addressed}-{level}", **handling, **lists[addressed])
            for addressed in lists
            for level, handling in LEVELS.items()
        }

    def thing(self, parameter: str, seat: Seat, name: str, *, own: bool) -> Any:
        """The value for the address of this name: of the asking member's own, or of another's."""
        if parameter == "deed":
            return things.DEEDS[name]
        whose = seat if own else self.seat("XC", seat.role)
        kind = SAME_NAME.get((name, parameter), parameter)
        if kind == "form_id":
            return self._once(f"form.{whose.member}.{whose.role}", things.form, whose) or NOBODYS
        if kind in things.MAKERS:
            return self._once(f"{kind}.{whose.member}", things.MAKERS[kind], whose)
        return getattr(self, f"_{parameter}")(whose)

    @staticmethod
    def knows(parameter: str, address: Any) -> bool:
        """Whether there is something for the address to point to."""
        if parameter in ("record_id", "campaign_id"):
            return True
        if address.is_of_a_record:
            return parameter in things.PARTS
        kind = SAME_NAME.get((address.name, parameter), parameter)
        known = kind in things.MAKERS or kind == "form_id" or hasattr(Scene, f"_{kind}")
        return known or (parameter == "deed" and address.name in things.DEEDS)

    def part(self, parameter: str, record: Record) -> Any:
        """What is part of a record, for an address that names both."""
        if parameter == "campaign_id":
            return self.thing(parameter, self.seat(ASKING, Role.REGISTRAR), "", own=True)
        return self._once(f"{parameter}.{record.id}", things.PARTS[parameter], record, alone=True)

    def _once(self, key: str, make: Any, of: Any, *, alone: bool = False) -> Any:
        if key not in self.made:
            self.made[key] = make(of) if alone else make(self, of)
        return self.made[key]

    def _code(self, seat: Seat) -> Any:
        return seat.member

    def _officer_id(self, seat: Seat) -> Any:
        return officer("colleague", seat.member).officer_id

    def _of(self, kind: str, seat: Seat) -> Any:
        """What there is one of for a member, made by the first who asks for it."""
        key = f"{kind}.{seat.member}"
        if key not in self.made:
            self.made[key] = getattr(self, f"_make_{kind}")(seat)
        return self.made[key]

    def _candidate_id(self, seat: Seat) -> Any:
        return self._of("candidate", seat)

    def _make_candidate(self, seat: Seat) -> Any:
        record = listed(f"XA-seen-{seat.member}")
        who = traveller("ZARBARAN", "QASIM", born="1970-05-02", number="ZX5504471")
        return candidate_on(record, self.at / seat.member, by=seat.member, person=who)

    def _reference(self, seat: Seat) -> Any:
        return self._of("receipt", seat)

    def _make_receipt(self, seat: Seat) -> Any:
        candidate_id = self._candidate_id(seat)
        return give_receipt(officer("giving", seat.member), candidate_id, now=NOW).reference

    def _clearance_id(self, seat: Seat) -> Any:
        """One of the member's own, in force."""
        return self._of("clearance", seat)

    def _make_clearance(self, seat: Seat) -> Any:
        record = listed(f"XA-cleared-{seat.member}")
        grounds = Grounds(Basis.CONSENT, "Form 17.", NOW.date(), NOW + timedelta(days=30))
        marks, key = ["a" * 64], bytes(32)
        giving = officer("giving", seat.member)
        made = propose_clearance(giving, record.id, marks, grounds, key=key, now=NOW)
        approve_clearance(officer("seconding", seat.member), made.id, now=NOW)
        return made.id

    def _manifest_id(self, seat: Seat) -> Any:
        screener = node(seat.member, Role.SCREENING_OFFICER)
        candidate_id = self._candidate_id(seat)
        with viewing(screener):
            found = Adjudication.objects.select_related("candidate__traveller")
            return found.get(candidate_id=candidate_id).candidate.traveller.manifest_id

    def _run_id(self, seat: Seat) -> Any:
        return self._of("run", seat)

    def _make_run(self, seat: Seat) -> Any:
        publisher = node(seat.member, Role.REGISTRAR)
        with viewing(publisher):
            return Run.objects.create(
                source_list="un",
                publisher_id=publisher.member_id,
                file_digest=seat.member.encode(),
                imported_at=NOW,
                unchanged=0,
            ).id

    def _token_id(self, seat: Seat) -> Any:
        key = f"token.{seat.member}.{seat.role}"
        if key not in self.made:
            with viewing(seat.actor):
                self.made[key] = create_token(seat.actor, "matrix", now=NOW)[0].id
        return self.made[key]

    def _alarm_id(self, seat: Seat) -> Any:
        return self._of("alarm", seat)

    def _make_alarm(self, seat: Seat) -> Any:
        curious = officer("curious", seat.member)
        count_asked(curious, Asking.QUESTION, LIMITS[Asking.QUESTION].alarm, now=NOW)
        with viewing(curious):
            return Alarm.objects.get().id

    def _entry_id(self, seat: Seat) -> Any:
        key = f"entry.{seat.member}.{seat.role}"
        if key not in self.made:
            with viewing(seat.actor):
                note(seat.actor, "traveller.screen", "matrix")
                self.made[key] = Entry.objects.latest("id").id
        return self.made[key]

    def _question_id(self, seat: Seat) -> Any:
        key = f"question.{seat.member}.{seat.role}"
        if key not in self.made:
            self.made[key] = self._asked(seat)
        return self.made[key]

    def _asked(self, seat: Seat) -> Any:
        entry_id = self._entry_id(seat)
        auditor = officer("asking", seat.member, Role.AUDITOR)
        return ask_officer(auditor, entry_id, "Why did you ask this?", 10, now=NOW).id

    def _confirmation_id(self, seat: Seat) -> Any:
        """A question to the member as the issuer of a document."""
        return self._of("confirmation", seat)

    def _make_confirmation(self, seat: Seat) -> Any:
        put(by=seat.member)
        asker = node("XE", Role.SCREENING_OFFICER)
        with viewing(asker):
            return ask_issuer(asker, Asked.of(seat.member, NUMBER, "", ""), WHY, now=NOW).id

    def _saved_id(self, seat: Seat) -> Any:
        """A saved search, which is the officer's own; a role that saves none has none."""
        key = f"saved.{seat.member}.{seat.role}"
        if key not in self.made and is_permitted(seat.actor, Permission.RECORD_SEARCH):
            with viewing(seat.actor):
                question = Question(member=seat.member)
                self.made[key] = save_search(seat.actor, "", question, WHY, 10, now=NOW).id
        return self.made.get(key, NOBODYS)

    def _work_id(self, seat: Seat) -> Any:
        return self._of("work", seat)

    def _make_work(self, seat: Seat) -> Any:
        librarian = node(seat.member, Role.CONTRIBUTOR)
        work = Contributed(
            WorkKind.RESOLUTION, seat.member, Language("en"), Tlp.GREEN, text="Words."
        )
        file = File(seat.member, "text/plain", b"Words.", "Words.")
        with viewing(librarian):
            return add_work(librarian, work, file, now=NOW).id

    def _message_id(self, seat: Seat) -> Any:
        return self._of("message", seat)

    def _make_message(self, seat: Seat) -> Any:
        carrier = node(seat.member, Role.SCREENING_OFFICER)
        files = KeyFiles(self.at / "keys")
        return deliver(carrier, files, seat.member.encode(), now=NOW).message.id

    def _first_id(self, seat: Seat) -> Any:
        """One of two records to compare: visible to the asking member, or addressed to nobody."""
        return self.records["all", "C"].id if seat.member == ASKING else self._of("hidden", seat)

    def _second_id(self, seat: Seat) -> Any:
        return self.records["all", "G"].id if seat.member == ASKING else self._of("hidden", seat)

    def _make_hidden(self, seat: Seat) -> Any:
        return listed(f"XA-hidden-{seat.member}", only_members=()).id


def sent(body: Mapping[str, Any]) -> str:
    return json.dumps(body)
