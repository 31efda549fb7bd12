"""What the ledger says when it can't do what it was asked. Never whose entry it is about."""

from __future__ import annotations

from tocsin.foundations.errors import TocsinError


class NoSuchEntry(TocsinError):
    """The ledger has no sealed entry {entry}."""


class TreeDamaged(TocsinError):
    """The ledger's tree lacks what belongs to place {place}. Run "tocsin ledger verify"."""

    def __init__(self, place: int) -> None:
        super().__init__(place=place)
        self.place = place


class NotACheckpoint(TocsinError):
    """This is not a signed checkpoint: {reason}."""


class NotAPrivateKey(TocsinError):
    """{path} is not a private Ed25519 key in PEM without a password."""


class KeyUnreadable(TocsinError):
    """{path} can't be read by this user: the ledger's keys are open to the node's owner alone."""


class NotAProof(TocsinError):
    """This is not a proof of Tocsin's ledger: {reason}."""


class NotSigned(TocsinError):
    """The checkpoint bears no signature by a key that was given (it names: {names})."""


class FalseSignature(TocsinError):
    """The signature by {name} under the checkpoint is false: don't rely on it."""


class SmallerThanCheckpoint(TocsinError):
    """The checkpoint speaks of {size} entries, the ledger has {ours}: the newest are missing."""


class NotInCheckpoint(TocsinError):
    """Entry {entry} is at place {place}; the checkpoint ends before it, at {size}."""


class OtherLedgers(TocsinError):
    """The checkpoints are of two ledgers, {one} and {other}: they can't be compared."""


class DidNotGrow(TocsinError):
    """The proof doesn't show that this checkpoint grew out of one that this key countersigned."""


class NotIntact(TocsinError):
    """The ledger is not intact; breaches found: {breaches}."""


class Forked(TocsinError):
    """The two checkpoints have forked: no ledger that only grows can have had both."""


class ProofFails(TocsinError):
    """The proof doesn't hold."""
