"""`tocsin members suspend`, `reinstate`, `confirm`, `reject`: what takes two registrars."""

from __future__ import annotations

from typing import Annotated

import typer

from tocsin.entrances import wiring
from tocsin.entrances.cli.acting import as_officer
from tocsin.entrances.cli.members import Code, Reason, Records
from tocsin.entrances.cli.output import progress
from tocsin.foundations.clock import system_clock

Registrar = Annotated[str, typer.Option("--officer", help="The registrar who does it.")]


def suspend(
    code: Code,
    records: Records,
    reason: Reason,
    officer: Registrar,
    at_once: Annotated[
        bool, typer.Option(help="Now, for three days, unless another registrar confirms it.")
    ] = False,
) -> None:
    """Propose to put a member out: it happens when another registrar confirms it.

    Its officers, tokens and streams end with their next question.
    """
    with wiring.node(progress), as_officer(officer) as actor:
        from tocsin.safeguards.accession import measures

        deed = measures.suspend_at_once if at_once else measures.propose_suspension
        deed(actor, code, records, reason, now=system_clock())


def reinstate(code: Code, reason: Reason, officer: Registrar) -> None:
    """Propose to end a suspension: it ends when another registrar confirms it."""
    with wiring.node(progress), as_officer(officer) as actor:
        from tocsin.safeguards.accession import measures

        measures.propose_reinstatement(actor, code, reason, now=system_clock())


def confirm(code: Code, officer: Registrar) -> None:
    """Confirm, as a second registrar, what another one proposed or did about a member."""
    with wiring.node(progress), as_officer(officer) as actor:
        from tocsin.safeguards.accession import measures

        measures.confirm(
            actor, measures.what_waits(code, now=system_clock()).id, now=system_clock()
        )


def reject(code: Code, reason: Reason, officer: Registrar) -> None:
    """Refuse it, as a second registrar: nothing happens, or the member is back at once."""
    with wiring.node(progress), as_officer(officer) as actor:
        from tocsin.safeguards.accession import measures

        measures.refuse(
            actor, measures.what_waits(code, now=system_clock()).id, reason, now=system_clock()
        )
