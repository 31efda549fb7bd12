"""The public sample zones: each is read, and the values of these are compared by hand."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from tocsin.formats.mrz import Reading, read_mrz

SAMPLES = Path(__file__).parents[4] / "shared" / "data" / "travel" / "mrz" / "mrz_samples.json"
TODAY = date(2020, 1, 1)


def _sample(start: str) -> Reading:
    """The first sample whose lines begin so."""
    for each in json.loads(SAMPLES.read_text()):
        text = "\n".join(each["lines"])
        if text.startswith(start):
            return read_mrz(text, as_of=TODAY)
    raise AssertionError(f"no sample begins with {start}")


def _row(reading: Reading) -> str:
    zone = reading.zone
    assert zone is not None
    return (
        f"{zone.kind} {zone.type} {zone.issuer} // {zone.surname}|{zone.given} "
        f"{'…' if zone.may_be_truncated else ''}// {zone.number} {zone.nationality} "
        f"{zone.birth_date} {zone.sex} {zone.expires} // {zone.optional}|{zone.more}"
    )


# Copied by hand from the lines of each sample.
BY_HAND = {
    "P<D<<MUSTERMANN": (
        "TD3 P DE // MUSTERMANN|ERIKA // C01X0006H DE 1964-08-12 F 2017-10-31 // |"
    ),
    "P<IND<<FIRST": "TD3 P IN // |FIRST NAME // C01X0006H DE 1964-08-12 F 2017-10-31 // |",
    "POCHNABULIKEMU": (
        "TD3 PO CN // ABULIKEMU|ABULA // E59659321 CN 1997-01-07 M 2025-10-07 // LAKCLCLMMBKGG9|"
    ),
    "IDCHEA1234567<6<": (
        "TD1 ID CH // SMITH|JOHN ALBERT // A1234567 CH 1975-10-25 M 2020-09-01 // |"
    ),
    "I<PRT007777779<ZZ92": (
        "TD1 I PT // CACADOR DE ARAUJO|ANDRE ESTEV …// 007777779ZZ9 PT 1983-03-14 M 2034-05-28 // |"
    ),
    "I<FINXA1000058": (
        "TD1 I FI // SPECIMEN TRAVEL|VILMA SOFIA // XA1000058 FI 1995-01-01 F 2028-03-13 "
        "// 010195<112X|"
    ),
    "IDFRATEST<NAME<<<<<<<<<<<<<<<<0CHE02\n1710": (
        "French identity card ID FR // TEST NAME|ROBERTA // 1710GVA12345 None 1991-12-31 F None "
        "// 0CHE02|"
    ),
    "I<D<<ERIKSSON": (
        "TD2 I DE // ERIKSSON|ANNA MARIA // D23145890 DE 1974-08-12 F 2012-04-15 // |"
    ),
    "V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<": (
        "MRV-A V UTO // ERIKSSON|ANNA MARIA // L8988901C XXX 1940-09-07 F 1996-12-10 // 6ZE184226B|"
    ),
}


@pytest.mark.skipif(not SAMPLES.exists(), reason="sample files are not here")
@pytest.mark.parametrize("start", BY_HAND)
def test_each_value_of_a_sample_is_the_one_in_its_lines(start: str) -> None:
    assert _row(_sample(start)) == BY_HAND[start]


@pytest.mark.skipif(not SAMPLES.exists(), reason="sample files are not here")
def test_every_sample_is_read_and_valid_ones_have_no_wrong_check_digit() -> None:
    for each in json.loads(SAMPLES.read_text()):
        reading = read_mrz("\n".join(each["lines"]), as_of=TODAY)
        assert reading.zone is not None
        if each["check_digits_valid"]:
            assert "check-digit-differs" not in {fault.code for fault in reading.faults}


@pytest.mark.skipif(not SAMPLES.exists(), reason="sample files are not here")
def test_a_scan_with_mistaken_characters_gives_the_values_of_the_clean_one() -> None:
    clean = _sample("P<UTOERIKSSON").zone
    scanned = _sample("P<UT0ERIK55ON")
    assert scanned.zone == clean
    misread = [str(each.position) for each in scanned.faults if each.code == "character-misread"]
    assert set(misread) == {
        *(f"line 1, column {at}" for at in (5, 10, 11, 24)),
        *(f"line 2, column {at}" for at in (17, 18, 19, 20, 27, 44)),
    }
