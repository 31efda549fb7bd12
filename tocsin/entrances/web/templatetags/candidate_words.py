"""The words of candidates, their reasons and what was decided."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from tocsin.entrances.web.templatetags.wording import Words

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
CAUTIONS: Words = {
    "confirm_first": _("Confirm the identity before anything else."),
    "do_not_reveal": _("The person must not learn that they were checked."),
    "in_need": _("A child to protect. Treat them as somebody in need, never as a wrongdoer."),
    "two_officers": _("Nothing is done before two officers of your member have confirmed it."),
}
QUEUE_FILTERS: Words = {
    "awaiting": _("Awaiting"),
    "open": _("Open"),
    "awaits_second": _("Second officer"),
    "cannot_tell": _("Cannot tell"),
    "decided": _("Decided"),
    "all": _("All"),
}
DEADLINES: Words = {
    "departed": _("has departed"),
    "soon": _("departs within 3 hours"),
    "today": _("departs within 24 hours"),
    "later": _("departs later"),
    "unknown": _("departs at a time not told"),
}
SHARES: Words = {
    "listed_by": _("By list"),
    "border": _("By border"),
    "script": _("By script of the record's names"),
}
SHARES_OF: Words = {
    "listed_by": _("List or member"),
    "border": _("Airport of arrival"),
    "script": _("Script"),
}
SCRIPTS: Words = {
    "latin": _("Latin only"),
    "arabic": _("Arabic"),
    "armenian": _("Armenian"),
    "cyrillic": _("Cyrillic"),
    "georgian": _("Georgian"),
    "greek": _("Greek"),
    "han": _("Han"),
    "hangul": _("Hangul"),
    "hebrew": _("Hebrew"),
    "kana": _("Kana"),
    "other": _("Another script"),
}
SUSPENSION_EFFECTS: Words = {
    "silent": _("Silent at this desk"),
    "told": _("Rings on; the contributor was told"),
}

OF_CANDIDATES: Mapping[str, Words] = {
    "verdict": VERDICTS,
    "band": BANDS,
    "candidate_state": CANDIDATE_STATES,
    "agreement": AGREEMENTS,
    "feature": FEATURES,
    "evidence": EVIDENCE,
    "caution": CAUTIONS,
    "queue_filter": QUEUE_FILTERS,
    "deadline": DEADLINES,
    "share": SHARES,
    "share_of": SHARES_OF,
    "script": SCRIPTS,
    "suspension_effect": SUSPENSION_EFFECTS,
}
