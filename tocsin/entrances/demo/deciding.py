"""What the invented officers concluded, entered through review as any officer's decision.

A conclusion that is there already is not entered again, so what a visitor decided stays.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from tocsin.entrances.demo.reading import Conclusion, InventedFlight, InventedTraveller
from tocsin.foundations.vocabulary.codes import Verdict
from tocsin.members.queries import officer_by_username
from tocsin.review import queries
from tocsin.review.actions import claim, concur, decide
from tocsin.safeguards.access.actions import actor_for
from tocsin.safeguards.access.rules import Actor

WRITING = timedelta(seconds=2)
"""For each letter of the reason: who had more to say looked for longer."""


def decide_as_written(
    flight: InventedFlight, actor: Actor, manifest_id: int, screened: datetime
) -> None:
    """Enter the conclusions on a flight's candidates that have none yet."""
    written = {each.record: each for each in flight.travellers if each.decided}
    for adjudication in queries.on_manifest(actor, manifest_id):
        about = written.get(adjudication.candidate.record.reference)
        if about and not queries.decisions(actor, adjudication):
            _decide(about, adjudication.candidate_id, screened)


def _decide(about: InventedTraveller, candidate_id: UUID, screened: datetime) -> None:
    for conclusion in about.decided:
        _conclude(conclusion, candidate_id, screened + conclusion.after)


def _conclude(conclusion: Conclusion, candidate_id: UUID, now: datetime) -> None:
    officer = actor_for(officer_by_username(conclusion.by))
    claim(officer, candidate_id, now=now - WRITING * len(conclusion.reason))
    shown = queries.candidate(officer, candidate_id)
    seen = queries.offer(officer, shown, now=now).seen
    if conclusion.verdict:
        verdict = Verdict(conclusion.verdict)
        decide(officer, candidate_id, verdict, conclusion.reason, seen=seen, now=now)
    else:
        agreed = bool(conclusion.concurs)
        concur(officer, candidate_id, concurs=agreed, reason=conclusion.reason, seen=seen, now=now)
