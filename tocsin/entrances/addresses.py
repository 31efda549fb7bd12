"""From where somebody asks: the network address, as seen by what stands in front of this node.

A header that says so is believed only as far as proxies of our own wrote it (``TOCSIN_PROXIES``,
their number): whatever the asker put before that is theirs to invent.
"""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest


def address_of(request: HttpRequest) -> str:
    """The asker's address, or nothing where none can be believed."""
    proxies = settings.ALLAUTH_TRUSTED_PROXY_COUNT
    if not proxies:
        return str(request.META.get("REMOTE_ADDR") or "")
    told = [each.strip() for each in request.headers.get("X-Forwarded-For", "").split(",")]
    return told[-proxies] if len(told) >= proxies else ""
