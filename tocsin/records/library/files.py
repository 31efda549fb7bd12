"""The text in an uploaded file: what is told by its own first bytes, not by its name.

A file is kept whole and never run, and given back only as a download. Its text is read from plain
text and OpenDocument; a PDF comes with its text beside it.
"""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass

from lxml import etree

from tocsin.foundations.files.errors import PackedDamaged, PackedTooLarge
from tocsin.foundations.files.packed import check_archive
from tocsin.records.library.errors import FileRefused
from tocsin.records.library.rules import LARGEST_FILE

PDF = "application/pdf"
ODT = "application/vnd.oasis.opendocument.text"
PLAIN = "text/plain"
MOST_UNPACKED = 100 << 20
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)


@dataclass(frozen=True, slots=True)
class File:
    """A file that was taken. ``text`` is empty where it can't be read out of it."""

    name: str
    media_type: str
    content: bytes
    text: str


def taken(name: str, content: bytes) -> File:
    """The file with its kind and text. Raises FileRefused."""
    if not content or len(content) > LARGEST_FILE:
        raise FileRefused(why=f"it has 1 to {LARGEST_FILE:,} bytes")
    safe = re.sub(r"[^\w. -]", "_", name.replace("\\", "/").rpartition("/")[2])[-120:] or "file"
    if content.startswith(b"%PDF-"):
        return File(safe, PDF, content, "")
    if content.startswith(b"PK\x03\x04"):
        return File(safe, ODT, content, _odt_text(content))
    return File(safe, PLAIN, content, _plain_text(content))


def _plain_text(content: bytes) -> str:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise FileRefused(why="it is no PDF, no ODT, and no text in UTF-8") from None
    if "\0" in text:
        raise FileRefused(why="it is no PDF, no ODT, and no text in UTF-8")
    return text


def _odt_text(content: bytes) -> str:
    """The paragraphs and headings of an OpenDocument text, a line each."""
    try:
        check_archive(content, most=MOST_UNPACKED)
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            root = etree.fromstring(archive.read("content.xml"), _PARSER)
    except (PackedDamaged, PackedTooLarge) as error:
        raise FileRefused(why=str(error)) from None
    except (KeyError, etree.XMLSyntaxError):
        raise FileRefused(why="it is a zip, but no OpenDocument text") from None
    blocks = (each for each in root.iter(f"{_TEXT}p", f"{_TEXT}h"))
    return "\n".join("".join(map(str, each.itertext())) for each in blocks)
