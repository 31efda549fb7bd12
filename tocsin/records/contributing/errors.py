"""Why a contribution, or a file of them, is not taken."""

from __future__ import annotations

from tocsin.foundations.errors import TocsinError


class FileUnreadable(TocsinError):
    """The file can't be read as {form}: {problem}."""


class FileTooLarge(TocsinError):
    """The file is larger than {most}. Send it in parts, or bring it in on the command line."""


class DraftGone(TocsinError):
    """This draft is gone: it was sent, thrown away, or older than {days} days."""
