"""Match: one question about one person, with its purpose and case."""

from __future__ import annotations

from django.http import HttpResponse

from tocsin.entrances import wiring
from tocsin.entrances.steadiness import steadily
from tocsin.entrances.web.filling.match import (
    LIMIT,
    Question,
    answered,
    read_question,
    status_of,
    unasked,
)
from tocsin.entrances.web.pages import MatchForm
from tocsin.entrances.web.visits import Visit
from tocsin.records.registers.queries import current_statements
from tocsin.safeguards.access.reasons import Reasoned
from tocsin.safeguards.ledger.keys import Keys
from tocsin.screening.actions import Found, ask
from tocsin.screening.upkeep import fresh_index


def match(visit: Visit) -> HttpResponse:
    if visit.request.method != "POST":
        return visit.show("pages/match.html", unasked())
    question = read_question(visit.request.POST)
    if isinstance(question, MatchForm):
        return visit.show("pages/match.html", unasked(question), status=status_of(question))
    with steadily():
        found = _ask(visit, question)
    statements = current_statements(each.record for each in found)
    return visit.show("pages/match.html", answered(question.form, found, statements))


def _ask(visit: Visit, question: Question) -> list[Found]:
    why = Reasoned(question.purpose, question.form.case_reference)
    index = fresh_index(wiring.home() / "index")
    keys = Keys(wiring.home() / "keys")
    return ask(visit.actor, index, question.traveller, why, keys=keys, now=visit.now, limit=LIMIT)
