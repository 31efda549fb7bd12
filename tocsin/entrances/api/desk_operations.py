"""What programs of a screening desk can ask: its figures, and the records suspended at it."""

from __future__ import annotations

from tocsin.entrances.api import answered_desk
from tocsin.entrances.api.bearer import TokenOrSignature
from tocsin.entrances.api.operation import Operation
from tocsin.entrances.api.views import desk, interactive
from tocsin.safeguards.access.rules import Permission
from tocsin.travel.intake.rules import LARGEST

SCREENING_DESK = (
    Operation(
        "POST",
        "/interactive",
        interactive.ask,
        "interactive",
        "Ask during check-in whether passengers may board: PAXLST in, CUSRES out",
        Permission.MESSAGE_DELIVER,
        {200: None, 202: None},
        door=TokenOrSignature,
        largest=LARGEST,
        takes_bytes=True,
    ),
    Operation(
        "GET",
        "/screening-desk",
        desk.figures,
        "screening-desk",
        "Read the figures of your screening desk",
        Permission.QUEUE_READ,
        {200: answered_desk.DeskFigures},
    ),
    Operation(
        "GET",
        "/suspensions",
        desk.suspensions,
        "suspensions",
        "Read which records only rang for the wrong people",
        Permission.SUSPENSION_READ,
        {200: answered_desk.SuspensionList},
    ),
    Operation(
        "POST",
        "/suspensions/{uuid:record_id}/lift",
        desk.lift,
        "lift-suspension",
        "Let a record ring again at your desk",
        Permission.SUSPENSION_LIFT,
        {204: None},
    ),
)
