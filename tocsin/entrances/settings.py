"""Django's settings, read from the environment. Where a value is missing, the safe one holds.

``TOCSIN_DATABASE_URL``, ``TOCSIN_DATABASE_OWNER_URL``, ``TOCSIN_DATABASE_INDEXER_URL`` and
``TOCSIN_DATABASE_SEALER_URL`` name the four database roles (application, migrations, index
building, sealing of the ledger) on a server of one's own.
Without them the embedded server is used, whose socket the wiring puts into
``TOCSIN_SOCKET_DIRECTORY`` and ``TOCSIN_SOCKET_PORT`` before these settings are read.
``TOCSIN_HOSTS`` are the names the pages may be asked under; ``TOCSIN_HTTPS=1`` says that browsers
reach them by https, so that cookies are sent by no other way; ``TOCSIN_PROXIES`` is the number of
proxies in front, so that sign-in attempts are counted by the browser's address and not theirs.
``TOCSIN_OIDC`` names a file with the services of members that officers may sign in through.
"""

from __future__ import annotations

import importlib.util
import os
import secrets
from pathlib import Path
from urllib.parse import unquote, urlsplit

import platformdirs
from psycopg.conninfo import conninfo_to_dict

from tocsin.entrances import counting
from tocsin.entrances.web.signing_in.services import read_services
from tocsin.foundations.clock import system_clock

HOME = Path(os.environ.get("TOCSIN_HOME") or platformdirs.user_data_dir("tocsin"))
DEBUG = False
CLOCK = system_clock


def EXCLUSION_KEY() -> bytes:  # noqa: N802 - a setting
    """What hashes the documents of people whom a record must leave alone; in a file of the home."""
    from tocsin.safeguards.ledger.keys import Keys

    return Keys(HOME / "keys").exclusion_key()


SECRET_KEY = os.environ.get("TOCSIN_SECRET_KEY") or secrets.token_urlsafe(50)
ALLOWED_HOSTS = os.environ.get("TOCSIN_HOSTS", "127.0.0.1,localhost").split(",")
HTTPS = os.environ.get("TOCSIN_HTTPS") == "1"
SERVICES = os.environ.get("TOCSIN_OIDC", "")

INSTALLED_APPS = [
    "tocsin.entrances.web",
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    *(
        ["allauth.socialaccount.providers.openid_connect"] if SERVICES else []
    ),  # It is slow to load.
    "allauth.usersessions",
    "django_htmx",
    "tocsin.members",
    "tocsin.safeguards.access",
    "tocsin.safeguards.approval",
    "tocsin.safeguards.ledger",
    "tocsin.safeguards.audit",
    "tocsin.records.registers",
    "tocsin.records.handling",
    "tocsin.records.suspension",
    "tocsin.records.quality",
    "tocsin.records.contributing",
    "tocsin.records.gate",
    "tocsin.records.admission",
    "tocsin.records.lifecycle",
    "tocsin.records.incidents",
    "tocsin.records.media",
    "tocsin.records.campaigns",
    "tocsin.records.lists",
    "tocsin.records.documents",
    "tocsin.records.search",
    "tocsin.records.library",
    "tocsin.records.drafting",
    "tocsin.resolution",
    "tocsin.travel",
    "tocsin.travel.holding",
    "tocsin.travel.intake",
    "tocsin.screening",
    "tocsin.screening.clearances",
    "tocsin.review",
    "tocsin.review.outcomes",
    "tocsin.encounters.sightings",
    "tocsin.encounters.corrections",
    "tocsin.alerts",
    "tocsin.alerts.correspondence",
    "tocsin.entrances",
]
MIDDLEWARE = [
    "tocsin.entrances.web.headers.strict_headers",
    "tocsin.entrances.web.bodies.limited_bodies",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "tocsin.entrances.web.signing_in.sessions.ending_sessions",
]
ROOT_URLCONF = "tocsin.entrances.urls"
WSGI_APPLICATION = "tocsin.entrances.wsgi.application"


