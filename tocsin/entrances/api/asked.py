"""What a program may send: closed lists, lengths and sizes; anything else is named in the refusal.

Values are checked here for shape alone. What they mean is judged by the stages.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Annotated, Literal, Self
from uuid import UUID

from ninja import Schema
from pydantic import (
    AfterValidator,
    AwareDatetime,
    ConfigDict,
    Field,
    JsonValue,
    StringConstraints,
    model_validator,
)

from tocsin.foundations.vocabulary import PartialDate
from tocsin.foundations.vocabulary.codes import ActionCode, Ground, Purpose, Verdict
from tocsin.records.documents.confirming.rules import Reply
from tocsin.records.documents.rules import MOST_AT_ONCE, DocumentType
from tocsin.records.handling.rules import LONGEST_REASON as LONGEST_FLAG_REASON
from tocsin.records.handling.rules import SHORTEST_REASON as LEAST_FLAG_REASON
from tocsin.records.search.rules import Standing
from tocsin.review.queries import Filter
from tocsin.review.rules import LONGEST_REASON, LONGEST_WISH, SHORTEST_REASON, Ask

MOST_TRAVELLERS = 500
MOST_NAMES = 10
MOST_REPORTS = 5_000
MOST_DOCUMENTS = 10
LONGEST_NAME = 300
_FIRST, _LAST = datetime(2000, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)
_PRINTABLE = r"^[^\x00-\x1f\x7f]*$"
_SOMETHING = r"^[^\x00-\x1f\x7f]*[^\x00-\x20\x7f][^\x00-\x1f\x7f]*$"
WORDS = r"^[^\x00]*[^\x00\s][^\x00]*$"
"""Words on any number of lines; what no text can hold is refused by name."""
_POINT = r"[12][0-9]{3}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?"
"""Told in the description alone: the refusal of a date is better told in words."""


def _partial_date(text: str) -> str:
    PartialDate.parse(text)
    return text


def _in_our_time(moment: datetime) -> datetime:
    if not _FIRST <= moment <= _LAST:
        raise ValueError("a flight is between the years 2000 and 2100")
    return moment


Text = Annotated[str, StringConstraints(min_length=1, max_length=100, pattern=_SOMETHING)]
NameText = Annotated[str, StringConstraints(min_length=1, max_length=300, pattern=_SOMETHING)]
Given = Annotated[str, StringConstraints(max_length=300, pattern=_PRINTABLE)]
Number = Annotated[str, StringConstraints(min_length=1, max_length=40, pattern=_SOMETHING)]
State = Annotated[str, StringConstraints(pattern=r"^[A-Z]{1,3}$")]
Airport = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]
BirthDate = Annotated[
    str,
    StringConstraints(max_length=24),
    AfterValidator(_partial_date),
    Field(
        description="1970, 1970-05, 1970-05-02 or 1970/1975; ~ at the end for about.",
        json_schema_extra={"pattern": f"^{_POINT}(/{_POINT})?~?$"},
    ),
]
Moment = Annotated[AwareDatetime, AfterValidator(_in_our_time)]
Reason = Annotated[
    str, StringConstraints(min_length=SHORTEST_REASON, max_length=LONGEST_REASON, pattern=WORDS)
]


class Asked(Schema):
    """What is sent has no fields but those that are written here."""

    model_config = ConfigDict(extra="forbid")


class Document(Asked):
    """A travel document: its number, and the state that issued it (ISO 3166-1 or ICAO 9303)."""

    number: Number
    issuer: State | None = None


class Person(Asked):
    """What stands beside the names of a traveller; each value may be missing."""

    birth_date: BirthDate | None = None
    nationality: State | None = None
    sex: Literal["F", "M", "X", "U"] | None = None
    documents: list[Document] = Field(default=[], max_length=MOST_DOCUMENTS)


class Traveller(Person):
    """One person: each name as a whole, in any script and order of its parts."""

    names: list[NameText] = Field(min_length=1, max_length=MOST_NAMES)


class Questioned(Asked):
    """Why the register is asked: without a purpose and a case there is no answer."""

    purpose: Purpose
    case_reference: Text


class ScreeningAsked(Questioned):
    """A batch of travellers to compare; nothing of them is kept."""

    travellers: list[Traveller] = Field(min_length=1, max_length=MOST_TRAVELLERS)
    limit: int = Field(default=10, ge=1, le=50, description="Candidates for each traveller.")


class CheckAsked(Questioned):
    """One person in front of an officer."""

    traveller: Traveller


class Boarded(Person):
    """A traveller as a carrier's list gives them."""

    surname: NameText
    given: Given = ""


class FlightAsked(Asked):
    """The carriage that crosses the border; moments with their offset from UTC."""

    carrier: Annotated[str, StringConstraints(pattern=r"^[A-Z0-9]{2,3}$")]
    number: Annotated[str, StringConstraints(pattern=r"^[1-9][0-9]{0,3}[A-Z]?$")]
    departure: Airport
    arrival: Airport
    departs_at: Moment
    arrives_at: Moment


class PassengerListAsked(Questioned):
    """A flight with its travellers, or a batch of them. ``reference`` is the sender's own."""

    reference: Annotated[str, StringConstraints(min_length=1, max_length=64, pattern=_SOMETHING)]
    flight: FlightAsked
    travellers: list[Boarded] = Field(min_length=1, max_length=MOST_TRAVELLERS)


class DocumentAsked(Asked):
    """One document: who issued it and its number, as it is written."""

    issuer: State
    number: Number
    type: DocumentType | None = None
    check_digit: Annotated[str, StringConstraints(pattern=r"^[0-9]?$")] = ""


