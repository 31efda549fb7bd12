"""Where attempts to sign in are counted: in a table that all processes share.

It has a connection of its own that commits at once, so that a request which fails still counts, and
no request waits for another's end.
"""

from __future__ import annotations

from typing import Any

CONNECTION = "counting"
TABLE = "entrances_counted"
_CACHE = "django_cache"


class Router:
    """Sends the cache, and nothing else, to its connection."""

    def db_for_read(self, model: Any, **_hints: Any) -> str | None:
        return CONNECTION if model._meta.app_label == _CACHE else None

    def allow_migrate(self, database: str, _app: str, **_hints: Any) -> bool:
        """Tables are made and read by their owner and the application, not by the other roles."""
        return database in ("default", "owner")

    def db_for_write(self, model: Any, **_hints: Any) -> str | None:
        return self.db_for_read(model)
