"""Accounts as this register has them: officers are appointed, nobody signs up."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.forms import LoginForm
from allauth.mfa.adapter import DefaultMFAAdapter
from django.http import HttpRequest

from tocsin.safeguards.access.actions import note_sign_in


class Accounts(DefaultAccountAdapter):  # type: ignore[misc]
    """allauth's rules for accounts, closed."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def login(self, request: HttpRequest, user: Any) -> None:
        """Let the officer in, password and second factor being right; the ledger has it."""
        super().login(request, user)
        note_sign_in(user)

    def add_message(self, *given: Any, **named: Any) -> None:
        """Say nothing: that one is signed in or out, one can see."""


class SignIn(LoginForm):  # type: ignore[misc]
    """Name and password, under labels that stay while one types."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)


class SecondFactors(DefaultMFAAdapter):  # type: ignore[misc]
    """allauth's rules for second factors."""

    def build_totp_svg(self, url: str) -> str:
        """The picture as it can stand in a page: without the declaration of a file."""
        drawn: str = super().build_totp_svg(url)
        return drawn[drawn.index("<svg") :]