def _folder(package: str) -> Path:
    """Where a package lies, without importing it."""
    found = importlib.util.find_spec(package)
    if found is None or found.origin is None:
        raise ImportError(package)
    return Path(found.origin).parent


NINJA = _folder("ninja")  # As an installed app it would cost every command its import.
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "DIRS": [NINJA / "templates"],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "tocsin.entrances.web.surroundings.surroundings",
            ],
        },
    },
]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Words and numbers: the reader's language; other languages come with their translations.
USE_TZ = True
TIME_ZONE = "UTC"
LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English")]
USE_THOUSAND_SEPARATOR = True

# Pictures, the stylesheet and htmx come from the packages themselves: nothing is collected.
STATIC_URL = "/static/"
STATICFILES_DIRS = [NINJA / "static"]
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False

# Signing in: by name and password, a second factor where the officer has set one up.
AUTH_USER_MODEL = "members.Officer"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "tocsin.entrances.web.signing_in.accounts.Accounts"
ACCOUNT_FORMS = {"login": "tocsin.entrances.web.signing_in.accounts.SignIn"}
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"

_SMTP = urlsplit(os.environ.get("TOCSIN_SMTP", ""))
EMAIL_HOST = _SMTP.hostname or ""
EMAIL_PORT = _SMTP.port or 25
EMAIL_HOST_USER = unquote(_SMTP.username or "")
EMAIL_HOST_PASSWORD = unquote(_SMTP.password or "")
EMAIL_USE_SSL = _SMTP.scheme == "smtps"
EMAIL_USE_TLS = bool(_SMTP.username) and not EMAIL_USE_SSL
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = os.environ.get("TOCSIN_MAIL_FROM", "tocsin@localhost")
"""Whoever signs in to a mail server does it encrypted, by one way or the other."""
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_SESSION_REMEMBER = False
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("TOCSIN_PROXIES", "0"))
MFA_ADAPTER = "tocsin.entrances.web.signing_in.factors.SecondFactors"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Tocsin"
PASSWORD_RESET_TIMEOUT = 3 * 24 * 3600  # Of the links that administrators hand over.
SOCIALACCOUNT_ADAPTER = "tocsin.entrances.web.signing_in.ceremony.Services"
SOCIALACCOUNT_LOGIN_ON_GET = True  # A form that leads elsewhere is stopped by form-action.
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {"APPS": read_services(Path(SERVICES)) if SERVICES else []}
}

# Attempts are counted where all processes see them.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": counting.TABLE,
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}
DATABASE_ROUTERS = ["tocsin.entrances.counting.Router"]

# Cookies and headers; what a page may load is in web/headers.py.
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_NAME = "__Host-tocsin" if HTTPS else "tocsin"
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "csrf"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "tocsin.entrances.web.refusals.forgery"
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
DATA_UPLOAD_MAX_NUMBER_FIELDS = 100
DATA_UPLOAD_MAX_NUMBER_FILES = 20
DATA_UPLOAD_MAX_MEMORY_SIZE = 8 << 20  # Of a form without its files; web/bodies.py limits these.
FILE_UPLOAD_PERMISSIONS = 0o600

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "nameless": {
            "()": "tocsin.entrances.logs.NamelessFormatter",
            "format": "%(asctime)s %(levelname)s %(name)s %(message)s",
        },
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "nameless"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"django": {"handlers": ["console"], "level": "ERROR", "propagate": False}},
}


def _database(role: str, variable: str) -> dict[str, object]:
    address = os.environ.get(variable)
    if not address:
        return _embedded(role)
    given = conninfo_to_dict(address)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": given.pop("dbname", "tocsin"),
        "USER": given.pop("user", role),
        "PASSWORD": given.pop("password", ""),
        "HOST": given.pop("host", ""),
        "PORT": str(given.pop("port", 5432)),
        "OPTIONS": given,
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
DATABASES[counting.CONNECTION] = {**DATABASES["default"], "CONN_MAX_AGE": 60}
DATABASES["default"] |= {
    "ATOMIC_REQUESTS": True,
    "CONN_MAX_AGE": 60,
    "CONN_HEALTH_CHECKS": True,
}
