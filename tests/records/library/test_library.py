"""Works are found by their words in six languages, and only by whoever may read them."""

from __future__ import annotations

import io
import zipfile

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from tests.invented import NOW, node, officer
from tocsin.foundations.vocabulary.codes import Tlp
from tocsin.records.library.actions import add_work, remove_work
from tocsin.records.library.errors import FileRefused, NoText
from tocsin.records.library.files import LARGEST_FILE, ODT, PDF, PLAIN, taken
from tocsin.records.library.models import Work, WorkFile
from tocsin.records.library.queries import file_of, work, works
from tocsin.records.library.rules import (
    Contributed,
    Language,
    WorkKind,
    faults,
    languages_of,
    passage,
    query,
    words,
)
from tocsin.safeguards.access.actions import viewing
from tocsin.safeguards.access.errors import NotFound, NotPermitted
from tocsin.safeguards.access.rules import Actor, Role
from tocsin.safeguards.ledger.models import Entry

TEXTS = {
    "en": "States shall prevent the movement of terrorists by effective border controls.",
    "fr": "Les États doivent empêcher les déplacements des terroristes aux frontières.",
    "es": "Los Estados deberán impedir la circulación de terroristas mediante controles.",
    "ru": "Государства должны предотвращать передвижение террористов с помощью контроля.",
    "ar": "على الدول أن تمنع تحركات الإرهابيين بفرض ضوابط فعالة على الحدود.",
    "zh": "各国应通过有效的边境管制防止恐怖分子的流动。",
}
ASKED = [
    ("controlling borders", "en"),
    ('"border controls"', "en"),
    ("déplacement terroriste", "fr"),
    ("frontière", "fr"),
    ("controles terrorista", "es"),
    ("террорист контроль", "ru"),
    ("ГОСУДАРСТВО", "ru"),
    ("الإرهابي", "ar"),
    ("الحُدود", "ar"),
    ("恐怖分子", "zh"),
    ("边境管制", "zh"),
    ("国", "zh"),
]


def contributed(language: str = "en", tlp: str = "green", **more: object) -> Contributed:
    given = {"kind": WorkKind.RESOLUTION, "title": f"Resolution {language}", **more}
    text = str(given.pop("text", TEXTS[language]))
    return Contributed(language=Language(language), tlp=Tlp(tlp), text=text, **given)  # type: ignore[arg-type]


def added(work_: Contributed, by: str = "XA", **more: object) -> Work:
    actor = node(by, Role.CONTRIBUTOR)
    with viewing(actor):
        return add_work(actor, work_, now=NOW, **more)  # type: ignore[arg-type]


def found_by(actor: Actor, text: str, **filters: str) -> list[str]:
    with viewing(actor):
        return [each.work.title for each in works(actor, text, **filters)]


@pytest.mark.django_db
@pytest.mark.parametrize(("text", "language"), ASKED)
def test_a_word_is_found_in_its_language_in_any_of_its_forms(text: str, language: str) -> None:
    for each in TEXTS:
        added(contributed(each))
    assert f"Resolution {language}" in found_by(officer("ann"), text)


@pytest.mark.django_db
@pytest.mark.parametrize("text", ["分恐", "管流", "aardvark", "слон", "فيل"])
def test_what_no_work_says_is_found_in_none(text: str) -> None:
    for each in TEXTS:
        added(contributed(each))
    assert found_by(officer("ann"), text) == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("tlp", "only", "reader", "role", "seen"),
    [
        ("clear", None, "XB", Role.OBSERVER, True),
        ("green", None, "XB", Role.OBSERVER, False),
        ("green", None, "XB", Role.SCREENING_OFFICER, True),
        ("amber", None, "XB", Role.SCREENING_OFFICER, True),
        ("amber_strict", ("XB",), "XC", Role.SCREENING_OFFICER, False),
        ("red", ("XB",), "XB", Role.SCREENING_OFFICER, True),
        ("red", ("XB",), "XC", Role.SCREENING_OFFICER, False),
        ("red", ("XB",), "XC", Role.OMBUDSPERSON, True),
        ("red", ("XB",), "XA", Role.CONTRIBUTOR, True),
    ],
)
def test_a_level_says_who_finds_and_opens_a_work(
    tlp: str, only: tuple[str, ...] | None, reader: str, role: Role, seen: bool
) -> None:
    members = None if only is None else tuple(node(each).member_id for each in only)
    made = added(contributed(tlp=tlp, only_members=members), file=taken("a.txt", b"Whole"))
    actor = node(reader, role)
    assert bool(found_by(actor, "border")) is seen
    with viewing(actor):
        assert WorkFile.objects.exists() is seen
        if seen:
            assert work(actor, made.id) == made
        else:
            with pytest.raises(NotFound):
                work(actor, made.id)


