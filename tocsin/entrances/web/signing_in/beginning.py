"""A link from the administrator, by which an officer chooses a password."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth import password_validation
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from tocsin.safeguards.appointments.actions import take_link
from tocsin.safeguards.appointments.errors import LinkSpent
from tocsin.safeguards.appointments.links import officer_of


class NewPassword(forms.Form):
    """A password twice, as the rules for passwords want it."""

    password = forms.CharField(
        label=_("New password"),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("At least 12 characters. A sentence is easier to keep than a word."),
        strip=False,
    )
    again = forms.CharField(
        label=_("The same once more"),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        strip=False,
    )

    def __init__(self, *given: Any, officer: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self._officer = officer

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        password_validation.validate_password(password, self._officer)
        return password

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if "password" in given and given["password"] != given.get("again"):
            self.add_error("again", gettext("This is not what you wrote above."))
        return given


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: HttpRequest, officer_id: int, token: str) -> HttpResponse:
    """Choose a password by a link that works once; then sign in with it."""
    try:
        officer = officer_of(officer_id, token)
    except LinkSpent as spent:
        return render(request, "account/link_spent.html", {"words": str(spent)}, status=410)
    form = NewPassword(request.POST or None, officer=officer)
    if not form.is_valid():
        shown = {"form": form, "officer": officer}
        return render(request, "account/begin.html", shown, status=422 if form.errors else 200)
    take_link(officer_id, token, form.cleaned_data["password"])
    messages.success(request, gettext("Your password is set. Sign in with it."))
    return redirect("account_login")
