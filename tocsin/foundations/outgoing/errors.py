"""Why nothing was asked of an address. The words never say what lies behind it."""

from __future__ import annotations

from tocsin.foundations.errors import TocsinError


class OutgoingRefused(TocsinError):
    """Nothing was sent: {reason}."""


class AddressForbidden(OutgoingRefused):
    """Nothing was sent: {host} isn't an address of the open internet, and Tocsin asks no other, \
so that nobody can use it to reach into the network around it. If this server is one of yours, \
name its network in TOCSIN_OUTGOING_ALLOW.
    """
