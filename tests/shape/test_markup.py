"""Text becomes markup in one place, and only where no person wrote it.

Templates escape by themselves; `tests/shape/test_templates.py` keeps them from saying otherwise.
Here is the code: whatever marks a text as safe is named, with the reason why it may.
"""

from __future__ import annotations

import ast
from pathlib import Path

ROOT = Path(__file__).parents[2] / "tocsin"
MARKS = frozenset({"mark_safe", "SafeString", "SafeText", "html_safe"})
OFF = frozenset({"autoescape", "is_safe"})
MAY = {
    "entrances/web/templatetags/tocsin.py:prose": "a line break between escaped lines",
    "entrances/web/templatetags/tocsin.py:icon": "drawn in this package, from no input",
    "entrances/web/templatetags/tocsin.py:movement_map": "the drawing escapes its input",
    "entrances/web/templatetags/tocsin.py:movement_timeline": "the drawing escapes its input",
}


def marking() -> set[str]:
    """Each function that calls one of `MARKS`, or turns escaping off, by its file."""
    found = set()
    for file in sorted(ROOT.rglob("*.py")):
        for node in ast.parse(file.read_text()).body:
            if any(_marks(each) for each in ast.walk(node)):
                name = getattr(node, "name", "module")
                found.add(f"{file.relative_to(ROOT)}:{name}")
    return found


def _marks(node: ast.AST) -> bool:
    if not isinstance(node, ast.Call):
        return False
    called = node.func.attr if isinstance(node.func, ast.Attribute) else _name(node.func)
    return called in MARKS or any(each.arg in OFF for each in node.keywords)


def _name(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else ""


def test_only_what_no_person_wrote_is_marked_as_safe() -> None:
    assert marking() == set(MAY)
