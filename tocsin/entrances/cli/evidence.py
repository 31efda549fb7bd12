"""What the commands of the ledger read from files and tell of it: checkpoints, proofs, public keys.

Whoever got such a file from somewhere may hold anything: what it isn't is told in one line.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tocsin.foundations.errors import UsageError

if TYPE_CHECKING:
    from tocsin.safeguards.ledger.checking import Proof
    from tocsin.safeguards.ledger.checkpoints import Checkpoint, SignedCheckpoint
    from tocsin.safeguards.ledger.signatures import PublicKey

CheckpointFile = Annotated[Path, typer.Argument(help="A signed checkpoint.")]
PublicKeys = Annotated[
    list[Path] | None, typer.Option("--keys", help="Public keys to believe, one a line.")
]


def read_checkpoint(file: Path) -> SignedCheckpoint:
    from tocsin.safeguards.ledger.checkpoints import read

    return read(there(file).read_text(errors="replace"))


def read_proof(file: Path) -> Proof:
    from tocsin.safeguards.ledger.errors import NotAProof

    try:
        proof = json.loads(there(file).read_text(errors="replace"))
    except (ValueError, RecursionError):
        raise NotAProof(reason="it is not JSON") from None
    if not isinstance(proof, dict):
        raise NotAProof(reason="it is not a JSON object")
    return proof


def public_keys_in(files: list[Path] | None) -> list[PublicKey]:
    from tocsin.safeguards.ledger.keys import read_public_keys

    lines = [line for file in files or [] for line in there(file).read_text().splitlines()]
    try:
        return read_public_keys(lines)
    except ValueError as error:
        raise UsageError(problem=f"--keys: {error}") from None


def there(file: Path) -> Path:
    if not file.is_file():
        raise UsageError(problem=f"there is no file {file}")
    return file


def require_name(name: str) -> None:
    from tocsin.safeguards.ledger.signatures import is_name

    if not is_name(name):
        raise UsageError(problem="a name that signs has no spaces and no plus sign")


def told(checkpoint: Checkpoint) -> dict[str, Any]:
    at = checkpoint.at.isoformat() if checkpoint.at else None
    return {
        "origin": checkpoint.origin,
        "size": checkpoint.size,
        "root": checkpoint.root.hex(),
        "time": at,
    }


def print_json(answer: dict[str, Any] | Any, indent: int | None = None) -> None:
    sys.stdout.write(json.dumps(answer, ensure_ascii=False, indent=indent) + "\n")


def show_keys(keys: list[PublicKey], as_json: bool) -> None:
    if as_json:
        print_json({"keys": [str(key) for key in keys]})
    else:
        sys.stdout.write("".join(f"{key}\n" for key in keys))
