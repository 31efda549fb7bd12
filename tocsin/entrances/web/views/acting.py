"""A page with several forms, one of which was sent: do it, or show it again with what is wrong."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse

from tocsin.entrances.web.visits import Visit
from tocsin.foundations.errors import TocsinError
from tocsin.safeguards.access.errors import MemberNotActive, NotFound, NotPermitted

REFUSALS = (NotFound, NotPermitted, MemberNotActive)
"""These are answered by the door, with pages of their own."""


def perform(
    visit: Visit,
    form: Any,
    deed: Callable[[Any], object],
    done: Callable[[], HttpResponse],
    again: Callable[[Any], HttpResponse],
    said: str,
) -> HttpResponse:
    """``deed`` takes the form; ``again`` draws the page around it if it can't be done as sent."""
    if not form.is_valid():
        return again(form)
    try:
        with transaction.atomic():
            deed(form)
    except REFUSALS:
        raise
    except TocsinError as hindrance:
        form.add_error(None, str(hindrance))
        return again(form)
    messages.success(visit.request, said)
    return done()
