"""Asking an officer for a justification, and giving it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Q

from tocsin.safeguards.access.actions import officer_of, require, viewing
from tocsin.safeguards.access.errors import NotFound
from tocsin.safeguards.access.rules import Actor, Permission
from tocsin.safeguards.audit import rules
from tocsin.safeguards.audit.errors import AnsweredAlready
from tocsin.safeguards.audit.models import Justification, Question
from tocsin.safeguards.ledger.actions import note
from tocsin.safeguards.ledger.models import Entry
from tocsin.safeguards.ledger.retention import ended

UNIQUE = "23505"


def ask_officer(actor: Actor, entry_id: int, text: str, days: int, *, now: datetime) -> Question:
    """Ask the officer of an entry why it was done, with so many days to answer.

    Raises NotPermitted, NotFound, NobodyToAsk, QuestionMissing or DeadlineUnfit.
    """
    require(actor, Permission.LEDGER_ASK)
    with viewing(actor):
        entry = Entry.objects.filter(id=entry_id).first()
        if entry is None:
            raise NotFound
        require(actor, Permission.LEDGER_ASK, entry)
        note(actor, "question.ask", f"entry:{entry_id}", permission=Permission.LEDGER_ASK)
        return Question.objects.create(
            entry_id=entry.id,
            did=entry.did,
            thing=entry.thing,
            done_at=entry.at,
            member_id=entry.member_id,
            officer_id=rules.officer_to_ask(entry.officer_id),
            asked_by_member=actor.member_id,
            asked_by=officer_of(actor),
            text=rules.checked_question(text),
            asked_at=now,
            due_at=rules.due(now, days),
        )


def justify(actor: Actor, question_id: UUID, text: str, *, now: datetime) -> Justification:
    """The officer's answer; late is better than not. Raises NotFound, JustificationMissing or
    AnsweredAlready."""
    require(actor, Permission.JUSTIFICATION_GIVE)
    with viewing(actor):
        own = Question.objects.filter(officer_id=officer_of(actor))
        question = own.filter(id=question_id, member_id=actor.member_id).first()
        if question is None:
            raise NotFound
        permission = Permission.JUSTIFICATION_GIVE
        note(actor, "question.answer", f"question:{question_id}", permission=permission)
        return _saved_once(
            Justification(
                question=question,
                member_id=actor.member_id,
                officer_id=officer_of(actor),
                text=rules.checked_justification(text),
                answered_at=now,
            )
        )


def forget_old(actor: Actor, *, now: datetime) -> int:
    """Remove the questions that the actor's member asked, when they and their answers are two years
    old; how many they were."""
    require(actor, Permission.LEDGER_KEEP)
    before = ended(now)
    unanswered = Q(justification__isnull=True)
    with viewing(actor):
        asked = Question.objects.filter(asked_by_member=actor.member_id, due_at__lt=before)
        old = asked.filter(unanswered | Q(justification__answered_at__lt=before))
        count = old.count()
        if count:
            note(actor, "question.forget", particulars={"questions": count})
            old.delete()
    return count


def _saved_once(justification: Justification) -> Justification:
    try:
        with transaction.atomic():
            justification.save(force_insert=True)
    except IntegrityError as error:
        if getattr(error.__cause__, "sqlstate", "") != UNIQUE:
            raise
        raise AnsweredAlready from None
    return justification
