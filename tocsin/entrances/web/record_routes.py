"""The addresses of contributing, of the gate and of a record's upkeep; `routes` takes them in."""

from __future__ import annotations

from tocsin.entrances.web.route import BOTH, READ, SEND, Route
from tocsin.entrances.web.views import connections, contributing, gate, home, keeping, quality
from tocsin.safeguards.access.rules import Permission

CONTRIBUTE = Permission.RECORD_CONTRIBUTE

CONTRIBUTING = (
    Route("contributions/", contributing.contributions, "contributions", CONTRIBUTE),
    Route("contributions/new/", contributing.contribute, "contribute", CONTRIBUTE, BOTH),
    Route("contributions/check/", contributing.check, "contribute-check", CONTRIBUTE, SEND),
    Route(
        "contributions/drafts/<uuid:draft_id>/drop/",
        contributing.drop_draft,
        "draft-drop",
        CONTRIBUTE,
        SEND,
    ),
    Route("contributions/files/", contributing.files, "contribution-files", CONTRIBUTE, BOTH),
    Route(
        "contributions/files/<uuid:batch_id>/",
        contributing.report,
        "contribution-file",
        CONTRIBUTE,
    ),
    Route(
        "contributions/<uuid:record_id>/revise/", contributing.revise, "revise", CONTRIBUTE, BOTH
    ),
    Route("contributions/<uuid:record_id>/keep/", keeping.keep, "keep", CONTRIBUTE),
    Route(
        "contributions/<uuid:record_id>/extend/", keeping.extend, "keep-extend", CONTRIBUTE, SEND
    ),
    Route(
        "contributions/<uuid:record_id>/status/", keeping.status, "keep-status", CONTRIBUTE, SEND
    ),
    Route(
        "contributions/<uuid:record_id>/withdraw/",
        keeping.withdraw,
        "keep-withdraw",
        CONTRIBUTE,
        SEND,
    ),
    Route(
        "contributions/<uuid:record_id>/release/",
        keeping.release,
        "keep-release",
        CONTRIBUTE,
        SEND,
    ),
    Route(
        "contributions/<uuid:record_id>/appeal/", keeping.appeal, "keep-appeal", CONTRIBUTE, SEND
    ),
    Route(
        "subjects/<uuid:record_id>/versions/",
        keeping.versions,
        "versions",
        Permission.RECORD_READ,
    ),
)
GATE = (
    Route("gate/", gate.queue, "gate", Permission.GATE_REVIEW),
    Route("gate/<uuid:record_id>/", gate.review, "gate-review", Permission.GATE_REVIEW, BOTH),
    Route("lists/decisions/", quality.decisions, "list-decisions", Permission.LIST_READ),
    Route(
        "lists/decisions/propose/",
        quality.propose,
        "list-propose",
        Permission.LIST_ADMIT,
        SEND,
    ),
    Route(
        "lists/decisions/<uuid:proposal_id>/confirm/",
        quality.confirm,
        "list-confirm",
        Permission.LIST_ADMIT,
        SEND,
    ),
    Route(
        "lists/decisions/<uuid:standing_id>/end/",
        quality.end,
        "list-end",
        Permission.LIST_ADMIT,
        SEND,
    ),
)
QUALITY = (
    Route("quality/", quality.quality, "quality", Permission.QUALITY_READ),
    Route("quality/campaigns/", quality.call, "campaign-call", Permission.CAMPAIGN_HOLD, SEND),
    Route(
        "quality/campaigns/<uuid:campaign_id>/",
        quality.campaign,
        "campaign",
        Permission.QUALITY_READ,
    ),
    Route(
        "quality/campaigns/<uuid:campaign_id>/<uuid:record_id>/",
        quality.conclude,
        "campaign-conclude",
        CONTRIBUTE,
        SEND,
    ),
)
CONNECTIONS = (
    Route("incidents/", connections.incidents, "incidents", Permission.RECORD_READ, READ),
    Route("incidents/report/", connections.incidents, "incident-report", CONTRIBUTE, SEND),
    Route(
        "notices/<uuid:notice_id>/acknowledge/",
        home.acknowledge,
        "notice-acknowledge",
        Permission.MOVEMENT_READ,
        SEND,
    ),
    Route("media/<uuid:attachment_id>/", connections.open_file, "media", Permission.RECORD_READ),
    Route(
        "contributions/<uuid:record_id>/attach/",
        connections.attach_file,
        "keep-attach",
        CONTRIBUTE,
        SEND,
    ),
    Route(
        "contributions/<uuid:record_id>/detach/<uuid:attachment_id>/",
        connections.detach_file,
        "keep-detach",
        CONTRIBUTE,
        SEND,
    ),
    Route(
        "contributions/<uuid:record_id>/relate/",
        connections.relate_record,
        "keep-relate",
        CONTRIBUTE,
        SEND,
    ),
    Route(
        "contributions/<uuid:record_id>/unrelate/<uuid:relation_id>/",
        connections.unrelate_record,
        "keep-unrelate",
        CONTRIBUTE,
        SEND,
    ),
)
RECORDS = (*CONTRIBUTING, *GATE, *QUALITY, *CONNECTIONS)
