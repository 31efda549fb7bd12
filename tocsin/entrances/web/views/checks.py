"""Check: the front line's question about one person, and the four things that it is told."""

from __future__ import annotations

from django.http import HttpResponse

from tocsin.entrances import wiring
from tocsin.entrances.steadiness import steadily
from tocsin.entrances.web.filling.match import PURPOSES, Question, read_question, status_of
from tocsin.entrances.web.pages import CheckAnswer, CheckPage, MatchForm
from tocsin.entrances.web.visits import Visit
from tocsin.safeguards.access.reasons import Reasoned
from tocsin.safeguards.ledger.keys import Keys
from tocsin.screening.actions import check as ask_briefly
from tocsin.screening.rules import Told
from tocsin.screening.upkeep import fresh_index


def check(visit: Visit) -> HttpResponse:
    if visit.request.method != "POST":
        return visit.show("pages/check.html", CheckPage(MatchForm(PURPOSES)))
    question = read_question(visit.request.POST)
    if isinstance(question, MatchForm):
        return visit.show("pages/check.html", CheckPage(question), status=status_of(question))
    with steadily():
        answer = _answer(_ask(visit, question))
    return visit.show("pages/check.html", CheckPage(question.form, answer))


def _ask(visit: Visit, question: Question) -> Told:
    why = Reasoned(question.purpose, question.form.case_reference)
    index = fresh_index(wiring.home() / "index")
    keys = Keys(wiring.home() / "keys")
    return ask_briefly(visit.actor, index, question.traveller, why, keys=keys, now=visit.now)


def _answer(told: Told) -> CheckAnswer:
    return CheckAnswer(told.candidate, told.action or "", told.contact, told.caution or "")
