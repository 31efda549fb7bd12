"""What two members write each other about an alert is theirs: the node can't read a word of it."""

from __future__ import annotations

import base64
from datetime import timedelta
from pathlib import Path

import pyrage
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from tests.alerts.sealing import endorsed
from tests.alerts.test_alerting import desk, met
from tests.invented import NOW, node, officer
from tests.safeguards.joining import private_key, signed_key
from tocsin.alerts.correspondence import queries
from tocsin.alerts.correspondence.actions import register_sealing_key, write
from tocsin.alerts.correspondence.errors import (
    CannotOpen,
    MessageTooLong,
    NoSealingKey,
    NotEndorsed,
    NotSealed,
    SealingKeyKnown,
    SealingKeyUnreadable,
)
from tocsin.alerts.correspondence.models import SealedMessage, SealingKey
from tocsin.alerts.correspondence.rules import LARGEST, check_sealed, checked_key
from tocsin.alerts.correspondence.sealing import KeyPair, new_pair, open_sealed, seal
from tocsin.alerts.models import Alert, Delivery
from tocsin.encounters.sightings.models import Sighting
from tocsin.members.actions import add_key
from tocsin.members.queries import member_by_code
from tocsin.safeguards.access.actions import viewing
from tocsin.safeguards.access.errors import NotFound
from tocsin.safeguards.access.rules import Role

WORDS = b"The passport was reissued in Qasr-Velkhani on a Tuesday."


def signing_key(member: str) -> Ed25519PrivateKey:
    """The member's own, registered where it isn't yet."""
    node(member)
    if not member_by_code(member).keys.exists():
        add_key(member_by_code(member), signed_key(member), now=NOW - timedelta(days=1))
    return private_key(member)


def with_sealing_key(member: str) -> KeyPair:
    """A new sealing key of a member, registered as its administrator does it."""
    pair, private = new_pair(), signing_key(member)
    admin = officer("Cleo", member, Role.MEMBER_ADMINISTRATOR)
    proof = endorsed(member, pair, private)
    register_sealing_key(admin, member_by_code(member), pair.public, proof, now=NOW)
    return pair


@pytest.fixture
def alert(db: None, tmp_path: Path) -> Alert:
    return met(tmp_path)


@pytest.mark.django_db
def test_both_members_of_an_alert_open_what_one_of_them_wrote(alert: Alert) -> None:
    owner, reporter = with_sealing_key("XA"), with_sealing_key("XB")
    to = [each.key for each in queries.recipients(desk("XB"), alert)]
    sent = write(officer("Ben", "XB"), alert.id, seal(WORDS, to), now=NOW)
    fetched = bytes(queries.sealed(desk("XA"), alert.id, sent.id).content)
    assert open_sealed(fetched, [owner.secret]) == WORDS
    assert open_sealed(fetched, [reporter.secret]) == WORDS
    (line,) = queries.correspondence(desk("XA"), alert)
    assert (line.writer.code, line.reader.code, line.written_at) == ("XB", "XA", NOW)


@pytest.mark.django_db
def test_no_byte_of_the_words_is_in_any_table_or_in_the_ledger(alert: Alert) -> None:
    keys = [with_sealing_key(each) for each in ("XA", "XB")]
    sealed = seal(WORDS, [each.public for each in keys])
    write(officer("Ben", "XB"), alert.id, sealed, now=NOW)
    sought = [WORDS.decode(), WORDS.hex(), base64.b64encode(WORDS).decode()[:40]]
    sought += [each.secret for each in keys]
    seen = 0
    for member in ("XA", "XB"):
        with viewing(desk(member)), connection.cursor() as cursor:
            for row in _everything(cursor):
                assert not any(each in row for each in sought)
                seen += sealed.hex() in row
    assert seen == 2  # The scan does see what is stored: the ciphertext, once for each member.


def _everything(cursor: object) -> list[str]:
    """Every row of every table that the application may read, as text."""
    run = cursor.execute, cursor.fetchall  # type: ignore[attr-defined]
    run[0]("select tablename from pg_tables where schemaname = 'public'")
    found = []
    for (table,) in run[1]():
        run[0](f"select has_table_privilege('{table}', 'select')")
        if run[1]()[0][0]:
            run[0](f'select t::text from "{table}" t')
            found += [row for (row,) in run[1]()]
    return found


@pytest.mark.django_db
def test_who_becomes_a_member_later_or_takes_a_new_key_opens_nothing_of_before(
    alert: Alert,
) -> None:
    first, other = with_sealing_key("XA"), with_sealing_key("XB")
    content = seal(WORDS, [first.public, other.public])
    write(officer("Ben", "XB"), alert.id, content, now=NOW)
    for later in (with_sealing_key("XE"), with_sealing_key("XA")):
        with pytest.raises(CannotOpen):
            open_sealed(content, [later.secret])
    assert open_sealed(content, [later.secret, first.secret]) == WORDS
    with viewing(desk("XA")):
        assert SealingKey.objects.filter(member__code="XA", ends_at=None).count() == 1


