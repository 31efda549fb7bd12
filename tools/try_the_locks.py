"""Let sqlmap and wapiti loose on a demonstration that is served on this machine, signed in.

    python -m tools.try_the_locks sqlmap --program locks/bin/sqlmap --minutes 10 --out out
    python -m tools.try_the_locks wapiti --program locks/bin/wapiti --minutes 10 --out out

The officer has every role. Their role, their member's state and their counted questions are put
back each second, so that what a scan does to its own officer doesn't lock it out: it is the
database's owner who does so, past every lock, which is why this asks for the demonstration's home.
Every form and every link of every page that can be reached is asked, one of each shape, and every
operation of the API with a body made from its own description. sqlmap goes on where it stopped when
it is begun again with the same ``--out``.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urljoin, urlsplit

import psycopg
import requests
from lxml import html

from tocsin.foundations.postgres import EmbeddedPostgres
from tocsin.safeguards.access.rules import Permission, Role

OFFICER, PASSWORD = "ilse.ardovia", "demo"
SHAPE = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|[0-9a-f]{16}|\d+|\bX[A-Z]\b")
LEFT_ALONE = ("/account/sign-out", "/static/", "/api/")
MOST_PAGES = 250
MODULES = "xss,permanentxss,redirect,crlf,file,exec,xxe,csp,http_headers,cookieflags,csrf,ldap"
MODULES += ",methods,ssrf"
"""Of wapiti, all but the injection of SQL, which is sqlmap's."""
TESTED = re.compile(r"testing if (?:[\w()-]+ )*parameter '([^']*)'|parameter '([^']*)' does not")
FOUND = re.compile(r"is vulnerable|identified the following injection")
"""What it says at the end; what only "appears" so is asked again by sqlmap itself before."""


@dataclass(frozen=True)
class Request:
    """One thing to ask, as a browser or a program would."""

    method: str
    path: str
    body: str = ""
    kind: str = "application/x-www-form-urlencoded"

    @property
    def shape(self) -> str:
        """What is the same for requests that differ in the things they name alone."""
        place, _, query = self.path.partition("?")
        names = sorted(each.partition("=")[0] for each in f"{query}&{self.body}".split("&"))
        told = "" if self.kind.endswith("json") else ",".join(names)
        return f"{self.method} {SHAPE.sub('*', place)} {told}"

    @property
    def has_parameters(self) -> bool:
        """Whether there is anything but the form's own token to put something into."""
        sent = [each for each in self.body.split("&") if not each.startswith("csrfmiddle")]
        return any(sent) or "?" in self.path


@dataclass
class Visitor:
    """The officer of the demonstration, signed in."""

    address: str
    session: requests.Session = field(default_factory=requests.Session)
    bearer: str = ""

    def sign_in(self) -> None:
        self.send("/account/sign-in/", {"login": OFFICER, "password": PASSWORD})
        permissions = [each.value for each in Permission]
        page = self.send("/tokens/", {"label": "scan", "days": "7", "permissions": permissions})
        self.bearer = str(page.xpath("string(//code[@class='token'])"))

    def page(self, path: str) -> Any:
        answer = self.session.get(urljoin(self.address, path), timeout=60)
        return _tree(answer)

    def send(self, path: str, form: Mapping[str, object]) -> Any:
        token = self.page(path).xpath("string(//input[@name='csrfmiddlewaretoken']/@value)")
        answer = self.session.post(
            urljoin(self.address, path), {**form, "csrfmiddlewaretoken": token}, timeout=60
        )
        return _tree(answer)

    @property
    def cookies(self) -> str:
        return "; ".join(f"{each.name}={each.value}" for each in self.session.cookies)


def _tree(answer: requests.Response) -> Any:
    is_page = answer.headers.get("Content-Type", "").startswith("text/html") and answer.content
    return html.fromstring(answer.content if is_page else b"<html/>")


def put_back(home: Path, ended: threading.Event) -> None:
    """Each second: the officer has every role, the members are active, nothing was counted."""
    server = EmbeddedPostgres(home / "postgres").start()
    with psycopg.connect(
        host=str(server.socket_directory),
        port=server.port,
        user="tocsin_owner",
        dbname="tocsin",
        autocommit=True,
    ) as owner:
        secret = owner.execute(
            "select password from members_officer where username = %s", [OFFICER]
        ).fetchone()
        while True:
            owner.execute(
                "update members_officer set roles = %s, is_active = true, ended_at = null,"
                " password = %s where username = %s",
                [[role.value for role in Role], secret and secret[0], OFFICER],
            )
            owner.execute("alter table members_member disable trigger user")
            owner.execute("update members_member set state = 'active' where joined_at is not null")
            owner.execute("alter table members_member enable trigger user")
            owner.execute("truncate access_tally")
            if ended.wait(1):
                return


