"""Keys are made when they are first needed, for the owner alone, and end when their time is up."""

from __future__ import annotations

import stat
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tocsin.safeguards.ledger.errors import NotAPrivateKey
from tocsin.safeguards.ledger.keys import Keys, new_private_key, private_key, read_public_keys
from tocsin.safeguards.ledger.rules import keyed_hash

NOW = datetime(2026, 3, 15, 12, tzinfo=UTC)


def test_all_that_is_kept_is_for_its_owner_alone(keys: Keys, tmp_path: Path) -> None:
    keys.sign("text\n", NOW)
    keys.month_key(NOW)
    made = sorted(path.name for path in (tmp_path / "keys").iterdir())
    assert made == ["origin", "query-2026-03.key", "signing-0001.key", "signing-0001.pem"]
    for path in [tmp_path / "keys", *(tmp_path / "keys").iterdir()]:
        assert not stat.S_IMODE(path.stat().st_mode) & 0o077, path


def test_many_that_are_first_at_once_get_the_same_key(tmp_path: Path) -> None:
    def first(_: int) -> tuple[str, bytes, bytes]:
        keys = Keys(tmp_path / "keys")
        return keys.origin, keys.sign("text\n", NOW).value, keys.month_key(NOW)[1]

    with ThreadPoolExecutor(16) as pool:
        assert len(set(pool.map(first, range(16)))) == 1
    assert len(Keys(tmp_path / "keys").public_keys()) == 1


def test_after_rotation_the_earlier_key_can_sign_no_more(keys: Keys, tmp_path: Path) -> None:
    before = keys.sign("text\n", NOW)
    origin = keys.origin
    keys.rotate()
    after = keys.sign("text\n", NOW)
    assert (keys.origin, before.name, after.name) == (origin, origin, origin)
    assert before.key_id != after.key_id
    assert [path.name for path in (tmp_path / "keys").glob("*.pem")] == ["signing-0002.pem"]
    assert [key.made(before, "text\n") for key in keys.public_keys()] == [True, False]


def test_a_killed_first_signing_is_finished_by_the_next(keys: Keys, tmp_path: Path) -> None:
    signature = keys.sign("text\n", NOW)
    (tmp_path / "keys" / "signing-0001.key").unlink()
    assert keys.sign("text\n", NOW) == signature
    assert [key.made(signature, "text\n") for key in keys.public_keys()] == [True]


def test_a_query_value_can_be_compared_within_its_month_and_for_a_year(keys: Keys) -> None:
    months = [NOW.replace(month=month) for month in (3, 5, 12)]
    made = [keys.month_key(month) for month in months]
    assert keys.month_key(NOW.replace(day=1)) == made[0]
    hashes = {keyed_hash(key, "Olga Plain") for _, key in made}
    assert len(hashes) == 3
    assert list(keys.query_keys()) == ["2026-03", "2026-05", "2026-12"]
    keys.month_key(NOW.replace(year=2027, month=4))
    assert list(keys.query_keys()) == ["2026-05", "2026-12", "2027-04"]


def test_a_members_key_is_made_once_and_reads_back(tmp_path: Path) -> None:
    file = tmp_path / "xa.pem"
    made = new_private_key(file)
    assert private_key(file).private_bytes_raw() == made.private_bytes_raw()
    with pytest.raises(FileExistsError):
        new_private_key(file)


@pytest.mark.parametrize("content", ["", "no key", "-----BEGIN PRIVATE KEY-----\nAAAA\n"])
def test_what_is_no_private_key_is_told(tmp_path: Path, content: str) -> None:
    file = tmp_path / "xa.pem"
    file.write_text(content)
    with pytest.raises(NotAPrivateKey, match=r"xa\.pem"):
        private_key(file)


def test_public_keys_are_read_one_a_line_with_remarks_between(keys: Keys) -> None:
    keys.rotate()
    (own,) = keys.public_keys()
    assert read_public_keys(["# of the node", "", f"  {own}  "]) == [own]
