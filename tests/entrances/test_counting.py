"""Attempts to sign in are counted once for all processes, and whatever becomes of the request."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ATTEMPT = """
import django
django.setup()
from django.core.cache import cache
from django.test import Client
client = Client()
for _ in range({times}):
    answer = client.post("/account/sign-in/", {{"login": "nobody", "password": "not this"}})
print("Too many" in answer.content.decode())
"""


def attempts(home: Path, directory: Path, port: str, times: int) -> str:
    """Try to sign in so often, in a process of its own; whether it is told to rest."""
    done = subprocess.run(
        [sys.executable, "-c", ATTEMPT.format(times=times)],
        env={
            "DJANGO_SETTINGS_MODULE": "tocsin.entrances.settings",
            "PYTHONPATH": ":".join(sys.path),
            "TOCSIN_HOME": str(home),
            "TOCSIN_SOCKET_DIRECTORY": str(directory),
            "TOCSIN_SOCKET_PORT": port,
            "TOCSIN_HOSTS": "testserver",
        },
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_two_processes_share_one_count(home: Path) -> None:
    from tocsin.foundations.postgres import EmbeddedPostgres

    server = EmbeddedPostgres(home / "postgres")
    address = server.start()
    try:
        directory, port = Path(address.socket_directory), str(address.port)
        assert attempts(home, directory, port, 3) == "False"
        assert attempts(home, directory, port, 3) == "True", "three and three are more than five"
    finally:
        server.stop()
