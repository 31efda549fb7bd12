"""The receipt that a traveller takes home: as a page to be printed, as PDF, as JSON."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect

from tocsin.entrances.web.filling.clearances import receipt_page, sheet_of
from tocsin.entrances.web.visits import Visit
from tocsin.review.errors import NotToBeTold
from tocsin.review.receipts.actions import give_receipt, read_receipt
from tocsin.review.receipts.pdf import MEDIA_TYPE, as_pdf
from tocsin.review.receipts.rules import as_plain
from tocsin.safeguards.access.errors import NotFound


def give(visit: Visit, candidate_id: UUID) -> HttpResponse:
    """Make the receipt. Its address has the reference alone, and nothing of the candidate."""
    try:
        slip = give_receipt(visit.actor, candidate_id, now=visit.now)
    except NotToBeTold as refusal:
        messages.warning(visit.request, str(refusal))
        return redirect("candidate", candidate_id)
    return redirect("receipt", slip.reference)


def receipt(visit: Visit, reference: str) -> HttpResponse:
    slip = read_receipt(visit.actor, reference)
    kind = visit.request.GET.get("as", "")
    page = receipt_page(slip)
    if not kind:
        return visit.show("pages/receipt.html", page)
    answers: dict[str, Callable[[], HttpResponse]] = {
        "pdf": lambda: HttpResponse(as_pdf(sheet_of(page)), content_type=MEDIA_TYPE),
        "json": lambda: JsonResponse(as_plain(slip)),
    }
    if kind not in answers:
        raise NotFound
    answer = answers[kind]()
    name = f"receipt-{slip.reference}.{kind}"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
