"""A small service of OpenID Connect on a real socket, which signs what a test tells it to claim."""

from __future__ import annotations

import base64
import hashlib
import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa


def _key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


KEY, OTHER = _key(), _key()


@dataclass
class Service:
    """``claims`` go over the usual ones; ``signed_with`` may be a key that it doesn't publish."""

    address: str
    subject: str = "248289761001"
    claims: dict[str, Any] = field(default_factory=dict)
    named: str = ""
    """The issuer that it says it is, where that isn't its address."""
    signed_with: Any = KEY
    algorithm: str = "RS256"
    gives_id_token: bool = True
    challenges: dict[str, str] = field(default_factory=dict)
    nonce: str = ""
    """What the last browser brought, to be put into the token."""
    asked: list[str] = field(default_factory=list)

    def discovery(self) -> dict[str, Any]:
        return {
            "issuer": self.named or self.address,
            "authorization_endpoint": f"{self.address}/authorise",
            "token_endpoint": f"{self.address}/token",
            "jwks_uri": f"{self.address}/keys",
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
        }

    def keys(self) -> dict[str, Any]:
        told = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(KEY.public_key()))
        return {"keys": [{**told, "kid": "one", "alg": "RS256", "use": "sig"}]}

    def authorise(self, query: dict[str, str]) -> str:
        """Where the browser goes back to: nobody is asked for a password here."""
        code = f"code{len(self.challenges)}"
        self.challenges[code], self.nonce = query["code_challenge"], query["nonce"]
        return f"{query['redirect_uri']}?code={code}&state={query['state']}"

    def token(self, form: dict[str, str]) -> dict[str, Any]:
        """RFC 7636: the one who sends the code is the one who asked for it."""
        digest = hashlib.sha256(form["code_verifier"].encode()).digest()
        expected = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        if self.challenges.pop(form["code"], "") != expected or form["client_secret"] != "secret":
            return {"error": "invalid_grant"}
        given = {"access_token": "opaque", "token_type": "Bearer"}
        return {**given, "id_token": self._id_token()} if self.gives_id_token else given

    def _id_token(self) -> str:
        claims = {
            "iss": self.address,
            "aud": "tocsin",
            "sub": self.subject,
            "nonce": self.nonce,
            "iat": int(time.time()),
            "exp": int(time.time()) + 300,
            "email": "ada@xb.example",
            "email_verified": True,
            **self.claims,
        }
        return jwt.encode(claims, self.signed_with, self.algorithm, headers={"kid": "one"})


class _Answers(BaseHTTPRequestHandler):
    service: Service

    def do_GET(self) -> None:
        at = urlsplit(self.path)
        self.service.asked.append(at.path)
        if at.path == "/.well-known/openid-configuration":
            self._send(self.service.discovery())
        elif at.path == "/keys":
            self._send(self.service.keys())

    def do_POST(self) -> None:
        self.service.asked.append(self.path)
        sent = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self._send(self.service.token({k: v[0] for k, v in parse_qs(sent).items()}))

    def _send(self, value: dict[str, Any]) -> None:
        body = json.dumps(value).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_words: Any) -> None:
        """Say nothing."""


@contextmanager
def serving() -> Iterator[Service]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Answers)
    service = Service(f"http://127.0.0.1:{server.server_port}")
    server.RequestHandlerClass.service = service  # type: ignore[attr-defined]
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        yield service
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
