"""The form by which a misused identity is protected, and the page around it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.utils.timezone import make_aware
from django.utils.translation import gettext_lazy as _

from tocsin.entrances.web.filling.member_forms import Quiet
from tocsin.entrances.web.pages.protecting import ProtectingPage, ProtectionLine
from tocsin.formats.countries import alpha2
from tocsin.resolution.rules import Consent, Document

LONGEST = timedelta(days=3 * 365)
"""How long consent counts before it has to be asked for again."""


class ProtectionForm(Quiet):
    """A person's own documents, and how they agreed."""

    documents = forms.CharField(
        label=_("Documents of the person"),
        widget=forms.Textarea(attrs={"rows": 3, "dir": "ltr"}),
        help_text=_("One a line: the issuer's code and the number, as XA VX100200."),
    )
    consent = forms.CharField(
        label=_("How the person agreed"),
        help_text=_("Where the signed consent lies. Never who the person is."),
        max_length=500,
    )
    consented_on = forms.DateField(
        label=_("Agreed on"), widget=forms.DateInput(attrs={"type": "date"})
    )
    until = forms.DateField(
        label=_("Until"),
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_("Three years at most; then they are asked again."),
    )

    def __init__(self, *given: Any, now: datetime, **named: Any) -> None:
        super().__init__(*given, **named)
        self._now = now

    def clean_documents(self) -> tuple[Document, ...]:
        return documents_of(self.cleaned_data["documents"])

    def clean_consented_on(self) -> Any:
        day = self.cleaned_data["consented_on"]
        if day > self._now.date():
            raise forms.ValidationError(_("This day is still to come."))
        return day

    def clean_until(self) -> datetime:
        day = self.cleaned_data["until"]
        if not self._now.date() < day <= (self._now + LONGEST).date():
            raise forms.ValidationError(_("Give a day from tomorrow on, within three years."))
        return make_aware(datetime.combine(day, time.min))

    @property
    def value(self) -> Consent:
        given = self.cleaned_data
        return Consent(given["consent"], given["consented_on"], given["until"])


def documents_of(typed: str) -> tuple[Document, ...]:
    """Documents written one a line. Raises ValidationError, naming the line."""
    lines = [each for each in typed.splitlines() if each.strip()]
    return tuple(_document(number, line) for number, line in enumerate(lines, 1))


def _document(number: int, line: str) -> Document:
    issuer, _space, rest = line.strip().partition(" ")
    if len(issuer) not in (2, 3) or not any(map(str.isalnum, rest)):
        told = _("Line %(line)d is not of the form XA VX100200.")
        raise forms.ValidationError(told, params={"line": number})
    return alpha2(issuer), rest.strip()


def protecting_page(record: Any, found: Iterable[Any], form: Any, now: datetime) -> ProtectingPage:
    lines = tuple(_line(each, now) for each in found)
    return ProtectingPage(str(record.id), record.reference, lines, form)


def _line(protection: Any, now: datetime) -> ProtectionLine:
    return ProtectionLine(
        pk=protection.id,
        documents=len(protection.documents),
        consent=protection.consent,
        consented_on=protection.consented_on,
        expires_at=protection.expires_at,
        over=protection.expires_at <= now,
    )
