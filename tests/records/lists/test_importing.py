"""An import as its publisher meant it: by reference and content, whole or not at all."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.formats.lists.at_hand import INVENTED, REAL, ListFile, needs_real_lists
from tests.formats.lists.streams import un_entry, un_list
from tocsin.formats.lists import ListUnreadable
from tocsin.members.actions import ensure_member
from tocsin.records.lists.actions import Acceptance, import_list, publisher_actor
from tocsin.records.lists.errors import ListShrinks, OlderEdition
from tocsin.records.lists.models import Run
from tocsin.records.lists.queries import edition_before, held_edition
from tocsin.records.lists.sources import Step
from tocsin.records.registers.models import Record, Version
from tocsin.safeguards.access.actions import viewing
from tocsin.safeguards.access.errors import NotPermitted
from tocsin.safeguards.access.rules import Actor, Role
from tocsin.safeguards.ledger.models import Entry

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
NOTHING = Acceptance()
LATER = NOW + timedelta(days=30)


def un_file(
    folder: Path, numbers: Sequence[int], *, comment: str = "none", day: str = "2026-03-01"
) -> Path:
    entries = b"".join(un_entry(number, comment=comment) for number in numbers)
    file = folder / f"{day}-{len(numbers)}-{comment}.xml"
    file.write_bytes(
        f'<CONSOLIDATED_LIST dateGenerated="{day}"><INDIVIDUALS>'.encode()
        + entries
        + b"</INDIVIDUALS><ENTITIES/></CONSOLIDATED_LIST>"
    )
    return file


def bring_in(
    file: Path, source: str = "un", *, now: datetime = NOW, accept: Acceptance = NOTHING
) -> Run:
    return import_list(publisher_actor(source, now=now), source, file, now=now, accept=accept)


def deeds(source: str = "un") -> list[tuple[str, str]]:
    with viewing(publisher_actor(source, now=NOW)):
        return list(Entry.objects.order_by("id").values_list("did", "thing"))


def counts(run: Run) -> tuple[int, int, int, int]:
    return len(run.added), len(run.changed), len(run.removed), run.unchanged


def held(source: str = "un") -> dict[str, Record]:
    with viewing(publisher_actor(source, now=NOW)):
        return {record.reference: record for record in Record.objects.filter(source_list=source)}


@pytest.mark.parametrize("file", INVENTED, ids=lambda file: file.publisher)
def test_each_list_is_added_once_and_is_unchanged_from_then_on(file: ListFile) -> None:
    assert counts(bring_in(file.path, file.publisher)) == (file.subjects, 0, 0, 0)
    assert counts(bring_in(file.path, file.publisher)) == (0, 0, 0, file.subjects)
    assert len(held(file.publisher)) == file.subjects


def test_lists_of_different_publishers_know_nothing_of_each_other() -> None:
    for file in INVENTED:
        bring_in(file.path, file.publisher)
    run = bring_in(INVENTED[0].path, "un")
    assert counts(run) == (0, 0, 0, 3)


def test_what_is_no_longer_listed_is_delisted_and_what_returns_is_published_again(
    tmp_path: Path,
) -> None:
    bring_in(un_file(tmp_path, [1, 2]))
    run = bring_in(un_file(tmp_path, [2, 3]))
    assert (run.added, run.removed, run.unchanged) == (["QDi.3"], ["QDi.1"], 1)
    assert held()["QDi.1"].state == Record.State.DELISTED
    again = bring_in(un_file(tmp_path, [1, 2, 3]))
    assert (again.added, again.unchanged) == (["QDi.1"], 2)
    returned = held()["QDi.1"]
    assert (returned.state, returned.ended_at, returned.version) == ("published", None, 2)


def test_a_changed_content_is_a_new_version_and_the_old_one_stays(tmp_path: Path) -> None:
    bring_in(un_file(tmp_path, [1, 2], comment="old"))
    assert counts(bring_in(un_file(tmp_path, [1, 2], comment="new"))) == (0, 2, 0, 0)
    with viewing(publisher_actor("un", now=NOW)):
        said = Version.objects.filter(record__reference="QDi.1").values_list("number", "statements")
        assert [number for number, _ in said] == [1, 2]
        assert [
            each["value"]
            for _, statements in said
            for each in statements
            if each["property"] == "comments"
        ] == ["old", "new"]


def test_a_counter_that_the_publisher_advanced_is_no_change(tmp_path: Path) -> None:
    bring_in(un_file(tmp_path, [1]))
    file = un_file(tmp_path, [1], comment="none", day="2026-03-02")
    text = file.read_text()
    file.write_text(
        text.replace("<VERSIONNUM>1", "<VERSIONNUM>2").replace("<DATAID>1", "<DATAID>77")
    )
    assert counts(bring_in(file)) == (0, 0, 0, 1)


def test_what_is_still_listed_lives_on_from_this_import(tmp_path: Path) -> None:
    file = un_file(tmp_path, [1])
    bring_in(file)
    before = held()["QDi.1"].expires_at
    bring_in(file, now=LATER)
    assert held()["QDi.1"].expires_at - before == timedelta(days=30)


def test_a_list_that_cannot_be_read_changes_nothing(tmp_path: Path) -> None:
    whole = un_file(tmp_path, [1, 2])
    bring_in(whole)
    cut = tmp_path / "cut.xml"
    cut.write_bytes(un_file(tmp_path, [2, 3, 4]).read_bytes()[:-30])
    before = deeds()
    with pytest.raises(ListUnreadable):
        bring_in(cut)
    assert set(held()) == {"QDi.1", "QDi.2"}
    assert deeds() == before != []


def test_a_list_that_shrinks_by_more_than_half_is_refused_unless_an_officer_says_so(
    tmp_path: Path,
) -> None:
    bring_in(un_file(tmp_path, range(40)))
    few = un_file(tmp_path, range(19))
    with pytest.raises(ListShrinks, match="21 of the 40"):
        bring_in(few)
    assert {record.state for record in held().values()} == {"published"}
    run = bring_in(few, accept=Acceptance(shrinking=True))
    assert counts(run) == (0, 0, 21, 19)


def test_an_older_edition_is_refused_unless_an_officer_says_so(tmp_path: Path) -> None:
    bring_in(un_file(tmp_path, [1, 2], day="2026-03-01"))
    older = un_file(tmp_path, [1, 2, 3], day="2026-02-01")
    with pytest.raises(OlderEdition, match="2026-02-01, older than that of 2026-03-01"):
        bring_in(older)
    run = bring_in(older, accept=Acceptance(older=True))
    with viewing(publisher_actor("un", now=NOW)):
        assert edition_before(run) == date(2026, 3, 1)
        assert held_edition("un") == date(2026, 2, 1)


def test_a_subject_that_the_eu_names_twice_is_one_record_with_all_that_is_said() -> None:
    bring_in(INVENTED[2].path, "eu")
    with viewing(publisher_actor("eu", now=NOW)):
        version = Version.objects.get(record__reference="EU.901.11")
    names = [each["value"]["full"] for each in version.statements if each["property"] == "name"]
    acts = [each["value"]["title"] for each in version.statements if each["property"] == "acts"]
    assert names[0] == "Qasim Ibn Yusuf Velkhani"
    assert "Kassem Welkhani" in names
    assert {"2020/900 (OJ L900)", "2022/902 (OJ L902)"} <= set(acts)


def test_every_deed_on_every_record_is_in_the_ledger_and_the_run_with_its_file(
    tmp_path: Path,
) -> None:
    bring_in(un_file(tmp_path, [1, 2, 3], comment="old"))
    file = un_file(tmp_path, [1, 2], comment="new")
    run = bring_in(file)
    assert [did for did, _thing in deeds()] == [
        *["record.add"] * 3,
        "record.renew",
        "list.import",
        *["record.revise"] * 2,
        "record.delisted",
        "record.renew",
        "list.import",
    ]
    added = {thing for did, thing in deeds() if did == "record.add"}
    assert added == {f"record:{record.id}" for record in held().values()}
    assert bytes(run.file_digest) == hashlib.sha256(file.read_bytes()).digest()


def test_progress_is_told_in_bytes_read_and_in_records_stored(tmp_path: Path) -> None:
    steps: list[Step] = []
    file = un_file(tmp_path, range(30))
    import_list(publisher_actor("un", now=NOW), "un", file, now=NOW, report=steps.append)
    size = file.stat().st_size
    reading = [step for step in steps if step.what == "reading"]
    assert reading[-1] == Step("reading", size, size)
    assert [step for step in steps if step.what == "storing"] == [
        Step("storing", 0, 30),
        Step("storing", 30, 30),
    ]


EDITIONS = st.lists(
    st.dictionaries(st.integers(1, 6), st.sampled_from(["old", "new"]), min_size=1), min_size=1
)


@given(editions=EDITIONS)
@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_after_any_editions_the_register_holds_exactly_the_last(
    tmp_path: Path, editions: list[dict[int, str]]
) -> None:
    for edition in editions:
        run = bring_in(edition_file(tmp_path, edition))
    live = {ref: record for ref, record in held().items() if record.state == "published"}
    assert set(live) == {f"QDi.{number}" for number in editions[-1]}
    assert len(live) == len(run.added) + len(run.changed) + run.unchanged
    assert {ref: comment_of(record) for ref, record in live.items()} == {
        f"QDi.{number}": comment for number, comment in editions[-1].items()
    }


def edition_file(folder: Path, edition: dict[int, str]) -> Path:
    file = folder / "edition.xml"
    file.write_bytes(
        b"".join(un_list(un_entry(each, comment=said) for each, said in edition.items()))
    )
    return file


def comment_of(record: Record) -> str:
    with viewing(publisher_actor("un", now=NOW)):
        version = Version.objects.get(record=record, number=record.version)
    return next(each["value"] for each in version.statements if each["property"] == "comments")


@needs_real_lists
@pytest.mark.parametrize(
    ("file", "subjects"), [(REAL[3], 8_832), (REAL[4], 2_248)], ids=["ofac", "eu"]
)
def test_the_real_lists_are_imported_whole_and_found_unchanged(
    file: ListFile, subjects: int
) -> None:
    assert counts(bring_in(file.path, file.publisher)) == (subjects, 0, 0, 0)
    assert counts(bring_in(file.path, file.publisher)) == (0, 0, 0, subjects)


@needs_real_lists
def test_between_two_real_editions_of_the_un_130_are_added_and_4_removed() -> None:
    assert counts(bring_in(REAL[1].path)) == (877, 0, 0, 0)
    run = bring_in(REAL[2].path)
    assert (len(run.added), len(run.removed)) == (130, 4)
    assert len(run.changed) + run.unchanged == 873
    assert counts(bring_in(REAL[2].path)) == (0, 0, 0, 1003)


def test_only_who_may_import_lists_does(tmp_path: Path) -> None:
    member = ensure_member("XA", "State A", "state", now=NOW)
    officer = Actor(member.id, frozenset({Role.REVIEWER}))
    with pytest.raises(NotPermitted):
        import_list(officer, "un", un_file(tmp_path, [1]), now=NOW)


def test_imports_of_one_list_wait_for_each_other(tmp_path: Path) -> None:
    bring_in(un_file(tmp_path, [1]))
    with connection.cursor() as cursor:
        cursor.execute(
            "select count(*) from pg_locks where locktype = 'advisory' and granted"
            " and objid = (hashtext('list:un')::bigint & 4294967295)::oid"
        )
        assert cursor.fetchone() == (1,)


def test_every_member_sees_what_an_import_changed(tmp_path: Path) -> None:
    bring_in(un_file(tmp_path, [1]))
    other = ensure_member("XB", "State B", "state", now=NOW)
    with viewing(Actor(other.id, frozenset({Role.OBSERVER}))):
        assert [run.added for run in Run.objects.all()] == [["QDi.1"]]


def test_rows_go_to_the_database_as_they_would_one_by_one(tmp_path: Path) -> None:
    """Text that needs care in JSON and SQL, arrays, bytes, days and nothing at all."""
    comment = "it&apos;s \\ &quot;100 %&quot; \u200f{قاسم} \u2028 %s {} \\u0041"
    bring_in(un_file(tmp_path, [1], comment=comment))
    record = held()["QDi.1"]
    with viewing(publisher_actor("un", now=NOW)):
        version = Version.objects.get(record=record)
    stored = [each["value"] for each in version.statements if each["property"] == "comments"]
    assert stored == ['it\'s \\ "100 %" \u200f{قاسم} %s {} \\u0041']
    assert bytes(version.content_hash) == bytes(record.content_hash)
    assert len(bytes(record.content_hash)) == 32
    assert (record.created_at, record.only_members, record.except_members) == (NOW, None, [])
    assert record.legal_basis_date is None
