"""The public register: who is a member, since when, on what basis, and where to be corrected.

Nobody signs in for it, so nothing of it is asked of the ledger, and no desk's number is shown.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tocsin.entrances.web import refusals
from tocsin.entrances.web.filling.members import register_page, shown
from tocsin.members.queries import public_register


@require_safe
def register(request: HttpRequest) -> HttpResponse:
    page = register_page(public_register())
    return render(request, "pages/register.html", {"page": page})


@require_safe
def member(request: HttpRequest, code: str) -> HttpResponse:
    """One member, or an answer as for any page that isn't there."""
    found = next((each for each in public_register() if each.code == code), None)
    if found is None:
        return refusals.not_found(request)
    return render(request, "pages/member.html", {"page": shown(found)})
