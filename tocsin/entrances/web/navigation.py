"""Where an officer may go, in the order in which a traveller's data goes.

Two tables: the places, in parts, each with the permission that opens it; and the pages that lie
below a place. Nothing here reads the database: what waits at a place is handed in.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from tocsin.entrances.web.pages.shell import (
    Destination,
    Here,
    NavigationItem,
    NavigationPart,
    Part,
)
from tocsin.safeguards.access.rules import Actor, Permission, is_permitted

PLACES: Mapping[Part, Mapping[Destination, Permission]] = {
    "home": {"home": Permission.HOME_READ},
    "travel": {
        "flights": Permission.FLIGHT_READ,
        "check": Permission.TRAVELLER_CHECK,
        "match": Permission.MATCH,
        "documents": Permission.DOCUMENT_CHECK,
    },
    "review": {
        "screening-desk": Permission.QUEUE_READ,
        "queue": Permission.QUEUE_READ,
        "unmaskings": Permission.TRAVELLER_UNMASK,
        "clearances": Permission.CLEARANCE_GIVE,
    },
    "movement": {"alerts": Permission.ALERT_READ},
    "records": {
        "search": Permission.RECORD_SEARCH,
        "contributions": Permission.RECORD_CONTRIBUTE,
        "gate": Permission.GATE_REVIEW,
        "resolution": Permission.RESOLUTION_READ,
        "flags": Permission.FLAG_READ,
        "suspensions": Permission.SUSPENSION_READ,
        "quality": Permission.QUALITY_READ,
    },
    "sources": {
        "lists": Permission.LIST_READ,
        "drafts": Permission.DRAFT_PREPARE,
        "library": Permission.LIBRARY_READ,
    },
    "members": {"assembly": Permission.MEMBER_READ, "tokens": Permission.TOKEN_OWN},
    "oversight": {
        "alarms": Permission.ALARM_READ,
        "audit": Permission.LEDGER_READ,
        "justifications": Permission.JUSTIFICATION_GIVE,
    },
}
ONLY_WITH_SOMETHING = frozenset({"justifications", "unmaskings"})
"""Places that are shown only while something waits there."""
BELOW: Mapping[str, Destination] = {
    "alarm-close": "alarms",
    "alert": "alerts",
    "alert-acknowledge": "alerts",
    "alert-answer": "alerts",
    "alert-close": "alerts",
    "audit-entry": "audit",
    "audit-flags": "audit",
    "audit-questions": "audit",
    "audit-sample": "audit",
    "campaign": "quality",
    "candidate": "queue",
    "candidate-claim": "queue",
    "candidate-clearance": "clearances",
    "candidate-decide": "queue",
    "candidate-receipt": "queue",
    "candidate-release": "queue",
    "clearance-answer": "clearances",
    "confirmations": "documents",
    "contribute": "contributions",
    "contribution-file": "contributions",
    "contribution-files": "contributions",
    "document-reports": "documents",
    "document-reports-file": "documents",
    "dossier": "assembly",
    "draft": "drafts",
    "flag": "flags",
    "flag-lift": "flags",
    "flight": "flights",
    "flights-lacking": "flights",
    "gate-review": "gate",
    "keep": "contributions",
    "list-changes": "lists",
    "list-decisions": "lists",
    "list-run": "lists",
    "message-replay": "flights",
    "messages-aside": "flights",
    "officer": "assembly",
    "own-member": "assembly",
    "receipt": "queue",
    "records-compare": "resolution",
    "records-judge": "resolution",
    "revise": "contributions",
    "saved-search": "search",
    "subject-clearance": "clearances",
    "suspension-lift": "suspensions",
    "token-revoke": "tokens",
    "unmask": "queue",
    "unmask-approve": "unmaskings",
    "unmask-refuse": "unmaskings",
    "unmask-withdraw": "queue",
    "work": "library",
}
"""Pages below a place, by the name of their route, in alphabetical order."""

Waiting = Mapping[Destination, int | None]


def navigation(actor: Actor, route: str, waiting: Waiting) -> tuple[NavigationPart, ...]:
    """The parts that hold a place for this officer; ``route`` names the page that is shown."""
    parts = (
        NavigationPart(name, tuple(_open_to(actor, places, route, waiting)))
        for name, places in PLACES.items()
    )
    return tuple(part for part in parts if part.places)


def _open_to(
    actor: Actor, places: Mapping[Destination, Permission], route: str, waiting: Waiting
) -> Iterator[NavigationItem]:
    for name, permission in places.items():
        here, count = _here(name, route), waiting.get(name)
        needed = name not in ONLY_WITH_SOMETHING or count or here
        if needed and is_permitted(actor, permission):
            yield NavigationItem(name, here, count)


def _here(place: Destination, route: str) -> Here:
    """What ``aria-current`` says: the place is the page itself, or the page lies below it."""
    if route == place:
        return "page"
    return "true" if BELOW.get(route) == place else ""
