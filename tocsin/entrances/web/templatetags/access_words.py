"""The words of roles, permissions, tokens, and what is watched over them."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from tocsin.entrances.web.templatetags.wording import Words

ROLES: Words = {
    "auditor": _("Auditor"),
    "contributor": _("Contributor"),
    "front_line": _("Front line"),
    "member_administrator": _("Administrator of the member"),
    "neutrality_reviewer": _("Neutrality reviewer"),
    "observer": _("Observer"),
    "ombudsperson": _("Ombudsperson"),
    "registrar": _("Registrar"),
    "reviewer": _("Reviewer"),
    "screening_officer": _("Screening officer"),
}
PERMISSIONS: Words = {
    "candidate.read": _("Read a candidate"),
    "claim.release": _("Release a colleague's claim"),
    "clearance.give": _("Clear travellers of a record"),
    "decision.make": _("Decide on candidates"),
    "document.check": _("Check travel documents"),
    "document.report": _("Report travel documents"),
    "movement.read": _("Read movements"),
    "queue.read": _("Read the queue"),
    "record.flag": _("Flag records"),
    "traveller.check": _("Check a person at the front line"),
    "traveller.screen": _("Screen travellers and flights"),
}
"""What programs can be let do; a permission without words is shown by its code."""
TOKEN_STATES: Words = {"live": _("Live"), "expired": _("Expired"), "revoked": _("Revoked")}
PROPOSAL_STATES: Words = {
    "open": _("waits for a second officer"),
    "approved": _("approved"),
    "refused": _("refused"),
    "withdrawn": _("withdrawn"),
    "lapsed": _("not answered in time"),
}
ASKINGS: Words = {
    "batch": _("travellers in batches"),
    "export": _("rows to take away"),
    "flight": _("travellers of flights"),
    "question": _("questions about one person"),
}
FLAGS: Words = {
    "self_search": _("Own name"),
    "colleague": _("A colleague's name"),
    "enumeration": _("Very many, one after the other"),
}
QUESTION_STANDINGS: Words = {
    "open": _("Not answered yet"),
    "overdue": _("Overdue"),
    "answered": _("Answered"),
    "answered_late": _("Answered late"),
}

OF_ACCESS: Mapping[str, Words] = {
    "role": ROLES,
    "permission": PERMISSIONS,
    "token_state": TOKEN_STATES,
    "proposal_state": PROPOSAL_STATES,
    "asking": ASKINGS,
    "flag": FLAGS,
    "question_standing": QUESTION_STANDINGS,
}
