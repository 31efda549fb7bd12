"""Which stage is woken by which fact: the one place where a later stage meets an earlier one."""

from __future__ import annotations

from tocsin.alerts.actions import raise_alerts
from tocsin.encounters.corrections.actions import tell_of_correction, tell_of_end
from tocsin.encounters.sightings.actions import sight
from tocsin.encounters.sightings.facts import SightingMade
from tocsin.foundations.facts import subscribe
from tocsin.members.rules import Event
from tocsin.records.admission.facts import ListAdmitted, ListBarred
from tocsin.records.gate.facts import RecordForgotten
from tocsin.records.lifecycle.actions import bury
from tocsin.records.lists.actions import admit_entries, bar_entries
from tocsin.records.media.actions import forget
from tocsin.records.quality.actions import count_correction
from tocsin.records.registers.facts import RecordCorrected, RecordEnded
from tocsin.review.actions import open_candidates
from tocsin.review.facts import CandidateJudged, HitConfirmed
from tocsin.review.outcomes.actions import count_outcome
from tocsin.safeguards.access.actions import revoke_tokens_of
from tocsin.safeguards.accession.facts import MembershipChanged
from tocsin.safeguards.appointments.facts import FactorsLost, IdentityBound, SessionsEnd
from tocsin.screening.facts import CandidatesProposed


def subscribe_stages() -> None:
    """Put every subscription in place; asking twice changes nothing."""
    subscribe(CandidatesProposed, open_candidates)
    subscribe(HitConfirmed, sight)
    subscribe(CandidateJudged, count_outcome)
    subscribe(SightingMade, raise_alerts)
    subscribe(ListAdmitted, admit_entries)
    subscribe(ListBarred, bar_entries)
    subscribe(RecordCorrected, count_correction)
    subscribe(RecordCorrected, tell_of_correction)
    subscribe(RecordEnded, bury)
    subscribe(RecordForgotten, forget)
    subscribe(RecordEnded, tell_of_end)
    subscribe(FactorsLost, _forget_factors)
    subscribe(IdentityBound, _bind)
    subscribe(SessionsEnd, _end_sessions)
    subscribe(MembershipChanged, _leave_nothing_over)


# What signs officers in is read when it is first needed: no other command should wait for it.


def _forget_factors(fact: FactorsLost) -> None:
    from tocsin.entrances.web.signing_in.noting import forget_factors

    forget_factors(fact)


def _bind(fact: IdentityBound) -> None:
    from tocsin.entrances.web.signing_in.ceremony import bind

    bind(fact)


def _leave_nothing_over(fact: MembershipChanged) -> None:
    """Who isn't active is refused wherever they ask; nothing of theirs should come back to life."""
    from tocsin.entrances.web.signing_in.sessions import end_sessions_of

    if fact.event in (Event.SUSPEND, Event.WITHDRAW):
        end_sessions_of(fact.member_id)
    if fact.event is Event.WITHDRAW:
        revoke_tokens_of(fact.member_id, now=fact.at)


def _end_sessions(fact: SessionsEnd) -> None:
    from tocsin.entrances.web.signing_in.sessions import end_sessions

    end_sessions(fact)
