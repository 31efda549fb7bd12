"""A publisher's web server on this machine, with TLS and with every bad day that servers have."""

from __future__ import annotations

import datetime as dt
import ipaddress
import ssl
import threading
from collections import deque
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

Answer = Callable[["Handler"], None]


class Handler(BaseHTTPRequestHandler):
    """Answers as the next bad day of its publisher says; on a good day, as RFC 9110 says."""

    protocol_version = "HTTP/1.1"
    server: Publisher  # type: ignore[assignment]

    def do_GET(self) -> None:
        self.server.asked.append(dict(self.headers))
        bad_day = self.server.bad_days.popleft() if self.server.bad_days else None
        (bad_day or answer_well)(self)

    def reply(self, status: int, headers: dict[str, str], body: bytes = b"") -> None:
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *_arguments: Any) -> None:  # noqa: A002
        """Say nothing: the tests read ``asked``."""


class Publisher(ThreadingHTTPServer):
    """One list at one address; ``bad_days`` are used up one request at a time."""

    daemon_threads = True

    def __init__(self, content: bytes, certificate: Path | None) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.content = content
        self.etag = '"one"'
        self.modified = "Sun, 01 Mar 2026 00:00:00 GMT"
        self.bad_days: deque[Answer] = deque()
        self.asked: list[dict[str, str]] = []
        self.scheme = "https" if certificate else "http"
        if certificate:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(certificate)
            self.socket = context.wrap_socket(self.socket, server_side=True)
        threading.Thread(target=self.serve_forever, args=(0.02,), daemon=True).start()

    @property
    def url(self) -> str:
        return f"{self.scheme}://127.0.0.1:{self.server_port}/list.xml?token=1"

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that hangs up is what some of the tests are about."""

    @property
    def marks(self) -> dict[str, str]:
        return {"ETag": self.etag, "Last-Modified": self.modified}


def answer_well(handler: Handler) -> None:
    publisher, asked = handler.server, handler.headers
    if asked.get("If-None-Match") == publisher.etag:
        return handler.reply(304, publisher.marks)
    if "Range" in asked and asked.get("If-Range") == publisher.etag:
        first = int(asked["Range"].removeprefix("bytes=").removesuffix("-"))
        return answer_range(handler, first)
    return handler.reply(200, publisher.marks, publisher.content)


def answer_range(handler: Handler, first: int) -> None:
    whole = handler.server.content
    said = f"bytes {first}-{len(whole) - 1}/{len(whole)}"
    handler.reply(206, {**handler.server.marks, "Content-Range": said}, whole[first:])


def drops_after(size: int, *, says_length: bool = True) -> Answer:
    """Sends ``size`` bytes of what was asked for, and hangs up."""

    def answer(handler: Handler) -> None:
        publisher, asked = handler.server, handler.headers
        first = int(asked["Range"][6:-1]) if "Range" in asked else 0
        rest = publisher.content[first:]
        length = (
            {"Content-Length": str(len(rest))} if says_length else {"Transfer-Encoding": "chunked"}
        )
        where = {"Content-Range": f"bytes {first}-{len(publisher.content) - 1}/*"} if first else {}
        handler.send_response(206 if first else 200)
        for name, value in {**publisher.marks, **length, **where}.items():
            handler.send_header(name, value)
        handler.end_headers()
        part = rest[:size]
        handler.wfile.write(part if says_length else b"%x\r\n%b\r\n" % (len(part), part))
        handler.close_connection = True

    return answer


def answers(status: int, body: bytes = b"sorry", **headers: str) -> Answer:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return lambda handler: handler.reply(status, named, body)


def sends_to(location: str) -> Answer:
    return answers(302, b"", Location=location)


def sends_without_end(handler: Handler) -> None:
    handler.send_response(200)
    handler.send_header("Transfer-Encoding", "chunked")
    handler.end_headers()
    block = b" " * 65_536
    while True:
        handler.wfile.write(b"%x\r\n%b\r\n" % (len(block), block))


def make_authority(folder: Path) -> tuple[Path, Path]:
    """An authority's certificate, and a server's with its key, valid for this machine."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Invented authority")])
    authority = _signed(name, name, key, key, x509.BasicConstraints(ca=True, path_length=0))
    server_key = ec.generate_private_key(ec.SECP256R1())
    server_name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    here = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))])
    server = _signed(server_name, name, server_key, key, here)
    trusted, served = folder / "authority.pem", folder / "server.pem"
    trusted.write_bytes(authority.public_bytes(serialization.Encoding.PEM))
    served.write_bytes(_key_bytes(server_key) + server.public_bytes(serialization.Encoding.PEM))
    return trusted, served


def _signed(
    subject: x509.Name,
    issuer: x509.Name,
    key: ec.EllipticCurvePrivateKey,
    signer: ec.EllipticCurvePrivateKey,
    extension: x509.ExtensionType,
) -> x509.Certificate:
    now = dt.datetime.now(dt.UTC)
    signer_key = x509.AuthorityKeyIdentifier.from_issuer_public_key(signer.public_key())
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(extension, critical=isinstance(extension, x509.BasicConstraints))
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(signer_key, critical=False)
        .sign(signer, hashes.SHA256())
    )


def _key_bytes(key: ec.EllipticCurvePrivateKey) -> bytes:
    return key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
