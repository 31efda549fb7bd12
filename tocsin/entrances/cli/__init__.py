"""The command line: for people with tables and progress, for machines with ``--json``.

Exit codes: 0 done, 1 could not be done, 2 not understood. Errors are one line on stderr.
"""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command that the arguments name."""
    from tocsin.entrances.cli.commands import app

    try:
        app()
    except Exception as error:  # noqa: BLE001 - whatever it is, it is told in one line
        from tocsin.entrances.failures import told

        explained = told(error)
        sys.stderr.write(f"tocsin: {explained}\n")
        sys.exit(explained.exit_code)
