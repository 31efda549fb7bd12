"""What each list says becomes typed values: names with quality, dates as spans, plain numbers."""

from __future__ import annotations

from datetime import date

import pytest

from tests.formats.lists.at_hand import INVENTED, ListFile
from tocsin.formats.lists import ListEntry, is_bookkeeping, merge, read_list
from tocsin.formats.lists.dates import date_after, hijri_date, written_date
from tocsin.formats.lists.documents import plain_number

BY_PUBLISHER = {file.publisher: file for file in INVENTED}


def read(publisher: str, reference: str) -> ListEntry:
    entries = read_list(publisher, BY_PUBLISHER[publisher].path)
    return merge([entry for entry in entries if entry.reference == reference])


@pytest.mark.parametrize("file", INVENTED, ids=lambda file: file.publisher)
def test_a_reading_knows_its_day_and_that_it_is_complete(file: ListFile) -> None:
    reading = read_list(file.publisher, file.path)
    assert not reading.complete
    assert len(list(reading)) == reading.count == file.elements
    assert reading.complete
    assert reading.published == date(2026, 3, 1)


@pytest.mark.parametrize(
    ("publisher", "reference", "names"),
    [
        (
            "un",
            "QDi.901",
            [
                ("QASIM IBN YUSUF AL-VELKHANI ZARBARAN", "primary", "Latn", None, False),
                ("قاسم بن يوسف الفلخاني", "original script", "Arab", None, False),
                ("Kassem Welkhani", "alias", "Latn", "Good", False),
                ("Abu Tariq", "alias", "Latn", "Low", True),
                ("Cassim Velcani", "formerly", "Latn", "Good", False),
                ("Kasim Velkani", "formerly", "Latn", "Good", False),
                ("كاسم الولكاني", "original script", "Arab", None, False),
            ],
        ),
        (
            "un",
            "TAi.902",
            [
                ("ILSE MARROWEN", "primary", "Latn", None, False),
                ("Ilsa Marowyn", "alias", "Latn", None, False),
            ],
        ),
        (
            "un",
            "KPe.903",
            [
                ("INVENTED TRADING COMPANY", "primary", "Latn", None, False),
                ("虛構貿易公司", "original script", "Hani", None, False),
                ("ITC of Old Harbour", "alias", "Latn", "a.k.a.", False),
                ("Harbour Goods", "formerly", "Latn", "f.k.a.", False),
            ],
        ),
        (
            "ofac",
            "990001",
            [
                ("Qasim VELKHANI", "primary", "Latn", None, False),
                ("Kassem WELKHANI", "alias", "Latn", "a.k.a. strong", False),
                ("ABU TARIQ", "alias", "Latn", "a.k.a. weak", True),
                ("Qasim OLDNAME", "formerly", "Latn", "f.k.a. strong", False),
            ],
        ),
        (
            "eu",
            "EU.901.11",
            [
                ("Qasim Ibn Yusuf Velkhani", "primary", "Latn", "strong", False),
                ("قاسم الفلخاني", "alias", "Arab", "strong", False),
                ("Abu Tariq", "alias", "Latn", "strong", True),
                ("Kassem Welkhani", "primary", "Latn", "weak", True),
            ],
        ),
    ],
)
def test_names_keep_their_kind_script_and_quality(
    publisher: str, reference: str, names: list[tuple[str, str, str, str | None, bool]]
) -> None:
    found = read(publisher, reference).names
    assert [(n.full, n.kind, n.script, n.quality, n.weak) for n in found] == names


@pytest.mark.parametrize(
    ("publisher", "reference", "dates"),
    [
        ("un", "QDi.901", ["1970-05-02", "1968~", "1969/1972", "1971-02-12", "1971-02-12"]),
        ("un", "TAi.902", ["1982-04-18~", "1981-02-22", "1979"]),
        ("ofac", "990001", ["1970-05-02", "1968~", "1969/1972"]),
        ("eu", "EU.901.11", ["1970-05-02", "1968~", "1969/1972", "None"]),
    ],
)
def test_birth_dates_are_days_years_and_spans_and_about_where_the_list_says_so(
    publisher: str, reference: str, dates: list[str]
) -> None:
    assert [str(each.date) for each in read(publisher, reference).birth_dates] == dates


@pytest.mark.parametrize(
    ("publisher", "reference", "documents"),
    [
        (
            "un",
            "QDi.901",
            [
                ("passport", "X9000011", "XB", "2010-03-04", "2015-03-03", ("lost", "expired")),
                ("identity", "900-111-222", None, "None", "None", ()),
                ("passport", "X9000012", None, "None", "None", ()),
            ],
        ),
        ("un", "TAi.902", [("passport", "X90000134", None, "None", "None", ())]),
        ("ofac", "990001", [("passport", "X9000021", "XB", "2010-03-04", "2015-03-03", ())]),
        (
            "eu",
            "EU.901.11",
            [
                (
                    *("passport", "X9000031", "XB", "2010-03-04", "2015-03-03"),
                    ("lost", "expired", "diplomatic"),
                )
            ],
        ),
    ],
)
def test_documents_give_the_number_that_a_traveller_would_show_also_from_notes_and_comments(
    publisher: str, reference: str, documents: list[tuple[object, ...]]
) -> None:
    found = read(publisher, reference).documents
    assert [
        (d.kind, d.number, d.issuer_code, str(d.issued), str(d.expires), d.flags) for d in found
    ] == documents


