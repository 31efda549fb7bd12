"""What is asked for on the pages of members. A form reads; actions decide."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tocsin.entrances.web.templatetags.words import word
from tocsin.members.keys import SignedKey
from tocsin.members.rules import Capacity, Check, Choice, Desk, Keeps
from tocsin.safeguards.access.rules import Role
from tocsin.safeguards.accession.rules import Application, Declared
from tocsin.safeguards.appointments.rules import ROLES


def _choices(codes: Any, kind: str) -> list[tuple[str, str]]:
    return [(str(code), word(code, kind)) for code in codes]


class Quiet(forms.Form):
    """No browser fills these in, and no browser judges them before the node does."""

    use_required_attribute = False

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        for each in self.fields.values():
            each.widget.attrs.setdefault("autocomplete", "off")


class ApplicationForm(Quiet):
    code = forms.RegexField(
        r"^[A-Z]{2,3}$", label=_("Code"), help_text=_("Two or three capital letters (ISO 3166-1)")
    )
    name = forms.CharField(label=_("Name"), max_length=200)
    kind = forms.ChoiceField(
        label=_("Kind"),
        choices=[("state", _("State")), ("organisation", _("International organisation"))],
    )
    capacity = forms.ChoiceField(label=_("Takes part as"))
    mandate = forms.CharField(
        label=_("Mandate"),
        max_length=500,
        required=False,
        help_text=_("Of an organisation: what its statutes let it do"),
    )

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.fields["capacity"].choices = _choices(Capacity, "capacity")  # type: ignore[attr-defined]

    @property
    def value(self) -> Application:
        return Application(**self.cleaned_data)


class DeclarationForm(Quiet):
    legal_basis = forms.CharField(
        label=_("Legal basis"), max_length=500, help_text=_("The act, with its sections")
    )
    data_protection_authority = forms.CharField(
        label=_("Data-protection authority"), max_length=500
    )
    redress_contact = forms.CharField(
        label=_("Contact for redress"),
        max_length=500,
        help_text=_("Where a person asks to be corrected"),
    )

    @property
    def value(self) -> Declared:
        return Declared(**self.cleaned_data)


class KeyForm(Quiet):
    key = forms.CharField(
        label=_("Public key"), help_text=_("Ed25519, 32 bytes in base64"), max_length=100
    )
    signature = forms.CharField(
        label=_("Signature of the registration"),
        max_length=200,
        help_text=_("By the key itself, in base64: `tocsin members key CODE KEY` prints the text"),
    )

    @property
    def value(self) -> SignedKey:
        return SignedKey(**self.cleaned_data)


class SealingKeyForm(Quiet):
    key = forms.CharField(
        label=_("Public sealing key"),
        help_text=_("It begins with age1: `tocsin messages key CODE FILE` makes one"),
        max_length=100,
    )
    endorsement = forms.CharField(
        label=_("Signature of the registration"),
        max_length=200,
        help_text=_("By your member's signing key, in base64, of the text that was printed"),
    )


class RevocationForm(Quiet):
    void_from = forms.DateTimeField(
        label=_("Lost at (UTC)"),
        help_text=_("As 2026-03-01 12:00: nothing that came in since counts"),
    )


class ChecksForm(Quiet):
    passed = forms.MultipleChoiceField(
        label=_("Passed"), widget=forms.CheckboxSelectMultiple, required=True
    )

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.fields["passed"].choices = _choices(Check, "check")  # type: ignore[attr-defined]


class VoteForm(Quiet):
    choice = forms.ChoiceField(label=_("Your member's vote"), widget=forms.RadioSelect)

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.fields["choice"].choices = _choices(Choice, "choice")  # type: ignore[attr-defined]


class ReasonForm(Quiet):
    reason = forms.CharField(
        label=_("Reason"), max_length=500, help_text=_("Everybody reads it in the register")
    )


class EndForm(ReasonForm):
    keeps = forms.ChoiceField(label=_("Its records"), widget=forms.RadioSelect)
    field_order = ("keeps", "reason")

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.fields["keeps"].choices = _choices(Keeps, "keeps")  # type: ignore[attr-defined]


class NothingForm(Quiet):
    """A deed that needs no more words."""


class DeskForm(Quiet):
    name = forms.CharField(label=_("Name of the desk"), max_length=200)
    numbers = forms.CharField(
        label=_("Duty numbers"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Answered at any hour; one a line, as +43 1 2345678"),
    )
    mail = forms.EmailField(label=_("Mail"), required=False)

    @property
    def value(self) -> Desk:
        given = self.cleaned_data
        return Desk(given["name"], tuple(given["numbers"].splitlines()), given["mail"])


class RolesForm(Quiet):
    roles = forms.MultipleChoiceField(label=_("Roles"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, *given: Any, capacity: str, **named: Any) -> None:
        super().__init__(*given, **named)
        can = ROLES[Capacity(capacity)]
        offered = _choices([each for each in Role if each in can], "role")
        self.fields["roles"].choices = offered  # type: ignore[attr-defined]


class AppointmentForm(RolesForm):
    name = forms.CharField(label=_("Name"), max_length=200)
    username = forms.RegexField(
        r"^[a-z0-9][a-z0-9.\-]{2,149}$",
        label=_("Sign-in name"),
        help_text=_("Small letters, digits, dots and hyphens"),
    )
    unit = forms.CharField(label=_("Unit"), max_length=200)
    field_order = ("name", "username", "unit", "roles")


class IdentityForm(Quiet):
    issuer = forms.ChoiceField(label=_("Service"))
    subject = forms.CharField(
        label=_("Who they are there"), max_length=191, help_text=_("The claim `sub`, not a mail")
    )

    def __init__(self, *given: Any, services: list[tuple[str, str]], **named: Any) -> None:
        super().__init__(*given, **named)
        self.fields["issuer"].choices = services  # type: ignore[attr-defined]
