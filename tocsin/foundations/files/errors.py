"""Why a file is refused; nothing of it was kept."""

from __future__ import annotations

from tocsin.foundations.errors import TocsinError


class PackedTooLarge(TocsinError):
    """Unpacked, this file is larger than {most} MB, so it was not read. Send it in parts."""


class PackedDamaged(TocsinError):
    """This file can't be unpacked: {reason}."""
