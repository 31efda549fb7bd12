"""What can go wrong with sealed messages and the keys that they are sealed to."""

from __future__ import annotations

from tocsin.foundations.errors import TocsinError


class NotSealed(TocsinError):
    """This isn't sealed to the two members of the alert, so it was not kept. Seal it with `tocsin
    messages seal`, to the keys that the page shows."""


class MessageTooLong(TocsinError):
    """A sealed message has at most {most} bytes. Send what is longer in parts."""


class SealingKeyUnreadable(TocsinError):
    """A sealing key begins with age1, as `tocsin messages key` prints it."""


class NotEndorsed(TocsinError):
    """Your member's signing key did not sign this sealing key. Sign the text that `tocsin messages
    key` prints, with the key that is in force."""


class SealingKeyKnown(TocsinError):
    """This sealing key is registered already. Make a new one with `tocsin messages key`."""


class NoSealingKey(TocsinError):
    """{code} has no sealing key yet, so nothing can be sealed to it. Its administrator registers
    one on the page of the member."""


class CannotOpen(TocsinError):
    """This key doesn't open the message. It was sealed to another key: perhaps to an earlier one of
    your member's."""