@pytest.mark.django_db
def test_a_third_member_finds_no_message_and_cannot_add_one(alert: Alert) -> None:
    keys = [with_sealing_key(each).public for each in ("XA", "XB", "XC")]
    sent = write(desk("XA"), alert.id, seal(WORDS, keys[:2]), now=NOW)
    third = desk("XC")
    with pytest.raises(NotFound):
        queries.sealed(third, alert.id, sent.id)
    with pytest.raises(NotFound):
        write(third, alert.id, seal(WORDS, keys[:2]), now=NOW)
    assert queries.correspondence(third, alert) == []
    with viewing(third):
        assert SealedMessage.objects.count() == 0


@pytest.mark.django_db
def test_a_message_goes_with_its_case(alert: Alert) -> None:
    keys = [with_sealing_key(each).public for each in ("XA", "XB")]
    write(desk("XA"), alert.id, seal(WORDS, keys), now=NOW)
    with viewing(officer("Ben", "XB")):
        Sighting.objects.filter(id=alert.sighting_id).delete()
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")
    for side in ("XA", "XB"):
        with viewing(desk(side)):
            assert (SealedMessage.objects.count(), Delivery.objects.count()) == (0, 0)


@pytest.mark.django_db
def test_the_reader_is_told_in_the_order_of_the_case(alert: Alert) -> None:
    keys = [with_sealing_key(each).public for each in ("XA", "XB")]
    for _ in range(2):
        write(officer("Ben", "XB"), alert.id, seal(WORDS, keys), now=NOW)
    with viewing(desk("XA")):
        told = Delivery.objects.filter(channel="mail").order_by("number")
        assert [each.event for each in told] == ["raised", "message", "message"]
        numbers = [each.number for each in told]
        assert numbers == sorted(set(numbers))


@pytest.mark.django_db
def test_nothing_is_sealed_to_a_member_without_a_key(alert: Alert) -> None:
    keys = [with_sealing_key("XA").public, new_pair().public]
    with pytest.raises(NoSealingKey, match="XB has no sealing key"):
        write(desk("XA"), alert.id, seal(WORDS, keys), now=NOW)


@pytest.mark.django_db
def test_only_the_members_signing_key_endorses_a_sealing_key() -> None:
    admin = officer("Cleo", "XA", Role.MEMBER_ADMINISTRATOR)
    member, pair = member_by_code("XA"), new_pair()
    stranger = endorsed("XA", pair, signing_key("XB"))
    with pytest.raises(NotEndorsed):
        register_sealing_key(admin, member, pair.public, stranger, now=NOW)
    proof = endorsed("XA", pair, signing_key("XA"))
    register_sealing_key(admin, member, pair.public, proof, now=NOW)
    with pytest.raises(SealingKeyKnown):
        register_sealing_key(admin, member, pair.public, proof, now=NOW)
    with pytest.raises(SealingKeyUnreadable):
        register_sealing_key(admin, member, pair.secret, proof, now=NOW)


KEYS = [new_pair().public for _ in range(3)]
NOT_SEALED = {
    "words in clear": WORDS,
    "nothing": b"",
    "sealed to one": seal(WORDS, KEYS[:1]),
    "sealed to three": seal(WORDS, KEYS),
    "sealed with a password": bytes(pyrage.passphrase.encrypt(WORDS, "four words or more")),
    "a header alone": seal(WORDS, KEYS[:2]).partition(b"\n--- ")[0],
    "words under a header": b"age-encryption.org/v1\n" + WORDS,
}


@pytest.mark.parametrize("content", NOT_SEALED.values(), ids=NOT_SEALED)
def test_what_is_not_sealed_to_two_members_is_refused(content: bytes) -> None:
    with pytest.raises(NotSealed):
        check_sealed(content)


def test_what_is_sealed_to_two_is_taken_however_often_it_is_tried() -> None:
    for _ in range(50):  # age adds a stanza that means nothing, by chance.
        check_sealed(seal(WORDS, KEYS[:2]))


def test_a_message_that_is_too_long_is_refused() -> None:
    with pytest.raises(MessageTooLong):
        check_sealed(seal(b"." * LARGEST, KEYS[:2]))


@given(st.text(max_size=80))
def test_no_other_text_passes_for_a_sealing_key(text: str) -> None:
    with pytest.raises(SealingKeyUnreadable):
        checked_key(text)


def test_a_key_with_one_wrong_character_is_no_key() -> None:
    wrong = KEYS[0][:-1] + ("q" if KEYS[0][-1] != "q" else "p")
    assert checked_key(f" {KEYS[0]}\n") == KEYS[0]
    with pytest.raises(SealingKeyUnreadable):
        checked_key(wrong)
