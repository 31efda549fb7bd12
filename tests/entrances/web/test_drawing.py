"""The map and the timeline say no more than the table beside them, to every reader alike."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from tocsin.entrances.web.drawing import map as map_drawing
from tocsin.entrances.web.drawing import timeline
from tocsin.entrances.web.drawing.route import legs, stops
from tocsin.entrances.web.drawing.sphere import great_circle, middle_longitude
from tocsin.entrances.web.pages import Place, Sighting

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
VIENNA = Place("VIE", "Vienna", "AT", 48.11, 16.57)
ISTANBUL = Place("IST", "Istanbul", "TR", 41.28, 28.73)
LISBON = Place("LIS", "Lisbon", "PT", 38.77, -9.13)
TOKYO = Place("NRT", "Tokyo", "JP", 35.76, 140.39)
ANGELES = Place("LAX", "Los Angeles", "US", 33.94, -118.41)
NOWHERE = Place("XXZ", "XXZ")
SVG = "{http://www.w3.org/2000/svg}"


def seen(number: int, origin: Place, place: Place, **more: Any) -> Sighting:
    at = NOW - timedelta(days=30 - number)
    return Sighting(
        number, at, place, "air", "entry", "State XB", origin, place, flight=f"ZZ{number}", **more
    )


def drawn(text: str) -> list[Any]:
    """The drawings in the text, which must be well-formed."""
    root = etree.fromstring(f"<all>{text}</all>".encode())
    return list(root)


def of_class(drawing: Any, name: str) -> list[Any]:
    return [each for each in drawing.iter() if name in (each.get("class") or "").split()]


def test_each_drawing_is_made_for_wide_and_for_narrow_windows() -> None:
    sightings = [seen(1, ISTANBUL, VIENNA)]
    for text in (map_drawing.draw(sightings), timeline.draw(sightings, NOW)):
        wide, narrow = drawn(text)
        assert "wide" in wide.get("class")
        assert "narrow" in narrow.get("class")


def test_a_drawing_is_an_image_with_a_name_and_words() -> None:
    for drawing in drawn(map_drawing.draw([seen(1, ISTANBUL, VIENNA)])):
        names = drawing.get("aria-labelledby").split()
        assert drawing.get("role") == "img"
        assert [each.get("id") for each in drawing[:2]] == names


def test_what_nobody_observed_is_drawn_as_such() -> None:
    chain = [seen(1, ISTANBUL, VIENNA), seen(2, LISBON, VIENNA)]
    assert [(leg.start.code, leg.end.code, leg.kind) for leg in legs(chain)] == [
        ("IST", "VIE", "observed"),
        ("VIE", "LIS", "unobserved"),
        ("LIS", "VIE", "observed"),
    ]
    (wide, _narrow) = drawn(map_drawing.draw(chain))
    assert len([e for e in of_class(wide, "map-leg") if "map-unobserved" in e.get("class")]) == 1


def test_a_leg_ahead_is_drawn_as_planned() -> None:
    (leg,) = legs([seen(1, ISTANBUL, VIENNA, planned=True)])
    assert leg.kind == "planned"


def test_a_place_without_coordinates_is_named_and_not_drawn() -> None:
    chain = [seen(1, NOWHERE, VIENNA)]
    assert map_drawing.undrawn(chain) == (NOWHERE,)
    (wide, _narrow) = drawn(map_drawing.draw(chain))
    assert "XXZ" not in "".join(wide.itertext())
    assert map_drawing.draw([seen(1, NOWHERE, NOWHERE)]) == ""


def test_two_sightings_on_one_flight_are_one_leg() -> None:
    left = Sighting(1, NOW, VIENNA, "air", "exit", "XA", VIENNA, LISBON, flight="ZZ1")
    came = Sighting(
        2, NOW + timedelta(hours=4), LISBON, "air", "entry", "XB", VIENNA, LISBON, flight="ZZ1"
    )
    assert [leg.numbers for leg in legs([left, came])] == [(1, 2)]


def test_places_stand_in_order_of_first_mention_with_their_sightings() -> None:
    found = stops([seen(1, ISTANBUL, VIENNA), seen(2, VIENNA, LISBON)])
    assert [(stop.place.code, stop.numbers) for stop in found] == [
        ("IST", ()),
        ("VIE", (1,)),
        ("LIS", (2,)),
    ]


def test_a_journey_across_the_date_line_goes_the_short_way() -> None:
    assert abs(middle_longitude([140, -118])) > 150
    (wide, _narrow) = drawn(map_drawing.draw([seen(1, TOKYO, ANGELES)]))
    (line,) = of_class(wide, "map-leg")
    across = [float(pair.split(",")[0]) for pair in line.get("d")[1:].split()]
    assert across == sorted(across)


def test_a_name_in_a_drawing_cannot_become_markup() -> None:
    place = Place("VIE", "<script>&\u202e", "AT", 48.11, 16.57)
    text = map_drawing.draw([seen(1, ISTANBUL, place)])
    assert "<script" not in text
    assert "\u202e" not in text
    drawn(text)


def test_a_drawing_has_no_style_script_or_reference_of_its_own() -> None:
    text = map_drawing.draw([seen(1, ISTANBUL, VIENNA)])
    assert not any(word in text for word in ("style=", "<script", "href", "http", "onload"))


def test_without_sightings_there_is_no_drawing() -> None:
    assert map_drawing.draw([]) == ""
    assert timeline.draw([], NOW) == ""


positions = st.tuples(st.floats(-180, 180), st.floats(-85, 85))


@settings(deadline=None)
@given(positions, positions)
def test_a_great_circle_runs_from_end_to_end(
    start: tuple[float, float], end: tuple[float, float]
) -> None:
    path = great_circle(start, end)
    for (longitude, latitude), (wanted, height) in zip(
        (path[0], path[-1]), (start, end), strict=True
    ):
        assert latitude == pytest.approx(height, abs=1e-6)
        if abs(height) < 84.9:
            assert (longitude - wanted + 180) % 360 - 180 == pytest.approx(0, abs=1e-5)


@settings(deadline=None, max_examples=15)
@given(st.lists(st.tuples(positions, positions), min_size=1, max_size=4))
def test_any_movement_on_earth_can_be_drawn(
    chain: list[tuple[tuple[float, float], tuple[float, float]]],
) -> None:
    sightings = [
        seen(
            number,
            Place(f"A{number}", "Somewhere", "XA", origin[1], origin[0]),
            Place(f"B{number}", "Elsewhere", "XB", place[1], place[0]),
        )
        for number, (origin, place) in enumerate(chain, start=1)
    ]
    assert len(drawn(map_drawing.draw(sightings))) == 2
    assert len(drawn(timeline.draw(sightings, NOW))) == 2
