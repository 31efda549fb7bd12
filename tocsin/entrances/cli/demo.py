"""`tocsin demo`: an invented coalition to look at and to decide in, in a home of its own."""

from __future__ import annotations

import json
import sys
from functools import partial
from typing import Annotated

import typer
from rich.console import Console

from tocsin.entrances import wiring
from tocsin.foundations.clock import system_clock

WIDTH = 100
"""Columns of the table where the terminal doesn't say how wide it is."""


def demo(
    serve: Annotated[bool, typer.Option(help="Serve the pages after the table.")] = True,
    port: Annotated[int, typer.Option(min=1, max=65535, help="On 127.0.0.1.")] = 8000,
    as_json: Annotated[
        bool, typer.Option("--json", help="One JSON object; serves nothing.")
    ] = False,
) -> None:
    """Play an invented coalition: its flights are screened, and some candidates wait for you.

    It lives in the folder demo of TOCSIN_HOME and never touches a real register. Run again, it
    finds everything in place, your decisions too.
    """
    from tocsin.entrances.demo.home import move_in

    place = move_in()
    with wiring.node(_progress):
        from tocsin.entrances.demo import telling
        from tocsin.entrances.demo.playing import play
        from tocsin.screening.upkeep import fresh_index

        index = partial(fresh_index, wiring.home() / "index", report=_progress)
        played = play(index, now=system_clock(), report=_progress)
        if as_json:
            sys.stdout.write(json.dumps(telling.as_json(played), ensure_ascii=False) + "\n")
            return
        console = _console()
        console.print(telling.found(played))
        console.print(f"\nAsk it yourself:  TOCSIN_HOME={place} tocsin match 'Qasem Zarbarany'")
        if serve:
            _serve(port, console)


def _serve(port: int, console: Console) -> None:
    from tocsin.entrances.cli.serving import serve_pages
    from tocsin.entrances.demo import telling

    serve_pages(port, ready=lambda address: console.print(telling.doors(address)))


def _console() -> Console:
    return Console() if sys.stdout.isatty() else Console(width=WIDTH)


def _progress(what: str) -> None:
    sys.stderr.write(f"{what}\n")
