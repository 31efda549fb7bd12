"""A piece of text as its source wrote it, with what a page needs to show it faithfully."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Written:
    """A name or other text in its own script.

    ``script`` is an ISO 15924 code ("Arab"), ``language`` a BCP 47 tag ("ar"); both may be empty,
    the page then leaves the direction to the characters. ``weak`` marks a low-quality alias.
    ``romanised`` is the form that was compared, where it isn't the text itself.
    """

    text: str
    script: str = ""
    language: str = ""
    weak: bool = False
    romanised: str = ""

    def __str__(self) -> str:
        return self.text