def of_pages(visitor: Visitor) -> Iterator[Request]:
    """Every link with a query and every form, one of each shape."""
    waiting, seen, shapes = ["/"], set[str](), set[str]()
    while waiting and len(seen) < MOST_PAGES:
        path = waiting.pop(0)
        shape = Request("GET", path).shape
        if shape in seen or path.startswith(LEFT_ALONE):
            continue
        seen.add(shape)
        page = visitor.page(path)
        for link in page.xpath("//a/@href"):
            whole = urlsplit(urljoin(visitor.address + path, link))
            if whole.netloc == urlsplit(visitor.address).netloc:
                waiting.append(whole.path + (f"?{whole.query}" if whole.query else ""))
        asked = [Request("GET", path)] if "?" in path else []
        for each in [*asked, *(_form(path, form) for form in page.iter("form"))]:
            if each.shape not in shapes and not each.path.startswith(LEFT_ALONE):
                shapes.add(each.shape)
                yield each


def _form(path: str, form: Any) -> Request:
    """A form with what stands in it; what is empty gets a value that a person might type."""
    method = str(form.get("method", "get")).upper()
    action = urlsplit(urljoin(f"http://x{path}", form.get("action") or path)).path
    sent = {each.get("name"): _typed(each) for each in form.iter("input", "select", "textarea")}
    sent |= {each.get("name"): each.get("value") or "" for each in form.iter("button")}
    encoded = urlencode({name: value for name, value in sent.items() if name})
    return (
        Request("POST", action, encoded)
        if method == "POST"
        else Request("GET", f"{action}?{encoded}")
    )


def _typed(element: Any) -> str:
    if element.tag == "select":
        chosen = element.xpath("string(.//option[@selected]/@value)")
        return str(chosen or element.xpath("string(.//option[@value!=''][1]/@value)"))
    value = element.get("value") or (element.text if element.tag == "textarea" else "")
    kinds = {"number": "3", "date": "2026-01-01", "email": "a@b.example", "file": ""}
    return str(value or kinds.get(element.get("type", ""), "XA-1 words"))


def of_programs(visitor: Visitor) -> Iterator[Request]:
    """Every operation of the API, with a body and a query as its description has them."""
    told = visitor.session.get(f"{visitor.address}/api/v1/openapi.json", timeout=60).json()
    for path, operations in told["paths"].items():
        for method, each in operations.items():
            filled = re.sub(r"\{\w+\}", "019a0000-0000-7000-8000-00000000dead", path)
            named = [one for one in each.get("parameters", ()) if one["in"] == "query"]
            query = {one["name"]: example(told, one["schema"]) for one in named}
            kinds = each.get("requestBody", {}).get("content", {})
            schema = kinds.get("application/json", {}).get("schema")
            body = json.dumps(example(told, schema)) if schema else ""
            where = f"{filled}?{urlencode(query)}" if query else filled
            yield Request(method.upper(), where, body, "application/json")


def example(told: Any, schema: Any, depth: int = 0) -> Any:
    """A value that a schema describes: the first choice of everything, every property."""
    if "$ref" in schema:
        return example(
            told, told["components"]["schemas"][schema["$ref"].rpartition("/")[2]], depth
        )
    for choice in ("anyOf", "oneOf", "allOf"):
        if choice in schema:
            return example(told, schema[choice][0], depth)
    if "enum" in schema or "const" in schema:
        return schema.get("const", schema.get("enum", [""])[0])
    if schema.get("type") == "object" and depth < 8:
        given = schema.get("properties", {})
        return {name: example(told, each, depth + 1) for name, each in given.items()}
    if schema.get("type") == "array":
        return [example(told, schema.get("items", {}), depth + 1)]
    plain = {"integer": 1, "number": 0.5, "boolean": True, "null": None, "object": {}}
    formats = {"date": "2026-01-01", "date-time": "2026-01-01T00:00:00Z"}
    return plain.get(schema.get("type"), formats.get(schema.get("format"), "XA"))


