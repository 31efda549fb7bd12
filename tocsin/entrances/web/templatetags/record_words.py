"""The words of what a contribution tells, of the gate and of a record's life, in the reader's
language; `words` takes them in."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tocsin.entrances.web.templatetags.wording import Words
from tocsin.records.registers.rules.faults import MESSAGES

DETAILS: Words = {
    "designation_reference": _("Reference of the designation"),
    "designating_body": _("Body that designated"),
    "issuing_authority": _("Authority that issued the warrant, charge or sentence"),
    "warrant_number": _("Number of the warrant"),
    "warrant_date": _("Day of the warrant"),
    "warrant_expires": _("Day on which it expires, if it does"),
    "offence": _("Offence"),
    "offence_law": _("Law that makes it one"),
    "authorised_by": _("Authorised by"),
    "authorising_body": _("Name of the court or prosecutor"),
    "authorisation_number": _("Number of the authorisation"),
    "authorisation_date": _("Day of the authorisation"),
    "conduct": _("Purpose of the travel (resolution 2178)"),
    "ordering_authority": _("Authority that ordered the protection"),
    "order_number": _("Number of the order"),
    "order_date": _("Day of the order"),
    "danger": _("Danger"),
    "contact": _("Whom to call, at any hour"),
    "entry_ban": _("The ban on entry"),
    "proportionality": _("Why nothing weaker would do"),
    "adult_because": _("How it is known that the person is an adult"),
    "approving_authority": _("Authority that approved it"),
    "approval_number": _("Number of the approval"),
}
DETAIL_HINTS: Words = {
    "warrant_date": _("2026-03-01"),
    "warrant_expires": _("2026-03-01; the record then ends with it"),
    "authorisation_date": _("2026-03-01"),
    "order_date": _("2026-03-01"),
    "offence": _("In a few words, without names"),
    "offence_law": _("Act and section"),
    "entry_ban": _("Only to refuse entry: the decision that bans it"),
    "proportionality": _("Only for more than the weakest action"),
    "adult_because": _("Only without a date of birth; otherwise the person counts as a child"),
    "approving_authority": _("Only for a warrant against somebody under 18"),
    "contact": _("A desk and its number, no private person"),
}
AUTHORISERS: Words = {"court": _("A court"), "prosecutor": _("A prosecutor")}
CONDUCTS: Words = {
    "perpetrating": _("Perpetrating terrorist acts"),
    "planning": _("Planning them"),
    "preparing": _("Preparing them"),
    "participating": _("Participating in them"),
    "training": _("Giving or receiving terrorist training"),
}
DANGERS: Words = {
    "missing": _("Missing"),
    "abduction": _("Abduction"),
    "conflict_zone": _("Being taken to a conflict zone"),
}
ROLES_PLAYED: Words = {
    "financier": _("Financier"),
    "recruiter": _("Recruiter"),
    "trainer": _("Trainer"),
    "facilitator": _("Facilitator"),
    "planner": _("Planner"),
    "perpetrator": _("Perpetrator"),
}
GROUND_MEANINGS: Words = {
    "un_designation": _("A committee of the Security Council has listed this person or group."),
    "national_designation": _("Your own authority has designated under resolution 1373."),
    "warrant": _("A court or prosecutor wants, has charged or has sentenced this person."),
    "fighter_alert": _("A court or prosecutor has authorised an alert on this person's travel."),
    "protected_child": _("A child is to be kept safe. It is not accused of anything."),
}
QUESTIONS: Words = {
    "individual": _("Is it about what this person did, and not about kin, friends or a group?"),
    "conduct": _("Is the conduct a terrorist offence under the law that is cited?"),
    "neutral": _("Is it free of political, military, religious and racial character?"),
    "basis": _("Does the legal basis carry the ground and the action, and is it in force?"),
    "proportionate": _("Is the action the weakest that would do?"),
    "identity": _("Do the particulars tell this person from others of the same name?"),
}
REFUGEE: Words = {
    "no_sign": _("There is no sign of it"),
    "elsewhere": _("Yes, but not from the state that contributes"),
    "from_contributor": _("Yes, from the state that contributes: the record can't pass"),
}
REFUSALS: Words = {
    "political": _("Political character"),
    "religious_or_racial": _("Religious or racial character"),
    "military": _("Military character"),
    "not_individual": _("Not about what this person did"),
    "no_basis": _("The legal basis does not carry it"),
    "disproportionate": _("A weaker action would do"),
    "refugee": _("Protection from the state that contributes"),
    "identity_unclear": _("The particulars don't tell whom it means"),
    "special_category": _("It tells of religion, opinion, health or the like"),
    "child": _("A child is not protected but sought"),
}
OUTCOMES: Words = {"pass": _("Passed"), "refuse": _("Refused")}
REMINDERS: Words = {
    "four_months": _("ends within four months"),
    "one_month": _("ends within a month"),
    "seven_days": _("ends within seven days"),
    "overdue": _("its review is overdue"),
}
REVIEWS: Words = {
    "stands": _("It stands"),
    "withdrawn": _("Withdraw it"),
    "to_revise": _("It has to be revised"),
}
QUALITY: Words = {
    "contributed": _("Contributed"),
    "refused": _("Refused"),
    "passed_on_appeal": _("Passed on appeal"),
    "corrected": _("Corrected"),
    "overdue": _("Overdue"),
}
BATCH_MODES: Words = {
    "check": _("Only checked"),
    "all": _("Whole or not at all"),
    "good": _("Good rows only"),
}
CATEGORIES: Words = {
    "religion": _("religion"),
    "ethnicity": _("race or ethnicity"),
    "politics": _("political opinion"),
    "union": _("union membership"),
    "health": _("health"),
    "sexuality": _("sexuality"),
}
STANDING_FIELDS: Words = {
    **DETAILS,
    "register": _("Kind of subject"),
    "reference": _("Reference"),
    "ground": _("Ground"),
    "purpose": _("Purpose"),
    "person_status": _("Status"),
    "requested_action": _("Requested action"),
    "evidence_summary": _("Summary of the evidence"),
    "narrative_summary": _("Narrative summary"),
    "source_grade": _("Source"),
    "information_grade": _("Information"),
    "legal_basis": _("Legal basis"),
    "details": _("Details"),
    "handling": _("Handling"),
    "expires_on": _("Asked to end on"),
    "source_list": _("Published list"),
    "mark": _("Distinguishing mark"),
    "role": _("Role"),
    "comment": _("Comment"),
    "name": _("Name"),
    "birth_date": _("Date of birth"),
    "birth_place": _("Place of birth"),
    "nationality": _("Nationality"),
    "sex": _("Sex"),
    "document": _("Travel document"),
    "address": _("Address"),
}
FAULTS: Words = {
    **MESSAGES,
    "missing": _("Give this. A record can't exist without it."),
    "not_a_day": _("Write the day as 2026-03-01."),
    "not_a_date": _("Write the date as 1970, 1970-05, 1970-05-02 or 1970/1975, ~ for about."),
    "not_a_state": _("Write the state's code, as XA or XXA."),
    "in_the_future": _("This day is yet to come."),
    "no_letters": _("A name has letters."),
    "action_not_on_ground": _("This ground can't carry this action."),
    "action_not_on_status": _("With this status the record can only inform."),
    "status_not_on_ground": _("This ground can't carry this status."),
    "register_not_on_ground": _("On this ground there can only be persons."),
    "status_not_of_person": _("Only a person has this status."),
    "no_document": _("To seize a document the record has to name one."),
    "minor": _(
        "Whoever is or may be under 18 can only be protected, or wanted on a warrant with a"
        " special approval."
    ),
    "too_young": _("Nobody who may be under 14 can be wanted."),
    "expired_already": _("This record would have ended before it began."),
    "unknown_member": _("There is no such member."),
    "needs_a_name": _("Give at least one name."),
    "unknown_code": _("Choose one of those on offer."),
}
"""By the code of a fault; what is not said here is said in English, as a program reads it."""

SOURCE_LETTERS: Words = {
    "A": _("A: no doubt about the source"),
    "B": _("B: mostly reliable"),
    "C": _("C: mostly unreliable"),
    "X": _("X: cannot be assessed"),
}
INFORMATION_NUMBERS: Words = {
    "1": _("1: known to be true"),
    "2": _("2: known to the source itself"),
    "3": _("3: confirmed by others"),
    "4": _("4: cannot be confirmed"),
}
_OF_THE_ACT: Words = {
    "type": _("Kind of act"),
    "citation": _("Citation"),
    "authority": _("Authority"),
    "date": _("Day of the act"),
}


def field_words(path: str) -> str | Promise:
    """The label of a field of the contribution form, by its path."""
    group, _dot, member = path.partition(".")
    if group == "legal_basis":
        return _OF_THE_ACT.get(member, member)
    if group == "details":
        return DETAILS.get(member, member)
    known = {"stated_grade": _("Grade of these particulars"), "handling": _("Handling")}
    return known.get(group) or STANDING_FIELDS.get(group, path)


RELATIONS: Words = {
    "member_of": _("Member of"),
    "leads": _("Leads"),
    "financed": _("Financed"),
    "supplied": _("Supplied"),
    "recruited_for": _("Recruited for"),
    "trained_with": _("Trained with"),
    "took_part_in": _("Took part in"),
    "part_of": _("Part of"),
}
INCIDENTS: Words = {
    "attack": _("Attack"),
    "plot": _("Plot"),
    "financing": _("Financing"),
    "recruitment": _("Recruitment"),
    "training": _("Training"),
    "travel": _("Travel"),
}

ALL: Mapping[str, Words] = {
    "relation": RELATIONS,
    "incident": INCIDENTS,
    "grade": {},
    "handling_code": {},
    "source_letter": SOURCE_LETTERS,
    "information_number": INFORMATION_NUMBERS,
    "detail": DETAILS,
    "detail_hint": DETAIL_HINTS,
    "authorised_by": AUTHORISERS,
    "conduct": CONDUCTS,
    "danger": DANGERS,
    "role_played": ROLES_PLAYED,
    "ground_meaning": GROUND_MEANINGS,
    "gate_question": QUESTIONS,
    "refugee": REFUGEE,
    "refusal": REFUSALS,
    "gate_outcome": OUTCOMES,
    "reminder": REMINDERS,
    "review": REVIEWS,
    "quality": QUALITY,
    "batch_mode": BATCH_MODES,
    "category": CATEGORIES,
    "standing_field": STANDING_FIELDS,
}
