"""The officer's API tokens: made, shown once, revoked."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext

from tocsin.entrances.web.filling.tokens import (
    TokenForm,
    offered,
    read_token_form,
    tokens_page,
)
from tocsin.entrances.web.visits import Visit
from tocsin.safeguards.access.actions import create_token, revoke_token
from tocsin.safeguards.access.queries import own_tokens
from tocsin.safeguards.access.rules import Permission


def tokens(visit: Visit) -> HttpResponse:
    if visit.request.method == "POST":
        return _make(visit)
    return _show(visit)


def _show(
    visit: Visit, form: TokenForm | None = None, new: tuple[str, str] = ("", "")
) -> HttpResponse:
    page = tokens_page(own_tokens(visit.actor), offered(visit.actor), visit.now, form=form, new=new)
    return visit.show("pages/tokens.html", page, status=422 if form and form.errors else 200)


def _make(visit: Visit) -> HttpResponse:
    form = read_token_form(visit.request.POST, offered(visit.actor))
    if form.errors:
        return _show(visit, form)
    token, secret = create_token(
        visit.actor,
        form.label,
        now=visit.now,
        life=form.life,
        permissions=map(Permission, form.permissions),
        addresses=form.networks,
    )
    return _show(visit, new=(token.name, secret))


def revoke(visit: Visit, token_id: int) -> HttpResponse:
    revoke_token(visit.actor, token_id, now=visit.now)
    messages.success(visit.request, gettext("The token is revoked. It works no longer."))
    return redirect("tokens")
