"""The matrix as a page of the documentation: written from answers, read by people and the test."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from tests.matrix.asking import Address
from tocsin.safeguards.access.rules import Role

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "access-matrix.md"
HEAD = """# Who gets what

Every address of pages and API, as a test asked for it in every role (`tests/matrix`). An empty
cell: refused. *yes*: answered. *own*, *other*: answered about what belongs to the officer's own
member (or to the officer), to another member. What is hidden is answered as if it did not exist,
byte for byte. *absent*: not refused, but asked only about what isn't there; the tests beside the
stage ask about the rest.

Of records it depends on who asks and on the handling. *own*: the originator; *other*: any other
member; *named*: a member that the record is addressed to by name; *unnamed*: any other member, of
such a record; *excepted*: a member that it is kept from. After the colon, the records that are
there for them: **R** TLP:RED, **S** AMBER+STRICT, **A** AMBER, **G** GREEN, **C** CLEAR (all H0),
**3** GREEN with H3, **W** GREEN, waiting at the gate. How the levels are read:
[handling](handling.md).

Officers of each role, in the order of the columns: """
Rows = Mapping[tuple[str, str], Mapping[str, str]]
"""By method and path, what each role gets, by its name."""


def written(rows: Rows) -> str:
    """The page. Roles that get the same of a record stand together in one cell."""
    names = [role.value for role in Role]
    lines = [f"| address | {' | '.join(names)} |", "|---" * (len(names) + 1) + "|"]
    for (method, path), cells in rows.items():
        lines.append(f"| {method} `/{path}` | {' | '.join(cells[name] for name in names)} |")
    order = ", ".join(name.replace("_", " ") for name in names)
    return f"{HEAD}{order}.\n\n" + "\n".join(lines) + "\n"


def read() -> Rows:
    """What the page in the repository says."""
    rows = {}
    for line in PAGE.read_text().splitlines() if PAGE.exists() else ():
        if line.startswith(("| GET ", "| POST ", "| PUT ", "| DELETE ", "| PATCH ")):
            place, *cells = (each.strip() for each in line.strip("|").split("|"))
            method, path = place.split(" ", 1)
            names = [role.value for role in Role]
            rows[method, path.strip("`").removeprefix("/")] = dict(zip(names, cells, strict=True))
    return rows


def keys(asked: Iterable[Address]) -> set[tuple[str, str]]:
    return {(each.method, each.path) for each in asked}
