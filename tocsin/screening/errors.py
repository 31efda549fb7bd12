"""What can go wrong with screening."""

from __future__ import annotations

from tocsin.safeguards.access.errors import PurposeMissing

__all__ = ["PurposeMissing"]
