"""What a node writes down of its own failures: where, and of which kind; never about whom.

The message of an exception may quote a row or a form, so only its type and place are written.
"""

from __future__ import annotations

import logging
import os
import traceback
from types import TracebackType

from tocsin.entrances.failures import TRACEBACK


class NamelessFormatter(logging.Formatter):
    """One line for the event, and for an exception its frames and type without its message."""

    def formatException(  # noqa: N802 - the name that `logging` calls
        self,
        ei: tuple[type[BaseException], BaseException, TracebackType | None]
        | tuple[None, None, None],
    ) -> str:
        if os.environ.get(TRACEBACK):
            return super().formatException(ei)
        kind, _exception, where = ei
        frames = "".join(traceback.format_tb(where))
        return f"{frames}{kind.__module__}.{kind.__qualname__}" if kind else ""
