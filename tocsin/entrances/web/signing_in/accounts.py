"""Accounts as this register has them: officers are appointed, nobody signs up."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.forms import LoginForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from tocsin.entrances.web.signing_in.sessions import begin
from tocsin.members.queries import is_out
from tocsin.safeguards.access.actions import note_sign_in


class Accounts(DefaultAccountAdapter):  # type: ignore[misc]
    """allauth's rules for accounts, closed."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def pre_login(self, request: HttpRequest, user: Any, **given: Any) -> HttpResponse | None:
        """Let nobody in whose member is suspended or gone; whoever it is has a right password."""
        if is_out(user.member_id):
            return redirect("account_inactive")
        refused: HttpResponse | None = super().pre_login(request, user, **given)
        return refused

    def login(self, request: HttpRequest, user: Any) -> None:
        """Let the officer in, password and second factor being right; the ledger has it."""
        super().login(request, user)
        begin(request)
        note_sign_in(user)

    def add_message(self, *given: Any, **named: Any) -> None:
        """Say nothing: that one is signed in or out, one can see."""

    def send_notification_mail(self, *given: Any, **named: Any) -> None:
        """Send nothing: officers have no addresses here, and the ledger keeps what was changed."""


class SignIn(LoginForm):  # type: ignore[misc]
    """Name and password, under labels that stay while one types."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)
