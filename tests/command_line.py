"""Commands as processes of their own, with a home of their own, and small lists to give them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import psutil

Person = tuple[str, str, str]
ENTRY = """
  <INDIVIDUAL><DATAID>{number}</DATAID><VERSIONNUM>1</VERSIONNUM>
    <FIRST_NAME>{first}</FIRST_NAME><SECOND_NAME>{second}</SECOND_NAME>
    <UN_LIST_TYPE>Al-Qaida</UN_LIST_TYPE><REFERENCE_NUMBER>QDi.{number}</REFERENCE_NUMBER>
    <LISTED_ON>2020-01-01</LISTED_ON>
    <INDIVIDUAL_ALIAS><QUALITY>Good</QUALITY><ALIAS_NAME>{first} al-{second}</ALIAS_NAME>
    </INDIVIDUAL_ALIAS>
    <INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>EXACT</TYPE_OF_DATE><DATE>1970-05-02</DATE>
    </INDIVIDUAL_DATE_OF_BIRTH>
  </INDIVIDUAL>"""
PEOPLE = [("901", "Qasim", "Zarbaran"), ("902", "Idris", "Velkhani")]


def start(
    home: Path, *arguments: object, python: str = sys.executable, **more: Any
) -> subprocess.Popen[str]:
    """A command that runs; `more` goes to Popen (the account it runs as)."""
    return subprocess.Popen(
        [python, "-m", "tocsin", *map(str, arguments)],
        env={**os.environ, "TOCSIN_HOME": str(home), "PYTHONPATH": os.pathsep.join(sys.path)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        **more,
    )


def ended(process: subprocess.Popen[str]) -> subprocess.CompletedProcess[str]:
    try:
        told, errors = process.communicate(timeout=240)
    except subprocess.TimeoutExpired:
        process.kill()
        raise
    return subprocess.CompletedProcess(process.args, process.returncode, told, errors)


def run(home: Path, *arguments: object, **more: Any) -> subprocess.CompletedProcess[str]:
    return ended(start(home, *arguments, **more))


def answer(home: Path, *arguments: object, **more: Any) -> dict[str, Any]:
    """What a command that must not fail says to machines."""
    return said(run(home, *arguments, "--json", **more))


def said(done: subprocess.CompletedProcess[str]) -> dict[str, Any]:
    assert done.returncode == 0, done.stderr
    parsed: dict[str, Any] = json.loads(done.stdout)
    return parsed


def write_list(path: Path, people: Sequence[Person]) -> Path:
    """A list in the form of the United Nations' that names these people."""
    entries = "".join(ENTRY.format(number=n, first=a, second=b) for n, a, b in people)
    path.write_text(
        '<?xml version="1.0" encoding="UTF-8"?>\n<CONSOLIDATED_LIST dateGenerated="2026-03-01">'
        f"<INDIVIDUALS>{entries}</INDIVIDUALS><ENTITIES/></CONSOLIDATED_LIST>"
    )
    return path


def counts(home: Path, file: Path) -> tuple[int, int, int, int]:
    """Import a list; how many were added, changed, removed and left unchanged."""
    given = answer(home, "lists", "import", "un", file)
    return given["added"], given["changed"], given["removed"], given["unchanged"]


def left_behind(directory: Path) -> list[psutil.Process]:
    """Processes whose command line names the directory: servers and their watchers."""
    return [each for each in psutil.process_iter() if _names(each, directory)]


def _names(process: psutil.Process, directory: Path) -> bool:
    try:
        return any(str(directory) in part for part in process.cmdline())
    except psutil.Error:
        return False
