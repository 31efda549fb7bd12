"""The words of the codes that every stage shares (`foundations.vocabulary.codes`)."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from tocsin.entrances.web.templatetags.wording import Words

ACTIONS: Words = {
    "arrest": _("Arrest"),
    "refuse_entry": _("Refuse entry"),
    "specific_check": _("Specific check"),
    "inquiry_check": _("Inquiry check"),
    "discreet_check": _("Discreet check"),
    "locate_inform": _("Locate and inform"),
    "warn": _("Warn"),
    "protect": _("Protect"),
    "seize_document": _("Seize document"),
    "inform_only": _("Inform only"),
}
ACTION_MEANINGS: Words = {
    "arrest": _("Hold the person for the originator, under its warrant and your own law."),
    "refuse_entry": _("Do not let the person enter, unless it is their own country."),
    "specific_check": _("Search the person, luggage and vehicle as your own law allows."),
    "inquiry_check": _("Ask the person the questions that the originator has set down."),
    "discreet_check": _("Note the journey without telling the person of the record."),
    "locate_inform": _("Tell the originator where the person is. Nothing else is asked."),
    "warn": _("Take the record into account. No measure is asked."),
    "protect": _("Keep the person safe and call the originator. This is not a suspicion."),
    "seize_document": _("Keep the document. Its holder is asked nothing else."),
    "inform_only": _("Tell the originator of the meeting. Do not hold or delay the person."),
}
GROUNDS: Words = {
    "un_designation": _("Designation by the United Nations Security Council"),
    "national_designation": _("National designation under resolution 1373"),
    "warrant": _("Warrant, charge or conviction for a terrorist offence"),
    "fighter_alert": _("Authorised alert on a foreign terrorist fighter (resolution 2178)"),
    "protected_child": _("Child to be protected"),
}
PURPOSES: Words = {
    "border_check": _("Border check"),
    "travel_screening": _("Travel screening"),
    "police_check": _("Police check"),
    "consular_check": _("Consular check"),
    "investigation": _("Investigation"),
    "record_upkeep": _("Upkeep of records"),
}
REGISTERS: Words = {
    "person": _("Person"),
    "organisation": _("Organisation"),
    "vessel": _("Vessel"),
    "aircraft": _("Aircraft"),
}
RECORD_STATES: Words = {
    "held": _("Held for editing"),
    "submitted": _("Awaits the neutrality gate"),
    "refused": _("Refused at the gate"),
    "appealed": _("Refused, and appealed"),
    "published": _("Live"),
    "delisted": _("Delisted"),
    "withdrawn": _("Withdrawn"),
    "expired": _("Expired"),
}
RECORD_STANDINGS: Words = {
    "live": _("Live"),
    "submitted": _("Awaits the neutrality gate"),
    "expired": _("Expired"),
    "delisted": _("Delisted"),
    "withdrawn": _("Withdrawn"),
}
PERSON_STATUSES: Words = {
    "designated": _("Designated"),
    "wanted": _("Wanted"),
    "alerted": _("Subject of an authorised alert"),
    "charged": _("Charged"),
    "convicted": _("Convicted"),
    "missing": _("Missing"),
    "at_risk": _("At risk"),
    "deceased": _("Deceased"),
    "acquitted": _("Acquitted"),
    "pardoned": _("Pardoned"),
    "warrant_revoked": _("Warrant revoked"),
    "designation_revoked": _("Designation revoked"),
    "found": _("Found"),
    "not_a_person": _("Not a person"),
}
TLP: Words = {
    "red": "TLP:RED",
    "amber_strict": "TLP:AMBER+STRICT",
    "amber": "TLP:AMBER",
    "green": "TLP:GREEN",
    "clear": "TLP:CLEAR",
}
TLP_MEANINGS: Words = {
    "red": _("For the named recipients only"),
    "amber_strict": _("For your own member only, where needed"),
    "amber": _("For your own member and those it works for, where needed"),
    "green": _("For the community of members"),
    "clear": _("May be shared without limit"),
}
SEXES: Words = {
    "M": _("Male"),
    "F": _("Female"),
    "X": _("Unspecified"),
    "U": _("Unknown"),
    "male": _("Male"),
    "female": _("Female"),
}
SOURCE_GRADES: Words = {
    "A": _("no doubt about the source"),
    "B": _("mostly reliable source"),
    "C": _("mostly unreliable source"),
    "X": _("source cannot be assessed"),
}
INFORMATION_GRADES: Words = {
    "1": _("known to be true"),
    "2": _("known to the source itself"),
    "3": _("not known to the source, confirmed elsewhere"),
    "4": _("cannot be confirmed"),
}
LANGUAGES: Words = {
    "ar": _("Arabic"),
    "zh": _("Chinese"),
    "en": _("English"),
    "fr": _("French"),
    "ru": _("Russian"),
    "es": _("Spanish"),
}

OF_VOCABULARY: Mapping[str, Words] = {
    "action": ACTIONS,
    "action_meaning": ACTION_MEANINGS,
    "ground": GROUNDS,
    "purpose": PURPOSES,
    "register": REGISTERS,
    "record_state": RECORD_STATES,
    "record_standing": RECORD_STANDINGS,
    "person_status": PERSON_STATUSES,
    "tlp": TLP,
    "tlp_meaning": TLP_MEANINGS,
    "sex": SEXES,
    "source_grade": SOURCE_GRADES,
    "information_grade": INFORMATION_GRADES,
    "language": LANGUAGES,
}
