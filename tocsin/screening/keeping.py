"""Storing the candidates that a screening proposes, once however often their list comes.

A later version of a list, a list that is sent again and a look back find the traveller who is
already there, by a hash under the key of the flight day: nobody is put before an officer twice for
one record on one flight.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection

from tocsin.safeguards.access.rules import Actor
from tocsin.screening.actions import Found
from tocsin.screening.models import ProposedMatch, ScreenedTraveller
from tocsin.screening.particulars import Particulars
from tocsin.travel.holding import days
from tocsin.travel.holding.errors import DayEnded
from tocsin.travel.holding.keys import DayKey, KeyFiles
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
    if not proposed:
        return []
    _one_at_a_time(manifest)
    marks = _marks(actor, files, manifest, proposed, now)
    rows = _there_already(manifest, proposed, marks)
    _travel_again(rows)
    made = iter(_added(actor, files, manifest, proposed, marks, rows, now))
    pairs = [(row or next(made), it) for row, it in zip(rows, proposed, strict=True)]
    return _candidates(pairs, now)


def _one_at_a_time(manifest: Manifest) -> None:
    """Two lists of one flight are stored one after the other: the second finds the first's."""
    flight = f"{manifest.member_id} {manifest.flight} {manifest.departs_at}"
    lock = int.from_bytes(hashlib.sha256(flight.encode()).digest()[:8], signed=True)
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s)", [lock])


def _travel_again(rows: Sequence[ScreenedTraveller | None]) -> None:
    """Who stands on a later list travels after all."""
    back = [row.id for row in rows if row and row.cancelled_at]
    if back:
        ScreenedTraveller.objects.filter(id__in=back).update(cancelled_at=None)


def cancel_known(
    manifests: Sequence[Manifest], goes: Callable[[Particulars], bool], *, now: datetime
) -> tuple[int, ...]:
    """Write that travellers of these lists don't travel, where ``goes`` says so of them.

    Their candidates stay: a person decides on them, and sees it. Who is masked is told by nothing
    but the whole flight.
    """
    there = ScreenedTraveller.objects.filter(manifest__in=manifests, cancelled_at=None)
    gone = [each.id for each in there if goes(each.particulars)]
    ScreenedTraveller.objects.filter(id__in=gone).update(cancelled_at=now)
    return tuple(gone)


def _marks(
    actor: Actor,
    files: KeyFiles | None,
    manifest: Manifest,
    proposed: Sequence[Known],
    now: datetime,
) -> list[bytes]:
    day = flight_day(manifest.departs_at, manifest.arrives_at, manifest.received_at)
    try:
        if files is None:
            return [b""] * len(proposed)
        _row, key = days.opened(files, actor.member_id, What.TRAVELLERS, day, now=now)
    except DayEnded:
        return [b""] * len(proposed)
    return [key.fingerprint(each.particulars) for each in proposed]


def _there_already(
    manifest: Manifest, proposed: Sequence[Known], marks: Sequence[bytes]
) -> list[ScreenedTraveller | None]:
    """For each the row of this flight with the same particulars, or at the same place; or none."""
    same = ScreenedTraveller.objects.filter(
        member_id=manifest.member_id,
        fingerprint__in=[mark for mark in marks if mark],
        manifest__carrier=manifest.carrier,
        manifest__flight_number=manifest.flight_number,
        manifest__departs_at=manifest.departs_at,
    )
    by_mark = {bytes(each.fingerprint): each for each in same.order_by("-id")}
    here = ScreenedTraveller.objects.filter(
        manifest=manifest, position__in=[each.position for each in proposed]
    )
    by_place = {each.position: each for each in here}
    return [
        by_mark.get(mark) or by_place.get(each.position)
        for each, mark in zip(proposed, marks, strict=True)
    ]


def _added(
    actor: Actor,
    files: KeyFiles | None,
    manifest: Manifest,
    proposed: Sequence[Known],
    marks: Sequence[bytes],
    rows: Sequence[ScreenedTraveller | None],
    now: datetime,
) -> list[ScreenedTraveller]:
    """Rows for those who have none; their particulars are also sealed, for showing again."""
    new = [
        pair for pair, row in zip(zip(proposed, marks, strict=True), rows, strict=True) if not row
    ]
    day, key = _masked_day(actor, files, now) if new else (None, None)
    return ScreenedTraveller.objects.bulk_create(
        ScreenedTraveller(
            manifest=manifest,
            member_id=manifest.member_id,
            position=each.position,
            particulars=each.particulars,
            fingerprint=mark,
            masked_day=day,
            sealed=key.seal_value(each.particulars, "masked") if key else b"",
        )
        for each, mark in new
    )


def _masked_day(
    actor: Actor, files: KeyFiles | None, now: datetime
) -> tuple[Day | None, DayKey | None]:
    if files is None:
        return None, None
    return days.opened(files, actor.member_id, What.MASKED, now.date(), now=now)


def _candidates(pairs: Sequence[tuple[ScreenedTraveller, Known]], now: datetime) -> list[UUID]:
    known = set(
        ProposedMatch.objects.filter(traveller__in=[row for row, _it in pairs]).values_list(
            "traveller_id", "record_id"
        )
    )
    matches: list[ProposedMatch] = []
    for row, it in pairs:
        fresh = [each for each in it.found if (row.id, each.record.id) not in known]
        if fresh and row.masked_at is not None:
            row.particulars, row.masked_at = it.particulars, None  # somebody must look again
            row.save(update_fields=["particulars", "masked_at"])
        matches += _matches(row, fresh, now)
    return [each.id for each in ProposedMatch.objects.bulk_create(matches)]


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
