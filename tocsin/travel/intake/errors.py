"""What can go wrong with taking messages in."""

from __future__ import annotations

from tocsin.foundations.errors import TocsinError


class InboxFull(TocsinError):
    """Too many messages wait to be screened. Send this one again in {seconds} seconds."""


class MessageTooLarge(TocsinError):
    """The message is larger than {most} bytes. Send the list in parts."""


class MessageEmpty(TocsinError):
    """The message has no content."""


class ReferenceTaken(TocsinError):
    """Another message came under this reference before. A new message needs a new one."""


class LineRefused(TocsinError):
    """The signature isn't that of this line at this time. Check the key, the clock and the body."""


class LineNameTaken(TocsinError):
    """The member has a line of that name already."""


class KeyUnusable(TocsinError):
    """The public key isn't an Ed25519 key: 32 bytes in base64, or PEM."""


class NotQuarantined(TocsinError):
    """Only a message in quarantine can be tried again, and only until its deadline."""


class ScheduleUnreadable(TocsinError):
    """Line {line} of the schedule isn't a flight: flight, from, to, departs, arrives are needed."""
