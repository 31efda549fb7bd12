"""``tocsin ledger``: verifying what this node wrote down, and giving others the means to doubt it.

What those others do with it is in `witness`.
"""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.table import Table

from tocsin.entrances import wiring
from tocsin.entrances.cli import witness
from tocsin.entrances.cli.acting import as_registrar, node_actor
from tocsin.entrances.cli.evidence import (
    CheckpointFile,
    PublicKeys,
    print_json,
    public_keys_in,
    read_checkpoint,
    show_keys,
    told,
)
from tocsin.entrances.cli.output import AsJson, bars, progress, show
from tocsin.foundations.clock import system_clock

if TYPE_CHECKING:
    from tocsin.safeguards.ledger.checkpoints import Checkpoint, SignedCheckpoint
    from tocsin.safeguards.ledger.keys import Keys
    from tocsin.safeguards.ledger.signatures import PublicKey
    from tocsin.safeguards.ledger.verifying import Verification

app = typer.Typer(
    help="The ledger: verify it, sign how large it is, prove what is in it.", no_args_is_help=True
)
app.command()(witness.countersign)
app.command("check-proof")(witness.check_proof)
app.command("make-key")(witness.make_key)


@app.command()
def verify(
    since: Annotated[
        Path | None, typer.Option(help="Believe what is before this checkpoint; read the rest.")
    ] = None,
    checkpoint: Annotated[
        list[Path] | None, typer.Option(help="A checkpoint that others hold, to compare with.")
    ] = None,
    keys: PublicKeys = None,
    as_json: AsJson = False,
) -> None:
    """Say whether every entry is as it was noted, and which is altered or missing."""
    before = read_checkpoint(since) if since else None
    held = [read_checkpoint(file) for file in checkpoint or []]
    believed = public_keys_in(keys)
    with wiring.node(progress):
        found = _verification(before, held, believed)
    show(_verdict(found), _verdict_table(found), as_json)
    if not found.intact:
        from tocsin.safeguards.ledger.errors import NotIntact

        raise NotIntact(breaches=found.breaches)


def _verification(
    since: SignedCheckpoint | None, held: list[SignedCheckpoint], believed: list[PublicKey]
) -> Verification:
    from tocsin.safeguards.ledger.verifying import verify

    own = _own_keys().public_keys()
    with bars() as drawn:
        return verify(
            own,
            since=_believed(since, [*own, *believed]) if since else None,
            against=[_believed(each, [*own, *believed]) for each in held],
            step=lambda done, total: drawn.move("verifying", done, total),
        )


def _believed(signed: SignedCheckpoint, keys: list[PublicKey]) -> Checkpoint:
    from tocsin.safeguards.ledger.trust import require_signed

    require_signed(signed, keys)
    return signed.checkpoint


def _verdict(found: Verification) -> dict[str, Any]:
    return {
        "intact": found.intact,
        "size": found.size,
        "root": found.root.hex(),
        "verified": found.verified,
        "unsealed": found.unsealed,
        "checkpoints": found.checkpoints,
        "breaches": found.breaches,
        "findings": [
            {
                "breach": each.breach.name.lower(),
                "entry": each.entry,
                "first": each.first,
                "last": each.last,
                "checkpoint": each.size,
                "says": str(each),
            }
            for each in found.findings
        ],
    }


def _verdict_table(found: Verification) -> Table:
    table = Table("sealed", "verified", "not yet sealed", "checkpoints", "breaches", title="Ledger")
    counts = (found.size, found.verified, found.unsealed, found.checkpoints, found.breaches)
    table.add_row(*(f"{each:,}" for each in counts))
    for each in found.findings:
        table.add_section()
        table.add_row(str(each))
    return table


@app.command()
def checkpoint(
    out: Annotated[Path | None, typer.Option(help="Where to write it.")] = None,
    as_json: AsJson = False,
) -> None:
    """Seal the ledger, and sign its size and root: give the text to other members."""
    with wiring.node(progress):
        from tocsin.safeguards.ledger.proving import issue

        signed = issue(_own_keys(), now=system_clock())
    if out:
        out.write_text(str(signed))
    if as_json:
        print_json({**told(signed.checkpoint), "text": str(signed)})
    else:
        sys.stdout.write(str(signed))


