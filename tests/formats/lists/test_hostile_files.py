"""Whatever arrives instead of a list: one sentence, soon, with nothing kept and nothing opened."""

from __future__ import annotations

import gzip
import io
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from contextlib import suppress
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.formats.lists.at_hand import INVENTED
from tests.formats.lists.streams import Stream, un_entry, un_list, with_run
from tocsin.formats.lists import ListUnreadable, read_list

GIGABYTE = 1 << 30
HEAD = b'<?xml version="1.0" encoding="UTF-8"?>'
OPEN = HEAD + b"<CONSOLIDATED_LIST><INDIVIDUALS>"
CLOSE = b"</INDIVIDUALS><ENTITIES/></CONSOLIDATED_LIST>"
ENTRY = un_entry(901)
BEFORE_TEXT, AFTER_TEXT = ENTRY.split(b"none")
WHOLE = OPEN + ENTRY + CLOSE


def refused(publisher: str, source: object) -> str:
    with pytest.raises(ListUnreadable) as error:
        list(read_list(publisher, source))  # type: ignore[arg-type]
    said = str(error.value)
    assert "\n" not in said
    return said


def test_the_list_that_the_hostile_ones_are_made_of_is_readable() -> None:
    assert len(list(read_list("un", io.BytesIO(WHOLE)))) == 1


BOMB = (
    b'<!DOCTYPE CONSOLIDATED_LIST [<!ENTITY a "aaaaaaaaaa">'
    b'<!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>'
)
DECLARATIONS = {
    "entity bomb": (BOMB, b"&c;"),
    "external entity": (
        b'<!DOCTYPE CONSOLIDATED_LIST [<!ENTITY x SYSTEM "file:///etc/hostname">]>',
        b"&x;",
    ),
    "entity from the network": (
        b'<!DOCTYPE CONSOLIDATED_LIST [<!ENTITY x SYSTEM "http://127.0.0.1:9/x">]>',
        b"&x;",
    ),
    "document type from the network": (
        b'<!DOCTYPE CONSOLIDATED_LIST SYSTEM "http://127.0.0.1:9/list.dtd">',
        b"none",
    ),
    "parameter entity": (
        b'<!DOCTYPE CONSOLIDATED_LIST [<!ENTITY % p SYSTEM "file:///etc/hostname">%p;]>',
        b"none",
    ),
    "empty document type": (b"<!DOCTYPE CONSOLIDATED_LIST>", b"none"),
}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("case", DECLARATIONS)
def test_a_document_type_ends_the_reading_in_any_encoding(case: str, encoding: str) -> None:
    declared, used = DECLARATIONS[case]
    body = WHOLE.removeprefix(HEAD).replace(b"none", used)
    text = (
        f'\ufeff<?xml version="1.0" encoding="{encoding.removesuffix("-le").removesuffix("-be")}"?>'
        + (declared + body).decode()
    )
    said = refused("un", io.BytesIO(text.encode(encoding)))
    assert "document type or entity declaration" in said


ENDLESS = {
    "white space before the root": with_run(HEAD, b" ", 2 * GIGABYTE, WHOLE),
    "white space between entries": with_run(OPEN, b"\n ", 2 * GIGABYTE, ENTRY + CLOSE),
    "white space in a text": with_run(OPEN + BEFORE_TEXT, b" ", 2 * GIGABYTE, AFTER_TEXT + CLOSE),
    "white space in a tag": with_run(OPEN + b"<INDIVIDUAL ", b" ", 2 * GIGABYTE, b"/>" + CLOSE),
    "white space after the root": with_run(WHOLE, b"\n", 2 * GIGABYTE, b""),
    "an attribute": with_run(OPEN + b'<INDIVIDUAL a="', b"x", 2 * GIGABYTE, b'"/>' + CLOSE),
    "a text": with_run(OPEN + BEFORE_TEXT, b"x", 2 * GIGABYTE, AFTER_TEXT + CLOSE),
    "a text in CDATA": with_run(OPEN + BEFORE_TEXT + b"<![CDATA[", b"x", 2 * GIGABYTE, b"]]>"),
    "a tag's name": with_run(OPEN + b"<", b"x", 2 * GIGABYTE, b"/>"),
    "a comment": with_run(OPEN + b"<!--", b"x", 2 * GIGABYTE, b"-->" + ENTRY + CLOSE),
    "an instruction": with_run(OPEN + b"<?x ", b"x", 2 * GIGABYTE, b"?>" + ENTRY + CLOSE),
    "character references": with_run(OPEN + BEFORE_TEXT, b"&#32;", 2 * GIGABYTE, AFTER_TEXT),
    "nesting": with_run(OPEN + b"<INDIVIDUAL>", b"<a>", 2 * GIGABYTE, b""),
    "nesting outside of entries": with_run(OPEN, b"<a>", 2 * GIGABYTE, b""),
    "children of one entry": with_run(OPEN + b"<INDIVIDUAL>", b"<a/>", 2 * GIGABYTE, b""),
    "texts between children": with_run(
        OPEN + BEFORE_TEXT + b"x" * 900_000, b"<a/>x", 2 * GIGABYTE, AFTER_TEXT
    ),
    "texts outside of entries": with_run(OPEN, b"<a>x</a>", 2 * GIGABYTE, CLOSE),
    "empty elements outside of entries": with_run(OPEN, b"<a/>", 2 * GIGABYTE, CLOSE),
    "zeros": with_run(b"", b"\0", 2 * GIGABYTE, b""),
}


