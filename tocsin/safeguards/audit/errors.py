"""Why a question can't be put or answered."""

from __future__ import annotations

from tocsin.foundations.errors import TocsinError


class QuestionMissing(TocsinError):
    """Write what the officer is to explain, in a sentence."""


class DeadlineUnfit(TocsinError):
    """Give the officer between {least} and {most} days to answer."""


class NobodyToAsk(TocsinError):
    """The node did this by itself; there is no officer who could explain it."""


class JustificationMissing(TocsinError):
    """Say why you did this, in a sentence that the auditor can follow."""


class AnsweredAlready(TocsinError):
    """You have answered this question. An answer stays as it was given."""


class SeedMissing(TocsinError):
    """Give the seed of the sample, or choose a checkpoint: without one it can't be drawn again."""
