"""A subject as bytes and back: what the index stores so that it can score and explain alone.

The usual subject is a line of texts between separators, which is read several times faster than
JSON; one that holds a separator itself, or a name with parts told apart, is JSON.
"""

from __future__ import annotations

import json
from functools import lru_cache

from tocsin.foundations.vocabulary import PartialDate
from tocsin.matching.types import Name, Subject

_FIELD, _ITEM, _WITHIN = "\x1f", "\x1e", "\x1d"
_JSON = "{"
_PLAIN, _END = b"|", _FIELD.encode()


def encode(subject: Subject) -> bytes:
    """The subject as UTF-8; lone surrogates are kept."""
    text = _line(subject)
    return (_JSON + _json(subject) if text is None else text).encode("utf-8", "surrogatepass")


def decode(octets: bytes) -> Subject:
    """The subject that `encode` wrote."""
    text = octets.decode("utf-8", "surrogatepass")
    if text.startswith(_JSON):
        return _from_json(text[1:])
    id_, names, dates, nations, documents, sex, kind = text[1:].split(_FIELD)
    pairs = tuple(_pair(each) for each in documents.split(_ITEM)) if documents else ()
    born = tuple(_read(date) for date in _items(dates))
    return Subject.checked(
        id_, _items(names), born, _items(nations), pairs, sex or None, kind or "person"
    )


def id_of(octets: bytes) -> str:
    """The id alone of the subject that `encode` wrote."""
    if octets.startswith(_PLAIN):
        return octets[1 : octets.index(_END)].decode("utf-8", "surrogatepass")
    return decode(octets).id


def _line(subject: Subject) -> str | None:
    """The subject as a line, or None where a line can't hold it."""
    if any(not isinstance(name, str) for name in subject.names) or subject.sex == "":
        return None
    items = (
        subject.names,
        [written(date) for date in subject.birth_dates],
        subject.nationalities,
        [issuer + _WITHIN + number for issuer, number in subject.documents],
    )
    lists = [_ITEM.join(some) for some in items]  # type: ignore[arg-type]
    kind = "" if subject.kind == "person" else subject.kind or " "
    text = _FIELD.join((subject.id, *lists, subject.sex or "", kind))
    separators = sum(max(len(some) - 1, 0) for some in items)
    sound = text.count(_FIELD) == 6 and text.count(_ITEM) == separators
    sound = sound and text.count(_WITHIN) == len(subject.documents) and kind != " "
    return "|" + text if sound and subject.names != ("",) else None


@lru_cache(maxsize=50_000)
def written(date: PartialDate) -> str:
    """The date as text, remembered: birth dates repeat."""
    return date.earliest.isoformat() if date.is_day and not date.approximate else str(date)


@lru_cache(maxsize=50_000)
def _read(text: str) -> PartialDate:
    return PartialDate.parse(text)


def _items(text: str) -> tuple[str, ...]:
    return tuple(text.split(_ITEM)) if text else ()


def _pair(text: str) -> tuple[str, str]:
    issuer, _, number = text.partition(_WITHIN)
    return issuer, number


def _json(subject: Subject) -> str:
    names = [name if isinstance(name, str) else _row(name) for name in subject.names]
    dates = [str(date) for date in subject.birth_dates]
    row = [subject.id, names, dates, subject.nationalities, subject.documents, subject.sex]
    return json.dumps([*row, subject.kind], separators=(",", ":"))


def _from_json(text: str) -> Subject:
    id_, names, dates, nations, documents, sex, kind = json.loads(text)
    return Subject(
        id_,
        [name if isinstance(name, str) else Name(*name) for name in names],
        dates,
        nations,
        [(issuer, number) for issuer, number in documents],
        sex,
        kind,
    )


def _row(name: Name) -> list[str | bool | None]:
    return [name.full, name.given, name.family, name.script, name.weak]
