"""Frozen values to plain JSON values and back, led by their types alone.

A field that holds its default is left out, so that equal values give equal bytes and a field that
a later version adds changes no stored entry. Knows dataclasses, tuples, dates, text and booleans;
it is no general serialiser and will not guess at anything else.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date
from functools import lru_cache
from types import NoneType, UnionType
from typing import Any, Literal, get_args, get_origin, get_type_hints

from tocsin.foundations.vocabulary import PartialDate


def to_plain(value: Any) -> Any:
    """Dataclasses as dicts in field order, tuples as lists, dates as ISO 8601 text."""
    if isinstance(value, PartialDate):
        return str(value)
    if is_dataclass(value) and not isinstance(value, type):
        return _members(value)
    if isinstance(value, tuple):
        return [to_plain(item) for item in value]
    if isinstance(value, date):
        return value.isoformat()
    return value


def from_plain(shape: Any, plain: Any) -> Any:
    """The value of type ``shape`` whose plain form is ``plain``.

    Raises KeyError, TypeError or ValueError where ``plain`` was not made by `to_plain`.
    """
    if plain is None or shape in (str, bool) or get_origin(shape) is Literal:
        return plain
    if get_origin(shape) is tuple:
        return _tuple_from(get_args(shape), plain)
    if get_origin(shape) is UnionType:
        return from_plain(_not_none(shape), plain)
    if shape is PartialDate:
        return PartialDate.parse(plain)
    if shape is date:
        return date.fromisoformat(plain)
    return _dataclass_from(shape, plain)


def to_bytes(plain: Any) -> bytes:
    """The one JSON text of a plain value: keys sorted, no spaces, UTF-8 (in spirit RFC 8785)."""
    text = json.dumps(plain, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return text.encode("utf-8", "surrogatepass")


@lru_cache(maxsize=64)
def _fields(shape: Any) -> tuple[Field[Any], ...]:
    return fields(shape)


@lru_cache(maxsize=64)
def _hints(shape: Any) -> dict[str, Any]:
    return get_type_hints(shape)


def _members(value: Any) -> dict[str, Any]:
    shape: Any = type(value)
    held = ((field, getattr(value, field.name)) for field in _fields(shape))
    return {
        field.name: to_plain(member)
        for field, member in held
        if field.default is MISSING or member != field.default
    }


def _dataclass_from(shape: Any, plain: Mapping[str, Any]) -> Any:
    hints = _hints(shape)
    return shape(**{name: from_plain(hints[name], member) for name, member in plain.items()})


def _tuple_from(shapes: tuple[Any, ...], plain: list[Any]) -> tuple[Any, ...]:
    if shapes[-1] is Ellipsis:
        return tuple(from_plain(shapes[0], item) for item in plain)
    return tuple(from_plain(shape, item) for shape, item in zip(shapes, plain, strict=True))


def _not_none(shape: Any) -> Any:
    return next(member for member in get_args(shape) if member is not NoneType)
