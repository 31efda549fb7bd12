"""The demonstration's own place: never the home, and never the database, of a real register."""

from __future__ import annotations

import os
from pathlib import Path

from tocsin.entrances import wiring

FOLDER = "demo"


def move_in() -> Path:
    """From here on this process works in the folder ``demo`` of ``TOCSIN_HOME``.

    A database server of one's own (TOCSIN_DATABASE_URL) is left alone: the demonstration always
    runs on an embedded one.
    """
    place = wiring.home() / FOLDER
    os.environ["TOCSIN_HOME"] = str(place)
    for address in wiring.ADDRESSES:
        os.environ.pop(address, None)
    return place
