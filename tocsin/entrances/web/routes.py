"""Every address that a browser can ask for, in one table, with what it takes to be let in.

A route without a permission is one of the few in `Open`, and says why. `urls.py` has no others.
"""

from __future__ import annotations

from tocsin.entrances.web.account_routes import ACCOUNT
from tocsin.entrances.web.desk_routes import SCREENING_DESK
from tocsin.entrances.web.member_routes import MEMBERS
from tocsin.entrances.web.record_routes import RECORDS
from tocsin.entrances.web.route import BOTH, READ, SEND, Open, Route
from tocsin.entrances.web.views import (
    alarms,
    alerts,
    audit,
    candidates,
    checks,
    clearances,
    correspondence,
    documents,
    drafting,
    events,
    flags,
    home,
    library,
    lists,
    match,
    movements,
    protecting,
    queue,
    receipts,
    resolution,
    search,
    subjects,
    tokens,
)
from tocsin.safeguards.access.rules import Permission

__all__ = ["READ", "ROUTES", "Open", "Route"]

ALERTS = (
    Route("alerts/", alerts.alerts, "alerts", Permission.ALERT_READ),
    Route("alerts/endpoint/", alerts.endpoint, "alerts-endpoint", Permission.ENDPOINT_KEEP, SEND),
    Route("alerts/<uuid:alert_id>/", alerts.alert, "alert", Permission.ALERT_READ),
    *(
        Route(
            f"alerts/<uuid:alert_id>/{step.__name__}/",
            step,
            f"alert-{step.__name__}",
            Permission.ALERT_ANSWER,
            SEND,
        )
        for step in (alerts.acknowledge, alerts.answer, alerts.close)
    ),
)
CLEARANCES = (
    Route("clearances/", clearances.clearances, "clearances", Permission.CLEARANCE_GIVE),
    Route(
        "clearances/<uuid:clearance_id>/answer/",
        clearances.answer,
        "clearance-answer",
        Permission.CLEARANCE_GIVE,
        SEND,
    ),
    Route(
        "queue/<uuid:candidate_id>/clearance/",
        clearances.of_candidate,
        "candidate-clearance",
        Permission.CLEARANCE_GIVE,
        BOTH,
    ),
    Route(
        "subjects/<uuid:record_id>/clearance/",
        clearances.on_request,
        "subject-clearance",
        Permission.CLEARANCE_GIVE,
        BOTH,
    ),
    Route(
        "queue/<uuid:candidate_id>/receipt/",
        receipts.give,
        "candidate-receipt",
        Permission.DECISION_MAKE,
        SEND,
    ),
    Route("receipts/<slug:reference>/", receipts.receipt, "receipt", Permission.DECISION_MAKE),
)
CORRESPONDENCE = (
    Route(
        "alerts/<uuid:alert_id>/messages/",
        correspondence.write,
        "sealed-write",
        Permission.ALERT_ANSWER,
        SEND,
    ),
    Route(
        "alerts/<uuid:alert_id>/messages/<uuid:message_id>/file/",
        correspondence.fetch,
        "sealed-fetch",
        Permission.ALERT_READ,
    ),
)
DOCUMENTS = (
    Route("documents/", documents.check, "documents", Permission.DOCUMENT_CHECK, BOTH),
    Route("documents/ask/", documents.ask, "document-ask", Permission.DOCUMENT_CHECK, SEND),
    Route(
        "documents/questions/", documents.confirmations, "confirmations", Permission.DOCUMENT_CHECK
    ),
    Route(
        "documents/questions/<uuid:confirmation_id>/",
        documents.reply,
        "confirmation-reply",
        Permission.DOCUMENT_CONFIRM,
        SEND,
    ),
    Route(
        "documents/reports/",
        documents.reports,
        "document-reports",
        Permission.DOCUMENT_REPORT,
        BOTH,
    ),
    Route(
        "documents/reports/file/",
        documents.report_file,
        "document-reports-file",
        Permission.DOCUMENT_REPORT,
        SEND,
    ),
    Route(
        "documents/reports/end/", documents.end, "document-end", Permission.DOCUMENT_REPORT, SEND
    ),
)

