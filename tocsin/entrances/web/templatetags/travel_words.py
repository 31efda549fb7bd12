"""The words of flights and travel documents."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from tocsin.entrances.web.templatetags.wording import Words

FLIGHT_STATES: Words = {
    "waiting": _("Waiting to be screened"),
    "screened": _("Screened"),
    "faulty": _("Screened, with faults"),
    "cancelled": _("Cancelled"),
}
DOCUMENT_TYPES: Words = {
    "P": _("Passport"),
    "I": _("Identity card"),
    "V": _("Visa"),
    "R": _("Residence permit"),
    "T": _("Travel document for refugees, stateless people and others"),
}
DOCUMENT_STATUSES: Words = {
    "lost": _("Lost"),
    "stolen": _("Stolen"),
    "stolen_blank": _("Blank, stolen before it was issued"),
    "revoked": _("Revoked"),
    "recovered": _("Recovered"),
}
DOCUMENT_OUTCOMES: Words = {
    "none": _("Not reported"),
    "hit": _("Hit: this document is reported"),
    "check_again": _("Read the document again"),
    "candidate": _("Candidate: a record states this document"),
}
CONFIRMATION_STATES: Words = {
    "asked": _("Awaits the issuer"),
    "confirmed": _("The report stands"),
    "recovered": _("Recovered: it hits no more"),
    "mistaken": _("Reported by mistake: it hits no more"),
    "lapsed": _("Not answered in time: the holder goes on"),
}
ASIDE_REASONS: Words = {
    "NothingRead": _("No passenger list in any format that is read here"),
    "ReaderEnded": _("Its reader ended several times"),
}
"""Why a message was put aside, by the kind of the error; others are shown by their name."""

OF_TRAVEL: Mapping[str, Words] = {
    "flight_state": FLIGHT_STATES,
    "aside_reason": ASIDE_REASONS,
    "document_type": DOCUMENT_TYPES,
    "document_status": DOCUMENT_STATUSES,
    "document_outcome": DOCUMENT_OUTCOMES,
    "confirmation_state": CONFIRMATION_STATES,
}
