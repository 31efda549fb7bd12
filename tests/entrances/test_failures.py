"""What went wrong is told as what it was: a value that is refused is no lost database."""

from __future__ import annotations

import psycopg
import pytest
from django.db import DataError, OperationalError

from tocsin.entrances.failures import told
from tocsin.foundations.errors import TocsinError


def wrapped(outer: type[Exception], inner: Exception) -> Exception:
    """As Django raises what the driver raised."""
    error = outer(str(inner))
    error.__cause__ = inner
    return error


def words(error: Exception) -> str:
    explained = told(error)
    assert isinstance(explained, TocsinError)
    return str(explained)


@pytest.mark.parametrize("kind", [psycopg.OperationalError, psycopg.InterfaceError])
def test_a_connection_that_broke_is_a_lost_database(kind: type[psycopg.Error]) -> None:
    assert "database stopped" in words(wrapped(OperationalError, kind("connection closed")))


def test_a_value_that_the_driver_refuses_is_no_lost_database() -> None:
    refused = psycopg.DataError("PostgreSQL text fields cannot contain NUL (0x00) bytes")
    assert "no words for: DataError" in words(wrapped(DataError, refused))
