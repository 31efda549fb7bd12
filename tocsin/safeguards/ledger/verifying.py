"""Verifying: is the ledger still what was noted, and is it the one that checkpoints were made of?

Reads everything in one snapshot and changes nothing; what is wrong becomes a finding, and the rest
is still verified. It can't find what was altered before it was sealed by someone who also altered
the hash beside it, nor a missing end of which nobody holds a checkpoint.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from django.db import connections, transaction

from tocsin.foundations.errors import TocsinError
from tocsin.safeguards.ledger import stored
from tocsin.safeguards.ledger.checkpoints import Checkpoint, read
from tocsin.safeguards.ledger.errors import TreeDamaged
from tocsin.safeguards.ledger.findings import Breach, Finding, Regrowth, compare
from tocsin.safeguards.ledger.retention import removable
from tocsin.safeguards.ledger.signatures import PublicKey
from tocsin.safeguards.ledger.stored import SEALER
from tocsin.safeguards.ledger.trust import require_signed

TOLD = 1_000
"""Findings that are kept; more are only counted."""

Step = Callable[[int, int], None]
"""Told how many places are verified, of how many."""


def _silence(_done: int, _total: int) -> None:
    """Told to nobody."""


@dataclass
class Verification:
    """What a verification found; it is written while it runs."""

    size: int = 0
    """Sealed entries."""
    root: bytes = b""
    """The root that the sealed entries make, as they are now."""
    verified: int = 0
    """Sealed entries that were read: all, or those since a checkpoint."""
    unsealed: int = 0
    checkpoints: int = 0
    """Checkpoints that were compared."""
    removed: int = 0
    """At how many of the first places contents may be gone by rule; their leaves are verified."""
    breaches: int = 0
    findings: list[Finding] = field(default_factory=list)

    @property
    def intact(self) -> bool:
        return not self.breaches

    def note(self, finding: Finding) -> None:
        self.breaches += 1
        if len(self.findings) < TOLD:
            self.findings.append(finding)


def verify(
    own_keys: Sequence[PublicKey],
    *,
    since: Checkpoint | None = None,
    against: Iterable[Checkpoint] = (),
    step: Step = _silence,
) -> Verification:
    """Verify the whole ledger, or what was added since a checkpoint, and what waits for sealing.

    ``own_keys`` check the checkpoints that the database says this node signed; ``since`` and
    ``against`` are such that the caller believes.
    """
    found = Verification()
    with _snapshot():
        own = _own(own_keys, found)
        found.removed = _removed(own, found)
        checkpoints = [*own, *against, *([since] if since else [])]
        checkpoints.sort(key=lambda each: each.size)
        found.checkpoints = len(checkpoints)
        roots = _regrown(found, since.size if since else 0, checkpoints, step)
        _compare_with(found, checkpoints, roots)
        _verify_unsealed(found)
        if since is None:
            _find_astray(found)
    return found


@contextmanager
def _snapshot() -> Iterator[None]:
    with transaction.atomic(using=SEALER):
        with connections[SEALER].cursor() as cursor:
            cursor.execute("set transaction isolation level repeatable read, read only")
        yield


def _own(keys: Sequence[PublicKey], found: Verification) -> list[Checkpoint]:
    """The checkpoints in the database, as far as a key of ours signed them."""
    believed = []
    for size, text in stored.issued():
        try:
            signed = read(text)
            require_signed(signed, keys)
            believed.append(signed.checkpoint)
        except TocsinError:
            found.note(Finding(Breach.UNSIGNED, size=size))
    return believed


def _removed(own: Sequence[Checkpoint], found: Verification) -> int:
    """Below which place contents may be gone: each removal needs a checkpoint two years older."""
    allowed = 0
    for size, at in stored.removals():
        if size <= removable(own, at):
            allowed = max(allowed, size)
        else:
            found.note(Finding(Breach.REMOVED_EARLY, None, 0, size - 1))
    return allowed


def _regrown(
    found: Verification, start: int, checkpoints: Sequence[Checkpoint], step: Step
) -> dict[int, bytes]:
    """The roots at the checkpoints' sizes, of the tree grown again from its leaves on ``start``."""
    found.size = stored.size()
    if start > found.size:
        return {}
    try:
        roots = {
            each.size: stored.edge(each.size).root for each in checkpoints if each.size < start
        }
        sizes = {each.size for each in checkpoints}
        tree = Regrowth(stored.edge(start), found.note, sizes, found.removed)
    except TreeDamaged as damaged:
        found.note(Finding(Breach.NO_LEAF, first=damaged.place, last=damaged.place))
        return {}
    _regrow(tree, start, step)
    found.size, found.root, found.verified = tree.size, tree.root, tree.size - start
    return {**roots, **tree.roots}


def _regrow(tree: Regrowth, start: int, step: Step) -> None:
    leaves = stored.count()
    for rows in stored.placed(start):
        for row in rows:
            tree.add(row, leaves)
        step(tree.size, leaves)


def _compare_with(
    found: Verification, checkpoints: Sequence[Checkpoint], roots: Mapping[int, bytes]
) -> None:
    """Where a checkpoint is contradicted, the breach lies after the one before that holds."""
    holds = 0
    for each in checkpoints:
        if each.size > found.size:
            found.note(Finding(Breach.CUT, None, found.size, each.size - 1, size=each.size))
        elif roots.get(each.size, each.root) != each.root:
            found.note(Finding(Breach.FORKED, None, holds, each.size - 1, size=each.size))
        else:
            holds = each.size


def _verify_unsealed(found: Verification) -> None:
    for rows in stored.waiting():
        for row in rows:
            found.unsealed += 1
            breach, _ = compare(row, row.noted or b"")
            if breach:
                found.note(Finding(breach, row.entry))


def _find_astray(found: Verification) -> None:
    for entry in stored.astray(TOLD):
        found.note(Finding(Breach.ASTRAY, entry))
