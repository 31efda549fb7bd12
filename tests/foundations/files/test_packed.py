"""A bomb costs no more than its limit, and a damaged file is told as one."""

from __future__ import annotations

import gzip
import io
import tracemalloc
import zipfile

import pytest

from tocsin.foundations.files.errors import PackedDamaged, PackedTooLarge
from tocsin.foundations.files.packed import MB, check_archive, gunzipped

TEXT = b"UNH+1+PAXLST:D:02B:UN:IATA'" * 1_000


def zipped(*parts: bytes, **options: int) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, **options) as archive:
        for number, part in enumerate(parts):
            archive.writestr(f"part{number}.xml", part)
    return out.getvalue()


def blocks(content: bytes, size: int) -> list[bytes]:
    return [content[at : at + size] for at in range(0, len(content), size)]


@pytest.mark.parametrize("size", [1, 7, 100_000])
def test_a_gzip_is_unpacked_however_it_is_cut(size: int) -> None:
    packed = gzip.compress(TEXT) + gzip.compress(b"more")
    assert b"".join(gunzipped(blocks(packed, size), most=MB)) == TEXT + b"more"


def test_a_bomb_is_stopped_at_its_limit_and_costs_no_more() -> None:
    bomb = gzip.compress(b"\0" * (200 * MB))
    tracemalloc.start()
    with pytest.raises(PackedTooLarge, match="4 MB"):
        for _block in gunzipped([bomb], most=4 * MB):
            pass
    _now, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 8 * MB


@pytest.mark.parametrize(
    "packed", [b"not a gzip", gzip.compress(TEXT)[:-20], gzip.compress(TEXT) + b"tail"]
)
def test_a_damaged_gzip_is_refused(packed: bytes) -> None:
    with pytest.raises(PackedDamaged):
        b"".join(gunzipped([packed], most=MB))


def test_an_archive_within_its_limit_is_let_through() -> None:
    check_archive(zipped(TEXT, b"<a/>"), most=MB)


def test_an_archive_that_grows_beyond_its_limit_is_refused() -> None:
    with pytest.raises(PackedTooLarge):
        check_archive(zipped(b"\0" * (6 * MB)), most=4 * MB)
    with pytest.raises(PackedTooLarge):
        check_archive(zipped(*[b"\0" * MB] * 6), most=4 * MB)


def test_an_archive_that_lies_about_its_size_is_not_believed() -> None:
    content = zipped(b"\0" * (6 * MB))
    size = (6 * MB).to_bytes(4, "little")
    lying = content.replace(size, (10).to_bytes(4, "little"))
    assert lying != content
    with pytest.raises((PackedDamaged, PackedTooLarge)):
        check_archive(lying, most=4 * MB)


def test_an_archive_of_very_many_parts_is_refused() -> None:
    with pytest.raises(PackedTooLarge):
        check_archive(zipped(*[b""] * 2_001), most=MB)


@pytest.mark.parametrize("content", [b"", b"PK", b"no zip at all", zipped(TEXT)[:-30]])
def test_what_is_no_archive_is_refused(content: bytes) -> None:
    with pytest.raises(PackedDamaged):
        check_archive(content, most=MB)
