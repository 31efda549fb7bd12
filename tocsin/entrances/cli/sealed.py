"""`tocsin messages`: words about an alert that only its two members can read.

These commands run where the officer is, not where the node is: they seal and open here, with a key
in a file of the member's own, and send the node ciphertext alone.
"""

from __future__ import annotations

import base64
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.table import Table

from tocsin.entrances.cli.output import AsJson, show
from tocsin.foundations.errors import TocsinError, UsageError

if TYPE_CHECKING:
    from tocsin.entrances.asking import Answers

app = typer.Typer(help="Sealed messages about alerts.", no_args_is_help=True)

Case = Annotated[str, typer.Argument(help="The case of the alert, as its page shows it.")]
At = Annotated[str, typer.Option("--node", help="Address of the node, as https://node.example.")]
WithToken = Annotated[Path, typer.Option("--token", help="A file that holds an API token.")]
WithKey = Annotated[
    list[Path], typer.Option("--key", help="A file with a secret key; repeat it for earlier ones.")
]
Words = Annotated[typer.FileBinaryRead, typer.Argument(help="The words; - for standard input.")]


class NotOurKey(TocsinError):
    """The sealing key that the node gives for {code} is not signed by a signing key of {code}'s.
    Nothing was sealed. Ask {code}'s desk by telephone."""


class OtherSigningKey(TocsinError):
    """{code} signs with key {found} here, and not with {expected} as you said. Nothing was sealed.
    Ask {code}'s desk by telephone."""


@app.command("key")
def key(
    code: Annotated[str, typer.Argument(help="Your member's code.")],
    file: Annotated[Path, typer.Argument(help="Where the secret key is kept; a new file.")],
) -> None:
    """Make a key pair. Prints the public key, and the text that your signing key must sign."""
    from tocsin.alerts.correspondence.rules import registration
    from tocsin.alerts.correspondence.sealing import new_pair

    pair = new_pair()
    try:
        kept = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise UsageError(problem=f"{file} is there already; a key is never written over") from None
    with os.fdopen(kept, "w") as out:
        out.write(pair.secret + "\n")
    typer.echo(pair.public)
    typer.echo(registration(code, pair.public).decode(), nl=False)


@app.command("seal")
def seal(
    words: Words,
    to: Annotated[list[str], typer.Option("--to", help="A sealing key; one for each member.")],
    out: Annotated[Path, typer.Option("--out", help="The sealed file, to upload on the page.")],
) -> None:
    """Seal words to the keys that an alert's page shows, without asking the node."""
    from tocsin.alerts.correspondence.sealing import seal

    out.write_bytes(seal(words.read(), to))


@app.command("open")
def open_(file: Annotated[Path, typer.Argument(help="The sealed file.")], key: WithKey) -> None:
    """Open a file that was fetched on the page, and print the words."""
    from tocsin.alerts.correspondence.sealing import open_sealed

    sys.stdout.buffer.write(open_sealed(file.read_bytes(), _secrets(key)))


@app.command("write")
def write(
    case: Case,
    words: Words,
    node: At,
    token: WithToken,
    expect: Annotated[
        list[str] | None,
        typer.Option(help="A member's signing key as you know it, as XA:0123456789abcdef."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Seal words to both members of an alert and send them.

    A sealing key counts only if its member signed it. The ids of the signing keys are printed:
    compare them once with what the member's desk says, and give them with --expect from then on.
    """
    from tocsin.alerts.correspondence.sealing import seal

    with _answers(node, token) as answers:
        path = f"/alerts/{case}/messages"
        recipients = answers.get(path)["recipients"]
        signed_by = {each["member"]: _checked(each, expect or []) for each in recipients}
        content = seal(words.read(), [each["key"] for each in recipients])
        sent = answers.post(path, {"content": base64.b64encode(content).decode()})
    table = Table("message", "sealed to", "signing key")
    for member, signing in signed_by.items():
        table.add_row(sent["id"], member, signing)
    show({"message": sent["id"], "sealed_to": signed_by}, table, as_json)


@app.command("read")
def read(case: Case, node: At, token: WithToken, key: WithKey, as_json: AsJson = False) -> None:
    """Fetch the messages of an alert, open them here and print them, oldest first."""
    secrets = _secrets(key)
    with _answers(node, token) as answers:
        path = f"/alerts/{case}/messages"
        found = [answers.get(f"{path}/{each['id']}") for each in answers.get(path)["messages"]]
    rows = [{**_about(each), "words": _opened(each, secrets)} for each in found]
    table = Table("written", "from", "words")
    for row in rows:
        table.add_row(row["written_at"], row["writer"], row["words"])
    show({"messages": rows}, table, as_json)


def _about(message: dict[str, Any]) -> dict[str, Any]:
    return {name: message[name] for name in ("id", "writer", "reader", "written_at")}


def _opened(message: dict[str, Any], secrets: list[str]) -> str:
    """The words; where no key opens them, why not."""
    from tocsin.alerts.correspondence.errors import CannotOpen
    from tocsin.alerts.correspondence.sealing import open_sealed

    try:
        opened = open_sealed(base64.b64decode(message["content"]), secrets)
    except CannotOpen as why:
        return f"({why})"
    return opened.decode("utf-8", "replace")


def _checked(recipient: dict[str, str], expected: list[str]) -> str:
    """The id of the signing key that endorsed a sealing key. Raises NotOurKey, OtherSigningKey."""
    from tocsin.alerts.correspondence.errors import NoSealingKey
    from tocsin.alerts.correspondence.rules import registration
    from tocsin.members.keys import key_id, made, read_key

    code = recipient["member"]
    if not recipient["key"]:
        raise NoSealingKey(code=code)
    signing = read_key(recipient["endorsed_by"])
    if not made(signing, recipient["endorsement"], registration(code, recipient["key"])):
        raise NotOurKey(code=code)
    known = dict(each.split(":", 1) for each in expected if ":" in each)
    if known.get(code, key_id(signing)) != key_id(signing):
        raise OtherSigningKey(code=code, found=key_id(signing), expected=known[code])
    return key_id(signing)


def _secrets(files: list[Path]) -> list[str]:
    return [each.read_text(encoding="ascii").strip() for each in files]


def _answers(node: str, token: Path) -> Answers:
    from tocsin.entrances.asking import Answers

    return Answers(node, token.read_text(encoding="ascii").strip())
