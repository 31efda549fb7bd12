"""Officers at their desks: browsers without a window, signed in, at one moment."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.test import Client

from tests.invented import NOW, officer
from tocsin.entrances.web.signing_in.sessions import BEGAN, SEEN
from tocsin.members.queries import officer_by_username
from tocsin.safeguards.access.rules import Role

Desk = Callable[..., Client]


@pytest.fixture(autouse=True)
def at_one_moment(settings: Any) -> None:
    settings.CLOCK = lambda: NOW


def sit_down_again(client: Client, moment: datetime) -> None:
    """As if the officer had signed in anew at that moment: a session doesn't last for days."""
    session = client.session
    session[BEGAN] = session[SEEN] = moment.isoformat()
    session.save()


@pytest.fixture
def desk(db: None) -> Desk:
    """Sign an officer in: ``desk("Ada")``, of member XB and a screening officer unless told."""

    def sit_down(name: str, member: str = "XB", *roles: Role) -> Client:
        officer(name, member, *roles)
        client = Client()
        client.force_login(officer_by_username(f"{name}.{member}".lower()))
        return client

    return sit_down