@pytest.mark.django_db
def test_only_who_added_a_work_takes_it_out() -> None:
    made = added(contributed())
    other = node("XB", Role.CONTRIBUTOR)
    with viewing(other):
        with pytest.raises(NotFound):
            remove_work(other, made.id)
        assert Work.objects.all().delete()[0] == 0
    owner = node("XA", Role.CONTRIBUTOR)
    with viewing(owner):
        remove_work(owner, made.id)
        assert not Work.objects.exists()
        told = list(Entry.objects.values_list("did", flat=True))
    assert {"work.add", "work.remove"} <= set(told)


@pytest.mark.django_db
def test_a_file_is_kept_whole_and_the_database_holds_it_to_its_hash() -> None:
    made = added(contributed(text=""), file=taken("act.txt", b"The whole act."))
    reader = officer("ann")
    with viewing(reader):
        assert bytes(file_of(reader, made.id).content) == b"The whole act."
        assert [each.work.title for each in works(reader, "acts")] == ["Resolution en"]
    owner = node("XA", Role.CONTRIBUTOR)
    with pytest.raises(IntegrityError, match="whole"), transaction.atomic(), viewing(owner):
        WorkFile.objects.update(content=b"Another act.")


@pytest.mark.django_db
def test_a_work_needs_text_and_an_officer_who_may_add() -> None:
    with pytest.raises(NoText):
        added(contributed(text=""), file=taken("act.pdf", b"%PDF-1.7 ..."))
    reader = node("XB", Role.SCREENING_OFFICER)
    with viewing(reader), pytest.raises(NotPermitted):
        add_work(reader, contributed(), now=NOW)


def odt(text: str) -> bytes:
    space = "urn:oasis:names:tc:opendocument:xmlns"
    inside = (
        f'<o:document-content xmlns:o="{space}:office:1.0" xmlns:t="{space}:text:1.0">'
        f"<o:body><o:text><t:h>Head</t:h><t:p>{text}</t:p></o:text></o:body></o:document-content>"
    )
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("content.xml", inside)
    return packed.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "media_type", "text"),
    [
        ("a.odt", odt("Body"), ODT, "Head\nBody"),
        ("a.txt", "Übung".encode(), PLAIN, "Übung"),
        ("../../etc/passwd", b"%PDF-1.4", PDF, ""),
    ],
)
def test_a_file_is_told_by_its_first_bytes(
    name: str, content: bytes, media_type: str, text: str
) -> None:
    file = taken(name, content)
    assert (file.media_type, file.text) == (media_type, text)
    assert "/" not in file.name


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe\x00",
        b"MZ\x00\x01",
        b"PK\x03\x04 no zip",
        odt("x").replace(b"content.xml", b"contents.xm"),
        b"x" * (LARGEST_FILE + 1),
    ],
    ids=["empty", "no text", "program", "no zip", "no document", "too large"],
)
def test_what_is_no_such_file_is_refused(content: bytes) -> None:
    with pytest.raises(FileRefused):
        taken("a.odt", content)


def test_an_entity_in_a_document_is_not_opened() -> None:
    evil = odt("x").replace(b"<o:document-content", b"<o:document-content")
    packed = io.BytesIO()
    text = '<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]><a>&e;</a>'
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("content.xml", text)
    assert evil
    assert "root" not in taken("a.odt", packed.getvalue()).text


def test_what_is_at_fault_is_named_by_its_field() -> None:
    wrong = contributed(tlp="red", title=" ")
    assert [field for field, _ in faults(wrong)] == ["title", "only_members"]


def test_a_chinese_run_is_cut_into_letters_and_pairs() -> None:
    assert words("反恐法", Language.CHINESE).split() == ["反", "恐", "法", "反恐", "恐法"]
    assert query("反恐法 2015", Language.CHINESE).split() == ["反恐", "恐法", "2015"]
    assert query("法", Language.CHINESE).strip() == "法"


@pytest.mark.parametrize(
    ("typed", "languages"),
    [("法", ["zh"]), ("حدود", ["ar"]), ("закон", ["ru"]), ("loi", ["en", "fr", "es"])],
)
def test_letters_tell_the_languages_to_look_in(typed: str, languages: list[str]) -> None:
    assert list(languages_of(typed)) == languages


def test_a_passage_shows_the_word_in_its_surroundings() -> None:
    text = "Nothing. " * 60 + "Every state controls its borders. " + "Nothing. " * 60
    shown = passage(text, "controlling")
    assert "controls its borders" in shown
    assert shown.startswith("… ")
    assert shown.endswith(" …")


@given(st.text(max_size=80), st.sampled_from(Language))
def test_any_text_is_cut_and_any_question_asked(text: str, language: Language) -> None:
    assert "\0" not in words(text, language)
    assert "\0" not in query(text, language)
    assert isinstance(passage(text, text), str)
