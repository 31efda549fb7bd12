"""Why a file isn't attached or opened."""

from __future__ import annotations

from tocsin.foundations.errors import TocsinError


class NotTaken(TocsinError):
    """Only photographs (JPEG, PNG) and papers (PDF) of at most 5 MB are taken."""


class SourceMissing(TocsinError):
    """Say where the file comes from, and what rights others have in it."""


class Damaged(TocsinError):
    """The stored file is not what was attached, so it isn't shown. Ask the originator for it."""
