"""The node's secret, which signs sessions: made once, kept for its owner alone.

``TOCSIN_SECRET_KEY`` goes before it, for nodes that share a secret or keep theirs elsewhere.
"""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from pathlib import Path

VARIABLE = "TOCSIN_SECRET_KEY"
FILE = "secret"


def keep_secret(home: Path) -> None:
    """Put the node's secret where the settings read it, and make it where there is none yet."""
    if not os.environ.get(VARIABLE):
        os.environ[VARIABLE] = _kept(home / FILE)


def _kept(file: Path) -> str:
    """The file's content. Of processes that make it at once, one writes and all read the same."""
    file.parent.mkdir(parents=True, exist_ok=True)
    if not file.exists():
        draft = file.with_name(f"{FILE}.{secrets.token_hex(8)}")
        _write(draft, secrets.token_urlsafe(50))
        with suppress(FileExistsError):
            os.link(draft, file)
        draft.unlink()
    return file.read_text()


def _write(file: Path, secret: str) -> None:
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as written:
        written.write(secret)
