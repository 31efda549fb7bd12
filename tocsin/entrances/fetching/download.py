"""One list from its address to a file: the conversation with the server.

Certificates are verified, redirects are followed by hand and only to hosts that may answer, and
size and time have limits. What it does not do: read the list, or decide anything about it.
"""

from __future__ import annotations

import os
import ssl
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO
from urllib.parse import urljoin

import httpx

from tocsin import __version__
from tocsin.entrances.fetching import errors, rules
from tocsin.entrances.fetching.addresses import Address, host_of, is_allowed
from tocsin.entrances.fetching.files import Downloads
from tocsin.entrances.fetching.rules import Meaning
from tocsin.foundations.outgoing.by_httpx import client

MOST_REDIRECTS = 5
MOST_MINUTES = 20
Report = Callable[[int, int], None]


class _Dropped(Exception):
    """The connection ended, or the server asks to be asked again: another attempt may succeed."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """The file, and whether the server sent anything new."""

    path: Path
    is_new: bool
    modified: str


@dataclass(frozen=True, slots=True)
class Limits:
    """How much and how long; and the clock and the pause, so that tests need not wait."""

    most_bytes: int = rules.MOST_BYTES
    seconds: float = MOST_MINUTES * 60
    now: Callable[[], float] = time.monotonic
    pause: Callable[[float], None] = time.sleep
    timeouts: httpx.Timeout = field(default_factory=lambda: httpx.Timeout(30, connect=10))


def fetch(
    source: str,
    address: Address,
    folder: Path,
    *,
    trust: ssl.SSLContext | bool = True,
    limits: Limits = Limits(),
    report: Report = lambda _done, _total: None,
) -> Fetched:
    """The list at ``address``, as a file in ``folder``. Raises FetchError; a part is kept."""
    downloads = Downloads(folder, source)
    with downloads.alone(), _client(trust, limits) as asking:
        return _Conversation(source, address, downloads, asking, limits, report).run()


def _client(trust: ssl.SSLContext | bool, limits: Limits) -> httpx.Client:
    """``identity``: the bytes that arrive are the file, so a part of them is a part of it."""
    return client(
        verify=trust,
        timeout=limits.timeouts,
        follow_redirects=False,
        headers={"User-Agent": f"tocsin/{__version__}", "Accept-Encoding": "identity"},
    )


class _Conversation:
    """The attempts of one fetch."""

    def __init__(
        self,
        source: str,
        address: Address,
        downloads: Downloads,
        client: httpx.Client,
        limits: Limits,
        report: Report,
    ) -> None:
        self._source = source
        self._address = address
        self._downloads = downloads
        self._client = client
        self._limits = limits
        self._report = report
        self._ends_at = limits.now() + limits.seconds
        self._host = host_of(address.url)

    def run(self) -> Fetched:
        reason = ""
        for attempt in range(rules.ATTEMPTS):
            self._limits.pause(rules.pause_before(attempt))
            self._check_time()
            try:
                return self._attempt()
            except _Dropped as dropped:
                reason = str(dropped)
        raise errors.Interrupted(
            source=self._source, host=self._host, attempts=rules.ATTEMPTS, reason=reason
        )

    def _attempt(self) -> Fetched:
        url = self._address.url
        part, whole = self._downloads.part(url), self._downloads.whole(url)
        with self._asked(rules.request_headers(part, whole)) as answer:
            meaning = rules.meaning_of(answer.status_code, answer.headers, part)
            if meaning is Meaning.UNCHANGED and whole:
                return Fetched(self._downloads.whole_path, False, whole.modified)
            if meaning is Meaning.WHOLE:
                copy = rules.copy_of(url, answer.headers)
                self._store(answer, self._downloads.begin(copy), 0)
            elif meaning is Meaning.REST and part:
                self._store(answer, self._downloads.go_on(), part.size)
            else:
                self._give_up(meaning, answer)
            path = self._downloads.finish(url)
            return Fetched(path, True, answer.headers.get("last-modified", ""))

    def _give_up(self, meaning: Meaning, answer: httpx.Response) -> None:
        if meaning in (Meaning.NOT_RESUMABLE, Meaning.UNCHANGED):
            self._downloads.forget_part()
            raise _Dropped("it can't be gone on with")
        if meaning is Meaning.LATER:
            raise _Dropped(f"it answered {answer.status_code}")
        raise errors.AddressRefused(
            source=self._source, host=answer.url.host, status=answer.status_code
        )

    @contextmanager
    def _asked(self, headers: dict[str, str]) -> Iterator[httpx.Response]:
        """The first answer that is no redirect. Raises _Dropped where the connection fails."""
        url = self._address.url
        try:
            for _turn in range(MOST_REDIRECTS):
                self._check_address(url)
                with self._client.stream("GET", url, headers=headers) as answer:
                    if rules.meaning_of(answer.status_code, answer.headers, None) is not (
                        Meaning.ELSEWHERE
                    ):
                        yield answer
                        return
                    url = urljoin(url, answer.headers.get("location", ""))
            raise errors.AddressRefused(
                source=self._source, host=self._host, status="redirects without end"
            )
        except httpx.InvalidURL:
            raise errors.AddressRefused(
                source=self._source, host=self._host, status="with an address that is none"
            ) from None
        except httpx.TransportError as error:
            raise self._explained(error) from error

    def _check_address(self, url: str) -> None:
        if not is_allowed(url, self._address):
            hosts = " and ".join(sorted(self._address.hosts))
            shown = url.partition("?")[0][:200]
            raise errors.AddressNotAllowed(source=self._source, hosts=hosts, address=shown)

    def _explained(self, error: httpx.TransportError) -> Exception:
        """A certificate is not tried again; whatever else breaks a connection may pass."""
        cause: BaseException | None = error
        while cause:
            if isinstance(cause, ssl.SSLCertVerificationError):
                reason = cause.verify_message
                return errors.NotTrusted(source=self._source, host=self._host, reason=reason)
            cause = cause.__cause__ or cause.__context__
        return _Dropped(type(error).__name__)

    def _store(self, answer: httpx.Response, file: BinaryIO, done: int) -> None:
        """Append what arrives; the part stays on disk whatever ends it."""
        if answer.headers.get("content-encoding", "identity") != "identity":
            raise errors.AddressRefused(
                source=self._source, host=answer.url.host, status="in a compressed form"
            )
        total = rules.expected_size(answer.headers)
        self._check_size(answer, total or 0)
        with file:
            for block in answer.iter_raw():
                done += len(block)
                self._check_size(answer, done)
                self._check_time()
                file.write(block)
                self._report(done, total or done)
            file.flush()
            os.fsync(file.fileno())
        if total is not None and done != total:
            raise _Dropped("it sent less than it said")

    def _check_size(self, answer: httpx.Response, size: int) -> None:
        if size > self._limits.most_bytes:
            self._downloads.forget_part()
            raise errors.TooLarge(
                source=self._source, host=answer.url.host, most=self._limits.most_bytes >> 20
            )

    def _check_time(self) -> None:
        if self._limits.now() > self._ends_at:
            minutes = round(self._limits.seconds / 60)
            raise errors.TookTooLong(source=self._source, minutes=minutes)
