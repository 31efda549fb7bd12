"""A whole node to measure: prepared with lists and invented people, served, and sent messages.

Everything goes through the doors that users have: commands, and HTTP signed by a carrier's line.
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
import random
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import psutil
import psycopg
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from benchmarks.command_line import timed
from benchmarks.flights import DATA
from benchmarks.populations import People
from tocsin.formats.paxlst import (
    Envelope,
    Flight,
    Leg,
    ListedTraveller,
    PassengerList,
    Role,
    TravelDocument,
    write_paxlst,
)
from tocsin.foundations.postgres import EmbeddedPostgres
from tocsin.foundations.vocabulary import PartialDate
from tocsin.travel.intake.rules import signed_text

UN = DATA / "un/UN_consolidated_2026-02-27.xml"
OTHERS = {
    "ofac": DATA / "ofac/OFAC_sdn_2021-03-10.xml",
    "eu": DATA / "eu/EU_FSF_full_2021-03-02.xml",
}
ENTRY = """
  <INDIVIDUAL><DATAID>{at}</DATAID><VERSIONNUM>1</VERSIONNUM><FIRST_NAME>{name}</FIRST_NAME>
    <UN_LIST_TYPE>Al-Qaida</UN_LIST_TYPE><REFERENCE_NUMBER>{reference}</REFERENCE_NUMBER>
    <LISTED_ON>2020-01-01</LISTED_ON>{aliases}{born}</INDIVIDUAL>"""


def prepare(home: Path, invented: int, *, only_un: bool = False) -> None:
    """Import the real lists and ``invented`` further persons, unless the home is there already."""
    if (home / "prepared").exists():
        return
    home.mkdir(parents=True, exist_ok=True)
    file = home / "un.xml"
    file.write_text(_with_invented(UN.read_text(encoding="utf-8"), invented), encoding="utf-8")
    timed(home, "lists", "import", "un", str(file))
    for source, path in {} if only_un else OTHERS.items():
        timed(home, "lists", "import", source, str(path))
    timed(home, "status")
    file.unlink()
    (home / "prepared").write_text(str(invented))


def _with_invented(text: str, number: int) -> str:
    entries = "".join(_entry(at, each) for at, each in enumerate(People(5).subjects(number)))
    return text.replace("</INDIVIDUALS>", f"{entries}</INDIVIDUALS>", 1)


def _entry(at: int, subject: Any) -> str:
    first, *more = (str(getattr(name, "full", name)) for name in subject.names)
    aliases = "".join(
        "<INDIVIDUAL_ALIAS><QUALITY>Good</QUALITY>"
        f"<ALIAS_NAME>{escape(name)}</ALIAS_NAME></INDIVIDUAL_ALIAS>"
        for name in more
    )
    born = "".join(_born(str(each)) for each in subject.birth_dates)
    reference = f"XXi.{at:07}"
    return ENTRY.format(
        at=90_000_000 + at, name=escape(first), reference=reference, aliases=aliases, born=born
    )


def _born(text: str) -> str:
    kind, tag = ("EXACT", "DATE") if len(text) == 10 else ("YEAR", "YEAR")
    return (
        f"<INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>{kind}</TYPE_OF_DATE><{tag}>{text}</{tag}>"
        "</INDIVIDUAL_DATE_OF_BIRTH>"
    )


@dataclass(frozen=True, slots=True)
class Answer:
    """What the node said to one message, and when that was."""

    status: int
    id: str
    at: datetime


class Node:
    """A node that is served from a home; ``key`` is the carrier's."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.port = _free_port()
        self.key = Ed25519PrivateKey.generate()
        self.line = f"XQ-{time.time_ns():x}"
        """A name can't be used again once its line has ended."""
        self.process: subprocess.Popen[bytes] | None = None
        self.server = EmbeddedPostgres(home / "postgres")

    @contextmanager
    def served(self, workers: int) -> Iterator[None]:
        """The pages and so many workers, until the block ends."""
        self._add_line()
        command = [sys.executable, "-m", "tocsin", "serve", "--port", str(self.port)]
        environment = {**os.environ, "TOCSIN_HOME": str(self.home)}
        self.process = subprocess.Popen(
            [*command, "--workers", str(workers)], env=environment, stderr=subprocess.DEVNULL
        )
        try:
            self._await_listening()
            yield
        finally:
            self.process.send_signal(signal.SIGTERM)
            self.process.wait(60)

    def _add_line(self) -> None:
        file = self.home / "line.pub"
        file.write_bytes(base64.b64encode(self.key.public_key().public_bytes_raw()))
        environment = {**os.environ, "TOCSIN_HOME": str(self.home)}
        base = [sys.executable, "-m", "tocsin", "intake"]
        subprocess.run(
            [*base, "add-line", self.line, "--key", str(file)], env=environment, check=True
        )

    def _await_listening(self) -> None:
        while True:
            try:
                socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
                return
            except OSError:
                time.sleep(0.1)

    def post(self, body: bytes, reference: str) -> Answer:
        """Send one message, signed. Raises OSError where nobody answers."""
        sent = datetime.now(UTC).isoformat()
        digest = hashlib.sha256(body).hexdigest()
        signature = self.key.sign(signed_text(self.line, sent, reference, digest))
        headers = {
            "Content-Type": "application/octet-stream",
            "Tocsin-Line": self.line,
            "Tocsin-Sent": sent,
            "Tocsin-Signature": base64.b64encode(signature).decode(),
            "Idempotency-Key": reference,
        }
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.port}/api/v1/messages", body, headers
        )
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310
                return Answer(answer.status, json.load(answer)["id"], datetime.now(UTC))
        except urllib.error.HTTPError as error:
            return Answer(error.code, "", datetime.now(UTC))

    def asked(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        """Rows as the owner of the tables sees them, past row-level security."""
        address = self.server.start()
        with psycopg.connect(
            host=str(address.socket_directory),
            port=address.port,
            user="tocsin_owner",
            dbname="tocsin",
        ) as owner:
            return owner.execute(query, values).fetchall()  # type: ignore[arg-type]

    def workers(self) -> list[psutil.Process]:
        """The processes that screen."""
        return [each for each in self._children() if "screen" in _words(each)]

    def everybody(self) -> list[psutil.Process]:
        """Pages, workers, and whoever started them."""
        assert self.process
        return [psutil.Process(self.process.pid), *self._children()]

    def postmaster(self) -> psutil.Process | None:
        pid = self.server.status().pid
        return psutil.Process(pid) if pid else None

    def _children(self) -> list[psutil.Process]:
        assert self.process
        return psutil.Process(self.process.pid).children(recursive=True)


def _words(process: psutil.Process) -> list[str]:
    try:
        return list(process.cmdline())
    except psutil.Error:
        return []


def _free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Carrier:
    """Passenger lists of flights of tomorrow, each different, from a pool of invented people."""

    def __init__(self, passengers: int, *, pool: int = 60, seed: int = 11) -> None:
        self.passengers = passengers
        people = People(seed)
        drawn = [people.travellers(passengers) for _ in range(pool)]
        self._bodies = [self._body(travellers) for travellers in drawn]

    def _body(self, travellers: list[Any]) -> bytes:
        departs = (datetime.now(UTC) + timedelta(days=1)).replace(tzinfo=None, second=0)
        departs = departs.replace(microsecond=0)
        leg = ("XQ", "8888", "IST", "VIE", departs, departs + timedelta(hours=2))
        listed = PassengerList(
            reference="REFERENCE0",
            version="D.12B",
            code="745",
            kind="passenger list",
            flight=Flight(*leg),
            legs=(Leg(*leg),),
            travellers=tuple(_listed(each, at) for at, each in enumerate(travellers)),
            declared_travellers=len(travellers),
        )
        return write_paxlst([listed], Envelope("XQ", "XAPIU", departs, "REFERENCE0"))

    def message(self, number: int) -> bytes:
        """The list of the flight of this number: no other has its reference and flight."""
        body = self._bodies[number % len(self._bodies)]
        body = body.replace(b"REFERENCE0", f"REF{number:07}".encode())
        return body.replace(b"XQ8888", f"XQ{1 + number % 9998:04}".encode())


def _listed(traveller: Any, at: int) -> ListedTraveller:
    *given, family = str(getattr(traveller.names[0], "full", traveller.names[0])).split()
    born = traveller.birth_date
    number = f"XQ{random.Random(at).randrange(10**7):07}"
    return ListedTraveller(
        Role.PASSENGER,
        tuple(filter(None, (family, " ".join(given)))),
        birth_date=born if isinstance(born, PartialDate) else PartialDate.parse(str(born)),
        documents=(TravelDocument("P", number, None),),
        position=at,
    )
