"""Lists that were sent in parts, put together again.

Carriers cut a list into messages of about 10 to 99 travellers. The parts share a common access
reference and are numbered; the last is marked F (UNH S010). Parts may come in one interchange, in
several or in several files, in any order, more than once, or not at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from tocsin.formats.paxlst import codes
from tocsin.formats.paxlst.lists import ListedTraveller, PassengerList
from tocsin.formats.paxlst.reader import count_faults
from tocsin.foundations.vocabulary import Fault

_MOST_GAPS_NAMED = 20


def join_parts(messages: Iterable[PassengerList]) -> tuple[PassengerList, ...]:
    """Each whole list once, in the order in which its first part came.

    Lists that aren't parts pass unchanged. A joined list has the numbers of its ``parts``, the
    faults of all of them, and faults for parts that are missing or came twice and for a count
    (CNT) that the people of all parts don't meet.
    """
    groups: dict[object, list[PassengerList]] = {}
    for number, message in enumerate(messages):
        key = number if message.part_number is None else _key(message)
        groups.setdefault(key, []).append(message)
    return tuple(_join(group) for group in groups.values())


def _key(message: PassengerList) -> object:
    flight = message.flight
    return (
        message.common_access_reference,
        message.sender,
        message.code,
        message.function,
        str(flight),
        flight.departs,
        flight.departure,
    )


def _join(group: list[PassengerList]) -> PassengerList:
    if group[0].part_number is None:
        return group[0]
    ordered = sorted(group, key=_part)
    kept = list(_without_repeats(ordered))
    whole = replace(
        kept[0],
        parts=tuple(dict.fromkeys(_part(each) for each in ordered)),
        part_number=None,
        is_final_part=True,
        travellers=tuple(person for each in kept for person in each.travellers),
        declared_travellers=_largest(each.declared_travellers for each in kept),
        declared_crew=_largest(each.declared_crew for each in kept),
    )
    faults = [fault for each in kept for fault in each.faults]
    return replace(whole, faults=(*faults, *_faults_of_whole(whole, ordered, len(kept))))


def _part(message: PassengerList) -> int:
    return message.part_number or 0


def _without_repeats(ordered: list[PassengerList]) -> Iterator[PassengerList]:
    """A part sent again with the same people is left out; one with other people stays."""
    seen: set[tuple[int, tuple[ListedTraveller, ...]]] = set()
    for message in ordered:
        content = (_part(message), message.travellers)
        if content not in seen:
            seen.add(content)
            yield message


def _faults_of_whole(
    whole: PassengerList, ordered: list[PassengerList], kept: int
) -> Iterator[Fault]:
    if kept > len(whole.parts):
        yield Fault("part-contradicts", "A part came twice with different people; both are kept.")
    elif len(ordered) > kept:
        yield Fault("part-repeated", "A part came twice; it was read once.")
    gaps = _gaps(whole.parts)
    if gaps:
        yield Fault("part-missing", f"Missing parts of the list: {_named(gaps)}.")
    declared = _declared(whole)
    differing = count_faults(declared, [each.role for each in whole.travellers]) if declared else []
    if not any(each.is_final_part for each in ordered) and (differing or not declared):
        yield Fault("part-missing", "No part is marked as the last: more may be missing.")
    yield from differing


def _gaps(parts: tuple[int, ...]) -> list[int]:
    """The numbers missing below the highest; counting begins at 1 (some carriers say 0)."""
    present = set(parts)
    return [number for number in range(1, max(parts)) if number not in present]


def _named(gaps: list[int]) -> str:
    more = len(gaps) - _MOST_GAPS_NAMED
    names = ", ".join(str(number) for number in gaps[:_MOST_GAPS_NAMED])
    return f"{names} and {more} more" if more > 0 else names


def _declared(whole: PassengerList) -> dict[str, int]:
    crew, everyone = whole.declared_crew, whole.declared_travellers
    if crew is not None and everyone == crew:
        return {codes.CREW: crew}
    counts = {codes.PASSENGERS: everyone, codes.CREW: crew}
    return {what: number for what, number in counts.items() if number is not None}


def _largest(counts: Iterable[int | None]) -> int | None:
    return max((count for count in counts if count is not None), default=None)
