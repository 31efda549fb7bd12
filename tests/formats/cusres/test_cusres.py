"""Answers to carriers: what stops a traveller needs a decision; what is written is read."""

from __future__ import annotations

import random
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tocsin.formats import cusres
from tocsin.formats.cusres import (
    BoardingAnswer,
    Cleared,
    HumanDecision,
    Incomplete,
    Inspected,
    Passenger,
    Received,
    ReceivedAnswer,
    Refused,
    Response,
    Unanswered,
    UndecidedAnswerError,
    as_received,
    read_cusres,
    sniff,
    write_cusres,
)
from tocsin.formats.cusres.writer import without_faults
from tocsin.formats.paxlst import Envelope

SENT = datetime.fromisoformat("2026-03-01T09:30")
ENVELOPE = Envelope("XAPIU", "XQ", SENT, "REF1", "IAPI")
DECIDED = HumanDecision("019A0000-7000", datetime(2026, 3, 1, 9, 25, tzinfo=UTC))
WHO = Passenger("MWZRDQ", "1")
HEAD = Response("1", "D.05B", transaction="0000100", flight="XQ339")


@pytest.mark.parametrize("stopping", [Refused, Inspected])
@pytest.mark.parametrize("decision", [None, "", "019A0000-7000", object()])
def test_an_answer_that_stops_a_traveller_needs_a_recorded_decision(
    stopping: Any, decision: object
) -> None:
    with pytest.raises(UndecidedAnswerError):
        stopping(WHO, decision)
    with pytest.raises(TypeError):
        stopping(WHO)


NO_DECISIONS = {
    "no reference": ("", datetime(2026, 3, 1, tzinfo=UTC)),
    "a reference that says something": ("listed person", datetime(2026, 3, 1, tzinfo=UTC)),
    "a time without a zone": ("019A0000-7000", SENT),
}


@pytest.mark.parametrize("what", NO_DECISIONS)
def test_what_is_no_decision_is_refused(what: str) -> None:
    with pytest.raises(UndecidedAnswerError):
        HumanDecision(*NO_DECISIONS[what])


def test_received_answers_can_not_be_sent_on() -> None:
    received = Response(answers=(ReceivedAnswer("1"),))
    with pytest.raises(UndecidedAnswerError):
        write_cusres(received, [], ENVELOPE)


def test_no_other_kind_of_answer_writes_a_code_that_stops() -> None:
    kinds = [getattr(cusres, name) for name in cusres.__all__]
    stopping = [each for each in kinds if getattr(each, "code", None) in ("1", "2")]
    assert stopping == [Inspected, Refused]
    assert {each.code for each in (Cleared(WHO), Incomplete(WHO), Unanswered(WHO))} == set("034")


def test_the_worked_example_of_a_cleared_passenger_is_read() -> None:
    raw = (
        b"UNB+UNOA:4+XAPIU:ZZ+XQ:ZZ+260301:0930+R++IAPI'UNH+1+CUSRES:D:05B:UN:IATA'BGM+962'"
        b"RFF+TN:0000100'RFF+AF:XQ339'DTM+189:2603010905:201'DTM+232:2603011340:201'"
        b"LOC+125+AAA'LOC+87+BBB'ERP+2'RFF+AVF:MWZRDQ'RFF+ABO:PAX1'ERC+0Z'FTX+AAP+++OK TO BOARD'"
        b"UNT+14+1'UNZ+1+R'"
    )
    assert sniff(raw)
    (message,) = read_cusres(raw).messages
    assert message.faults == ()
    assert (message.kind, message.flight, message.departure, message.arrival) == (
        "response",
        "XQ339",
        "AAA",
        "BBB",
    )
    assert str(message.departs) == "2026-03-01 09:05:00"
    assert message.answers == (
        ReceivedAnswer("0", "Z", "MWZRDQ", "PAX1", "", "OK TO BOARD", "2", 9),
    )


def test_an_unknown_answer_and_a_group_without_one_are_faults_at_their_place() -> None:
    raw = (
        b"UNB+UNOA:4+A+B+260301:0930+R'UNH+1+CUSRES:D:05B:UN'BGM+999'ERC+0'ERP+2'ERC+9'ERP+2'"
        b"XXX+1'UNT+8+1'UNZ+1+R'"
    )
    (message,) = read_cusres(raw).messages
    assert [(each.code, str(each.position)) for each in message.faults] == [
        ("segment-misplaced", "segment 3"),
        ("answer-unknown", "segment 5"),
        ("segment-unknown", "segment 7"),
        ("kind-unknown", ""),
        ("answer-missing", "segment 6"),
    ]


TEXT = st.text("ABCXYZ '+:?*-09", min_size=1, max_size=10).filter(lambda it: it == it.strip(" "))
PASSENGERS = st.builds(Passenger, TEXT, TEXT)
DECISIONS = st.builds(
    HumanDecision, st.from_regex(r"[A-Z0-9-]{8,35}", fullmatch=True), st.just(DECIDED.decided_at)
)
ANSWERS = st.one_of(
    st.builds(Cleared, PASSENGERS, TEXT),
    st.builds(Incomplete, PASSENGERS, TEXT),
    st.builds(Unanswered, PASSENGERS, TEXT),
    st.builds(Refused, PASSENGERS, DECISIONS, TEXT),
    st.builds(Inspected, PASSENGERS, DECISIONS, TEXT),
)
MINUTES = st.datetimes(datetime.fromisoformat("2024-01-01"), datetime.fromisoformat("2028-12-31"))
HEADS = st.builds(
    Response,
    reference=st.text("AB01", min_size=1, max_size=9),
    version=st.sampled_from(["D.02B", "D.05B"]),
    sender=st.just("XAPIU"),
    prepared=st.just(SENT),
    transaction=TEXT,
    flight=TEXT,
    departure=st.sampled_from(["", "AAA"]),
    arrival=st.sampled_from(["", "BBB"]),
    departs=st.none() | MINUTES.map(lambda it: it.replace(second=0, microsecond=0)),
)


@settings(max_examples=200, deadline=None)
@given(HEADS, st.lists(ANSWERS, max_size=4))
def test_what_is_written_is_what_is_read(head: Response, answers: list[BoardingAnswer]) -> None:
    (read,) = read_cusres(write_cusres(head, answers, ENVELOPE)).messages
    assert read.faults == ()
    assert without_faults(read).answers == tuple(as_received(each) for each in answers)
    assert {**_plain(read), "answers": ()} == _plain(head)


def _plain(it: Response) -> dict[str, object]:
    return {name: getattr(it, name) for name in it.__slots__ if name != "faults"}  # type: ignore[attr-defined]


SEED = write_cusres(HEAD, [Cleared(WHO), Refused(WHO, DECIDED)], ENVELOPE)


@settings(max_examples=400, deadline=None)
@given(st.integers(0, 2**32))
def test_any_damage_to_an_answer_gets_an_answer(seed: int) -> None:
    chance = random.Random(seed)
    body = bytearray(SEED)
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(body))
        body[at : at + chance.randint(0, 9)] = chance.choice([b"", b"'", b"+", b"ERC+", b"\xff"])
    repr(read_cusres(bytes(body)))


def test_a_receipt_says_nothing_of_anybody_and_is_no_fault() -> None:
    (response,) = read_cusres(write_cusres(HEAD, [Received()], ENVELOPE)).messages
    (receipt,) = response.answers
    assert (receipt.level, receipt.code, receipt.status) == ("1", "", "")
    assert not receipt.stops
    assert response.faults == ()
