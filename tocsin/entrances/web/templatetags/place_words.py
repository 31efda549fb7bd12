"""The words of the places that an officer may go to (`entrances.web.navigation`)."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from tocsin.entrances.web.templatetags.wording import Words

DESTINATIONS: Words = {
    "alerts": _("Alerts"),
    "alarms": _("Alarms"),
    "assembly": _("Members"),
    "check": _("Check"),
    "home": _("Home"),
    "contributions": _("Your records"),
    "gate": _("Gate"),
    "quality": _("Quality"),
    "screening-desk": _("Screening desk"),
    "queue": _("Queue"),
    "unmaskings": _("Show hidden travellers"),
    "suspensions": _("Suspended records"),
    "clearances": _("Clearances"),
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
PARTS: Words = {
    "home": _("Home"),
    "travel": _("Travel"),
    "review": _("Review"),
    "movement": _("Movement and alerts"),
    "records": _("Records"),
    "sources": _("Lists and library"),
    "members": _("Members"),
    "oversight": _("Oversight"),
}

OF_PLACES: Mapping[str, Words] = {
    "destination": DESTINATIONS,
    "navigation_part": PARTS,
}
