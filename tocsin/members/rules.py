"""Who may join, from which state a membership goes to which, and when a vote carries. Pure.

Says nothing of what an officer may do (`safeguards.access`), nor of signing keys (`keys`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from fractions import Fraction

THIS_NODE = "home"
"""The member that a node's own command line acts for, in whatever register it is."""

_USER_ASSIGNED = re.compile("X[A-JL-Z]|X[A-Z]{2}")
_DUTY_NUMBER = re.compile(r"\+[1-9][0-9]{6,14}")
_IN_PASSPORTS = frozenset(
    {"XBA", "XCC", "XCE", "XCO", "XCT", "XDC", "XEC", "XES", "XIM", "XKX", "XMP", "XOM", "XPO"}
    | {"XXA", "XXB", "XXC", "XXX"}
)
"""Codes that passports bear although ISO leaves them to users (ICAO Doc 9303-3, section 5)."""


class State(StrEnum):
    """Where a membership stands."""

    APPLIED = "applied"
    DECLARED = "declared"
    BEFORE_ASSEMBLY = "before_assembly"
    ACTIVE = "active"
    SUSPENDED = "suspended"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class Event(StrEnum):
    """What moves a membership on."""

    DECLARE = "declare"
    PASS_CHECKS = "pass_checks"  # noqa: S105 - not a secret
    ADMIT = "admit"
    REFUSE = "refuse"
    APPLY_AGAIN = "apply_again"
    SUSPEND = "suspend"
    REINSTATE = "reinstate"
    WITHDRAW = "withdraw"


NEXT: Mapping[State, Mapping[Event, State]] = {
    State.APPLIED: {Event.DECLARE: State.DECLARED, Event.WITHDRAW: State.WITHDRAWN},
    State.DECLARED: {
        Event.PASS_CHECKS: State.BEFORE_ASSEMBLY,
        Event.WITHDRAW: State.WITHDRAWN,
    },
    State.BEFORE_ASSEMBLY: {
        Event.ADMIT: State.ACTIVE,
        Event.REFUSE: State.REFUSED,
        Event.WITHDRAW: State.WITHDRAWN,
    },
    State.ACTIVE: {Event.SUSPEND: State.SUSPENDED, Event.WITHDRAW: State.WITHDRAWN},
    State.SUSPENDED: {Event.REINSTATE: State.ACTIVE, Event.WITHDRAW: State.WITHDRAWN},
    State.REFUSED: {Event.APPLY_AGAIN: State.APPLIED},
    State.WITHDRAWN: {},
}
"""Whoever withdrew is gone; a refused applicant may come back with another application."""


def after(state: State, event: Event) -> State | None:
    """The state that an event leads to; None where it can't happen."""
    return NEXT[state].get(event)


class Origin(StrEnum):
    """By which door a member came."""

    ACCESSION = "accession"
    FOUNDING = "founding"
    PUBLICATION = "publication"
    """It publishes a list that is held here; it has no officers and no vote."""
    NODE = "node"


class Capacity(StrEnum):
    """What a member takes part for. Which roles that leaves, `safeguards.appointments` says."""

    FULL = "full"
    CONTRIBUTOR = "contributor"
    CONSUMER = "consumer"
    OBSERVER = "observer"


class Keeps(StrEnum):
    """What becomes of a member's records while it is suspended, or once it is gone."""

    FROZEN = "frozen"
    """They stay as they are until they expire, and still ring; nobody changes or renews them."""
    WITHDRAWN = "withdrawn"
    """From that moment none of them makes a candidate."""


class Declaration(StrEnum):
    """What an applicant must have declared before it can become active."""

    LEGAL_BASIS = "legal basis"
    DATA_PROTECTION_AUTHORITY = "data-protection authority"
    REDRESS_CONTACT = "redress contact"
    SIGNING_KEY = "signing key"


class Check(StrEnum):
    """What is tried between the node and the applicant before the assembly is asked."""

    DUTY_CONTACT = "duty_contact"
    """The duty desk answered a call, unannounced and at night."""
    EXCHANGE = "exchange"
    """A test record and a test passenger list went both ways."""
    SECURE_LINE = "secure_line"
    """The line is encrypted and ends on machines of the applicant alone."""


def missing(given: Mapping[Declaration, object]) -> tuple[Declaration, ...]:
    """What an applicant still lacks, in the order of the list."""
    return tuple(each for each in Declaration if not given.get(each))


