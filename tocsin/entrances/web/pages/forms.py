"""What a form says back when it can't be accepted as sent."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FormError:
    """One sentence about one field; ``field`` is its name, empty for the form as a whole."""

    field: str
    message: str


def error_of(errors: Iterable[FormError], field: str) -> str:
    """The first message about a field, or an empty text."""
    return next((error.message for error in errors if error.field == field), "")
