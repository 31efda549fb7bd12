"""Every address that a browser can ask for, in one table, with what it takes to be let in.

A route without a permission is one of the few in `Open`, and says why. `urls.py` has no others.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from allauth.account import views as accounts
from allauth.mfa.base import views as second_factor
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from django.urls import URLPattern, path

from tocsin.entrances.web.views import (
    alarms,
    audit,
    candidates,
    checks,
    documents,
    flags,
    flights,
    home,
    library,
    lists,
    match,
    movements,
    search,
    subjects,
    tokens,
)
from tocsin.entrances.web.visits import entered
from tocsin.safeguards.access.rules import Permission

READ = ("GET", "HEAD")
SEND = ("POST",)
BOTH = (*READ, *SEND)


class Open(StrEnum):
    """Why a route asks for no permission."""

    BEFORE_SIGN_IN = "nobody is signed in yet"
    OWN_ACCOUNT = "an officer's own password and second factor; the view asks for the sign-in"


@dataclass(frozen=True, slots=True)
class Route:
    """``view`` takes a `Visit` where ``needs`` is a permission, else the bare request."""

    path: str
    view: Callable[..., Any]
    name: str
    needs: Permission | Open
    methods: tuple[str, ...] = READ

    def pattern(self) -> URLPattern:
        view = self.view if isinstance(self.needs, Open) else entered(self)
        return path(self.path, view, name=self.name)


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
    Route("", home.home, "home", Permission.HOME_READ),
    Route("queue/", candidates.queue, "queue", Permission.QUEUE_READ),
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
    Route("match/", match.match, "match", Permission.MATCH, BOTH),
    Route("flags/", flags.flags, "flags", Permission.FLAG_READ),
    Route("flights/", flights.flights, "flights", Permission.FLIGHT_READ),
    Route("flights/<int:manifest_id>/", flights.flight, "flight", Permission.FLIGHT_READ),
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
    *DOCUMENTS,
    *SEARCH,
    *LIBRARY,
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

ACCOUNT = (
    Route("account/sign-in/", accounts.login, "account_login", Open.BEFORE_SIGN_IN, BOTH),
    Route(
        "account/code/", second_factor.authenticate, "mfa_authenticate", Open.BEFORE_SIGN_IN, BOTH
    ),
    Route("account/inactive/", accounts.account_inactive, "account_inactive", Open.BEFORE_SIGN_IN),
    *(
        Route(f"account/{place}", view, name, Open.OWN_ACCOUNT, BOTH)
        for place, view, name in (
            ("", second_factor.index, "mfa_index"),
            ("sign-out/", accounts.logout, "account_logout"),
            ("password/", accounts.password_change, "account_change_password"),
            ("confirm/", accounts.reauthenticate, "account_reauthenticate"),
            ("confirm/code/", second_factor.reauthenticate, "mfa_reauthenticate"),
            ("app/", totp.activate_totp, "mfa_activate_totp"),
            ("app/remove/", totp.deactivate_totp, "mfa_deactivate_totp"),
            ("codes/", recovery_codes.view_recovery_codes, "mfa_view_recovery_codes"),
            ("codes/new/", recovery_codes.generate_recovery_codes, "mfa_generate_recovery_codes"),
            ("codes/file/", recovery_codes.download_recovery_codes, "mfa_download_recovery_codes"),
        )
    ),
)

ROUTES = (*PAGES, *AUDIT, *ACCOUNT)
