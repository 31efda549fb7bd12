"""What each page shows, as frozen values: a view fills one, a template reads it.

A page object knows no model, no query and no request, so that every page can be drawn, tested and
looked at from values alone. Codes of the closed lists (`foundations.vocabulary.codes`) are kept
as codes here; their words are chosen in the templates, where the reader's language is known.
"""

from tocsin.entrances.web.pages.alarms import AlarmLine, AlarmsPage
from tocsin.entrances.web.pages.candidate import (
    Agreement,
    CandidatePage,
    ClaimAtHand,
    ComparedRow,
    DecisionForm,
    EarlierDecision,
    LeftOpen,
    Reason,
    RecordAtHand,
    TravellerAtHand,
)
from tocsin.entrances.web.pages.flags import FlagLine, FlagPage, FlagsPage
from tocsin.entrances.web.pages.flights import (
    CandidateOnFlight,
    FaultLine,
    FlightLine,
    FlightPage,
    FlightsPage,
)
from tocsin.entrances.web.pages.forms import FormError
from tocsin.entrances.web.pages.home import HomePage, ListState, NextStep, SightingLine
from tocsin.entrances.web.pages.lists import (
    ChangedRecord,
    ListLine,
    ListRun,
    ListRunPage,
    ListsPage,
)
from tocsin.entrances.web.pages.match import (
    CheckAnswer,
    CheckPage,
    Found,
    FoundReason,
    MatchForm,
    MatchPage,
)
from tocsin.entrances.web.pages.movement import (
    MovementFlag,
    MovementPage,
    Place,
    RouteSummary,
    Sighting,
)
from tocsin.entrances.web.pages.names import Written
from tocsin.entrances.web.pages.paging import Paging
from tocsin.entrances.web.pages.queue import DeskPace, Narrowing, QueueCounts, QueuePage, QueueRow
from tocsin.entrances.web.pages.shell import NavigationItem, NavigationPart, OfficerHere, Shell
from tocsin.entrances.web.pages.subject import (
    Document,
    Handling,
    RecordVersion,
    SightingsSummary,
    SubjectPage,
    Value,
)
from tocsin.entrances.web.pages.tokens import PermissionChoice, TokenLine, TokensPage

__all__ = [
    "Agreement",
    "AlarmLine",
    "AlarmsPage",
    "CandidateOnFlight",
    "CandidatePage",
    "ChangedRecord",
    "CheckAnswer",
    "CheckPage",
    "ClaimAtHand",
    "ComparedRow",
    "DecisionForm",
    "DeskPace",
    "Document",
    "EarlierDecision",
    "FaultLine",
    "FlagLine",
    "FlagPage",
    "FlagsPage",
    "FlightLine",
    "FlightPage",
    "FlightsPage",
    "FormError",
    "Found",
    "FoundReason",
    "Handling",
    "HomePage",
    "LeftOpen",
    "ListLine",
    "ListRun",
    "ListRunPage",
    "ListState",
    "ListsPage",
    "MatchForm",
    "MatchPage",
    "MovementFlag",
    "MovementPage",
    "Narrowing",
    "NavigationItem",
    "NavigationPart",
    "NextStep",
    "OfficerHere",
    "Paging",
    "PermissionChoice",
    "Place",
    "QueueCounts",
    "QueuePage",
    "QueueRow",
    "Reason",
    "RecordAtHand",
    "RecordVersion",
    "RouteSummary",
    "Shell",
    "Sighting",
    "SightingLine",
    "SightingsSummary",
    "SubjectPage",
    "TokenLine",
    "TokensPage",
    "TravellerAtHand",
    "Value",
    "Written",
]
