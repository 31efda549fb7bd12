"""What goes into a screening and what comes out: plain values, checked when they are made.

The first thing in `matching` that a name meets. Nothing here reads a name, a clock or a disk.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import FrozenInstanceError, dataclass
from functools import lru_cache
from typing import Literal, cast

from tocsin.foundations.vocabulary import PartialDate

Band = Literal["possible", "strong"]
Document = tuple[str, str]
LONGEST_NAME = 1_000
"""Characters of a name that are read; what follows is ignored (no document carries so many)."""


@dataclass(frozen=True, slots=True)
class Name:
    """One name as its source wrote it; ``weak`` marks what the source calls a low-quality alias.

    ``given`` and ``family`` are kept where the source tells them apart; ``script`` is an
    ISO 15924 code, or None where it can be seen from the characters.
    """

    full: str
    given: str | None = None
    family: str | None = None
    script: str | None = None
    weak: bool = False

    def __post_init__(self) -> None:
        if not isinstance(self.full, str):
            raise TypeError(f"a name is text, not {type(self.full).__name__}")


@dataclass(frozen=True, slots=True)
class Subject:
    """A listed person, organisation or thing, as the index needs it.

    ``id`` is opaque. ``names`` are `Name` or plain strings; ``birth_dates`` are `PartialDate` or
    ISO strings ("1970", "1970-05", "1970-05-02"); ``documents`` are (issuer, number) pairs, the
    issuer possibly empty. Raises TypeError or ValueError, naming the field, for anything else.
    """

    id: str
    names: tuple[Name | str, ...]
    birth_dates: tuple[PartialDate, ...] = ()
    nationalities: tuple[str, ...] = ()
    documents: tuple[Document, ...] = ()
    sex: str | None = None
    kind: str = "person"

    def __init__(
        self,
        id: str,  # noqa: A002 - the facade's word
        names: Iterable[Name | str],
        birth_dates: Iterable[PartialDate | str] = (),
        nationalities: Iterable[str] = (),
        documents: Iterable[Document] = (),
        sex: str | None = None,
        kind: str = "person",
    ) -> None:
        if not isinstance(id, str) or not id:
            raise TypeError("a subject's id is text and not empty")
        put = object.__setattr__
        put(self, "id", id)
        put(self, "names", _names(names))
        put(self, "birth_dates", _dates(birth_dates))
        put(self, "nationalities", _texts(nationalities, "nationalities"))
        put(self, "documents", _documents(documents))
        put(self, "sex", sex)
        put(self, "kind", kind)

    @classmethod
    def checked(
        cls,
        id: str,  # noqa: A002 - as above
        names: tuple[Name | str, ...],
        birth_dates: tuple[PartialDate, ...],
        nationalities: tuple[str, ...],
        documents: tuple[Document, ...],
        sex: str | None,
        kind: str,
    ) -> Subject:
        """A subject of values that were checked before: what an index gives back."""
        made = cls.__new__(cls)
        put = object.__setattr__
        put(made, "id", id)
        put(made, "names", names)
        put(made, "birth_dates", birth_dates)
        put(made, "nationalities", nationalities)
        put(made, "documents", documents)
        put(made, "sex", sex)
        put(made, "kind", kind)
        return made

    def with_names(self, names: tuple[Name | str, ...]) -> Subject:
        """The same subject with other names."""
        return Subject.checked(
            self.id, names, self.birth_dates, self.nationalities, self.documents, self.sex,
            self.kind,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Traveller:
    """A person who is screened: the names of one document or booking, and what stands beside.

    ``names`` may hold several spellings of the same person. Raises as `Subject` does.
    """

    names: tuple[Name | str, ...]
    birth_date: PartialDate | None = None
    nationality: str | None = None
    documents: tuple[Document, ...] = ()
    sex: str | None = None

    def __init__(
        self,
        names: Iterable[Name | str] | Name | str,
        birth_date: PartialDate | str | None = None,
        nationality: str | None = None,
        documents: Iterable[Document] = (),
        sex: str | None = None,
    ) -> None:
        put = object.__setattr__
        put(self, "names", _names([names] if isinstance(names, (Name, str)) else names))
        put(self, "birth_date", None if not birth_date else _dates((birth_date,))[0])
        put(self, "nationality", nationality or None)
        put(self, "documents", _documents(documents))
        put(self, "sex", sex)


@dataclass(frozen=True, slots=True)
class Reason:
    """One piece of evidence: the reasons of a candidate add up to its score.

    ``theirs`` is what the traveller brought, ``ours`` what the listed subject's record holds.
    """

    feature: str
    weight: float
    theirs: str
    ours: str


class Candidate:
    """What the machine proposes, without any effect: a subject, a score from 0 to 1, and why.

    ``band`` is None only in the answer of `Index.explain` for a score below the threshold.
    ``reasons`` may be given as a function that tells them: most candidates' are never read, and
    they take longer than the score. A plain value all the same: it doesn't change, equals
    another of the same content, and can be pickled.
    """

    __slots__ = ("_told", "band", "score", "scorer", "subject_id")
    subject_id: str
    score: float
    band: Band | None
    scorer: str
    _told: tuple[Reason, ...] | Callable[[], tuple[Reason, ...]]

    def __init__(
        self,
        subject_id: str,
        score: float,
        band: Band | None,
        reasons: tuple[Reason, ...] | Callable[[], tuple[Reason, ...]],
        scorer: str = "",
    ) -> None:
        put = object.__setattr__
        put(self, "subject_id", subject_id)
        put(self, "score", score)
        put(self, "band", band)
        put(self, "_told", reasons)
        put(self, "scorer", scorer)

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """Why: weights that add up to the score."""
        if not isinstance(self._told, tuple):
            object.__setattr__(self, "_told", self._told())
        return cast("tuple[Reason, ...]", self._told)

    def __setattr__(self, name: str, value: object) -> None:
        raise FrozenInstanceError(f"a candidate doesn't change: {name}")

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Candidate) and self._values() == other._values()

    def __hash__(self) -> int:
        return hash(self._values())

    def __repr__(self) -> str:
        names = ("subject_id", "score", "band", "reasons", "scorer")
        pairs = zip(names, self._values(), strict=True)
        return f"Candidate({', '.join(f'{name}={value!r}' for name, value in pairs)})"

    def __reduce__(self) -> tuple[type[Candidate], tuple[object, ...]]:
        return Candidate, self._values()

    def _values(self) -> tuple[object, ...]:
        return self.subject_id, self.score, self.band, self.reasons, self.scorer


def name_of(name: Name | str) -> Name:
    """The name as a `Name`, whichever way it was given."""
    return name if isinstance(name, Name) else Name(name)


def full_of(name: Name | str) -> str:
    """The name's text as written, cut at `LONGEST_NAME` characters."""
    full = name if isinstance(name, str) else name.full
    return full[:LONGEST_NAME]


