"""A checkpoint: how large the ledger was and which root it had, as a text that people can sign.

Its form is C2SP's: the body is a ``tlog-checkpoint`` (origin, size, root) with one extension line
for the time, inside a ``signed-note``; members countersign as ``tlog-cosignature/v1`` witnesses
(https://c2sp.org). So other people's verifiers read it as well. Pure; whose key is to be believed
is the reader's to say.
"""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass, replace
from datetime import datetime

from tocsin.safeguards.ledger.errors import NotACheckpoint
from tocsin.safeguards.ledger.signatures import Signature
from tocsin.safeguards.ledger.tree import HASH

_TIME = "time "
_BLANK = "\n\n"


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """What is signed."""

    origin: str
    """Which ledger it is of: a name that its first signing made."""
    size: int
    root: bytes
    at: datetime | None = None
    """When it was made; None in a checkpoint of another origin that doesn't say."""

    @property
    def text(self) -> str:
        lines = [self.origin, str(self.size), base64.b64encode(self.root).decode()]
        if self.at:
            lines.append(_TIME + self.at.isoformat(timespec="seconds"))
        return "".join(f"{line}\n" for line in lines)


@dataclass(frozen=True, slots=True)
class SignedCheckpoint:
    """A checkpoint with the signatures under it, checked or not."""

    text: str
    """What the signatures are of, byte for byte; it ends with a line feed."""
    signatures: tuple[Signature, ...] = ()

    @property
    def checkpoint(self) -> Checkpoint:
        """Raises NotACheckpoint."""
        return _parsed(self.text)

    def with_signature(self, signature: Signature) -> SignedCheckpoint:
        kept = tuple(each for each in self.signatures if each.key_id != signature.key_id)
        return replace(self, signatures=(*kept, signature))

    def __str__(self) -> str:
        return self.text + "\n" + "".join(f"{each}\n" for each in self.signatures)


def read(note: str) -> SignedCheckpoint:
    """The signed checkpoint that a note holds. Raises NotACheckpoint."""
    text, blank, lines = note.rpartition(_BLANK)
    if not blank or not lines.endswith("\n"):
        raise NotACheckpoint(reason="it bears no signatures after an empty line")
    try:
        signatures = tuple(Signature.parse(line) for line in lines[:-1].split("\n"))
    except ValueError as error:
        raise NotACheckpoint(reason=str(error)) from None
    signed = SignedCheckpoint(text + "\n", signatures)
    _parsed(signed.text)
    return signed


def _parsed(text: str) -> Checkpoint:
    lines = text.split("\n")[:-1]
    if len(lines) < 3 or not all(lines):
        raise NotACheckpoint(reason="it has not three lines for origin, size and root")
    origin, size, root, *more = lines
    times = [line.removeprefix(_TIME) for line in more if line.startswith(_TIME)]
    try:
        at = datetime.fromisoformat(times[0]) if times else None
        return Checkpoint(origin, _size(size), _root(root), at)
    except (ValueError, binascii.Error) as error:
        raise NotACheckpoint(reason=str(error)) from None


def _size(text: str) -> int:
    if not (text.isascii() and text.isdigit() and str(int(text)) == text):
        raise ValueError("its size is not a whole number")
    return int(text)


def _root(text: str) -> bytes:
    root = base64.b64decode(text, validate=True)
    if len(root) != HASH:
        raise ValueError(f"its root has not {HASH} bytes")
    return root
