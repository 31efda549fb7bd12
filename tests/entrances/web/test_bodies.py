"""What is too large, or packed, is refused before anything reads it."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from tocsin.entrances.web.bodies import MOST

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("path", ["/account/sign-in/", "/api/v1/screenings", "/nothing-here/"])
@pytest.mark.parametrize(
    ("told", "status"),
    [
        ({"CONTENT_LENGTH": str(MOST + 1)}, 413),
        ({"CONTENT_LENGTH": "9" * 30}, 400),
        ({"CONTENT_LENGTH": "-1"}, 400),
        ({"CONTENT_LENGTH": "0x10"}, 400),
        ({"HTTP_CONTENT_ENCODING": "gzip"}, 415),
        ({"HTTP_CONTENT_ENCODING": "br, gzip"}, 415),
    ],
)
def test_a_body_too_large_or_packed_is_refused(
    path: str, told: dict[str, Any], status: int
) -> None:
    answer = Client().post(path, b"x", content_type="application/octet-stream", **told)
    assert answer.status_code == status
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


def test_a_form_of_very_many_fields_or_very_long_is_refused() -> None:
    client = Client(enforce_csrf_checks=False)
    many = {f"field{number}": "x" for number in range(101)}
    assert client.post("/account/sign-in/", many).status_code == 400
    long = "login=" + "x" * (8 << 20)
    form = "application/x-www-form-urlencoded"
    assert client.post("/account/sign-in/", long, content_type=form).status_code == 400
