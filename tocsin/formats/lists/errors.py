"""The one error of the list readers: a list is read whole or refused whole."""

from __future__ import annotations

from tocsin.foundations.errors import TocsinError
from tocsin.foundations.vocabulary import Position


class ListUnreadable(TocsinError):
    """The {publisher} list can't be read ({where}): {problem}. Nothing of it was taken; \
fetch the file again, or ask its publisher.

    ``problem`` says what is wrong in words of this program: never a word of the file itself.
    """

    def __init__(self, publisher: str, problem: str, position: Position | None = None) -> None:
        self.position = position or Position()
        where = str(self.position) or "as a whole"
        super().__init__(publisher=publisher, problem=problem, where=where)
