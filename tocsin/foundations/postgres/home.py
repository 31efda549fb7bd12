"""The directory that holds the server: where each thing lies in it, and that it is ours alone.

    data/       the cluster, PostgreSQL's own, with the socket in it
    data.new/   a cluster in the making; it becomes data/ in one step, when it is whole
    locks/      see `locks`
    server.log  what PostgreSQL said; no statements, no values
    socket      where the socket is, if the path of data/ is too long for one, or has a comma

If root owns the directory, data/ belongs to the service account and the rest to root: the server
never looks outside data/, and root never writes through a link that the server could have made.
"""

from __future__ import annotations

import errno
import os
import stat
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tocsin.foundations.postgres.accounts import Account, can_reach
from tocsin.foundations.postgres.errors import (
    DiskFullError,
    ForeignHomeError,
    HomeNotWritableError,
    HomeUnreachableError,
    NoLocksError,
)

PORT = 5432
"""It only names the socket; no network port is opened."""
SOCKET = f".s.PGSQL.{PORT}"
LONGEST_SOCKET_PATH = 103 if sys.platform == "darwin" else 107
LOCKS = ("gate", "users", "departure", "server", "watcher")
OWN_WORKING_DIRECTORY = Path("/proc/self/cwd")
LARGEST_LOG = 4 * 1024 * 1024

_FULL = {errno.ENOSPC, errno.EDQUOT}
_LOCKLESS = {errno.ENOLCK, errno.EOPNOTSUPP, errno.ENOSYS}
_BARRED = {errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOTDIR, errno.EEXIST, errno.ELOOP}


@dataclass(frozen=True)
class Address:
    """Where the server listens: ``host=<socket_directory> port=<port>`` for libpq."""

    socket_directory: Path
    port: int

    @property
    def socket(self) -> Path:
        return self.socket_directory / f".s.PGSQL.{self.port}"


class Home:
    def __init__(self, directory: Path) -> None:
        self.directory = directory.expanduser().resolve()
        self.data = self.directory / "data"
        self.unfinished = self.directory / "data.new"
        self.log = self.directory / "server.log"
        self.socket_record = self.directory / "socket"

    def lock(self, name: str) -> Path:
        return self.directory / "locks" / name

    def prepare(self) -> None:
        """Make the directory and its locks, closed to others, and owned by one account."""
        with explained(self.directory):
            self.directory.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._refuse_strangers()
            if stat.S_IMODE(self.directory.stat().st_mode) & 0o077:
                self.directory.chmod(0o700)
            (self.directory / "locks").mkdir(mode=0o700, exist_ok=True)
            for path in (*map(self.lock, LOCKS), self.log):
                _make_file(path)
            self._give_to_owner()

    def _refuse_strangers(self) -> None:
        owner = self.directory.stat().st_uid
        if os.geteuid() not in (0, owner):
            raise ForeignHomeError(directory=self.directory, owner=_owner_name(self.directory))

    def _give_to_owner(self) -> None:
        owner = self.directory.stat()
        if os.geteuid() == 0 and owner.st_uid != 0:
            for path in (self.directory / "locks", *map(self.lock, LOCKS), self.log):
                os.chown(path, owner.st_uid, owner.st_gid, follow_symlinks=False)

    def data_argument(self, account: Account, data: Path) -> str:
        """How the server names its data directory.

        Root's server runs as an account that often can't pass the directories above (root's home
        is closed). It is put into the data directory before it gives up root's rights, and stays
        there: so it names it as its own working directory, which needs no way in from the top.
        """
        if account.is_ours:
            return str(data)
        if OWN_WORKING_DIRECTORY.exists():
            return str(OWN_WORKING_DIRECTORY)
        return self._opened_way(account, data)

    def _opened_way(self, account: Account, data: Path) -> str:
        """Without /proc (macOS): let the account pass, but not look into, the directory."""
        self.directory.chmod(0o711)
        if not can_reach(account, data):
            raise HomeUnreachableError(account=account.name, directory=self.directory)
        return str(data)

    def address(self, account: Account) -> Address:
        """Where the socket lies or will lie. Makes a short directory if data/ is too deep."""
        if _fits(self.data):
            return Address(self.data, PORT)
        recorded = self._recorded_socket_directory()
        if recorded is None or not is_private(recorded, account):
            recorded = self._make_socket_directory(account)
        return Address(recorded, PORT)

    def known_address(self) -> Address | None:
        """As `address`, without making anything."""
        found = self.data if _fits(self.data) else self._recorded_socket_directory()
        return Address(found, PORT) if found else None

    def _recorded_socket_directory(self) -> Path | None:
        try:
            return Path(self.socket_record.read_text().strip())
        except FileNotFoundError:
            return None

    def _make_socket_directory(self, account: Account) -> Path:
        base = next(filter(_fits_below, _short_places(account)))
        made = Path(tempfile.mkdtemp(prefix="tocsin-", dir=base))
        account.take(made)
        replace(self.socket_record, f"{made}\n", mode=0o600, account=account)
        return made

    def rotate_log(self) -> None:
        """Keep one log of the past; the server appends to the present one."""
        if self.log.stat().st_size > LARGEST_LOG:
            self.log.replace(self.log.with_suffix(".log.1"))
            _make_file(self.log)
            self._give_to_owner()


@contextmanager
def explained(directory: Path) -> Iterator[None]:
    """Turn what the operating system says of a file into what the reader can do."""
    try:
        yield
    except OSError as error:
        if error.errno in _FULL:
            raise DiskFullError(directory=directory) from error
        if error.errno in _BARRED:
            raise HomeNotWritableError(directory=directory, reason=error.strerror) from error
        if error.errno in _LOCKLESS:
            raise NoLocksError(directory=directory, reason=error.strerror) from error
        raise


def is_private(directory: Path, account: Account) -> bool:
    """Whether `directory` is really one, of `account`, and closed to everyone else."""
    try:
        status = directory.lstat()
    except OSError:
        return False
    closed = not stat.S_IMODE(status.st_mode) & 0o077
    return stat.S_ISDIR(status.st_mode) and status.st_uid == account.uid and closed


def replace(path: Path, text: str, mode: int, account: Account | None = None) -> None:
    """Write a file in one step, never through a link that lies in its place."""
    fd, made = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(fd, "w") as file:
        file.write(text)
        os.fchmod(fd, mode)
        if account and not account.is_ours:
            os.fchown(fd, account.uid, account.gid)
    os.replace(made, path)


def _make_file(path: Path) -> None:
    os.close(os.open(path, os.O_CREAT | os.O_RDWR | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600))


def _fits(directory: Path) -> bool:
    """Short enough for the kernel; and libpq takes what stands behind a comma for another host."""
    path = os.fsencode(directory / SOCKET)
    return len(path) <= LONGEST_SOCKET_PATH and b"," not in path


def _fits_below(base: Path) -> bool:
    return _fits(base / "tocsin-12345678")


def _short_places(account: Account) -> Iterator[Path]:
    runtime = os.environ.get("XDG_RUNTIME_DIR")
    if runtime and account.is_ours and is_private(Path(runtime), account):
        yield Path(runtime)
    yield Path(tempfile.gettempdir())
    yield Path("/tmp")  # noqa: S108 (mkdtemp makes a closed directory with a name of its own)


def _owner_name(path: Path) -> str:
    try:
        return path.owner()
    except KeyError:
        return str(path.stat().st_uid)
