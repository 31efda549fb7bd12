"""The words of sightings, movements and alerts."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from tocsin.entrances.web.templatetags.wording import Words

DIRECTIONS: Words = {
    "entry": _("Entry"),
    "exit": _("Exit"),
    "transit": _("Transit"),
    "inland": _("Inland"),
}
SIGHTING_KINDS: Words = {
    "air": _("Air"),
    "land": _("Land border"),
    "sea": _("Sea"),
    "police_check": _("Police check"),
    "consular": _("Consular"),
}
CONFIDENCES: Words = {
    "confirmed_document": _("Confirmed by document"),
    "confirmed_person": _("Confirmed in person"),
    "reported": _("Reported"),
}
ALERT_STATES: Words = {
    "raised": _("Not acknowledged yet"),
    "acknowledged": _("Acknowledged, not answered"),
    "answered": _("Answered, outcome missing"),
    "closed": _("Closed"),
}
ALERT_STEPS: Words = {
    "acknowledge": _("Acknowledged"),
    "answer": _("Answered"),
    "close": _("Outcome"),
}
ALERT_ANSWERS: Words = {
    "confirmed": _("Is the subject of our record"),
    "not_ours": _("Is not the subject of our record"),
    "unable": _("We are unable to say"),
    "done": _("What was asked was done"),
    "not_done": _("What was asked was not done"),
    "not_the_person": _("It was not the person after all"),
    "released": _("The person went on, because nobody answered in time"),
}
ALERT_RUNGS: Words = {
    "duty_officer": _("the owner's duty officer"),
    "assembly": _("the report to the assembly"),
}

OF_ENCOUNTERS: Mapping[str, Words] = {
    "direction": DIRECTIONS,
    "sighting_kind": SIGHTING_KINDS,
    "confidence": CONFIDENCES,
    "alert_state": ALERT_STATES,
    "alert_step": ALERT_STEPS,
    "alert_answer": ALERT_ANSWERS,
    "alert_rung": ALERT_RUNGS,
}
