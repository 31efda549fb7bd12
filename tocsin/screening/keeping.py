"""Storing the candidates that a screening proposes, once however often their list comes.

A later version of a list, a list that is sent again and a look back find the traveller who is
already there, by a hash under the key of the flight day: nobody is put before an officer twice for
one record on one flight.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from tocsin.safeguards.access.rules import Actor
from tocsin.screening.actions import Found
from tocsin.screening.models import ProposedMatch, ScreenedTraveller
from tocsin.screening.particulars import Particulars
from tocsin.travel.holding import days
from tocsin.travel.holding.errors import DayEnded
from tocsin.travel.holding.keys import KeyFiles
from tocsin.travel.holding.models import Day
from tocsin.travel.holding.rules import What, flight_day
from tocsin.travel.models import Manifest


@dataclass(frozen=True, slots=True)
class Known:
    """A traveller to be kept: where they stand, who they are as sent, and what was found."""

    position: int
    particulars: Particulars
    found: tuple[Found, ...]


def keep(
    actor: Actor,
    manifest: Manifest,
    proposed: Sequence[Known],
    *,
    files: KeyFiles | None = None,
    now: datetime,
) -> list[UUID]:
    """Store what is new; the ids of the candidates that weren't there before."""
    marks = _marks(actor, files, manifest, proposed, now)
    sealed = _sealed(actor, files, proposed, now)
    kept: list[UUID] = []
    for each, mark, (day, secret) in zip(proposed, marks, sealed, strict=True):
        traveller = _traveller(manifest, each, mark, day, secret)
        kept += _candidates(traveller, each, now)
    return kept


def _marks(
    actor: Actor,
    files: KeyFiles | None,
    manifest: Manifest,
    proposed: Sequence[Known],
    now: datetime,
) -> list[bytes]:
    day = flight_day(manifest.departs_at, manifest.arrives_at, manifest.received_at)
    try:
        if files is None or not proposed:
            return [b""] * len(proposed)
        _row, key = days.opened(files, actor.member_id, What.TRAVELLERS, day, now=now)
    except DayEnded:
        return [b""] * len(proposed)
    return [key.fingerprint(each.particulars) for each in proposed]


def _sealed(
    actor: Actor, files: KeyFiles | None, proposed: Sequence[Known], now: datetime
) -> list[tuple[Day | None, bytes]]:
    """The particulars for showing again, should the candidates be dismissed."""
    if files is None or not proposed:
        return [(None, b"")] * len(proposed)
    day, key = days.opened(files, actor.member_id, What.MASKED, now.date(), now=now)
    return [(day, key.seal_value(each.particulars, "masked")) for each in proposed]


def _traveller(
    manifest: Manifest, it: Known, mark: bytes, day: Day | None, secret: bytes
) -> ScreenedTraveller:
    """The traveller's row: the one of this flight with the same particulars, if there is one."""
    same = _same_on_flight(manifest, mark)
    if same is not None:
        return same
    traveller, _made = ScreenedTraveller.objects.get_or_create(
        manifest=manifest,
        position=it.position,
        defaults={
            "member_id": manifest.member_id,
            "particulars": it.particulars,
            "fingerprint": mark,
            "masked_day": day,
            "sealed": secret,
        },
    )
    return traveller


def _same_on_flight(manifest: Manifest, mark: bytes) -> ScreenedTraveller | None:
    if not mark:
        return None
    return (
        ScreenedTraveller.objects.filter(
            member_id=manifest.member_id,
            fingerprint=mark,
            manifest__carrier=manifest.carrier,
            manifest__flight_number=manifest.flight_number,
            manifest__departs_at=manifest.departs_at,
        )
        .order_by("id")
        .first()
    )


def _candidates(traveller: ScreenedTraveller, it: Known, now: datetime) -> list[UUID]:
    known = set(traveller.candidates.values_list("record_id", flat=True))
    fresh = [each for each in it.found if each.record.id not in known]
    if fresh and traveller.masked_at is not None:
        traveller.particulars, traveller.masked_at = (
            it.particulars,
            None,
        )  # somebody must look again
        traveller.save(update_fields=["particulars", "masked_at"])
    return [each.id for each in ProposedMatch.objects.bulk_create(_matches(traveller, fresh, now))]


def _matches(
    traveller: ScreenedTraveller, found: Iterable[Found], now: datetime
) -> list[ProposedMatch]:
    return [
        ProposedMatch(
            traveller=traveller,
            member_id=traveller.member_id,
            record=each.record,
            record_version=each.record.version,
            score=each.candidate.score,
            band=each.candidate.band or "possible",
            reasons=[reason_as_stored(reason) for reason in each.candidate.reasons],
            scorer=str(each.candidate.scorer),
            proposed_at=now,
        )
        for each in found
    ]


def reason_as_stored(reason: Any) -> dict[str, object]:
    return {
        "feature": reason.feature,
        "weight": reason.weight,
        "theirs": reason.theirs,
        "ours": reason.ours,
    }