@pytest.mark.parametrize("case", ENDLESS)
def test_two_gigabytes_of_one_thing_are_refused_after_a_few_megabytes(case: str) -> None:
    stream = ENDLESS[case]
    refused("un", stream)
    assert stream.given < 8_000_000


@pytest.mark.parametrize("case", ["comments", "white space and comments"])
def test_an_endless_list_of_little_things_ends_at_the_largest_file_that_a_list_may_be(
    case: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tocsin.formats.lists import xml

    monkeypatch.setattr(xml, "LARGEST_FILE", 4_000_000)
    fill = b"<!---->" if case == "comments" else b" <!----> "
    stream = with_run(OPEN, fill, 2 * GIGABYTE, CLOSE)
    assert "larger than any list" in refused("un", stream)
    assert stream.given < 5_000_000


@pytest.mark.parametrize("words", ["to ", "AB ", "(a; ", "issued ", "A/1 "])
def test_half_a_megabyte_of_words_about_a_document_is_understood_in_seconds(words: str) -> None:
    """Whatever looks for numbers, states and dates in words takes time in proportion to them."""
    text = words * (500_000 // len(words))
    document = f"<INDIVIDUAL_DOCUMENT><NUMBER>{text}</NUMBER></INDIVIDUAL_DOCUMENT></INDIVIDUAL>"
    begun = time.process_time()
    list(read_list("un", io.BytesIO(WHOLE.replace(b"</INDIVIDUAL>", document.encode()))))
    assert time.process_time() - begun < 8


@pytest.mark.parametrize("file", INVENTED, ids=lambda file: file.publisher)
def test_a_list_that_is_cut_off_anywhere_is_no_list(file: object) -> None:
    publisher, path = file.publisher, file.path  # type: ignore[attr-defined]
    whole = path.read_bytes().rstrip()
    for end in range(0, len(whole), 97):
        refused(publisher, io.BytesIO(whole[:end]))
    refused(publisher, io.BytesIO(whole[:-1]))


def test_an_ofac_list_with_fewer_entries_than_it_says_is_no_list() -> None:
    text = INVENTED[1].path.read_text().replace(">4<", ">5<")
    assert "fewer entries" in refused("ofac", io.BytesIO(text.encode()))


@pytest.mark.parametrize(
    ("asked", "given"), [(a, b) for a, b in product(INVENTED, INVENTED) if a is not b], ids=str
)
def test_the_file_of_another_list_is_refused(asked: object, given: object) -> None:
    said = refused(asked.publisher, given.path)  # type: ignore[attr-defined]
    assert "another kind of document" in said


def zipped(content: bytes) -> bytes:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as within:
        within.writestr("list.xml", content)
    return archive.getvalue()


NO_LISTS: dict[str, Callable[[], bytes]] = {
    "nothing": lambda: b"",
    "white space": lambda: b" \n",
    "no XML": lambda: b"reference;name\n1;Invented\n",
    "a web page": lambda: b"<!doctype html><html><body>Sorry</body></html>",
    "another root": lambda: b"<OTHER/>",
    "two roots": lambda: WHOLE + b"<OTHER/>",
    "no entries": lambda: OPEN + CLOSE,
    "no entities part": lambda: OPEN + ENTRY + b"</INDIVIDUALS></CONSOLIDATED_LIST>",
    "an entry without reference": lambda: WHOLE.replace(b"QDi.901", b" "),
    "an entry without name": lambda: WHOLE.replace(b"INVENTED", b"").replace(b"PERSON 901", b""),
    "an unknown encoding": lambda: WHOLE.replace(b"UTF-8", b"EBCDIC-CP-XX"),
    "UTF-7": lambda: WHOLE.replace(b"UTF-8", b"UTF-7"),
    "another encoding than declared": lambda: WHOLE.replace(b"none", b"caf\xe9"),
    "UTF-16 declared, UTF-8 given": lambda: WHOLE.replace(b"UTF-8", b"UTF-16"),
    "a forbidden character": lambda: WHOLE.replace(b"none", b"\x08"),
    "a reference to a forbidden character": lambda: WHOLE.replace(b"none", b"&#0;"),
    "half a character": lambda: WHOLE.replace(b"none", b"&#xD800;"),
    "an undeclared entity": lambda: WHOLE.replace(b"none", b"&nbsp;"),
    "an undeclared name space": lambda: WHOLE.replace(b"<COMMENTS1>", b"<x:C/><COMMENTS1>"),
    "the same attribute twice": lambda: WHOLE.replace(b"<INDIVIDUAL>", b'<INDIVIDUAL a="" a="">'),
    "tags that cross": lambda: WHOLE.replace(b"</COMMENTS1></INDIVIDUAL>", b"</INDIVIDUAL>"),
    "gzip": lambda: gzip.compress(WHOLE),
    "a zip bomb": lambda: zipped(b" " * 50_000_000),
}


@pytest.mark.parametrize("case", NO_LISTS)
def test_what_is_no_list_is_refused_in_one_sentence(case: str) -> None:
    assert refused("un", io.BytesIO(NO_LISTS[case]())).startswith("The un list can't be read")


def test_a_refusal_says_where_and_never_repeats_the_file() -> None:
    said = refused("un", io.BytesIO(WHOLE.replace(b"none</COMMENTS1>", b"\nQASIM</OTHER>")))
    assert "line 2" in said
    assert "QASIM" not in said
    assert "OTHER" not in said


def test_a_file_that_is_not_there_or_is_a_folder_is_refused(tmp_path: Path) -> None:
    assert "can't be opened" in refused("un", tmp_path / "absent.xml")
    assert "can't be opened" in refused("un", tmp_path)


def test_a_disk_that_fails_while_reading_is_refused() -> None:
    class Failing:
        def read(self, size: int, /) -> bytes:
            raise OSError("input/output error")

    assert "could not be read on" in refused("un", Failing())


@given(st.binary(max_size=400), st.integers(0, len(WHOLE)))
@settings(max_examples=300)
def test_any_bytes_anywhere_give_entries_or_one_sentence(noise: bytes, at: int) -> None:
    for source in (noise, WHOLE[:at] + noise + WHOLE[at:]):
        with suppress(ListUnreadable):
            list(read_list("un", io.BytesIO(source)))


MEASURE = """
import resource, sys
from tests.formats.lists.streams import Stream, un_entry, un_list
from tocsin.formats.lists import read_list

def growth(entries):
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    stream = Stream(un_list(un_entry(each, comment="x" * 50_000) for each in range(entries)))
    read = sum(1 for _ in read_list("un", stream))
    assert read == entries
    return stream.given, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before

growth(20)
print(*growth(4_000))
"""


def test_memory_stays_flat_while_200_megabytes_are_read() -> None:
    done = subprocess.run(
        [sys.executable, "-c", MEASURE], capture_output=True, text=True, check=True, timeout=120
    )
    size, growth_in_kilobytes = map(int, done.stdout.split())
    assert size > 200_000_000
    assert growth_in_kilobytes < 16_000


def test_a_list_of_many_entries_is_read_one_at_a_time() -> None:
    stream = Stream(un_list(un_entry(each) for each in range(50_000)))
    first = next(iter(read_list("un", stream)))
    assert first.reference == "QDi.0"
    assert stream.given < 1_000_000
