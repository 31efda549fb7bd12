"""What a sealed message and a sealing key look like from outside. Pure; nothing is opened here.

The header of an age file names no recipient, but has one stanza for each: so the node can tell that
a message is sealed to two X25519 keys, and not to which (age-encryption.org/v1, "Header").
"""

from __future__ import annotations

import re

from tocsin.alerts.correspondence.errors import MessageTooLong, NotSealed, SealingKeyUnreadable

LARGEST = 256 << 10
"""Bytes of a sealed message."""
RECIPIENTS = 2
HEAD = b"age-encryption.org/v1\n"
STANZA = b"-> X25519 "
GREASE = re.compile(rb"-> [!-~]*-grease( [!-~]+)*")
"""A stanza that means nothing, which age writes so that readers learn to pass over what is new."""
KEY = re.compile(r"age1[02-9ac-hj-np-z]{58}")
"""An X25519 recipient in Bech32: 52 characters of key and 6 of checksum (BIP 173)."""


def checked_key(text: str) -> str:
    """A public sealing key. Raises SealingKeyUnreadable."""
    from pyrage import RecipientError, x25519

    bare = text.strip()
    try:
        if KEY.fullmatch(bare):
            return str(x25519.Recipient.from_str(bare))
    except RecipientError:
        pass
    raise SealingKeyUnreadable


def registration(member: str, key: str) -> bytes:
    """What a member's signing key signs, so that nobody else's sealing key passes for its own."""
    return f"tocsin: {member} opens what is sealed to {key}\n".encode()


def check_sealed(content: bytes) -> None:
    """Raise NotSealed unless this is an age file to two X25519 keys, MessageTooLong if too long."""
    if len(content) > LARGEST:
        raise MessageTooLong(most=LARGEST)
    header, mark, _rest = content.partition(b"\n--- ")
    if not mark or not header.startswith(HEAD):
        raise NotSealed
    stanzas = [line for line in header.split(b"\n") if line.startswith(b"-> ")]
    sealed_to = [line for line in stanzas if not GREASE.fullmatch(line)]
    if len(sealed_to) != RECIPIENTS or not all(each.startswith(STANZA) for each in sealed_to):
        raise NotSealed
