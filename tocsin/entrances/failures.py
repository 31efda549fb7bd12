"""What a person is told when something fails that no stage foresaw: one line, and nobody's name.

PostgreSQL's error quotes the row that it refused, and a Python error the value that surprised it:
either may be a traveller's name. So they are told by kind and place. Hides no ``TocsinError``.
"""

from __future__ import annotations

import os
import traceback
from collections.abc import Iterator
from pathlib import Path

from tocsin.entrances.wiring import has_own_server, home
from tocsin.foundations.errors import TocsinError
from tocsin.foundations.postgres.errors import DiskFullError
from tocsin.foundations.postgres.home import explained

TRACEBACK = "TOCSIN_TRACEBACK"
_PACKAGE = str(Path(__file__).parents[1])
_DISK_FULL = "53100"
_OF_CONNECTIONS = frozenset({"InterfaceError", "OperationalError"})
_UNREACHED = ("08", "28", "3D", "57P")
"""SQLSTATE (PostgreSQL's appendix A): no connection, not authorised, no such database, a server
that ends. An error without one is of the client: it couldn't connect, or was cut off.
"""


class DatabaseLostError(TocsinError):
    """The database stopped while this was running, and what wasn't confirmed is undone: run it
    again, nothing is done twice.
    """


class DatabaseUnreachableError(TocsinError):
    """The database named in TOCSIN_DATABASE_URL doesn't answer, or refuses entry: check that it
    runs, and the names and passwords of its roles. What wasn't confirmed is undone.
    """


class UnforeseenError(TocsinError):
    """Tocsin failed in a way it has no words for: {kind} in {place}. Nothing of this step was kept;
    please report this line, it names nobody. (TOCSIN_TRACEBACK=1 shows everything: with names.)
    """


def told(error: Exception) -> TocsinError:
    """The error as it may be shown and logged. With TOCSIN_TRACEBACK set, it is raised as it is."""
    if isinstance(error, TocsinError):
        return error
    if os.environ.get(TRACEBACK):
        raise error
    if isinstance(error, OSError):
        return _of_the_system(error)
    return _of_the_database(error) or _unforeseen(error)


def _of_the_system(error: OSError) -> TocsinError:
    try:
        with explained(Path(error.filename or home())):
            raise error
    except TocsinError as explanation:
        return explanation
    except OSError:
        return _unforeseen(error)


def _of_the_database(error: Exception) -> TocsinError | None:
    for each in _chain(error):
        if not type(each).__module__.startswith("psycopg"):
            continue
        state = getattr(each, "sqlstate", None) or ""
        if state == _DISK_FULL:
            return DiskFullError(directory=home())
        if state.startswith(_UNREACHED) or (not state and _is_of_the_connection(each)):
            return _unreached()
    return None


def _is_of_the_connection(error: BaseException) -> bool:
    """psycopg refuses some values by itself, without a state: that is no loss of the server."""
    return any(each.__name__ in _OF_CONNECTIONS for each in type(error).__mro__)


def _unreached() -> TocsinError:
    return DatabaseUnreachableError() if has_own_server() else DatabaseLostError()


def _unforeseen(error: Exception) -> TocsinError:
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if frame.filename.startswith(_PACKAGE)]
    last = (ours or frames)[-1] if frames else None
    place = f"{Path(last.filename).relative_to(_PACKAGE)}:{last.lineno}" if last else "no place"
    return UnforeseenError(kind=type(error).__name__, place=place)


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__
