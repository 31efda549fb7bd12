"""The words of review's closed lists: what to ask, claims, and on what a clearance stands."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from tocsin.entrances.web.templatetags.wording import Words

ASKS: Words = {
    "birth_place": _("Ask for the place of birth"),
    "document_in_hand": _("Look at the document itself, and at who bears it"),
    "former_names": _("Ask for former names"),
    "original_script": _("Ask for the name in its own script"),
    "originator": _("Ask the originator of the record"),
    "other_document": _("Ask for another document"),
    "parents_names": _("Ask for the names of the parents"),
}
CLAIMS: Words = {
    "mine": _("Claimed by me"),
    "free": _("Claimed by nobody"),
}
CLEARANCE_BASES: Words = {
    "consent": _("The person agreed"),
    "redress": _("Decided in a complaint"),
}
CLEARANCE_STATES: Words = {
    "proposed": _("Awaits a second officer"),
    "in_force": _("In force"),
    "over": _("Over: it clears nobody any more"),
}
ALL: Mapping[str, Words] = {
    "ask": ASKS,
    "claims": CLAIMS,
    "clearance_basis": CLEARANCE_BASES,
    "clearance_state": CLEARANCE_STATES,
}
