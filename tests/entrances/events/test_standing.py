"""A stream is for who may listen at this moment: each way to lose that is asked about."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from importlib import import_module

import pytest
from django.conf import settings
from django.test import Client

from tests.invented import NOW, officer
from tocsin.entrances.events.hub import Hearer
from tocsin.entrances.events.standing import standing
from tocsin.entrances.events.topics import Topic
from tocsin.members.models import Member, Officer
from tocsin.safeguards.access.actions import create_token, digest_of, revoke_token, viewing
from tocsin.safeguards.access.rules import Actor, Permission, Role

pytestmark = pytest.mark.django_db
ALL = frozenset(Topic)


@pytest.fixture
def ada() -> Actor:
    return officer("Ada")


@pytest.fixture
def by_session(ada: Actor) -> Hearer:
    """Ada at her desk, signed in."""
    client = Client()
    client.force_login(Officer.objects.get(pk=ada.officer_id))
    store = import_module(settings.SESSION_ENGINE).SessionStore
    session = store(client.cookies[settings.SESSION_COOKIE_NAME].value)
    session["tocsin.began"] = session["tocsin.seen"] = NOW.isoformat()
    session.save()
    return Hearer(int(ada.officer_id or 0), ada.member_id, session.session_key or "")


@pytest.fixture
def by_token(ada: Actor) -> Hearer:
    """Ada's program."""
    with viewing(ada):
        _, secret = create_token(ada, "desk", now=NOW)
    return Hearer(int(ada.officer_id or 0), ada.member_id, token=digest_of(secret))


def heard(hearer: Hearer, *, after: timedelta = timedelta()) -> frozenset[Topic] | None:
    return standing([hearer], NOW + after).get(hearer)


def test_an_officer_at_work_hears_what_they_may_read(by_session: Hearer, by_token: Hearer) -> None:
    found = standing([by_session, by_token], NOW)
    assert found == {by_session: ALL, by_token: ALL}


def suspend(actor: Actor) -> None:
    Member.objects.filter(id=actor.member_id).update(state="suspended")


def dismiss(actor: Actor) -> None:
    Officer.objects.filter(id=actor.officer_id).update(is_active=False)


def take_roles(actor: Actor) -> None:
    Officer.objects.filter(id=actor.officer_id).update(roles=["observer"])


def change_password(actor: Actor) -> None:
    found = Officer.objects.get(id=actor.officer_id)
    found.set_password("another long password")
    found.save()


@pytest.mark.parametrize("lose", [suspend, dismiss])
def test_with_the_membership_or_the_appointment_every_stream_ends(
    ada: Actor, by_session: Hearer, by_token: Hearer, lose: Callable[[Actor], None]
) -> None:
    lose(ada)
    assert standing([by_session, by_token], NOW) == {}


def test_with_the_roles_a_stream_falls_silent(
    ada: Actor, by_session: Hearer, by_token: Hearer
) -> None:
    take_roles(ada)
    assert standing([by_session, by_token], NOW) == {by_session: frozenset(), by_token: frozenset()}


def test_a_changed_password_ends_the_streams_of_sessions(ada: Actor, by_session: Hearer) -> None:
    change_password(ada)
    assert heard(by_session) is None


def test_a_session_that_is_ended_elsewhere_hears_nothing(by_session: Hearer) -> None:
    import_module(settings.SESSION_ENGINE).SessionStore(by_session.session).delete()
    assert heard(by_session) is None


@pytest.mark.parametrize(("minutes", "listens"), [(29, True), (30, False)])
def test_a_desk_that_nobody_sits_at_hears_nothing(
    by_session: Hearer, minutes: int, listens: bool
) -> None:
    assert (heard(by_session, after=timedelta(minutes=minutes)) is not None) is listens


def test_a_revoked_or_expired_token_hears_nothing(ada: Actor, by_token: Hearer) -> None:
    assert heard(by_token, after=timedelta(days=91)) is None
    from tocsin.safeguards.access.queries import own_tokens

    with viewing(ada):
        (token,) = own_tokens(ada)
        revoke_token(ada, token.id, now=NOW)
    assert heard(by_token) is None


def test_a_token_that_is_not_for_it_hears_nothing(ada: Actor) -> None:
    with viewing(ada):
        _, secret = create_token(ada, "x", now=NOW, permissions=[Permission.QUEUE_READ])
    assert heard(Hearer(1, ada.member_id, token=digest_of(secret))) is None


def test_another_officers_session_is_not_ones_own(by_session: Hearer) -> None:
    other = officer("Ben", "XB", Role.SCREENING_OFFICER)
    stolen = Hearer(int(other.officer_id or 0), other.member_id, by_session.session)
    assert heard(stolen) is None
