"""What a node writes down of its own running holds no secret and nobody's name.

A demonstration of its own is served and walked: signing in rightly and wrongly, a question about
somebody, a token, refusals and failures. Then every log is read: what the server said, and what
PostgreSQL wrote.
"""

from __future__ import annotations

import re
import socket
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from tests.command_line import ended, start
from tests.entrances.browser.poison import owner_of

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
SECRET = re.compile(r"tocsin_[\w-]{20,}")
ASKED = "Zebulon Quorvath"
WRONG = "a password that nobody has"
CASE = "XA-77-quorvath"


@dataclass
class Walked:
    """What the server was told in secret, and all that it and its database wrote."""

    secrets: dict[str, str]
    logs: str
    served: int


@pytest.fixture(scope="module")
def walked(tmp_path_factory: pytest.TempPathFactory) -> Walked:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    home = tmp_path_factory.mktemp("logged")
    process = start(home, "demo", "--port", port)
    assert process.stdout
    for line in process.stdout:
        if f"http://127.0.0.1:{port}" in line:
            break
    with httpx.Client(
        base_url=f"http://127.0.0.1:{port}", follow_redirects=True, timeout=120
    ) as browser:
        secrets, served = _walk(browser, home / "demo")
    process.terminate()
    done = ended(process)
    written = [*home.rglob("*.log"), *(home / "demo").rglob("log*")]
    logs = [done.stdout, done.stderr, *(_text(each) for each in written if each.is_file())]
    return Walked(secrets, "\n".join(logs), served)


def _text(file: Path) -> str:
    return file.read_text(errors="replace")


def _walk(browser: httpx.Client, home: Path) -> tuple[dict[str, str], int]:
    _send(browser, "/account/sign-in/", login="ilse.ardovia", password=WRONG)
    _send(browser, "/account/sign-in/", login="ilse.ardovia", password="demo")
    asked = _send(browser, "/match/", name=ASKED, purpose="border_check", case_reference=CASE)
    made = _send(browser, "/tokens/", label="a program", days="30", permissions="candidate.read")
    found = SECRET.search(made.text)
    token = found[0] if found else ""
    bearer = {"Authorization": f"Bearer {token}"}
    browser.get("/api/v1/candidates", headers=bearer)
    browser.post("/api/v1/screenings", headers=bearer, content=b"{" + ASKED.encode())
    browser.get(f"/nothing/{ASKED}/")
    with owner_of(home) as owner:  # A failure that nobody foresaw, while a name is at hand.
        owner.execute("alter table review_adjudication rename to hidden_adjudication")
        failed = browser.get("/queue/")
        owner.execute("alter table hidden_adjudication rename to review_adjudication")
    session = browser.cookies.get("tocsin") or ""
    forms = browser.cookies.get("csrf") or browser.cookies.get("csrftoken") or ""
    assert (asked.status_code, failed.status_code) == (200, 500)
    secrets = {
        "the name that was asked about": "Quorvath",
        "the same in capitals": "QUORVATH",
        "a wrong password": WRONG,
        "the session": session,
        "the token of forms": forms,
        "the API token": token,
    }
    return secrets, failed.status_code


def _send(browser: httpx.Client, path: str, **fields: str) -> httpx.Response:
    found = TOKEN.search(browser.get(path).text)
    token = found[1] if found else ""
    return browser.post(path, data={"csrfmiddlewaretoken": token, **fields})


def test_the_walk_had_secrets_to_tell(walked: Walked) -> None:
    assert all(len(secret) > 7 for secret in walked.secrets.values()), walked.secrets


def test_that_a_page_failed_is_in_the_log(walked: Walked) -> None:
    """Otherwise the logs that were read wouldn't be those that are written."""
    assert "ProgrammingError" in walked.logs


def test_no_log_holds_a_secret_or_a_name(walked: Walked) -> None:
    told = [what for what, secret in walked.secrets.items() if secret in walked.logs]
    assert told == []
