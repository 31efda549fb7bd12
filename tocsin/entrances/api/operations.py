"""Everything that a program can ask, in one table, with the permission that each takes.

There is no other way in: `urls` has these, the description of them, and "not found".
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from tocsin.entrances.api import answered
from tocsin.entrances.api.bearer import AccessToken, TokenOrSignature
from tocsin.entrances.api.problems import LARGEST_BODY, Problem
from tocsin.entrances.api.views import (
    candidates,
    contributions,
    documents,
    flags,
    messages,
    movements,
    screening,
    search,
)
from tocsin.safeguards.access.rules import Permission
from tocsin.travel.intake.rules import LARGEST

REFUSALS = (400, 401, 403, 404, 405, 409, 413, 422, 429, 500, 503)
"""What any operation may answer instead, each as a problem."""


@dataclass(frozen=True, slots=True)
class Operation:
    """``answers`` gives the shape of each answer that isn't a problem, by its status."""

    method: str
    path: str
    view: Callable[..., Any]
    name: str
    summary: str
    needs: Permission
    answers: Mapping[int, type[Any] | None] = field(default_factory=dict)
    door: type[AccessToken] = AccessToken
    largest: int = LARGEST_BODY
    """Bytes of a request."""
    takes_bytes: bool = False
    """The body is a message as carriers send it, and no JSON."""

    @property
    def address(self) -> str:
        """The path as Django writes it."""
        return self.path.replace("{", "<").replace("}", ">")

    def responses(self) -> dict[int, type[Any] | None]:
        return {**self.answers, **dict.fromkeys(REFUSALS, Problem)}


DOCUMENTS = (
    Operation(
        "POST",
        "/documents/checks",
        documents.check_documents,
        "check-documents",
        "Check travel documents; a miss leaves no number",
        Permission.DOCUMENT_CHECK,
        {200: answered.DocumentsAnswered},
    ),
    Operation(
        "POST",
        "/documents/reports",
        documents.report_documents,
        "report-documents",
        "Report documents of your own member",
        Permission.DOCUMENT_REPORT,
        {200: answered.ReportsAnswered},
    ),
    Operation(
        "POST",
        "/documents/reports/ended",
        documents.end_document,
        "end-document",
        "End the report of a document of your own member",
        Permission.DOCUMENT_REPORT,
        {200: answered.DocumentEnded},
    ),
    Operation(
        "GET",
        "/documents/confirmations",
        documents.confirmations,
        "confirmations",
        "Read questions to issuers",
        Permission.DOCUMENT_CHECK,
        {200: answered.ConfirmationList},
    ),
    Operation(
        "POST",
        "/documents/confirmations",
        documents.ask_for_confirmation,
        "ask-for-confirmation",
        "Ask an issuer whether its report stands",
        Permission.DOCUMENT_CHECK,
        {200: answered.Confirmation},
    ),
    Operation(
        "POST",
        "/documents/confirmations/{uuid:confirmation_id}/reply",
        documents.reply_to_confirmation,
        "reply-to-confirmation",
        "Answer as the issuer",
        Permission.DOCUMENT_CONFIRM,
        {200: answered.Confirmation},
    ),
)

CONTRIBUTIONS = (
    Operation(
        "POST",
        "/records",
        contributions.contribute,
        "contribute",
        "Contribute one record, or revise it, by its reference",
        Permission.RECORD_CONTRIBUTE,
        {200: answered.Contributed, 201: answered.Contributed},
    ),
    Operation(
        "POST",
        "/records/to-sign",
        contributions.to_sign,
        "to-sign",
        "The bytes that your member signs at home",
        Permission.RECORD_CONTRIBUTE,
        {200: answered.ToSign},
    ),
    Operation(
        "POST",
        "/records/batches",
        contributions.batch,
        "contribute-batch",
        "Contribute many records, or only check them",
        Permission.RECORD_CONTRIBUTE,
        {200: answered.BatchReport},
    ),
)
OPERATIONS = (
    Operation(
        "POST",
        "/checks",
        screening.check_traveller,
        "check-traveller",
        "Check one person at the front line",
        Permission.TRAVELLER_CHECK,
        {200: answered.CheckAnswered},
    ),
    Operation(
        "POST",
        "/screenings",
        screening.screen_travellers,
        "screen-travellers",
        "Compare a batch of travellers; nothing is kept",
        Permission.TRAVELLER_SCREEN,
        {200: answered.ScreeningAnswered},
    ),
    Operation(
        "POST",
        "/flights",
        screening.screen_flight,
        "screen-flight",
        "Screen a flight; its candidates await people",
        Permission.TRAVELLER_SCREEN,
        {200: answered.ListAnswered},
    ),
    Operation(
        "GET",
        "/flights/lacking",
        messages.lacking,
        "lacking-lists",
        "Read which passenger lists are missing or late",
        Permission.FLIGHT_READ,
        {200: answered.LackingLists},
    ),
    Operation(
        "POST",
        "/messages",
        messages.deliver,
        "deliver-message",
        "Deliver a carrier's message; it is screened within seconds",
        Permission.MESSAGE_DELIVER,
        {200: answered.MessageReceipt, 202: answered.MessageReceipt},
        door=TokenOrSignature,
        largest=LARGEST,
        takes_bytes=True,
    ),
    Operation(
        "GET",
        "/messages/{uuid:message_id}",
        messages.receipt,
        "message",
        "Read what became of a message",
        Permission.MESSAGE_DELIVER,
        {200: answered.MessageReceipt},
    ),
    Operation(
        "GET",
        "/messages/quarantined",
        messages.put_aside,
        "quarantined-messages",
        "Read which messages could not be read",
        Permission.INTAKE_TEND,
        {200: answered.MessageList},
    ),
    Operation(
        "POST",
        "/messages/{uuid:message_id}/replays",
        messages.replay,
        "replay-message",
        "Try a message again that was put aside",
        Permission.INTAKE_TEND,
        {200: answered.MessageReceipt},
    ),
    Operation(
        "GET",
        "/candidates",
        candidates.candidates,
        "candidates",
        "Read the queue of candidates",
        Permission.QUEUE_READ,
        {200: answered.CandidateList},
    ),
    Operation(
        "GET",
        "/candidates/{uuid:candidate_id}",
        candidates.candidate,
        "candidate",
        "Read one candidate",
        Permission.CANDIDATE_READ,
        {200: answered.CandidateWhole},
    ),
    Operation(
        "POST",
        "/candidates/{uuid:candidate_id}/decisions",
        candidates.decide,
        "decide",
        "Decide on a candidate",
        Permission.DECISION_MAKE,
        {200: answered.Decided, 201: answered.Decided},
    ),
    Operation(
        "POST",
        "/records/{uuid:record_id}/flag",
        flags.flag,
        "flag-record",
        "Do less than a record asks",
        Permission.RECORD_FLAG,
        {201: answered.FlagMade},
    ),
    Operation(
        "POST",
        "/records/{uuid:record_id}/flag/lift",
        flags.lift,
        "lift-flag",
        "Do again what a record asks",
        Permission.RECORD_FLAG,
        {204: None},
    ),
    Operation(
        "GET",
        "/records/{uuid:record_id}/movement",
        movements.movement,
        "movement",
        "Read the movement of a record's subject",
        Permission.MOVEMENT_READ,
        {200: answered.Movement},
    ),
    *DOCUMENTS,
    *CONTRIBUTIONS,
    Operation(
        "POST",
        "/records/searches",
        search.search_records,
        "search-records",
        "Search the records that you may see",
        Permission.RECORD_SEARCH,
        {200: answered.SearchAnswered},
    ),
)