def _names(names: Iterable[Name | str]) -> tuple[Name | str, ...]:
    if isinstance(names, (str, Name)):
        raise TypeError("names is a sequence of names; write [name] for a single one")
    whole = tuple(names)
    for name in whole:
        if not isinstance(name, (str, Name)):
            raise TypeError(f"a name is text or a Name, not {type(name).__name__}")
    return whole


def _dates(dates: Iterable[PartialDate | str]) -> tuple[PartialDate, ...]:
    if isinstance(dates, (str, PartialDate)):
        raise TypeError("birth_dates is a sequence of dates; write [date] for a single one")
    return tuple(date if isinstance(date, PartialDate) else _parsed(date) for date in dates)


@lru_cache(maxsize=65_536)
def _parsed(text: str) -> PartialDate:
    if not isinstance(text, str):
        raise TypeError(f"a date is ISO text or a PartialDate, not {type(text).__name__}")
    return PartialDate.parse(text)


def _texts(values: Iterable[str], field: str) -> tuple[str, ...]:
    if isinstance(values, str):
        raise TypeError(f"{field} is a sequence of texts; write [text] for a single one")
    return tuple(value for value in values if value)


def _documents(documents: Iterable[Document]) -> tuple[Document, ...]:
    whole = tuple(documents)
    for document in whole:
        if isinstance(document, str) or len(document) != 2:
            raise TypeError("a document is a pair (issuer, number)")
    return tuple((issuer or "", number) for issuer, number in whole)
