"""A subject as bytes and back: what the index stores so that it can score and explain alone."""

from __future__ import annotations

import json

from tocsin.matching.types import Name, Subject


def encode(subject: Subject) -> bytes:
    """The subject as compact JSON in UTF-8 (lone surrogates kept as escapes)."""
    row = [
        subject.id,
        [name if isinstance(name, str) else _row(name) for name in subject.names],
        [str(date) for date in subject.birth_dates],
        subject.nationalities,
        subject.documents,
        subject.sex,
        subject.kind,
    ]
    return json.dumps(row, separators=(",", ":")).encode()


def decode(octets: bytes) -> Subject:
    """The subject that `encode` wrote."""
    id_, names, dates, nationalities, documents, sex, kind = json.loads(octets)
    return Subject(
        id_,
        [name if isinstance(name, str) else Name(*name) for name in names],
        dates,
        nationalities,
        [(issuer, number) for issuer, number in documents],
        sex,
        kind,
    )


def _row(name: Name) -> list[str | bool | None]:
    return [name.full, name.given, name.family, name.script, name.weak]
