"""What addresses point to besides records: one thing of each kind, for the member that has it.

Each maker takes the scene and the seat whose own the thing is to be. A thing that is part of a
record (`PARTS`) is made for that record, in its originator's name.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.conf import settings

from tests.invented import NOW, candidate_on, conclude, listed, node, officer, traveller
from tests.safeguards.joining import signed_key
from tocsin.alerts.models import Alert
from tocsin.encounters.corrections.models import Notice
from tocsin.foundations.vocabulary.codes import Ground
from tocsin.members.actions import add_key
from tocsin.members.models import Member
from tocsin.records.admission.actions import propose_admission
from tocsin.records.admission.models import Standing
from tocsin.records.campaigns.actions import call
from tocsin.records.contributing.actions import contribute_file, save_draft
from tocsin.records.contributing.batches import Mode
from tocsin.records.contributing.rows import Form
from tocsin.records.drafting.actions import begin_draft
from tocsin.records.drafting.rules import Request
from tocsin.records.incidents.actions import relate
from tocsin.records.incidents.rules import Relation
from tocsin.records.media.actions import attach
from tocsin.records.registers.models import Record
from tocsin.resolution.actions import protect_identity
from tocsin.resolution.rules import Consent
from tocsin.safeguards.access.actions import viewing
from tocsin.safeguards.access.rules import Permission, Role, is_permitted

if TYPE_CHECKING:
    from tests.matrix.scene import Scene, Seat

PICTURE = b"\xff\xd8\xff\xe0" + b"an invented face" * 20
LISTS = {"XB": "eu", "XC": "ofac"}
SOON, LATER = NOW + timedelta(hours=1), NOW + timedelta(days=60)
WHY = "Because it is asked for."
DEEDS = {"prepare": "complete", "measure": "suspend", "officer-change": "end"}
"""One of the deeds that each address takes; all of them are behind the same door."""


def contributor(member: str) -> Any:
    return officer("Petra", member, Role.CONTRIBUTOR)


def alert(scene: Scene, seat: Seat) -> Any:
    """The member's record was met by XE."""
    record = listed(f"{seat.member}-met", by=seat.member)
    person = traveller("ZARBARAN", "QASIM", born="1970-05-02", number="ZX5504471")
    found = candidate_on(record, scene.at / f"met-{seat.member}", by="XE", person=person)
    conclude(officer("Ben", "XE"), found)
    desk = node(seat.member, Role.SCREENING_OFFICER)
    with viewing(desk):
        return Alert.objects.get(owner_id=desk.member_id).id


def batch(scene: Scene, seat: Seat) -> Any:
    """A file that was only checked, with a fault in it."""
    sender = contributor(seat.member)
    return contribute_file(sender, "f.jsonl", "{}", Form.JSON_LINES, Mode.CHECK, now=NOW)[0].id


def campaign(scene: Scene, seat: Seat) -> Any:
    clerk = officer("Theodora", seat.member, Role.REGISTRAR)
    return call(clerk, list(Ground), WHY, ends_at=LATER, now=SOON).id


def draft(scene: Scene, seat: Seat) -> Any:
    """A request to a committee."""
    writer = contributor(seat.member)
    record = listed(f"{seat.member}-request", by=seat.member)
    with viewing(writer):
        return begin_draft(writer, record.id, Request.LISTING, now=NOW).id


def form(scene: Scene, seat: Seat) -> Any:
    """A contribution half filled in: the officer's own, where they contribute."""
    if not is_permitted(seat.actor, Permission.RECORD_CONTRIBUTE):
        return None
    return save_draft(seat.actor, {"ground": "warrant"}, now=NOW).id


def key(scene: Scene, seat: Seat) -> Any:
    member = Member.objects.get(code=seat.member)
    add_key(member, signed_key(seat.member), now=NOW)
    return member.keys.get().key_id


def media(scene: Scene, seat: Seat) -> Any:
    """A file of the member's record, which is addressed to nobody."""
    record = listed(f"{seat.member}-media", by=seat.member, only_members=())
    return _attached(record, seat.member)


def notice(scene: Scene, seat: Seat) -> Any:
    told = node(seat.member)
    with viewing(told):
        return Notice.objects.create(
            record_id=scene.records["all", "C"].id,
            originator_id=node("XA").member_id,
            member_id=told.member_id,
            what="corrected",
            sightings=1,
            made_at=NOW,
        ).id


def proposal(scene: Scene, seat: Seat) -> Any:
    """What a colleague who is registrar proposed about a list."""
    clerk = officer("Theodora", seat.member, Role.REGISTRAR)
    return propose_admission(clerk, LISTS[seat.member], WHY, now=NOW).id


def standing(scene: Scene, seat: Seat) -> Any:
    """A decision on a list, of which no member is the owner."""
    named = {"source_list": LISTS[seat.member], "reason": WHY}
    with viewing(node(seat.member, Role.REGISTRAR)):
        return Standing.objects.create(**named, begins_at=NOW, until=NOW + timedelta(days=20)).id


def _attached(record: Record, by: str) -> Any:
    return attach(contributor(by), record.id, PICTURE, "Passport office", "None known", now=NOW).id


def attachment_of(record: Record) -> Any:
    return _attached(record, "XA")


def relation_of(record: Record) -> Any:
    about = {"register": "organisation", "person_status": "not_a_person"}
    group = listed(f"{record.reference}-group", **about)
    said = Relation("financed", "Transfers under three names, court file 7.", "B2", "Court file")
    return relate(contributor("XA"), record.id, said, to_record=group.id, now=NOW).id


def protection_of(record: Record) -> Any:
    consent = Consent("Signed at the embassy, file 12", NOW.date(), LATER)
    documents = [("XA", "VX-100 200")]
    by, hashed = contributor("XA"), settings.EXCLUSION_KEY()
    return protect_identity(by, record.id, documents, consent, key=hashed, now=NOW).id


MAKERS: Mapping[str, Callable[[Scene, Seat], Any]] = {
    "alert_id": alert,
    "batch_id": batch,
    "campaign_id": campaign,
    "draft_id": draft,
    "key_id": key,
    "media_id": media,
    "notice_id": notice,
    "proposal_id": proposal,
    "standing_id": standing,
}
PARTS: Mapping[str, Callable[[Record], Any]] = {
    "attachment_id": attachment_of,
    "protection_id": protection_of,
    "relation_id": relation_of,
}
