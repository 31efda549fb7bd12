"""What a form says back when it can't be accepted as sent."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class FormError:
    """One sentence about one field; ``field`` is its name, empty for the form as a whole."""

    field: str
    message: str


def error_of(errors: Iterable[FormError], field: str) -> str:
    """The first message about a field, or an empty text."""
    return next((error.message for error in errors if error.field == field), "")


@dataclass(frozen=True, slots=True)
class Typed:
    """A form as it was typed, for `parts/field.html`: each value and what is wrong with it."""

    values: Mapping[str, str] = field(default_factory=dict)
    errors: tuple[FormError, ...] = ()

    def value(self, name: str) -> str:
        return self.values.get(name, "")

    def with_errors(self, *errors: FormError) -> Typed:
        return Typed(self.values, (*self.errors, *errors))
