"""The screening desk's figures, and the records that fell silent at it."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Status

from tocsin.entrances.api import answered_desk
from tocsin.entrances.api.asked_desk import LiftAsked
from tocsin.entrances.api.bearer import actor_of
from tocsin.foundations.clock import day_of, system_clock
from tocsin.records.suspension import actions, queries
from tocsin.review.outcomes.queries import Outcomes, outcomes
from tocsin.review.outcomes.rules import LEAST, Share
from tocsin.review.rules import State
from tocsin.review.waiting import by_deadline
from tocsin.safeguards.access.rules import Actor
from tocsin.travel.intake.queries import depth, punctual
from tocsin.travel.queries import departing


def figures(request: HttpRequest) -> answered_desk.DeskFigures:
    """Today's flights, what awaits by when, how often it rang right: counts, and nobody's name.

    What has fewer than ``least`` conclusions stands together under no name.
    """
    actor, now = actor_of(request), system_clock()
    since, until = day_of(now)
    return answered_desk.DeskFigures(
        at=now,
        today=_today(actor, now),
        carriers=[
            answered_desk.CarrierFigures(
                carrier=it.carrier,
                expected=it.expected,
                on_time=it.on_time,
                late=it.late,
                missing=it.missing,
                not_departed=it.ahead,
            )
            for it in punctual(actor, since, until, now=now)
        ],
        awaiting=[
            answered_desk.DeadlineFigures(
                deadline=deadline.value,
                open=counts[State.OPEN],
                awaits_second=counts[State.AWAITS_SECOND],
            )
            for deadline, counts in by_deadline(actor, now=now).items()
        ],
        shares=_shares(outcomes(actor, now=now)),
        records_suspended_here=queries.at_desk(actor),
    )


def suspensions(request: HttpRequest) -> answered_desk.SuspensionList:
    """Records suspended at your desk, and your own records at any desk, the latest first."""
    actor = actor_of(request)
    found = queries.suspended(actor)
    return answered_desk.SuspensionList(suspensions=[_suspension(actor, it) for it in found])


def lift(request: HttpRequest, record_id: UUID, asked: LiftAsked) -> Status[None]:
    """Let a record ring again at your desk, with the reason that its contributor reads."""
    actions.lift(actor_of(request), record_id, asked.reason, now=system_clock())
    return Status(204, None)


def _today(actor: Actor, now: datetime) -> answered_desk.DayFigures:
    came, waits = departing(actor, *day_of(now)), depth(actor)
    return answered_desk.DayFigures(
        day=now.date(),
        lists=came.lists,
        travellers=came.travellers,
        lists_with_faults=came.with_faults,
        lists_cancelled=came.cancelled,
        messages_waiting=waits.waiting,
        messages_put_aside=waits.quarantined,
    )


def _shares(found: Outcomes) -> answered_desk.Shares:
    return answered_desk.Shares(
        since=found.since,
        least=LEAST,
        all=_share(found.whole) if found.whole else None,
        by_list=[_share(each) for each in found.by["listed_by"]],
        by_border=[_share(each) for each in found.by["border"]],
        by_script=[_share(each) for each in found.by["script"]],
    )


def _share(it: Share) -> answered_desk.Share:
    return answered_desk.Share(
        name=it.name or None,
        confirmed=it.confirmed,
        rejected=it.rejected,
        rings_falsely=it.rings_falsely,
    )


def _suspension(actor: Actor, it: Any) -> answered_desk.Suspension:
    return answered_desk.Suspension(
        record=it.record_id,
        reference=it.record.reference,
        originator=it.record.originator.code,
        at_own_desk=it.member_id == actor.member_id,
        effect=it.effect,
        rejected=it.rejected,
        confirmed=it.confirmed,
        begun_at=it.begun_at,
        stands=queries.stands(it),
        lifted_at=it.lifted_at,
        reason=it.reason,
    )