class DocumentsAsked(Questioned):
    """Documents to check; nobody's name is asked for."""

    documents: list[DocumentAsked] = Field(min_length=1, max_length=MOST_AT_ONCE)


class ConfirmationAsked(Questioned):
    """A document that hit, about which its issuer is to be asked."""

    document: DocumentAsked


class ConfirmationReplied(Asked):
    """What the issuer says of its report."""

    said: Reply
    remark: Annotated[str, StringConstraints(max_length=500)] = ""


class DocumentReported(Asked):
    """A document of the sender's own member, or stolen blanks up to ``last_number``."""

    type: DocumentType
    number: Number
    status: Literal["lost", "stolen", "stolen_blank", "revoked"]
    last_number: Annotated[str, StringConstraints(max_length=40)] = ""
    occurred_on: date | None = None
    expires_on: date | None = None


class DocumentsReported(Asked):
    """Reports of the sender's own member. ``dry_run`` only says what is wrong with them;
    ``good_only`` takes the good ones although others are faulty."""

    reports: list[DocumentReported] = Field(min_length=1, max_length=MOST_REPORTS)
    dry_run: bool = False
    good_only: bool = False


class DocumentEndAsked(Asked):
    """A document of the sender's own member that is to hit no more."""

    type: DocumentType
    number: Number
    how: Literal["recovered", "mistaken"]


class FlagAsked(Asked):
    """A weaker action that your member takes instead, and why; the originator reads it."""

    action: ActionCode
    reason: Annotated[
        str,
        StringConstraints(
            min_length=LEAST_FLAG_REASON, max_length=LONGEST_FLAG_REASON, pattern=r"\S"
        ),
    ]


class SearchAsked(Questioned):
    """A search of the records: a text, filters, or both. ``after`` is the ``next`` of a page."""

    text: Given = ""
    ground: Ground | None = None
    action: ActionCode | None = None
    member: Annotated[str, StringConstraints(max_length=16, pattern=_PRINTABLE)] = ""
    source_list: Annotated[str, StringConstraints(max_length=16, pattern=_PRINTABLE)] = ""
    standing: Standing = Standing.LIVE
    expires_before: date | None = None
    after: UUID | None = None


class QueueAsked(Asked):
    """Which candidates, and which page of them. ``within_hours`` is the time to departure."""

    state: Filter = "awaiting"
    action: ActionCode | None = None
    within_hours: int | None = Field(default=None, ge=1, le=8_760)
    claims: Literal["", "mine", "free"] = ""
    offset: int = Field(default=0, ge=0, le=100_000)
    limit: int = Field(default=50, ge=1, le=200)


class DecisionAsked(Asked):
    """What an officer concludes: a ``verdict`` first, or whether a second officer ``concurs``.

    ``seen`` is the value of ``next.seen`` of the candidate that the officer had before them.
    """

    model_config = ConfigDict(
        json_schema_extra={
            "oneOf": [
                {
                    "required": ["verdict"],
                    "properties": {"verdict": {"type": "string"}, "concurs": {"type": "null"}},
                },
                {
                    "required": ["concurs"],
                    "properties": {"concurs": {"type": "boolean"}, "verdict": {"type": "null"}},
                },
            ]
        }
    )
    verdict: Verdict | None = None
    concurs: bool | None = None
    reason: Reason
    asks: list[Ask] = Field(default=[], max_length=len(Ask))
    """With "cannot_tell": what would settle it."""
    wish: Annotated[str, StringConstraints(max_length=LONGEST_WISH, pattern=_PRINTABLE)] = ""
    """The same in the officer's own words."""
    seen: Annotated[str, StringConstraints(min_length=1, max_length=64, pattern=_SOMETHING)]

    @model_validator(mode="after")
    def _one_conclusion(self) -> Self:
        if (self.verdict is None) == (self.concurs is None):
            raise ValueError("give a verdict, or as second officer whether you concur: one of both")
        return self


class SignatureAsked(Asked):
    """The member's own signature of the bytes that "to-sign" gave, both in base64."""

    key: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9+/]{43}=$")]
    value: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9+/]{86}==$")]


class ContributionAsked(Asked):
    """One contribution in its plain form. What each ground and action must tell, and every fault of
    what was sent, is said by field in the refusal."""

    contribution: dict[str, JsonValue] = Field(
        description="register, reference, ground, legal_basis, purpose, person_status,"
        " requested_action, evidence_summary, source_grade, information_grade, details, handling,"
        " statements; see docs/reference/contributions.md."
    )
    signature: SignatureAsked | None = None


class ToSignAsked(Asked):
    """A contribution whose bytes the member wants to sign at home."""

    contribution: dict[str, JsonValue]


class BatchAsked(Asked):
    """Up to 500 contributions, taken whole or not at all unless the good ones are asked for."""

    mode: Literal["check", "all", "good"] = "all"
    contributions: list[dict[str, JsonValue]] = Field(min_length=1, max_length=500)


class StepAsked(Asked):
    """A step on an alert: "answer" and "close" say how, and in words what the other has to know."""

    step: Literal["acknowledge", "answer", "close"]
    answer: Literal["confirmed", "not_ours", "unable"] | None = None
    outcome: Literal["done", "not_done", "not_the_person", "released"] | None = None
    words: Annotated[str, StringConstraints(max_length=2_000)] = ""

    @model_validator(mode="after")
    def _says_how(self) -> Self:
        if (self.step == "answer") != (self.answer is not None):
            raise ValueError("give an answer with the step answer, and with no other")
        if (self.step == "close") != (self.outcome is not None):
            raise ValueError("give an outcome with the step close, and with no other")
        return self


class SealedAsked(Asked):
    """A message that was sealed at home: an age file to the keys of both members, in base64."""

    content: Annotated[str, StringConstraints(min_length=1, max_length=360_000)]
