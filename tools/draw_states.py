"""Draw each state machine of Tocsin from its table: ``python -m tools.draw_states > FILE``.

The tables (``NEXT`` in a stage's ``rules.py``) are the truth; the page in the documentation is
made from them, and a test holds the two together.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from enum import StrEnum

from tocsin.alerts import rules as alerts
from tocsin.members import rules as members
from tocsin.records.documents.confirming import rules as confirming
from tocsin.records.drafting import rules as drafting
from tocsin.records.gate import rules as gate
from tocsin.review import rules as review
from tocsin.safeguards.approval import rules as approval
from tocsin.travel.intake import rules as intake

PAGE = "docs/reference/states.md"
HEAD = """# States

Each machine is one table in code; this page is drawn from it by `python -m tools.draw_states`.
"""
MACHINES: dict[str, tuple[str, Mapping[StrEnum, Mapping[StrEnum, StrEnum]], StrEnum]] = {
    "A membership": ("tocsin/members/rules.py", members.NEXT, members.State.APPLIED),
    "A proposal before a second officer": (
        "tocsin/safeguards/approval/rules.py",
        approval.NEXT,
        approval.State.OPEN,
    ),
    "A question to the issuer of a document": (
        "tocsin/records/documents/confirming/rules.py",
        confirming.NEXT,
        confirming.State.ASKED,
    ),
    "A request to a committee": (
        "tocsin/records/drafting/rules.py",
        drafting.NEXT,
        drafting.State.DRAFT,
    ),
    "A record before the neutrality gate": (
        "tocsin/records/gate/rules.py",
        gate.NEXT,
        gate.State.HELD,
    ),
    "A carrier's message": (
        "tocsin/travel/intake/rules.py",
        intake.NEXT,
        intake.State.WAITING,
    ),
    "An alert between two members": ("tocsin/alerts/rules.py", alerts.NEXT, alerts.State.RAISED),
    "A candidate before people": ("tocsin/review/rules.py", review.NEXT, review.State.OPEN),
}


def page() -> str:
    """The whole page, as Markdown with Mermaid diagrams."""
    return HEAD + "".join(_section(title, *machine) for title, machine in MACHINES.items())


def _section(
    title: str, room: str, table: Mapping[StrEnum, Mapping[StrEnum, StrEnum]], first: StrEnum
) -> str:
    lines = [f"    [*] --> {first}"]
    for state, leads in table.items():
        lines += [f"    {state} --> {after}: {event}" for event, after in leads.items()]
        lines += [] if leads else [f"    {state} --> [*]"]
    drawn = "\n".join(lines)
    return f"\n## {title}\n\n`{room}`\n\n```mermaid\nstateDiagram-v2\n{drawn}\n```\n"


if __name__ == "__main__":
    sys.stdout.write(page())
