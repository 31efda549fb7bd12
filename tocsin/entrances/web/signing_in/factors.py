"""Second factors: who must have one, and how their secrets are kept.

Their secrets are encrypted with a key derived from the node's secret, which is not in the
database: who copies the database can't make codes. Each has the bytes of Fernet (AES-128 in CBC
mode with HMAC-SHA256), under a mark that says so.
"""

from __future__ import annotations

import base64
import secrets
from functools import cache
from typing import Any

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from tocsin.members.queries import demonstration_began
from tocsin.safeguards.appointments.rules import needs_second_factor

MARK = "f1:"
FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


class SecondFactors(DefaultMFAAdapter):  # type: ignore[misc]
    """allauth's rules for second factors."""

    def build_totp_svg(self, url: str) -> str:
        """The picture as it can stand in a page: without the declaration of a file."""
        drawn: str = super().build_totp_svg(url)
        return drawn[drawn.index("<svg") :]

    def encrypt(self, text: str) -> str:
        return MARK + _box(settings.SECRET_KEY).encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """The secret; where it was kept under another secret of the node, one that fits nothing.

        So a lost secret closes the second factor, and a page that says so needs no words of its
        own: the code is wrong, and the administrator lets the officer set it up anew.
        """
        try:
            kept = encrypted_text.removeprefix(MARK).encode()
            return _box(settings.SECRET_KEY).decrypt(kept).decode()
        except InvalidToken:
            return base64.b32encode(secrets.token_bytes(20)).decode()


@cache
def _box(secret: str) -> Fernet:
    derived = HKDF(SHA256(), 32, salt=None, info=b"tocsin second factors").derive(secret.encode())
    return Fernet(base64.urlsafe_b64encode(derived))


def lacks_factor(user: Any) -> bool:
    """Whether an officer must set up a second factor before anything else.

    In a demonstration nobody must: its passwords are printed, and its people invented.
    """
    if not needs_second_factor(user.roles) or is_mfa_enabled(user, FACTORS):
        return False
    return demonstration_began() is None
