"""Clearances and receipts as their pages show them, and the form by which one is given."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, time
from typing import Any

from django import forms
from django.utils.timezone import make_aware
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tocsin.entrances.web.filling.member_forms import Quiet
from tocsin.entrances.web.filling.protecting import documents_of
from tocsin.entrances.web.pages.clearances import ClearanceLine, ClearancesPage, ReceiptPage
from tocsin.entrances.web.templatetags.review_words import CLEARANCE_BASES
from tocsin.resolution.rules import Document
from tocsin.review.receipts.pdf import Sheet
from tocsin.screening.clearances.rules import Basis, Grounds


class ClearingForm(Quiet):
    """On what the clearance of a traveller stands whose documents are known."""

    basis = forms.ChoiceField(label=_("On what it stands"), choices=tuple(CLEARANCE_BASES.items()))
    told = forms.CharField(
        label=_("Where that lies"),
        help_text=_("The file with the signed consent or the decision. Never who the person is."),
        max_length=500,
    )
    agreed_on = forms.DateField(
        label=_("Agreed or decided on"), widget=forms.DateInput(attrs={"type": "date"})
    )
    until = forms.DateField(
        label=_("Until"),
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_("Three years at most; then it is given anew or ends."),
    )

    @property
    def value(self) -> Grounds:
        given = self.cleaned_data
        until = make_aware(datetime.combine(given["until"], time.min))
        return Grounds(Basis(given["basis"]), given["told"], given["agreed_on"], until)


class RequestForm(ClearingForm):
    """The same for somebody who comes with their documents."""

    documents = forms.CharField(
        label=_("Documents of the person"),
        widget=forms.Textarea(attrs={"rows": 3, "dir": "ltr"}),
        help_text=_("One a line: the issuer's code and the number, as XA VX100200."),
    )
    field_order = ("documents", "basis", "told", "agreed_on", "until")

    def clean_documents(self) -> tuple[Document, ...]:
        return documents_of(self.cleaned_data["documents"])


def clearances_page(found: Iterable[Any], most: int) -> ClearancesPage:
    return ClearancesPage(tuple(map(_line, found)), most)


def _line(listed: Any) -> ClearanceLine:
    clearance = listed.clearance
    return ClearanceLine(
        pk=str(clearance.id),
        number=clearance.number,
        record_pk=str(clearance.record_id),
        record_reference=clearance.record.reference,
        basis=clearance.basis,
        told=clearance.told,
        agreed_on=clearance.agreed_on,
        given_by=clearance.officer.name,
        expires_at=clearance.expires_at,
        documents=listed.documents,
        state=listed.state,
        not_yours=listed.not_yours,
    )


def receipt_page(slip: Any) -> ReceiptPage:
    words = tuple(map(str, RECEIPT_WORDS))
    return ReceiptPage(slip.reference, slip.given_at, slip.member, slip.redress, words)


def sheet_of(page: ReceiptPage) -> Sheet:
    """The receipt in the reader's language, as it is set in PDF."""
    return Sheet(
        gettext("Receipt for a traveller"),
        (
            (gettext("Reference"), page.reference),
            (gettext("Given on"), f"{page.given_at:%Y-%m-%d %H:%M} UTC"),
            (gettext("Given by"), page.member),
            (gettext("Where to complain"), page.redress),
            (gettext("Given to"), "\u2009"),
        ),
        page.words,
    )


RECEIPT_WORDS = (
    _("You were asked to wait while your identity was checked."),
    _(
        "If you think that you were mistaken for somebody else, or were treated wrongly, write to"
        " the office above and give this reference. You need no lawyer and no form, and may write"
        " in any language. You may also write to the independent ombudsperson of the register."
    ),
    _("Keep this sheet. The reference is of use to nobody but you and that office."),
)
"""What every receipt says, whoever it is for."""
