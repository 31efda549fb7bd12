"""The officer's API tokens: made, shown once, revoked."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext

from tocsin.entrances.web.filling.tokens import read_token_form, tokens_page
from tocsin.entrances.web.visits import Visit
from tocsin.safeguards.access.actions import create_token, revoke_token
from tocsin.safeguards.access.queries import own_tokens


def tokens(visit: Visit) -> HttpResponse:
    if visit.request.method == "POST":
        return _make(visit)
    return visit.show("pages/tokens.html", tokens_page(own_tokens(visit.actor), visit.now))


def _make(visit: Visit) -> HttpResponse:
    form = read_token_form(visit.request.POST)
    if form.errors:
        page = tokens_page(own_tokens(visit.actor), visit.now, form=form)
        return visit.show("pages/tokens.html", page, status=422)
    token, secret = create_token(visit.actor, form.label, now=visit.now, life=form.life)
    page = tokens_page(own_tokens(visit.actor), visit.now, new=(token.name, secret))
    return visit.show("pages/tokens.html", page)


def revoke(visit: Visit, token_id: int) -> HttpResponse:
    revoke_token(visit.actor, token_id, now=visit.now)
    messages.success(visit.request, gettext("The token is revoked. It works no longer."))
    return redirect("tokens")