def unpassed(passed: Iterable[str]) -> tuple[Check, ...]:
    """The technical checks that are still to be passed."""
    done = frozenset(passed)
    return tuple(each for each in Check if each not in done)


class Choice(StrEnum):
    """What a member says of an applicant."""

    FOR = "for"
    AGAINST = "against"
    ABSTAIN = "abstain"


class Outcome(StrEnum):
    """Where a vote of the assembly stands."""

    OPEN = "open"
    CARRIED = "carried"
    LOST = "lost"


MAJORITY = Fraction(2, 3)
"""Of the votes for or against."""
QUORUM = Fraction(1, 2)
"""Of the members that may vote; who abstains is present."""


@dataclass(frozen=True, slots=True)
class Tally:
    """A vote as it stands; ``entitled`` counts the members that may vote now."""

    entitled: int
    votes_for: int = 0
    votes_against: int = 0
    abstentions: int = 0

    @property
    def present(self) -> int:
        return self.votes_for + self.votes_against + self.abstentions

    @property
    def awaited(self) -> int:
        """Members that may still vote."""
        return max(self.entitled - self.present, 0)

    @property
    def has_quorum(self) -> bool:
        return self.entitled > 0 and self.present >= QUORUM * self.entitled

    @property
    def outcome(self) -> Outcome:
        """As it would be if the vote were closed now.

        It is open without a quorum, and where nobody said yes or no.
        """
        said = self.votes_for + self.votes_against
        if not self.has_quorum or not said:
            return Outcome.OPEN
        return Outcome.CARRIED if self.votes_for >= MAJORITY * said else Outcome.LOST

    @property
    def is_settled(self) -> bool:
        """Whether the votes that are awaited can't change the outcome, however they fall."""
        if not self.has_quorum:
            return False
        worst = self._with(against=self.awaited).outcome
        best = self._with(in_favour=self.awaited).outcome
        return self.outcome is worst is best is not Outcome.OPEN

    def _with(self, *, in_favour: int = 0, against: int = 0) -> Tally:
        return Tally(
            self.entitled,
            self.votes_for + in_favour,
            self.votes_against + against,
            self.abstentions,
        )


def may_vote(state: str, origin: str, capacity: str) -> bool:
    """Active members vote; observers, publishers and the node itself don't."""
    by_right = origin in (Origin.ACCESSION, Origin.FOUNDING)
    return state == State.ACTIVE and by_right and capacity != Capacity.OBSERVER


@dataclass(frozen=True, slots=True)
class Desk:
    """A contact point as it is given: a desk, not a person. Numbers in any writing."""

    name: str
    duty_numbers: tuple[str, ...] = ()
    mail: str = ""


def dialled(text: str) -> str:
    """A telephone number without what people write between its digits."""
    return re.sub(r"[\s().\-/]", "", text)


def is_duty_number(text: str) -> bool:
    """Whether anybody in the world can dial it: + and 7 to 15 digits (ITU-T E.164)."""
    return bool(_DUTY_NUMBER.fullmatch(text))


RING_LASTS = timedelta(hours=24)
"""How long a desk may take to answer a test before it counts as not reached."""


RING_EVERY = timedelta(days=30)
"""How often a desk is tested by itself: monthly."""


def is_ring_due(rung_at: datetime | None, now: datetime) -> bool:
    """Whether a desk's last test, by whomever, is a month old, or there never was one."""
    return rung_at is None or now - rung_at >= RING_EVERY


def is_reached(
    numbers: Sequence[str], rung_at: datetime | None, answered_at: datetime | None, now: datetime
) -> bool:
    """Whether a desk is there by day and night: it has a number, and answered the last test.

    A test that is younger than `RING_LASTS` is awaited, and speaks for nobody and against nobody.
    """
    if not numbers:
        return False
    if rung_at is None or now - rung_at < RING_LASTS:
        return True
    return answered_at is not None and answered_at >= rung_at


def is_invented(code: str) -> bool:
    """Whether no state can bear this code: XA to XZ, and XAA to XZZ, are user-assigned (ISO
    3166-1, 8.1.3).

    XK is left out, because passports and carriers use it for Kosovo, and with it what passports
    use among the codes of three letters.
    """
    return bool(_USER_ASSIGNED.fullmatch(code)) and code not in _IN_PASSPORTS


def may_join_demonstration(code: str) -> bool:
    """Only invented members, so that no real list can stand beside invented people."""
    return is_invented(code) or code == THIS_NODE
