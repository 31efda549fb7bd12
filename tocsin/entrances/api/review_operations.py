"""What a program can ask of review besides deciding: claims, receipts and clearances."""

from __future__ import annotations

from tocsin.entrances.api import answered_review
from tocsin.entrances.api.operation import Operation
from tocsin.entrances.api.views import candidates, clearances
from tocsin.safeguards.access.rules import Permission

REVIEW = (
    Operation(
        "POST",
        "/candidates/{uuid:candidate_id}/claim",
        candidates.claim,
        "claim-candidate",
        "Keep colleagues from deciding a candidate for a while",
        Permission.DECISION_MAKE,
        {200: answered_review.Claimed},
    ),
    Operation(
        "POST",
        "/candidates/{uuid:candidate_id}/release",
        candidates.release,
        "release-candidate",
        "Give a candidate back before the claim ends",
        Permission.DECISION_MAKE,
        {204: None},
    ),
    Operation(
        "POST",
        "/candidates/{uuid:candidate_id}/receipt",
        candidates.receipt,
        "give-receipt",
        "Give the traveller a reference to complain with",
        Permission.DECISION_MAKE,
        {200: answered_review.Receipt},
    ),
    Operation(
        "POST",
        "/candidates/{uuid:candidate_id}/clearance",
        clearances.clear_candidate,
        "clear-candidate",
        "Propose that a traveller isn't stopped for the record again",
        Permission.CLEARANCE_GIVE,
        {201: answered_review.Clearance},
    ),
    Operation(
        "POST",
        "/records/{uuid:record_id}/clearances",
        clearances.clear_on_request,
        "clear-on-request",
        "Propose to clear somebody who shows their documents",
        Permission.CLEARANCE_GIVE,
        {201: answered_review.Clearance},
    ),
    Operation(
        "GET",
        "/clearances",
        clearances.clearances,
        "clearances",
        "Read your member's clearances",
        Permission.CLEARANCE_GIVE,
        {200: answered_review.ClearanceList},
    ),
    Operation(
        "POST",
        "/clearances/{uuid:clearance_id}/answer",
        clearances.answer_clearance,
        "answer-clearance",
        "Approve or refuse a clearance as second officer",
        Permission.CLEARANCE_GIVE,
        {204: None},
    ),
    Operation(
        "POST",
        "/clearances/{uuid:clearance_id}/withdrawal",
        clearances.withdraw_clearance,
        "withdraw-clearance",
        "End a clearance and keep nothing of it",
        Permission.CLEARANCE_GIVE,
        {204: None},
    ),
)
