"""Photographs and papers: sealed at rest, told by hash, opened one by one, searched by nobody."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import Any

import pytest

from tests.invented import NOW, listed, officer
from tests.records.registers.lawfulness import valid
from tocsin.entrances.subscriptions import subscribe_stages
from tocsin.records.contributing.actions import contribute
from tocsin.records.gate.actions import decide, forget_refused
from tocsin.records.gate.rules import APPEAL_PERIOD, Answers, Outcome, Question
from tocsin.records.media import queries, storage
from tocsin.records.media.actions import attach, detach
from tocsin.records.media.errors import Damaged, NotTaken, SourceMissing
from tocsin.records.media.rules import LARGEST
from tocsin.records.registers.models import Record
from tocsin.safeguards.access.actions import viewing
from tocsin.safeguards.access.errors import NotFound
from tocsin.safeguards.access.rules import Actor, Role
from tocsin.safeguards.ledger.models import Entry

pytestmark = pytest.mark.django_db
PICTURE = b"\xff\xd8\xff\xe0" + b"an invented face" * 20
ROOM = Path(queries.__file__).parent


@pytest.fixture(autouse=True)
def home(tmp_path: Path, settings: Any) -> Path:
    settings.HOME = tmp_path
    return tmp_path


@pytest.fixture
def record() -> Record:
    return listed("XA-1")


def contributor(member: str = "XA") -> Actor:
    return officer("Petra", member, Role.CONTRIBUTOR)


def attached(record: Record, content: bytes = PICTURE) -> Any:
    return attach(contributor(), record.id, content, "Passport office", "None known", now=NOW)


def opened(actor: Actor, attachment_id: Any) -> bytes:
    with viewing(actor):
        return queries.opened(actor, attachment_id)[1]


def test_a_file_is_opened_as_it_was_attached_and_each_opening_is_in_the_ledger(
    record: Record,
) -> None:
    made = attached(record)
    viewer = officer("Ilse", "XB", Role.SCREENING_OFFICER)
    assert opened(viewer, made.id) == PICTURE
    with viewing(viewer):
        assert Entry.objects.filter(did="media.open", officer_id=viewer.officer_id).exists()


def test_no_byte_of_it_is_readable_at_rest(record: Record, home: Path) -> None:
    attached(record)
    stored = [path.read_bytes() for path in home.rglob("*") if path.is_file()]
    assert stored
    assert not any(b"invented face" in each for each in stored)
    assert {oct(path.stat().st_mode)[-3:] for path in home.rglob("*") if path.is_file()} == {"600"}


def test_what_was_changed_on_disk_is_not_shown(record: Record, home: Path) -> None:
    made = attached(record)
    path = home / "media" / str(made.id)
    path.write_bytes(path.read_bytes()[:-1] + b"x")
    with pytest.raises(Damaged):
        opened(contributor(), made.id)


@pytest.mark.parametrize(
    "content", [b"", b"GIF89a", b"<script>", b"MZ\x90", b"\xff\xd8\xff" + b"x" * LARGEST]
)
def test_only_small_photographs_and_papers_are_taken(record: Record, content: bytes) -> None:
    with pytest.raises(NotTaken):
        attached(record, content)


def test_a_file_has_a_source_and_its_rights(record: Record) -> None:
    with pytest.raises(SourceMissing):
        attach(contributor(), record.id, PICTURE, "Passport office", " ", now=NOW)


def test_the_same_file_again_is_the_same_attachment(record: Record) -> None:
    assert attached(record).id == attached(record).id


def test_a_file_is_as_hidden_as_its_record_and_its_originators_alone_to_change() -> None:
    hidden = listed("XA-2", only_members=())
    made = attached(hidden)
    with pytest.raises(NotFound):
        opened(officer("Ilse", "XB", Role.SCREENING_OFFICER), made.id)
    with pytest.raises(NotFound):
        attach(contributor("XB"), hidden.id, PICTURE, "Else", "None", now=NOW)
    with pytest.raises(NotFound):
        detach(contributor("XB"), hidden.id, made.id)


def test_a_detached_file_is_gone_from_the_disk(record: Record, home: Path) -> None:
    made = attached(record)
    detach(contributor(), record.id, made.id)
    assert not (home / "media" / str(made.id)).exists()


def test_with_a_refused_record_its_files_go(home: Path) -> None:
    subscribe_stages()
    sent = contribute(contributor(), valid(), now=NOW)
    made = attach(contributor(), sent.record_id, PICTURE, "Police", "None", now=NOW)
    given = Answers(dict.fromkeys(map(str, Question), True), "no_sign", "Not his own deed.")
    reviewer = officer("Rima", "XB", Role.NEUTRALITY_REVIEWER)
    code = "not_individual"
    decide(reviewer, sent.record_id, Outcome.REFUSE, given, code=code, seen=1, now=NOW)
    assert forget_refused(contributor(), now=NOW + APPEAL_PERIOD) == 1
    assert not (home / "media" / str(made.id)).exists()


def test_nothing_reads_what_is_in_a_file_but_its_first_bytes_its_size_and_its_hash() -> None:
    imported = {
        alias.name.partition(".")[0]
        for path in ROOM.glob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Import)
        for alias in node.names
    } | {
        (node.module or "").partition(".")[0]
        for path in ROOM.glob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.ImportFrom)
    }
    assert imported <= {
        "__future__",
        "collections",
        "contextlib",
        "cryptography",
        "datetime",
        "django",
        "hashlib",
        "os",
        "pathlib",
        "secrets",
        "tocsin",
        "typing",
        "uuid",
    }
    assert storage
