"""How alerts leave this node: mail by SMTP, and signed requests to members' own systems.

A request carries ``Tocsin-Event`` (the same each time it is sent again) and ``Tocsin-Signature``:
the node's Ed25519 signature of the body, as under the ledger's checkpoints, which
``tocsin ledger keys`` prints the public key of. Its address passes the guard of all outgoing
requests, and no redirect is followed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from smtplib import SMTPException

import httpx

from tocsin.alerts.delivering import Undelivered
from tocsin.foundations.outgoing import OutgoingRefused
from tocsin.foundations.outgoing.by_httpx import client
from tocsin.safeguards.ledger.keys import Keys

PATIENCE = 10.0
"""Seconds that a receiver has to answer."""


class Outgoing:
    """Both ways; ``clock`` dates the signatures."""

    def __init__(
        self,
        keys: Keys,
        clock: Callable[[], datetime],
        requests: httpx.Client | None = None,
    ) -> None:
        self._keys, self._clock = keys, clock
        self._requests = requests or client(timeout=PATIENCE, follow_redirects=False)

    def mail(self, address: str, message: Mapping[str, object]) -> None:
        """Mail to a desk; raises Undelivered when no server takes it."""
        from django.utils.translation import gettext

        subject = gettext("Tocsin: an alert waits for your desk")
        told = gettext(
            "An alert between your member and another has changed.\n\n"
            "Case: %(case)s\nStep: %(step)s\nDue: %(due)s\n\n"
            "Sign in to read it: this message names no one on purpose."
        )
        headers = {"Message-ID": f"<{message['event']}@tocsin>"}
        self._mail(subject, told % message, address, headers)

    def _mail(self, subject: str, words: str, address: str, headers: Mapping[str, str]) -> None:
        from django.conf import settings
        from django.core.mail import EmailMessage

        if not settings.EMAIL_HOST:
            raise Undelivered("no mail server is named")
        try:
            EmailMessage(subject, words, to=[address], headers=dict(headers)).send()
        except (OSError, SMTPException):
            raise Undelivered("the mail server did not take it") from None

    def test_desk(self, address: str, answer_by: datetime) -> None:
        """Mail that a desk is being tested; raises Undelivered when no server takes it."""
        from django.utils.translation import gettext

        told = gettext(
            "This is the monthly test of your duty desk.\n\n"
            "Sign in, open Your member, and say that somebody is on duty before %(by)s.\n"
            "A member that can't be reached can't ask for an arrest."
        )
        by = f"{answer_by:%d %b %Y, %H:%M} UTC"
        self._mail(gettext("Tocsin: is somebody on duty?"), told % {"by": by}, address, {})

    def post(self, address: str, body: bytes, event: str) -> None:
        """A signed request; raises Undelivered for any answer but 2xx."""
        signature = str(self._keys.sign(body.decode(), self._clock())).removeprefix("— ")
        headers = {
            "Content-Type": "application/json",
            "Tocsin-Event": event,
            "Tocsin-Signature": signature,
        }
        try:
            answer = self._requests.post(address, content=body, headers=headers)
        except OutgoingRefused:
            raise Undelivered("no address of the open internet") from None
        except (httpx.HTTPError, OSError):
            raise Undelivered("no answer") from None
        if not answer.is_success:
            raise Undelivered(f"answered {answer.status_code}")
