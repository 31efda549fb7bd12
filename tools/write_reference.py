"""Write the reference pages that are made from code: ``python -m tools.write_reference``.

Commands come from the command line itself, paths from the tables of routes, permissions from the
table of roles, tables from what the apps declare. A test compares the pages with the code, so that
neither can leave the other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import typer

from tocsin.entrances.wiring import set_up_django

ROOT = Path(__file__).parents[1]
PLACE = ROOT / "docs" / "reference"


def commands() -> str:
    """Every command with its arguments and options, as ``--help`` says them."""
    from tocsin.entrances.cli.commands import app

    whole = typer.main.get_command(app)
    head = (
        "# Commands\n\nExit code 0: done. 1: it could not be done. 2: the command was not "
        "understood. An error is one line on stderr.\n`python -m tocsin` is the same as `tocsin`.\n"
    )
    return head + "".join(_command(name, each) for name, each in _leaves("tocsin", whole))


def _leaves(name: str, command: Any) -> Iterator[tuple[str, Any]]:
    below: Mapping[str, Any] = getattr(command, "commands", {})
    if not below:
        yield name, command
    for word, each in below.items():
        yield from _leaves(f"{name} {word}", each)


def _command(name: str, command: Any) -> str:
    context = typer.Context(command, info_name=name)
    records = filter(None, (each.get_help_record(context) for each in command.params))
    rows = "".join(f"| `{_cell(what)}` | {_cell(meaning)} |\n" for what, meaning in records)
    table = f"\n| | |\n|---|---|\n{rows}" if rows else ""
    return f"\n## `{name}`\n\n{_paragraphs(command.help)}\n{table}"


def _paragraphs(text: str | None) -> str:
    return "\n\n".join(" ".join(each.split()) for each in (text or "").split("\n\n"))


def _cell(text: str) -> str:
    return text.replace("|", "\\|").strip()


def permissions() -> str:
    """Which role has which permission, and over what."""
    from tocsin.safeguards.access.rules import PERMITTED, Permission, Role

    words = {
        "anything": "yes",
        "as_the_node": "node",
        "of_applicants": "applicants",
        "of_own_member": "own",
    }
    head = (
        "# Permissions\n\nAbsent means no. *yes*: over whatever the database shows the officer's "
        "member. *own*: over what belongs to the officer's member.\n"
        "*applicants*: over who isn't a member yet. *node*: the node itself, on its own machine, "
        "and no officer.\nRow-level security in the "
        "database binds all of them as well.\n\n"
    )
    lines = [f"| permission | {' | '.join(role.value for role in Role)} |"]
    lines.append("|---" * (len(Role) + 1) + "|")
    for each in Permission:
        given = (PERMITTED[role].get(each) for role in Role)
        cells = (words[predicate.__name__] if predicate else "" for predicate in given)
        lines.append(f"| `{each.value}` | {' | '.join(cells)} |")
    return head + "\n".join(lines) + "\n"


def tables() -> str:
    """What each table holds of whom, and until when."""
    set_up_django()
    from django.apps import apps

    kept = {k: v for app in apps.get_app_configs() for k, v in getattr(app, "keeps", {}).items()}
    head = (
        "# Tables\n\nWhat is held of whom, and until when. *Locked* means row-level security: the "
        "database shows a member what its handling allows, and nothing without a viewer.\n\n"
        "| table | holds | of | kept | locked |\n|---|---|---|---|---|\n"
    )
    return head + "".join(
        f"| `{table}` | {each.holds} | {each.of} | {each.until} |"
        f" {f'no: {each.open_because}' if each.is_open else 'yes'} |\n"
        for table, each in sorted(kept.items())
    )


def paths() -> str:
    """Every address, with what it takes to be let in."""
    set_up_django()
    from tocsin.entrances.api.operations import OPERATIONS
    from tocsin.entrances.api.urls import PREFIX
    from tocsin.entrances.web.routes import ROUTES
    from tocsin.safeguards.access.rules import Permission

    head = (
        "# Paths\n\nThere are no others. A page asks for a sign-in, an operation of the API for a "
        "token (`Authorization: Bearer ...`).\nThe API describes itself at `/api/docs` and "
        "`/api/v1/openapi.json`, which are open.\n\n| path | methods | needs |\n|---|---|---|\n"
    )
    pages = (
        f"| `/{each.path}` | {' '.join(each.methods)} |"
        f" {f'`{each.needs.value}`' if isinstance(each.needs, Permission) else each.needs.value} |"
        for each in ROUTES
    )
    operations = (
        f"| `{PREFIX}{each.path}` | {each.method} | `{each.needs.value}` |" for each in OPERATIONS
    )
    return head + "\n".join([*pages, *operations]) + "\n"


PAGES: Mapping[str, Callable[[], str]] = {
    "commands.md": commands,
    "paths.md": paths,
    "permissions.md": permissions,
    "tables.md": tables,
}


if __name__ == "__main__":
    for file, page in PAGES.items():
        (PLACE / file).write_text(page())
