"""The other side of the ledger's commands: what a member does with another's checkpoint or proof.

They start no node and need none.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from tocsin.entrances.cli.evidence import (
    CheckpointFile,
    PublicKeys,
    public_keys_in,
    read_checkpoint,
    read_proof,
    require_name,
    show_keys,
    there,
    told,
)
from tocsin.entrances.cli.output import AsJson, show
from tocsin.foundations.clock import system_clock
from tocsin.foundations.errors import UsageError

Name = Annotated[str, typer.Option(help="Under which name the key signs: the member's code.")]


def countersign(
    file: CheckpointFile,
    key: Annotated[Path, typer.Option(help="The member's private key (Ed25519, PEM).")],
    name: Name,
    grown: Annotated[
        Path | None,
        typer.Option(help="What `compare --json` said: it grew out of one you signed before."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Bear witness of a checkpoint, as a member: your line is added to the file."""
    from tocsin.safeguards.ledger.countersigning import countersign
    from tocsin.safeguards.ledger.keys import private_key

    require_name(name)
    growth = read_proof(grown) if grown else None
    now = system_clock()
    signed = countersign(
        read_checkpoint(file), private_key(there(key)), name, now=now, growth=growth
    )
    file.write_text(str(signed))
    names = [each.name for each in signed.signatures]
    table = Table("size", "signed by")
    table.add_row(f"{signed.checkpoint.size:,}", ", ".join(names))
    show({**told(signed.checkpoint), "signed_by": names}, table, as_json)


def check_proof(
    file: Annotated[Path, typer.Argument(help="What `prove` or `compare --json` printed.")],
    keys: PublicKeys = None,
    as_json: AsJson = False,
) -> None:
    """Check a proof, without a node; with --keys one of them must have signed what it leads to."""
    from tocsin.safeguards.ledger.checking import check
    from tocsin.safeguards.ledger.errors import NotSigned, ProofFails

    believed = public_keys_in(keys)
    checked = check(read_proof(file), believed)
    answer = {
        "holds": checked.holds,
        "kind": checked.kind,
        **told(checked.checkpoint),
        "signed_by": list(checked.signers.verified),
        "not_checked": list(checked.signers.unknown),
    }
    table = Table("what", "answer", title="Proof")
    for key, value in answer.items():
        table.add_row(key, ", ".join(value) if isinstance(value, list) else str(value))
    show(answer, table, as_json)
    if not checked.holds:
        raise ProofFails
    if believed and not checked.signers.verified:
        raise NotSigned(names=", ".join(checked.signers.unknown))


def make_key(
    file: Annotated[Path, typer.Argument(help="Where the private key is written.")],
    name: Name,
    as_json: AsJson = False,
) -> None:
    """Make a member's key for countersigning, and show its public half for the others."""
    from tocsin.safeguards.ledger.keys import new_private_key
    from tocsin.safeguards.ledger.signatures import Kind, public

    require_name(name)
    if file.exists():
        raise UsageError(problem=f"{file} is there already")
    show_keys([public(new_private_key(file), name, Kind.WITNESS)], as_json)
