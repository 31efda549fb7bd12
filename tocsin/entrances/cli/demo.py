"""`tocsin demo`: an invented coalition to look at and to decide in, in a home of its own."""

from __future__ import annotations

import json
import sys
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from tocsin.entrances import wiring
from tocsin.entrances.cli.output import AsJson, progress
from tocsin.foundations.clock import system_clock

if TYPE_CHECKING:
    from tocsin.entrances.demo.playing import Played

WIDTH = 100
"""Columns of the table where no terminal says how wide it is."""


def demo(
    serve: Annotated[bool, typer.Option(help="Serve the pages after the table.")] = True,
    port: Annotated[int, typer.Option(min=1, max=65535, help="On 127.0.0.1.")] = 8000,
    as_json: AsJson = False,
) -> None:
    """Play an invented coalition: its flights are screened, and some candidates wait for you.

    It lives in the folder demo of TOCSIN_HOME and never touches a real register. Run again, it
    finds everything in place, and what you decided stays decided.
    """
    from tocsin.entrances.cli.serving import check_port
    from tocsin.entrances.demo.home import move_in

    if serve and not as_json:
        check_port(port)
    place = move_in()
    with wiring.node(progress):
        played = _play()
        if as_json:
            _show_json(played)
            return
        console = Console() if sys.stdout.isatty() else Console(width=WIDTH)
        _show(console, played, str(place))
        if serve:
            _serve(console, port)


def _play() -> Played:
    from tocsin.entrances.demo.playing import play
    from tocsin.screening.upkeep import fresh_index

    index = partial(fresh_index, wiring.home() / "index", report=progress)
    return play(index, now=system_clock(), report=progress)


def _show_json(played: Played) -> None:
    from tocsin.entrances.demo import telling

    sys.stdout.write(json.dumps(telling.as_json(played), ensure_ascii=False) + "\n")


def _show(console: Console, played: Played, place: str) -> None:
    from tocsin.entrances.demo import telling

    console.print(telling.found(played))
    hints = (
        f"Ask it yourself:  TOCSIN_HOME={place} tocsin match 'Qasem Zarbarany'",
        f"Begun on {played.began:%d %b %Y at %H:%M} UTC; to begin anew, delete {place}",
    )
    console.print("", *hints, sep="\n", soft_wrap=True, highlight=False)


def _serve(console: Console, port: int) -> None:
    from tocsin.entrances.cli.serving import serve_pages
    from tocsin.entrances.demo import telling

    serve_pages(port, ready=lambda address: console.print(telling.doors(address)))
