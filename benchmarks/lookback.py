"""How long a new listing takes to find a traveller who is held: ``python -m benchmarks.lookback``.

A node holds the travellers of many flights; then somebody who is on one of them is listed.
``seconds`` is from the end of the command that lists them to the candidate before an officer.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from pathlib import Path
from typing import Any

from benchmarks.command_line import timed
from benchmarks.intake import drain
from benchmarks.node import ENTRY, UN, Carrier, Node, prepare
from tocsin.formats.paxlst import read_paxlst

PASSENGERS = 300
LONGEST = 300.0


def measure(home: Path, travellers: int, *, invented: int) -> dict[str, Any]:
    prepare(home, invented, only_un=True)
    node, carrier = Node(home), Carrier(PASSENGERS)
    with node.served(2):
        mark = f"{time.time_ns():x}"
        for number in range(travellers // PASSENGERS):
            node.post(carrier.message(number), f"{mark}-{number}")
        drain(node)
        ((held,),) = node.asked("select coalesce(sum(travellers), 0) from holding_heldlist")
        before = _candidates(node)
        _list_somebody(home, carrier)
        start = time.perf_counter()
        while _candidates(node) <= before and time.perf_counter() - start < LONGEST:
            time.sleep(0.1)
        seconds = time.perf_counter() - start
    return {"seconds": round(seconds, 2), "held_travellers": held, "records": 1}


def _candidates(node: Node) -> int:
    ((count,),) = node.asked(
        "select count(*) from screening_proposedmatch m join registers_record r"
        " on r.id = m.record_id where r.reference = 'XXi.9999999'"
    )
    return int(count)


def _list_somebody(home: Path, carrier: Carrier) -> None:
    """The 150th passenger of the third flight is listed, with the rest of the list as it was."""
    (listed,) = read_paxlst(carrier.message(2)).messages
    person = listed.travellers[150]
    born = f"{person.birth_date}"
    entry = ENTRY.format(
        at=99_999_999,
        name=f"{person.given} {person.surname}",
        reference="XXi.9999999",
        aliases="",
        born="<INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>EXACT</TYPE_OF_DATE>"
        f"<DATE>{born}</DATE></INDIVIDUAL_DATE_OF_BIRTH>",
    )
    file = home / "more.xml"
    text = UN.read_text(encoding="utf-8").replace("</INDIVIDUALS>", f"{entry}</INDIVIDUALS>", 1)
    file.write_text(text, encoding="utf-8")
    timed(home, "lists", "import", "un", str(file))
    file.unlink()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--travellers", type=int, default=30_000, help="held")
    parser.add_argument("--home", type=Path, help="keep the prepared node here")
    parser.add_argument("--json", action="store_true", help="one line for machines")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as directory:
        home = given.home or Path(directory) / "home"
        found = measure(home, given.travellers, invented=0)
    if given.json:
        print(json.dumps(found))
    else:
        print("\n".join(f"{key:18} {value}" for key, value in found.items()))


if __name__ == "__main__":
    main()
