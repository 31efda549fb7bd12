"""The words of every code that a page may show, in the reader's language.

Codes are of `foundations.vocabulary.codes` and of the page objects. A code without words here is
shown as it is, so that nothing is hidden by an omission.
"""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tocsin.entrances.web.templatetags import record_words
from tocsin.entrances.web.templatetags.member_words import OF_MEMBERS

Words = Mapping[str, str | Promise]

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
VERDICTS: Words = {
    "same": _("Same person"),
    "different": _("Not the same person"),
    "cannot_tell": _("Cannot tell"),
}
BANDS: Words = {"strong": _("Strong"), "possible": _("Possible")}
CANDIDATE_STATES: Words = {
    "open": _("Open"),
    "awaits_second": _("Awaits second officer"),
    "confirmed": _("Confirmed: hit"),
    "dismissed": _("Not the same"),
    "cannot_tell": _("Cannot tell"),
}
AGREEMENTS: Words = {
    "agrees": _("Agrees"),
    "near": _("Close"),
    "differs": _("Differs"),
    "not_comparable": _("Cannot be compared"),
}
FEATURES: Words = {
    "name": _("Name"),
    "names": _("Name"),
    "given_name": _("Given name"),
    "family_name": _("Family name"),
    "alias": _("Other name"),
    "birth_date": _("Date of birth"),
    "birth_dates": _("Date of birth"),
    "birth_place": _("Place of birth"),
    "nationality": _("Nationality"),
    "nationalities": _("Nationality"),
    "sex": _("Sex"),
    "document": _("Travel document"),
    "documents": _("Travel document"),
    "address": _("Address"),
    "common_name": _("How common the name is"),
    "weak_alias": _("Weak alias"),
    "kind": _("Kind of subject"),
    "title": _("Title"),
    "comment": _("Comment"),
    "comments": _("Comments"),
    "listed_on": _("Listing date"),
}
EVIDENCE: Words = {
    "name: same": _("Same name"),
    "name: equivalent name": _("Another form of the name"),
    "name: syllable in another system": _("Same syllable, romanised otherwise"),
    "name: sounds alike": _("Name sounds alike"),
    "name: same consonants": _("Same consonants"),
    "name: near spelling": _("Nearly the same spelling"),
    "name: initial": _("Initial"),
    "name: cut off": _("Name cut off"),
    "name: shortened": _("Shortened name"),
    "name: different": _("Different name"),
    "name: weak alias": _("Only a weak alias"),
    "name: parts differ": _("Parts of the name differ"),
    "name: parts left out": _("Parts of the name left out"),
    "name: common": _("Common name"),
    "name does not agree with the document's": _("Name differs from the document's"),
    "birth date": _("Date of birth"),
    "birth date, day and month swapped": _("Date of birth, day and month swapped"),
    "birth date, one digit off": _("Date of birth, one digit off"),
    "birth date about": _("Date of birth, about"),
    "birth date differs": _("Date of birth differs"),
    "birth date far apart": _("Dates of birth far apart"),
    "birth day differs": _("Day of birth differs"),
    "birth month": _("Month of birth"),
    "birth year": _("Year of birth"),
    "birth year and month": _("Year and month of birth"),
    "document": _("Travel document"),
    "document number": _("Document number"),
    "document number, misread": _("Document number, perhaps misread"),
    "nationality": _("Nationality"),
    "nationality differs": _("Nationality differs"),
    "sex": _("Sex"),
    "sex differs": _("Sex differs"),
    "bounds of the score": _("A score ends at 100"),
}
"""What the scorer calls its reasons, scorer versions of the past included."""
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
CHANGES: Words = {"added": _("Added"), "changed": _("Changed"), "removed": _("Removed")}
RUN_STATES: Words = {"done": _("Done"), "running": _("Running"), "failed": _("Failed")}
FLIGHT_STATES: Words = {
    "waiting": _("Waiting to be screened"),
    "screened": _("Screened"),
    "faulty": _("Screened, with faults"),
    "cancelled": _("Cancelled"),
}
TOKEN_STATES: Words = {"live": _("Live"), "expired": _("Expired"), "revoked": _("Revoked")}
COMMITTEE_REQUESTS: Words = {
    "listing": _("Request for listing"),
    "amendment": _("Request for amendment"),
    "delisting": _("Request for delisting"),
}
DRAFT_STATES: Words = {"draft": _("Draft"), "final": _("Final")}
PROPOSAL_STATES: Words = {
    "open": _("waits for a second officer"),
    "approved": _("approved"),
    "refused": _("refused"),
    "withdrawn": _("withdrawn"),
    "lapsed": _("not answered in time"),
}
LANGUAGES: Words = {
    "ar": _("Arabic"),
    "zh": _("Chinese"),
    "en": _("English"),
    "fr": _("French"),
    "ru": _("Russian"),
    "es": _("Spanish"),
}
WORK_KINDS: Words = {
    "legal_act": _("Legal act"),
    "resolution": _("Resolution"),
    "guide": _("Guide"),
    "report": _("Report"),
    "narrative_summary": _("Narrative summary"),
    "incident": _("Incident"),
}
FOUND_BY: Words = {
    "filter": _("Filters"),
    "name": _("Name"),
    "document": _("Document number"),
    "reference": _("Reference"),
}
RECORD_STANDINGS: Words = {
    "live": _("Live"),
    "submitted": _("Awaits the neutrality gate"),
    "expired": _("Expired"),
    "delisted": _("Delisted"),
    "withdrawn": _("Withdrawn"),
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
SEXES: Words = {
    "M": _("Male"),
    "F": _("Female"),
    "X": _("Unspecified"),
    "U": _("Unknown"),
    "male": _("Male"),
    "female": _("Female"),
}
PERMISSIONS: Words = {
    "candidate.read": _("Read a candidate"),
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
ASKINGS: Words = {
    "batch": _("travellers in batches"),
    "export": _("rows to take away"),
    "flight": _("travellers of flights"),
    "question": _("questions about one person"),
}
CAUTIONS: Words = {
    "confirm_first": _("Confirm the identity before anything else."),
    "do_not_reveal": _("The person must not learn that they were checked."),
    "in_need": _("A child to protect. Treat them as somebody in need, never as a wrongdoer."),
    "two_officers": _("Nothing is done before two officers of your member have confirmed it."),
}
JUDGED: Words = {
    "same": _("The same subject"),
    "different": _("Different subjects"),
    "unsure": _("Cannot be told"),
    "withdrawn": _("Judgement taken back"),
}
STANDINGS: Words = {
    "same": _("Judged the same"),
    "different": _("Judged different"),
    "unsure": _("Looked at, cannot be told"),
    "contested": _("Members contradict each other"),
    "unjudged": _("Not judged yet"),
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
DESTINATIONS: Words = {
    "alerts": _("Alerts"),
    "alarms": _("Alarms"),
    "assembly": _("Members"),
    "check": _("Check"),
    "home": _("Home"),
    "contributions": _("Records"),
    "gate": _("Gate"),
    "quality": _("Quality"),
    "queue": _("Queue"),
    "match": _("Match"),
    "documents": _("Documents"),
    "search": _("Search"),
    "library": _("Library"),
    "drafts": _("Requests"),
    "flights": _("Flights"),
    "flags": _("Flags"),
    "lists": _("Lists"),
    "resolution": _("Same subject?"),
    "tokens": _("API tokens"),
    "audit": _("Audit"),
    "justifications": _("Questions to you"),
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
QUEUE_FILTERS: Words = {
    "awaiting": _("Awaiting"),
    "open": _("Open"),
    "awaits_second": _("Second officer"),
    "decided": _("Decided"),
    "all": _("All"),
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

ALL: Mapping[str, Words] = {
    **OF_MEMBERS,
    **record_words.ALL,
    "action": ACTIONS,
    "action_meaning": ACTION_MEANINGS,
    "ground": GROUNDS,
    "purpose": PURPOSES,
    "verdict": VERDICTS,
    "band": BANDS,
    "candidate_state": CANDIDATE_STATES,
    "agreement": AGREEMENTS,
    "feature": FEATURES,
    "evidence": EVIDENCE,
    "register": REGISTERS,
    "record_state": RECORD_STATES,
    "person_status": PERSON_STATUSES,
    "tlp": TLP,
    "tlp_meaning": TLP_MEANINGS,
    "direction": DIRECTIONS,
    "sighting_kind": SIGHTING_KINDS,
    "confidence": CONFIDENCES,
    "change": CHANGES,
    "run_state": RUN_STATES,
    "flight_state": FLIGHT_STATES,
    "token_state": TOKEN_STATES,
    "committee_request": COMMITTEE_REQUESTS,
    "draft_state": DRAFT_STATES,
    "proposal_state": PROPOSAL_STATES,
    "language": LANGUAGES,
    "work_kind": WORK_KINDS,
    "found_by": FOUND_BY,
    "record_standing": RECORD_STANDINGS,
    "document_type": DOCUMENT_TYPES,
    "document_status": DOCUMENT_STATUSES,
    "document_outcome": DOCUMENT_OUTCOMES,
    "confirmation_state": CONFIRMATION_STATES,
    "sex": SEXES,
    "role": ROLES,
    "asking": ASKINGS,
    "permission": PERMISSIONS,
    "caution": CAUTIONS,
    "alert_state": ALERT_STATES,
    "alert_step": ALERT_STEPS,
    "alert_answer": ALERT_ANSWERS,
    "alert_rung": ALERT_RUNGS,
    "destination": DESTINATIONS,
    "judged": JUDGED,
    "standing": STANDINGS,
    "flag": FLAGS,
    "question_standing": QUESTION_STANDINGS,
    "queue_filter": QUEUE_FILTERS,
    "source_grade": SOURCE_GRADES,
    "information_grade": INFORMATION_GRADES,
}


def word(code: str, kind: str) -> str:
    """The words of a code; the code itself, made readable, where there are none."""
    found = ALL[kind].get(str(code))
    return str(found) if found is not None else str(code).replace("_", " ").capitalize()