@app.command()
def compare(
    one: CheckpointFile,
    other: CheckpointFile,
    keys: PublicKeys = None,
    as_json: AsJson = False,
) -> None:
    """Say whether two checkpoints are of one ledger that only grew, or of a fork."""
    first, second = read_checkpoint(one), read_checkpoint(other)
    believed = public_keys_in(keys)
    with wiring.node(progress):
        from tocsin.safeguards.ledger.checking import check
        from tocsin.safeguards.ledger.proving import is_of_this_ledger, prove_growth

        own = [*_own_keys().public_keys(), *believed]
        checkpoints = [_believed(each, own) for each in (first, second)]
        proof = prove_growth(first, second)
        holds = check(proof, own).holds
        ours = [is_of_this_ledger(each) for each in checkpoints]
    verdict = "consistent" if holds else "forked"
    table = Table("checkpoint", "size", "of this ledger", title=verdict)
    for file, each, is_ours in zip((one, other), checkpoints, ours, strict=True):
        table.add_row(str(file), f"{each.size:,}", "yes" if is_ours else "no")
    show({"verdict": verdict, "of_this_ledger": ours, **proof}, table, as_json)
    if not holds:
        from tocsin.safeguards.ledger.errors import Forked

        raise Forked


@app.command()
def prove(
    entry: Annotated[int, typer.Argument(min=1, help="The number of the entry.")],
    checkpoint: Annotated[
        Path | None, typer.Option(help="In which checkpoint; otherwise a new one is made.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Print a proof that an entry is in the ledger, for anyone to check; it shows the entry."""
    held = read_checkpoint(checkpoint) if checkpoint else None
    with wiring.node(progress):
        from tocsin.safeguards.ledger.proving import issue, prove

        _note_disclosure(entry)
        proof = prove(entry, held or issue(_own_keys(), now=system_clock()))
    print_json(proof, indent=None if as_json else 2)


def _note_disclosure(entry: int) -> None:
    from tocsin.safeguards.access.actions import viewing
    from tocsin.safeguards.ledger.actions import note

    actor = node_actor()
    with viewing(actor):
        note(actor, "ledger.prove", f"entry:{entry}")


@app.command("keys")
def own_keys(
    rotate: Annotated[
        bool, typer.Option("--rotate", help="Sign with a new key from now on.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Show the public keys that this node signed with, oldest first: give them to other members."""
    own = _own_keys()
    if rotate or not own.public_keys():
        own.rotate()
    show_keys(own.public_keys(), as_json)


@app.command()
def forget(as_json: AsJson = False) -> None:
    """Remove what was kept for two years: contents of entries, proposals, questions."""
    with wiring.node(progress):
        gone = _forget(system_clock())
    table = Table(*gone, title="Removed, as two years old")
    table.add_row(*(f"{each:,}" for each in gone.values()))
    show(gone, table, as_json)


def _forget(now: datetime) -> dict[str, int]:
    from tocsin.members.queries import codes_by_id
    from tocsin.safeguards.access.actions import require
    from tocsin.safeguards.access.rules import Actor, Permission
    from tocsin.safeguards.approval.actions import forget_old as forget_proposals
    from tocsin.safeguards.audit.actions import forget_old as forget_questions
    from tocsin.safeguards.ledger.removing import remove_old

    with as_registrar() as node:
        require(node, Permission.LEDGER_KEEP)
        entries = remove_old(node, _own_keys().public_keys(), now=now)
    members = [Actor(member, node.roles) for member in codes_by_id()]
    return {
        "entries": entries,
        "proposals": sum(forget_proposals(each, now=now) for each in members),
        "questions": sum(forget_questions(each, now=now) for each in members),
    }


def _own_keys() -> Keys:
    from tocsin.safeguards.ledger.keys import Keys

    return Keys(wiring.home() / "keys")