DRAFTING = (
    Route("requests/", drafting.drafts, "drafts", Permission.DRAFT_PREPARE, BOTH),
    Route("requests/<uuid:draft_id>/", drafting.draft, "draft", Permission.DRAFT_PREPARE, BOTH),
    Route("requests/<uuid:draft_id>/file/", drafting.fetch, "draft-file", Permission.DRAFT_PREPARE),
    Route("lists/changes/", drafting.changes, "list-changes", Permission.LIST_READ),
)
LIBRARY = (
    Route("library/", library.library, "library", Permission.LIBRARY_READ, BOTH),
    Route("library/<uuid:work_id>/", library.work, "work", Permission.LIBRARY_READ),
    Route("library/<uuid:work_id>/file/", library.fetch, "work-file", Permission.LIBRARY_READ),
    Route(
        "library/<uuid:work_id>/remove/",
        library.remove,
        "work-remove",
        Permission.LIBRARY_ADD,
        SEND,
    ),
)
RESOLUTION = (
    Route(
        "subjects/<uuid:record_id>/misused/",
        protecting.protecting,
        "protecting",
        Permission.IDENTITY_PROTECT,
        BOTH,
    ),
    Route(
        "subjects/<uuid:record_id>/misused/<int:protection_id>/end/",
        protecting.withdraw,
        "protecting-end",
        Permission.IDENTITY_PROTECT,
        SEND,
    ),
    Route("resolution/", resolution.proposals, "resolution", Permission.RESOLUTION_READ),
    Route(
        "resolution/<uuid:first_id>/<uuid:second_id>/",
        resolution.compare,
        "records-compare",
        Permission.RESOLUTION_READ,
    ),
    Route(
        "resolution/<uuid:first_id>/<uuid:second_id>/judge/",
        resolution.conclude,
        "records-judge",
        Permission.RESOLUTION_JUDGE,
        SEND,
    ),
)
SEARCH = (
    Route("search/", search.search, "search", Permission.RECORD_SEARCH, BOTH),
    Route(
        "search/saved/<uuid:saved_id>/",
        search.ask_saved,
        "saved-search",
        Permission.RECORD_SEARCH,
        SEND,
    ),
)
PAGES = (
    Route("alarms/", alarms.alarms, "alarms", Permission.ALARM_READ),
    Route("alarms/<int:alarm_id>/close/", alarms.close, "alarm-close", Permission.ALARM_READ, SEND),
    Route("check/", checks.check, "check", Permission.TRAVELLER_CHECK, BOTH),
    Route("events/", events.events, "events", Permission.EVENT_HEAR),
    Route("", home.home, "home", Permission.HOME_READ),
    Route("queue/", queue.queue, "queue", Permission.QUEUE_READ),
    Route(
        "queue/<uuid:candidate_id>/", candidates.candidate, "candidate", Permission.CANDIDATE_READ
    ),
    Route(
        "queue/<uuid:candidate_id>/decide/",
        candidates.conclude,
        "candidate-decide",
        Permission.DECISION_MAKE,
        SEND,
    ),
    *(
        Route(
            f"queue/<uuid:candidate_id>/{step.__name__}/",
            step,
            f"candidate-{step.__name__}",
            Permission.DECISION_MAKE,
            SEND,
        )
        for step in (candidates.claim, candidates.release)
    ),
    Route("match/", match.match, "match", Permission.MATCH, BOTH),
    Route("flags/", flags.flags, "flags", Permission.FLAG_READ),
    Route("lists/", lists.lists, "lists", Permission.LIST_READ),
    Route("lists/imports/<int:run_id>/", lists.run, "list-run", Permission.LIST_READ),
    Route("subjects/<uuid:record_id>/", subjects.subject, "subject", Permission.RECORD_READ),
    Route("subjects/<uuid:record_id>/flag/", flags.flag, "flag", Permission.RECORD_FLAG, BOTH),
    Route(
        "subjects/<uuid:record_id>/flag/lift/",
        flags.lift,
        "flag-lift",
        Permission.RECORD_FLAG,
        SEND,
    ),
    Route(
        "subjects/<uuid:record_id>/movement/",
        movements.movement,
        "movement",
        Permission.MOVEMENT_READ,
    ),
    Route("tokens/", tokens.tokens, "tokens", Permission.TOKEN_OWN, BOTH),
    Route(
        "tokens/<int:token_id>/revoke/", tokens.revoke, "token-revoke", Permission.TOKEN_OWN, SEND
    ),
    *ALERTS,
    *CLEARANCES,
    *CORRESPONDENCE,
    *DOCUMENTS,
    *SEARCH,
    *LIBRARY,
    *RESOLUTION,
    *DRAFTING,
    *RECORDS,
    *SCREENING_DESK,
)

AUDIT = (
    Route("audit/", audit.ledger, "audit", Permission.LEDGER_READ),
    Route("audit/entries/<int:entry_id>/", audit.entry, "audit-entry", Permission.LEDGER_READ),
    Route("audit/entries/<int:entry_id>/ask/", audit.ask, "audit-ask", Permission.LEDGER_ASK, SEND),
    Route("audit/sample/", audit.sample, "audit-sample", Permission.LEDGER_READ),
    Route("audit/flags/", audit.flags, "audit-flags", Permission.LEDGER_READ),
    Route("audit/questions/", audit.questions, "audit-questions", Permission.LEDGER_ASK),
    Route("justifications/", audit.own_questions, "justifications", Permission.JUSTIFICATION_GIVE),
    Route(
        "justifications/<uuid:question_id>/answer/",
        audit.answer,
        "justification-give",
        Permission.JUSTIFICATION_GIVE,
        SEND,
    ),
)

ROUTES = (*PAGES, *AUDIT, *MEMBERS, *ACCOUNT)
