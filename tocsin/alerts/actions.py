"""Raising alerts of a sighting, answering them, and carrying up those that nobody answers.

A step and the message that tells of it are one transaction: what was done is told, or wasn't done.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from tocsin.alerts import rules
from tocsin.alerts.models import Alert, Delivery, Endpoint, Escalation
from tocsin.alerts.rules import Answer, Outcome, Side, State, Step
from tocsin.encounters.sightings.facts import SightingMade
from tocsin.encounters.sightings.models import Sighting
from tocsin.records.registers.models import Record
from tocsin.resolution.queries import cluster
from tocsin.safeguards.access.actions import officer_of, require, viewing
from tocsin.safeguards.access.errors import NotFound
from tocsin.safeguards.access.rules import Actor, Permission, Role
from tocsin.safeguards.ledger.actions import note

RAISED, MESSAGE = "raised", "message"
"""What a member is told of, besides the states that an alert comes to."""


def raise_alerts(fact: SightingMade) -> None:
    """Tell every owner of a record in the subject's cluster, as far as the reporter may see it.

    Runs inside the decision's transaction. The reporter isn't told of its own sighting, nor is a
    publisher of a list told for each entry: it keeps no desk here.
    """
    reporter = Actor(fact.member_id, frozenset({Role.SCREENING_OFFICER}), fact.officer_id)
    sighting = Sighting.objects.get(id=fact.sighting_id)
    for record in cluster(reporter, fact.record_id).records:
        if record.originator_id != fact.member_id and not record.source_list:
            _raise(reporter, sighting, record, fact.at)


def _raise(reporter: Actor, sighting: Sighting, record: Record, now: datetime) -> None:
    within = rules.terms(record.requested_action)
    alert = Alert(
        sighting=sighting,
        record=record,
        owner_id=record.originator_id,
        reporter_id=reporter.member_id,
        action=record.requested_action,
        kind=sighting.kind,
        place=sighting.place,
        at=sighting.at,
        flight=sighting.flight,
        confidence=sighting.confidence,
        raised_at=now,
        acknowledge_by=now + within.acknowledge,
        answer_by=now + within.answer,
    )
    note(reporter, "alert.raise", f"alert:{alert.id}", permission=Permission.DECISION_MAKE)
    alert.save(force_insert=True)
    _tell(alert, alert.owner_id, RAISED, now)


def acknowledge(actor: Actor, alert_id: UUID, *, now: datetime) -> State:
    """Say that the owner's desk has the alert. Raises NotFound, AlertMovedOn."""
    with viewing(actor):
        alert, officer = _step(actor, alert_id, Step.ACKNOWLEDGE)
        alert.acknowledged_at, alert.acknowledged_by = now, officer
        return _save(alert, Step.ACKNOWLEDGE, now)


def answer(actor: Actor, alert_id: UUID, said: Answer, words: str, *, now: datetime) -> State:
    """Answer the member that met the subject. Raises NotFound, AlertMovedOn, AnswerMissing."""
    told = rules.checked_words(words)
    with viewing(actor):
        alert, officer = _step(actor, alert_id, Step.ANSWER)
        alert.answer, alert.answer_words = str(said), told
        alert.answered_at, alert.answered_by = now, officer
        return _save(alert, Step.ANSWER, now)


def close(actor: Actor, alert_id: UUID, outcome: Outcome, words: str, *, now: datetime) -> State:
    """Say what became of it: the reporter's last step. Raises as `answer` does."""
    told = rules.checked_words(words)
    with viewing(actor):
        alert, officer = _step(actor, alert_id, Step.CLOSE)
        alert.outcome, alert.outcome_words = str(outcome), told
        alert.closed_at, alert.closed_by = now, officer
        return _save(alert, Step.CLOSE, now)


def _step(actor: Actor, alert_id: UUID, step: Step) -> tuple[Alert, int]:
    """The alert, locked until the step is taken, and the officer who takes it.

    Who is on the other side of it gets the answer of who is on none.
    """
    require(actor, Permission.ALERT_ANSWER)
    officer = officer_of(actor)
    thing = f"alert:{alert_id}"
    note(actor, f"alert.{step}", thing, permission=Permission.ALERT_ANSWER)
    own = {Side.OWNER: "owner_id", Side.REPORTER: "reporter_id"}[rules.BY[step]]
    mine = Alert.objects.select_for_update().filter(id=alert_id, **{own: actor.member_id})
    alert = mine.first()
    if alert is None:
        raise NotFound
    return alert, officer


def _save(alert: Alert, step: Step, now: datetime) -> State:
    state = rules.after(State(alert.state), step)
    alert.state = state.value
    alert.save()
    _tell(alert, alert.reporter_id if rules.BY[step] is Side.OWNER else alert.owner_id, state, now)
    return state


def tell_of_message(alert: Alert, reader_id: int, now: datetime) -> None:
    """Tell one side of an alert that the other wrote; inside the writer's transaction."""
    _tell(Alert.objects.select_for_update().get(id=alert.id), reader_id, MESSAGE, now)


def _tell(alert: Alert, receiver: int, event: str, now: datetime) -> None:
    """Whoever calls this holds the alert locked: its events are numbered one by one."""
    alert.told += 1
    alert.save(update_fields=["told"])
    Delivery.objects.bulk_create(
        Delivery(
            alert=alert,
            member_id=receiver,
            channel=channel,
            event=event,
            number=alert.told,
            made_at=now,
            next_at=now,
        )
        for channel in Delivery.Channel
    )


def carry_up(actor: Actor, *, now: datetime) -> int:
    """Note each escalation that is due by now, exactly once; how many were new."""
    require(actor, Permission.ALERT_DELIVER)
    with viewing(actor):
        own = Alert.objects.filter(owner_id=actor.member_id, acknowledge_by__lte=now)
        waiting = own.filter(state__in=[State.RAISED, State.ACKNOWLEDGED])
        noted = set(Escalation.objects.filter(alert__in=waiting).values_list("alert_id", "rung"))
        due = [
            Escalation(alert=alert, rung=rung, due_at=since, noted_at=now)
            for alert in waiting
            for rung, since in rules.rungs(alert, now)
            if (alert.id, rung) not in noted
        ]
        for each in due:
            thing = f"alert:{each.alert_id}"
            note(actor, f"alert.escalate.{each.rung}", thing, permission=Permission.ALERT_DELIVER)
        Escalation.objects.bulk_create(due)
    return len(due)


def set_endpoint(actor: Actor, address: str, *, now: datetime) -> None:
    """Where the member's own system hears of alerts; an empty address ends it."""
    require(actor, Permission.ENDPOINT_KEEP)
    checked = rules.checked_endpoint(address) if address.strip() else ""
    with viewing(actor):
        note(actor, "endpoint.set", permission=Permission.ENDPOINT_KEEP)
        Endpoint.objects.filter(member_id=actor.member_id).delete()
        if checked:
            Endpoint.objects.create(member_id=actor.member_id, address=checked, set_at=now)
