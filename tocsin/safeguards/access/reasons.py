"""Why the register is asked: a purpose from the closed list and the asker's own case. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from tocsin.foundations.vocabulary.codes import Purpose
from tocsin.safeguards.access.errors import PurposeMissing


@dataclass(frozen=True, slots=True)
class Reasoned:
    """Why the register is asked: without both there is no answer."""

    purpose: Purpose
    case_reference: str

    def checked(self) -> Reasoned:
        """The same. Raises PurposeMissing, naming the field that is missing or unknown."""
        if self.purpose not in set(Purpose):
            raise PurposeMissing(field="purpose")
        if not self.case_reference.strip():
            raise PurposeMissing(field="case_reference")
        return self
