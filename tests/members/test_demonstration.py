"""A demonstration and a real register never mix, whichever of the two was there first."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from tocsin.members.actions import begin_demonstration, ensure_member
from tocsin.members.errors import OnlyInventedMembers, RegisterInUse
from tocsin.members.queries import demonstration_began
from tocsin.members.rules import is_invented

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("code", "invented"),
    [
        *((code, True) for code in ("XA", "XZ", "XAA", "XZZ", "XKA")),
        *((code, False) for code in ("XK", "FR", "UN", "XAAA", "xa")),
        *((code, False) for code in ("XXA", "XOM", "XPO", "XKX")),  # Borne by passports.
    ],
)
def test_only_user_assigned_codes_are_invented(code: str, invented: bool) -> None:
    assert is_invented(code) == invented


@pytest.mark.django_db
def test_a_demonstration_begins_once() -> None:
    assert demonstration_began() is None
    begin_demonstration(now=NOW)
    assert begin_demonstration(now=NOW + timedelta(days=1)) == NOW


@pytest.mark.django_db
def test_a_register_with_members_cannot_become_a_demonstration() -> None:
    ensure_member("XA", "State XA", "state", now=NOW)
    with pytest.raises(RegisterInUse, match="home of its own"):
        begin_demonstration(now=NOW)


@pytest.mark.django_db
def test_no_real_member_can_join_a_demonstration() -> None:
    ensure_member("home", "This node", "state", now=NOW)
    begin_demonstration(now=NOW)
    ensure_member("XA", "State XA", "state", now=NOW)
    with pytest.raises(OnlyInventedMembers, match="UN can't join"):
        ensure_member("UN", "United Nations", "organisation", now=NOW)
