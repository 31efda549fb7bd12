"""Nothing is asked of another server but through the one guard."""

from __future__ import annotations

import ast
from pathlib import Path

ROOT = Path(__file__).parents[2] / "tocsin"
BY_NETWORK = frozenset({"httpx", "requests", "urllib3", "urllib.request", "http.client", "aiohttp"})
GUARDED = {
    "foundations/outgoing/by_httpx.py",
    "foundations/outgoing/by_requests.py",
    "entrances/asking.py",
    "entrances/carriers.py",
    "entrances/fetching/download.py",
    "entrances/web/signing_in/ceremony.py",
}
"""Who may name a library that asks other servers; the others for types and errors."""


def imported(file: Path) -> set[str]:
    names = set()
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.Import):
            names |= {each.name for each in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module, *(f"{node.module}.{each.name}" for each in node.names)}
    return names


def asks(file: Path) -> bool:
    return any(
        name == each or name.startswith(f"{each}.")
        for name in imported(file)
        for each in BY_NETWORK
    )


def test_only_the_guard_names_a_library_that_asks_other_servers() -> None:
    asking = {str(file.relative_to(ROOT)) for file in ROOT.rglob("*.py") if asks(file)}
    assert asking == GUARDED


def test_whoever_names_one_makes_no_client_of_its_own() -> None:
    for name in GUARDED - {
        "foundations/outgoing/by_httpx.py",
        "foundations/outgoing/by_requests.py",
    }:
        source = (ROOT / name).read_text()
        assert "httpx.Client(" not in source
        assert "httpx.get(" not in source
