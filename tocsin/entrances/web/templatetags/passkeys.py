"""What a page hands to the script of the passkey ceremony, and which services it offers."""

from __future__ import annotations

import json
from typing import Any

from django import template
from django.core.serializers.json import DjangoJSONEncoder

from tocsin.entrances.web.signing_in import ceremony

register = template.Library()


@register.filter
def as_json(given: Any) -> str:
    """A value as JSON, to stand in an attribute, escaped like any other text."""
    return json.dumps(given, cls=DjangoJSONEncoder)


@register.simple_tag
def services() -> list[tuple[str, str]]:
    """The services that an officer may sign in through: id and name."""
    return ceremony.offered()
