"""The root of every error that Tocsin raises on purpose. It speaks to the one who can act."""

from __future__ import annotations


class TocsinError(Exception):
    """Something went wrong that the reader can act on.

    A subclass's docstring is its message, with ``{fields}`` filled from keyword arguments; so the
    documentation and what a person reads cannot drift apart. Never put a person's name in a field.
    """

    exit_code = 1

    def __init__(self, message: str = "", /, **fields: object) -> None:
        template = message or _first_paragraph(type(self).__doc__ or "")
        super().__init__(template.format(**fields) if fields else template)
        self.fields = fields


class UsageError(TocsinError):
    """The command was called in a way that it doesn't understand: {problem}."""

    exit_code = 2


def _first_paragraph(docstring: str) -> str:
    return " ".join(docstring.strip().split("\n\n")[0].split())
