"""What can be wrong with an index, said to the one who can rebuild it."""

from __future__ import annotations

from tocsin.foundations.errors import TocsinError


class IndexUnusable(TocsinError):
    """The matching index in {directory} can't be used: {problem}. Build it again."""


class IndexBusy(TocsinError):
    """Another process has been changing the index in {directory} for {seconds} s: try later."""
