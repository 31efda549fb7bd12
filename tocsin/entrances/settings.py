"""Django's settings, read from the environment. Where a value is missing, the safe one holds.

``TOCSIN_DATABASE_URL``, ``TOCSIN_DATABASE_OWNER_URL``, ``TOCSIN_DATABASE_INDEXER_URL`` and
``TOCSIN_DATABASE_SEALER_URL`` name the four database roles (application, migrations, index
building, sealing of the ledger) on a server of one's own.
Without them the embedded server is used, whose socket the wiring puts into
``TOCSIN_SOCKET_DIRECTORY`` and ``TOCSIN_SOCKET_PORT`` before these settings are read.
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from urllib.parse import unquote, urlsplit

import platformdirs

HOME = Path(os.environ.get("TOCSIN_HOME") or platformdirs.user_data_dir("tocsin"))
DEBUG = False
SECRET_KEY = os.environ.get("TOCSIN_SECRET_KEY") or secrets.token_urlsafe(50)
ALLOWED_HOSTS = os.environ.get("TOCSIN_HOSTS", "127.0.0.1,localhost").split(",")

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "tocsin.members",
    "tocsin.safeguards.access",
    "tocsin.safeguards.ledger",
    "tocsin.records.registers",
    "tocsin.records.lists",
    "tocsin.travel",
    "tocsin.screening",
    "tocsin.review",
    "tocsin.encounters.sightings",
    "tocsin.entrances",
]
AUTH_USER_MODEL = "members.Officer"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
USE_TZ = True
TIME_ZONE = "UTC"
LANGUAGE_CODE = "en"


def _database(role: str, variable: str) -> dict[str, object]:
    url = urlsplit(os.environ.get(variable, ""))
    if not url.hostname:
        return _embedded(role)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": url.path.lstrip("/"),
        "USER": unquote(url.username or role),
        "PASSWORD": unquote(url.password or ""),
        "HOST": url.hostname,
        "PORT": str(url.port or 5432),
    }


def _embedded(role: str) -> dict[str, object]:
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": os.environ.get("TOCSIN_DATABASE_NAME", "tocsin"),
        "USER": role,
        "HOST": os.environ.get("TOCSIN_SOCKET_DIRECTORY", str(HOME / "postgres")),
        "PORT": os.environ.get("TOCSIN_SOCKET_PORT", "5432"),
    }


DATABASES = {
    "default": _database("tocsin_app", "TOCSIN_DATABASE_URL"),
    "owner": _database("tocsin_owner", "TOCSIN_DATABASE_OWNER_URL"),
    "indexer": _database("tocsin_indexer", "TOCSIN_DATABASE_INDEXER_URL"),
    "sealer": _database("tocsin_sealer", "TOCSIN_DATABASE_SEALER_URL"),
}
DATABASES["default"]["ATOMIC_REQUESTS"] = True