def written(request: Request, visitor: Visitor) -> str:
    """The request as it goes over the line, for sqlmap to read."""
    is_program = request.path.startswith("/api/")
    credential = (
        f"Authorization: Bearer {visitor.bearer}" if is_program else (f"Cookie: {visitor.cookies}")
    )
    body = request.body
    if not is_program and request.method == "POST":
        token = visitor.session.cookies.get("csrf", "")
        rest = [each for each in body.split("&") if not each.startswith("csrfmiddlewaretoken=")]
        body = "&".join([*rest, f"csrfmiddlewaretoken={token}"])
    host = urlsplit(visitor.address).netloc
    lines = [f"{request.method} {request.path} HTTP/1.1", f"Host: {host}", credential]
    return "\r\n".join([*lines, f"Content-Type: {request.kind}", "", body])


def ask_sqlmap(visitor: Visitor, program: str, out: Path, ends: float) -> None:
    """Each request in turn until the time is over; one line of JSON for each that was asked."""
    asked = [*of_pages(visitor), *of_programs(visitor)]
    asked = [each for each in asked if each.has_parameters]
    (out / "requests.txt").write_text("\n".join(each.shape for each in asked) + "\n")
    told = out / "sqlmap.jsonl"
    done = {json.loads(line)["request"] for line in told.open()} if told.exists() else set()
    for request in asked:
        left = ends - time.monotonic()
        if request.shape in done or left < 5:
            continue
        line = _by_sqlmap(visitor, program, out, request, left)
        with told.open("a") as file:
            file.write(json.dumps(line) + "\n")
    lines = [json.loads(line) for line in told.open()]
    found = [each for each in lines if each["found"]]
    whole = sum(each["whole"] for each in lines)
    sys.stdout.write(json.dumps({"requests": len(asked), "whole": whole, "found": found}) + "\n")


def _by_sqlmap(
    visitor: Visitor, program: str, out: Path, request: Request, left: float
) -> dict[str, Any]:
    file = out / "request.txt"
    file.write_text(written(request, visitor))
    options = "--batch --level 1 --risk 1 --dbms PostgreSQL --technique BEUS --ignore-code=* "
    options += "--flush-session --skip csrfmiddlewaretoken,csrf,tocsin --disable-coloring"
    command = [program, "-r", str(file), *options.split(), "--output-dir", str(out / "sqlmap")]
    try:
        run = subprocess.run(command, capture_output=True, text=True, timeout=left, check=False)
        log, whole = run.stdout, "ending @" in run.stdout
    except subprocess.TimeoutExpired as cut:
        log, whole = (cut.stdout or b"").decode(), False
    tested = sorted({a or b for a, b in TESTED.findall(log)})
    harm = [each for each in log.splitlines() if FOUND.search(each)]
    last = [each for each in log.splitlines() if "CRITICAL" in each]
    return {
        "request": request.shape,
        "tested": tested,
        "whole": whole,
        "found": harm,
        "said": last[-1:],
    }


def ask_wapiti(visitor: Visitor, program: str, out: Path, minutes: float) -> None:
    """One run of every module, each with its share of the time; the report says what was found."""
    crawling, attack = int(minutes * 60 / 6), int(minutes * 60 / 16)
    options = f"--scope folder -d 4 --max-links-per-page 60 --max-scan-time {crawling} -t 20"
    options += f" --max-attack-time {attack} --flush-session --no-bugreport -f json -m {MODULES}"
    left = [f"{visitor.address}{each}" for each in ("/account/sign-out/", "/account/password/")]
    command = [program, "-u", f"{visitor.address}/", "-H", f"Cookie: {visitor.cookies}"]
    command += [*options.split(), "-o", str(out / "wapiti.json")]
    command += [part for each in left for part in ("-x", each)]
    with (out / "wapiti.log").open("w") as log:
        subprocess.run(command, stdout=log, stderr=subprocess.STDOUT, check=False)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("tool", choices=["sqlmap", "wapiti", "list"])
    parser.add_argument("--address", default="http://127.0.0.1:8770")
    parser.add_argument("--home", type=Path, required=True, help="of the demonstration")
    parser.add_argument("--program", default="")
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    ends, ended = time.monotonic() + given.minutes * 60, threading.Event()
    guard = threading.Thread(target=put_back, args=(given.home, ended), daemon=True)
    guard.start()
    time.sleep(2)
    visitor = Visitor(given.address)
    visitor.sign_in()
    if given.tool == "sqlmap":
        ask_sqlmap(visitor, given.program, given.out, ends)
    elif given.tool == "wapiti":
        ask_wapiti(visitor, given.program, given.out, given.minutes)
    else:
        for each in [*of_pages(visitor), *of_programs(visitor)]:
            sys.stdout.write(f"{each.shape}\n")
    ended.set()
    guard.join()


if __name__ == "__main__":
    main()
