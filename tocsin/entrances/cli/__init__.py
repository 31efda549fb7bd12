"""The command line: for people with tables and progress, for machines with ``--json``.

Exit codes: 0 done, 1 could not be done, 2 not understood. Errors are one line on stderr.
"""

from __future__ import annotations

import sys

from tocsin.foundations.errors import TocsinError


def main() -> None:
    """Run the command that the arguments name."""
    from tocsin.entrances.cli.commands import app

    try:
        app()
    except TocsinError as error:
        sys.stderr.write(f"tocsin: {error}\n")
        sys.exit(error.exit_code)
