"""Unpacking within limits: what is read is counted while it is unpacked, not believed beforehand.

A gzip of a few kilobytes may hold gigabytes, a zip may say one size and hold another, and a
spreadsheet or a document is a zip. It writes nothing to disk and follows no name in an archive.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterable, Iterator

from tocsin.foundations.files.errors import PackedDamaged, PackedTooLarge

MB = 1 << 20
STEP = 64 * 1024
MOST_PARTS = 2_000
"""Files in an archive; a spreadsheet of a hundred sheets has some hundreds."""
_GZIP = 16 + zlib.MAX_WBITS


def gunzipped(blocks: Iterable[bytes], *, most: int) -> Iterator[bytes]:
    """What a gzip holds, block by block; several in a row are one (RFC 1952, section 2.2).

    ``most`` is in bytes. Raises PackedTooLarge or PackedDamaged.
    """
    unpacking, grown, ended = zlib.decompressobj(_GZIP), 0, True
    for block in blocks:
        waiting = block
        while waiting:
            if unpacking.eof:
                unpacking = zlib.decompressobj(_GZIP)
            out = _unpacked(unpacking, waiting)
            waiting = unpacking.unused_data if unpacking.eof else unpacking.unconsumed_tail
            grown, ended = grown + len(out), unpacking.eof
            if grown > most:
                raise PackedTooLarge(most=most // MB)
            yield out
    if not ended:
        raise PackedDamaged(reason="it ends too early")


def _unpacked(unpacking: zlib._Decompress, waiting: bytes) -> bytes:
    try:
        return unpacking.decompress(waiting, STEP)
    except zlib.error:
        raise PackedDamaged(reason="it isn't a gzip, or was changed on its way") from None


def check_archive(content: bytes, *, most: int) -> None:
    """Unpack a zip (xlsx, ods, odt) once, and throw it away: only what came through may be read.

    ``most`` is the bytes of all its parts together. Raises PackedTooLarge or PackedDamaged.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
            if len(parts) > MOST_PARTS or sum(each.file_size for each in parts) > most:
                raise PackedTooLarge(most=most // MB)
            _check_parts(archive, parts, most)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError):
        raise PackedDamaged(reason="it isn't a whole zip without a password") from None


def _check_parts(archive: zipfile.ZipFile, parts: list[zipfile.ZipInfo], most: int) -> None:
    grown = 0
    for each in parts:
        with archive.open(each) as part:
            while block := part.read(STEP):
                grown += len(block)
                if grown > most:
                    raise PackedTooLarge(most=most // MB)