def test_days_of_listing_and_change_titles_and_comments_are_kept() -> None:
    entry = read("un", "QDi.901")
    assert entry.listed_on == date(2020, 1, 6)
    assert entry.updated_on == (date(2022, 5, 2), date(2024, 5, 3))
    assert (entry.sex, entry.titles) == ("M", ("Doctor",))
    assert entry.links == ("https://example.org/notice/901",)
    assert entry.comments[0].endswith("Review concluded on 3 May 2024.")


def test_a_day_of_listing_with_a_time_zone_is_understood_and_kept_as_written() -> None:
    entry = read("un", "TAi.902")
    assert entry.listed_on == date(2021, 11, 30)
    assert ("LISTED_ON", "2021-11-30-05:00") in entry.remainder


def test_warnings_and_web_sites_among_ofac_identifications_are_no_documents() -> None:
    kinds = {each.kind for each in read("ofac", "990001").features}
    assert kinds == {"Additional Sanctions Information -", "Website"}


def test_the_eu_names_that_rest_on_different_acts_say_on_which() -> None:
    bases = [name.basis for name in read("eu", "EU.901.11").names]
    assert bases == ["2020/900 (OJ L900)", "2019/800 (OJ L800)", None, None]


def test_an_eu_entry_says_which_un_entry_it_follows() -> None:
    assert read("eu", "EU.901.11").other_references == (("un", "QDi.901"),)


@pytest.mark.parametrize("publisher", ["un", "ofac", "eu"])
def test_an_element_that_is_not_invented_yet_is_kept_with_its_path(publisher: str) -> None:
    kept = {
        path.lower().replace("_", ""): text
        for entry in read_list(publisher, BY_PUBLISHER[publisher].path)
        for path, text in entry.remainder
    }
    assert kept["elementoftomorrow"] == "not invented when this was written"
    assert kept["elementoftomorrow/@colour"] == "green"


def test_a_publishers_counters_are_told_from_facts_by_their_path() -> None:
    counters = ["DATAID", "VERSIONNUM", "akaList/aka[2]/uid", "nameAlias/@logicalId"]
    assert all(map(is_bookkeeping, counters))
    assert not is_bookkeeping("LISTED_ON")


@pytest.mark.parametrize(
    ("written", "understood"),
    [
        ("1970-05-02", "1970-05-02"),
        ("12 Feb. 1971", "1971-02-12"),
        ("Nov. 1973", "1973-11"),
        ("1980", "1980"),
        ("circa 1965", "1965~"),
        ("approximately 1965", "1965~"),
        ("1960 to 1965", "1960/1965"),
        ("Between 1960 and 1965", "1960/1965"),
        ("3.5.1971", "1971-05-03"),
        ("31 Feb 1971", "None"),
        ("1965 to 1960", "None"),
        ("in his thirties", "None"),
        ("", "None"),
    ],
)
def test_dates_in_words_are_understood_or_left_never_guessed(written: str, understood: str) -> None:
    assert str(written_date(written)) == understood


@pytest.mark.parametrize(
    ("written", "understood"),
    [
        ("24/06/1402 (Hijri Calendar)", "1982-04-18~"),
        ("1.1.1400 Hijri", "1979-11-20~"),
        ("24/06/1402", "None"),
        ("01/01/1365 Hijri Shamsi", "None"),
        ("31/13/1402 Hijri", "None"),
        ("1/1/0001 Hijri", "None"),
    ],
)
def test_a_hijri_day_is_about_the_gregorian_one(written: str, understood: str) -> None:
    assert str(hijri_date(written)) == understood


def test_a_date_in_a_sentence_is_the_one_after_its_word() -> None:
    said = "issued on 2 May 2001 in Port Ansel, expires 1 May 2011"
    assert str(date_after(r"\bexpires\b", said)) == "2011-05-01"
    assert date_after(r"\bborn\b", said) is None


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("X9000011", "X9000011"),
        ("Libyan passport No. 513519", "513519"),
        ("381110042 (Expired 25 Jan. 2016)", "381110042"),
        ("B/002210", "B/002210"),
        ("number: X-900 001, issued in Port Ansel", "X-900 001"),
        ("not available", None),
        ("", None),
    ],
)
def test_the_plain_number_is_found_among_the_words_around_it(
    written: str, number: str | None
) -> None:
    assert plain_number(written) == number


def test_only_entries_of_one_subject_can_be_merged() -> None:
    entries = list(read_list("un", BY_PUBLISHER["un"].path))
    with pytest.raises(ValueError, match="one publisher and one reference"):
        merge(entries)
