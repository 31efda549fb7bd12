"""Whatever a program sends, by the description of the API or against it: it is never our failure.

Schemathesis makes requests from the OpenAPI description, well and ill formed.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, given, settings

from tests.entrances.api.asking import token_of
from tests.invented import officer
from tocsin.entrances.api.operations import OPERATIONS, Operation
from tocsin.entrances.api.urls import PREFIX, SCHEMA
from tocsin.records.registers.models import Record
from tocsin.safeguards.access.rules import Role

schemathesis = pytest.importorskip("schemathesis", reason="schemathesis is not installed")
from schemathesis import checks  # noqa: E402 - only where it is installed

pytestmark = pytest.mark.django_db
UNHEALTHY = list(HealthCheck)
"""Bodies of whole passenger lists are large and slow to make; that is no fault of the API."""
EXAMPLES = int(os.environ.get("TOCSIN_TEST_EXAMPLES", "50"))
"""Of each kind for each operation; a longer search begins elsewhere each time."""
CHECKS = [
    checks.not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_schema_conformance,
]


@pytest.fixture
def one_connection() -> Iterator[None]:
    """As Django's own test client: a request doesn't close the connection of the test."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda each: each.name)
@pytest.mark.parametrize("mode", ["positive", "negative"])
def test_every_answer_is_as_described_and_none_is_a_failure(
    mode: str, operation: Operation, record: Record, one_connection: None
) -> None:
    described = schemathesis.openapi.from_wsgi(SCHEMA, get_wsgi_application())
    path = PREFIX + operation.path.replace("{uuid:", "{")
    asked = described[path][operation.method]
    asker = officer("ann", "XB", *Role)
    headers = {"Authorization": f"Bearer {token_of(asker)}"}

    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        derandomize=EXAMPLES <= 50,
        suppress_health_check=UNHEALTHY,
    )
    @given(asked.as_strategy(generation_mode=schemathesis.GenerationMode(mode)))
    def is_answered(case: Any) -> None:
        case.call_and_validate(headers=headers, checks=CHECKS)

    is_answered()
