"""The words of every code that a page may show, in the reader's language.

The tables stand by subject in the modules beside this one. A code without words there is shown as
it is, so that nothing is hidden by an omission.
"""

from __future__ import annotations

from collections.abc import Mapping

from tocsin.entrances.web.templatetags import record_words, review_words
from tocsin.entrances.web.templatetags.access_words import OF_ACCESS
from tocsin.entrances.web.templatetags.candidate_words import OF_CANDIDATES
from tocsin.entrances.web.templatetags.encounter_words import OF_ENCOUNTERS
from tocsin.entrances.web.templatetags.member_words import OF_MEMBERS
from tocsin.entrances.web.templatetags.place_words import OF_PLACES
from tocsin.entrances.web.templatetags.source_words import OF_SOURCES
from tocsin.entrances.web.templatetags.travel_words import OF_TRAVEL
from tocsin.entrances.web.templatetags.vocabulary_words import OF_VOCABULARY
from tocsin.entrances.web.templatetags.wording import Words

ALL: Mapping[str, Words] = {
    **OF_ACCESS,
    **OF_CANDIDATES,
    **OF_ENCOUNTERS,
    **OF_MEMBERS,
    **OF_PLACES,
    **OF_SOURCES,
    **OF_TRAVEL,
    **OF_VOCABULARY,
    **record_words.ALL,
    **review_words.ALL,
}


def word(code: str, kind: str) -> str:
    """The words of a code; the code itself, made readable, where there are none."""
    found = ALL[kind].get(str(code))
    return str(found) if found is not None else str(code).replace("_", " ").capitalize()
