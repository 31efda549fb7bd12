"""What is wrong with a contribution: one field, one code, one sentence. Pure."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping

from tocsin.records.registers.rules.grounds import DETAILS

MESSAGES: Mapping[str, str] = {
    "missing": "Give this. A record can't exist without it.",
    "unknown_code": "Choose one of: {choices}.",
    "not_text": "Write this as text.",
    "not_a_list": "Give this as a list.",
    "not_an_object": "Give this as an object with named members.",
    "unknown_field": "There is no such field.",
    "unreadable": "This holds characters that can't be kept (a null or half of a character).",
    "too_long": "Write at most {most} characters.",
    "not_a_day": "Write the day as 2026-03-01.",
    "not_a_date": "Write the date as 1970, 1970-05, 1970-05-02 or 1970/1975, with ~ for about.",
    "not_a_state": "Write the state's code, as XA or XXA.",
    "in_the_future": "This day is yet to come.",
    "no_letters": "A name has letters.",
    "action_not_on_ground": "This ground can't carry this action. It can carry: {choices}.",
    "action_not_on_status": "With this status the record can only ask for: {choices}.",
    "status_not_on_ground": "On this ground the status is one of: {choices}.",
    "register_not_on_ground": "On this ground there can only be: {choices}.",
    "status_not_of_person": "Only a person has this status.",
    "weak_source": "From a source graded {grade} nothing more than inform only may be asked.",
    "no_document": "To seize a document the record has to name one.",
    "minor": "Whoever is or may be under 18 can only be protected, or wanted on a warrant with a"
    " special approval.",
    "too_young": "Nobody who may be under 14 can be wanted.",
    "expires_too_late": "This record ends on {latest} at the latest.",
    "expired_already": "This record would have ended before it began.",
    "unknown_member": "There is no such member.",
    "special_category": "Say it without a word of faith, origin, opinion, union or health.",
    "needs_a_name": "Give at least one name.",
}
"""In English, for programs; a page says the same in the reader's language."""


@dataclasses.dataclass(frozen=True, slots=True)
class FieldFault:
    """``field`` is a path into what was sent: ``details.offence``, ``statements.2.grade``.

    ``given`` fills the message; it never holds what was sent.
    """

    field: str
    code: str
    given: Mapping[str, str] = dataclasses.field(default_factory=dict)

    @property
    def message(self) -> str:
        return MESSAGES[self.code].format(**self.given)

    def to_dict(self) -> dict[str, str]:
        return {"field": self.field, "code": self.code, "message": self.message}


def one_of(name: str, choices: Iterable[str], code: str = "unknown_code") -> FieldFault:
    """The fault of a code that is not among its choices."""
    return FieldFault(name, code, {"choices": ", ".join(map(str, choices))})


_GROUPS = ("legal_basis", "handling")
_OTHERWISE_NAMED: Mapping[str, str] = {
    "record_weak_source_only_informs": "requested_action",
    "record_minor_only_protected": "requested_action",
    "record_person_status_of_person": "person_status",
    "record_tlp_known": "handling.tlp",
    "version_grade_given": "statements.grade",
    "version_name_given": "statements.name",
    "version_property_known": "statements.property",
    "version_document_given": "statements.document",
}


def field_of_constraint(name: str) -> str:
    """The field that a constraint of the database is about, by its name.

    ``record_legal_basis_citation_given`` is about ``legal_basis.citation``,
    ``record_offence_given`` about ``details.offence``.
    """
    if name in _OTHERWISE_NAMED:
        return _OTHERWISE_NAMED[name]
    subject = name.removeprefix("record_").rpartition("_")[0]
    for group in _GROUPS:
        if subject.startswith(f"{group}_"):
            return f"{group}.{subject.removeprefix(f'{group}_')}"
    return f"details.{subject}" if subject in DETAILS else subject
