"""The closed lists that every stage speaks in: grounds, actions, purposes, handling, grades.

A code is stored and sent as its value; a person reads its label. Adding a code here is a decision
of the members, not of a programmer: nothing like "extremism", "associate" or "suspect" may enter.
"""

from __future__ import annotations

from enum import StrEnum


class Register(StrEnum):
    """What kind of subject a record is about."""

    PERSON = "person"
    ORGANISATION = "organisation"
    VESSEL = "vessel"
    AIRCRAFT = "aircraft"


class Ground(StrEnum):
    """Why a person or group may be listed at all; there is no other reason."""

    UN_DESIGNATION = "un_designation"
    NATIONAL_DESIGNATION = "national_designation"
    WARRANT = "warrant"
    FIGHTER_ALERT = "fighter_alert"
    PROTECTED_CHILD = "protected_child"


class ActionCode(StrEnum):
    """What the originator asks of the officer who meets the subject."""

    ARREST = "arrest"
    REFUSE_ENTRY = "refuse_entry"
    SPECIFIC_CHECK = "specific_check"
    INQUIRY_CHECK = "inquiry_check"
    DISCREET_CHECK = "discreet_check"
    LOCATE_INFORM = "locate_inform"
    WARN = "warn"
    PROTECT = "protect"
    SEIZE_DOCUMENT = "seize_document"
    INFORM_ONLY = "inform_only"


COERCIVE_ACTIONS = frozenset({ActionCode.ARREST, ActionCode.REFUSE_ENTRY})
"""Actions that a second officer of the same member must concur with."""

ACTIONS_BY_GROUND: dict[Ground, frozenset[ActionCode]] = {
    Ground.UN_DESIGNATION: frozenset(
        {
            ActionCode.REFUSE_ENTRY,
            ActionCode.SPECIFIC_CHECK,
            ActionCode.INQUIRY_CHECK,
            ActionCode.DISCREET_CHECK,
            ActionCode.LOCATE_INFORM,
            ActionCode.WARN,
            ActionCode.SEIZE_DOCUMENT,
            ActionCode.INFORM_ONLY,
        }
    ),
    Ground.NATIONAL_DESIGNATION: frozenset(
        {
            ActionCode.REFUSE_ENTRY,
            ActionCode.SPECIFIC_CHECK,
            ActionCode.INQUIRY_CHECK,
            ActionCode.DISCREET_CHECK,
            ActionCode.LOCATE_INFORM,
            ActionCode.WARN,
            ActionCode.INFORM_ONLY,
        }
    ),
    Ground.WARRANT: frozenset(ActionCode) - {ActionCode.PROTECT},
    Ground.FIGHTER_ALERT: frozenset(
        {
            ActionCode.SPECIFIC_CHECK,
            ActionCode.INQUIRY_CHECK,
            ActionCode.DISCREET_CHECK,
            ActionCode.LOCATE_INFORM,
            ActionCode.WARN,
            ActionCode.SEIZE_DOCUMENT,
            ActionCode.INFORM_ONLY,
        }
    ),
    Ground.PROTECTED_CHILD: frozenset({ActionCode.PROTECT}),
}
"""Which actions a ground can carry (after the SIS and INTERPOL categories); absent means no."""


class Purpose(StrEnum):
    """What a search or screening is for; anything else is not a purpose of this register."""

    BORDER_CHECK = "border_check"
    TRAVEL_SCREENING = "travel_screening"
    POLICE_CHECK = "police_check"
    CONSULAR_CHECK = "consular_check"
    INVESTIGATION = "investigation"
    RECORD_UPKEEP = "record_upkeep"


class Tlp(StrEnum):
    """Traffic Light Protocol 2.0 (FIRST, August 2022)."""

    RED = "red"
    AMBER_STRICT = "amber_strict"
    AMBER = "amber"
    GREEN = "green"
    CLEAR = "clear"


class HandlingCode(StrEnum):
    """Handling codes after Europol's H0 to H3."""

    H0 = "H0"
    H1 = "H1"
    H2 = "H2"
    H3 = "H3"


class SourceGrade(StrEnum):
    """How reliable the source is (the 4x4 scheme)."""

    A = "A"
    B = "B"
    C = "C"
    X = "X"


class InformationGrade(StrEnum):
    """How sure the information is (the 4x4 scheme)."""

    ONE = "1"
    TWO = "2"
    THREE = "3"
    FOUR = "4"


class PersonStatus(StrEnum):
    """Where a subject stands before the law."""

    DESIGNATED = "designated"
    WANTED = "wanted"
    ALERTED = "alerted"
    CHARGED = "charged"
    CONVICTED = "convicted"
    MISSING = "missing"
    AT_RISK = "at_risk"
    NOT_A_PERSON = "not_a_person"
    # What ends a record, or takes its teeth: see the rules of its lifecycle.
    DECEASED = "deceased"
    ACQUITTED = "acquitted"
    PARDONED = "pardoned"
    WARRANT_REVOKED = "warrant_revoked"
    DESIGNATION_REVOKED = "designation_revoked"
    FOUND = "found"


class Verdict(StrEnum):
    """What an officer concludes about a candidate."""

    SAME = "same"
    DIFFERENT = "different"
    CANNOT_TELL = "cannot_tell"
