"""Asking other servers: the one guard that every outgoing request passes."""

from tocsin.foundations.outgoing.errors import AddressForbidden, OutgoingRefused
from tocsin.foundations.outgoing.guard import Guard, guard_of_environment

__all__ = ["AddressForbidden", "Guard", "OutgoingRefused", "guard_of_environment"]
