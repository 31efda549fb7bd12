"""Who may connect: processes of the directory's owner and of root, as Tocsin's own roles.

The kernel tells the server who is at the other end of the socket (``peer``), so there are no
passwords. The superuser has no way in: what only it can do is done in single-user mode, with the
server stopped.
"""

from __future__ import annotations

import pwd
from pathlib import Path

from tocsin.foundations.postgres.accounts import Account
from tocsin.foundations.postgres.home import Home, replace
from tocsin.foundations.postgres.roles import ROLES


def write(home: Home, account: Account) -> None:
    """Put the rules into data/, at each start, so that an older home gets today's."""
    _put(home.data / "pg_hba.conf", _rules(), account)
    _put(home.data / "pg_ident.conf", _people(home.directory), account)


def _rules() -> str:
    return f"local all {','.join(ROLES)} peer map=tocsin\nlocal all all reject\n"


def _people(directory: Path) -> str:
    users = {pwd.getpwuid(directory.stat().st_uid).pw_name, pwd.getpwuid(0).pw_name}
    lines = [f'tocsin "{user}" {role}\n' for user in sorted(users) for role in ROLES]
    return "".join(lines)


def _put(path: Path, text: str, account: Account) -> None:
    if path.is_symlink() or not path.exists() or path.read_text() != text:
        replace(path, text, mode=0o600, account=account)
