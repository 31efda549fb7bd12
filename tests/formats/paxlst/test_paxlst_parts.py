"""Lists sent in parts are put together, and what is missing is said."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tocsin.formats.paxlst import Flight, ListedTraveller, PassengerList, Role, join_parts


def _part(number, *names, final=False, declared=4, **changes) -> PassengerList:
    people = tuple(ListedTraveller(Role.PASSENGER, (name,)) for name in names)
    listed = PassengerList(
        reference=f"M{number}",
        common_access_reference="XQ123/260301",
        code="745",
        part_number=number,
        parts=(number,),
        is_final_part=final,
        flight=Flight("XQ", "123", "AAA", "BBB"),
        travellers=people,
        declared_travellers=declared,
    )
    return replace(listed, **changes)


FIRST, SECOND, LAST = (
    _part(1, "AREN", "BELO"),
    _part(2, "CIRA"),
    _part(3, "DUNA", final=True),
)


def _faults(whole: PassengerList) -> list[str]:
    return [fault.code for fault in whole.faults]


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 0, 2)])
def test_parts_in_any_order_make_one_whole_list(order):
    (whole,) = join_parts([(FIRST, SECOND, LAST)[at] for at in order])
    assert [each.surname for each in whole.travellers] == ["AREN", "BELO", "CIRA", "DUNA"]
    assert (whole.parts, whole.part_number, whole.is_final_part) == ((1, 2, 3), None, True)
    assert whole.faults == ()


def test_a_missing_part_is_named_and_the_count_differs():
    (whole,) = join_parts([FIRST, LAST])
    assert _faults(whole) == ["part-missing", "count-differs"]
    assert whole.faults[0].message == "Missing parts of the list: 2."
    assert len(whole.travellers) == 3


def test_a_missing_last_part_is_noticed():
    (whole,) = join_parts([FIRST, SECOND])
    assert _faults(whole) == ["part-missing", "count-differs"]


def test_parts_without_a_final_mark_are_whole_when_everybody_is_there():
    (whole,) = join_parts([FIRST, _part(2, "CIRA", "DUNA")])
    assert whole.faults == ()


def test_a_part_that_came_twice_is_read_once():
    (whole,) = join_parts([FIRST, SECOND, SECOND, LAST])
    assert len(whole.travellers) == 4
    assert _faults(whole) == ["part-repeated"]


def test_a_part_that_came_twice_with_other_people_keeps_both():
    (whole,) = join_parts([FIRST, SECOND, _part(2, "EZRA"), LAST])
    assert len(whole.travellers) == 5
    assert _faults(whole) == ["part-contradicts", "count-differs"]


def test_lists_that_are_no_parts_pass_unchanged():
    single = replace(FIRST, part_number=None, is_final_part=True)
    assert join_parts([single, single]) == (single, single)


@pytest.mark.parametrize(
    "changes",
    [
        {"common_access_reference": "XQ123/260302"},
        {"code": "250"},
        {"function": "CP"},
        {"sender": "OTHER"},
        {"flight": Flight("XQ", "124", "AAA", "BBB")},
    ],
)
def test_parts_of_another_list_are_kept_apart(changes):
    assert len(join_parts([FIRST, replace(SECOND, **changes)])) == 2


def test_faults_of_the_parts_stay():
    from tocsin.foundations.vocabulary import Fault

    faulty = replace(SECOND, faults=(Fault("x", "X."),))
    assert _faults(join_parts([FIRST, faulty, LAST])[0]) == ["x"]


def test_many_missing_parts_are_named_briefly():
    (whole,) = join_parts([_part(9999, "AREN", final=True)])
    assert whole.faults[0].message.endswith("20 and 9978 more.")
