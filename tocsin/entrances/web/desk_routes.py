"""The addresses of a screening desk: its figures, flights and messages, and what is shown again."""

from __future__ import annotations

from tocsin.entrances.web.route import BOTH, SEND, Route
from tocsin.entrances.web.views import desk, flights, intake, suspensions, unmasking
from tocsin.safeguards.access.rules import Permission

SCREENING_DESK = (
    Route("screening-desk/", desk.desk, "screening-desk", Permission.QUEUE_READ),
    Route("flights/", flights.flights, "flights", Permission.FLIGHT_READ),
    Route("flights/<int:manifest_id>/", flights.flight, "flight", Permission.FLIGHT_READ),
    Route("flights/lacking/", intake.lacking, "flights-lacking", Permission.FLIGHT_READ),
    Route("messages/", intake.aside, "messages-aside", Permission.INTAKE_TEND),
    Route(
        "messages/<uuid:message_id>/replay/",
        intake.replay,
        "message-replay",
        Permission.INTAKE_TEND,
        SEND,
    ),
    Route("suspended/", suspensions.suspensions, "suspensions", Permission.SUSPENSION_READ),
    Route(
        "suspended/<uuid:record_id>/lift/",
        suspensions.lift,
        "suspension-lift",
        Permission.SUSPENSION_LIFT,
        SEND,
    ),
    Route(
        "queue/<uuid:candidate_id>/unmask/",
        unmasking.unmask,
        "unmask",
        Permission.TRAVELLER_UNMASK,
        BOTH,
    ),
    Route("unmasking/", unmasking.waiting, "unmaskings", Permission.TRAVELLER_UNMASK),
    *(
        Route(
            f"unmasking/<uuid:proposal_id>/{step.__name__}/",
            step,
            f"unmask-{step.__name__}",
            Permission.TRAVELLER_UNMASK,
            SEND,
        )
        for step in (unmasking.approve, unmasking.refuse, unmasking.withdraw)
    ),
)
