"""What can go wrong with members."""

from __future__ import annotations

from tocsin.foundations.errors import TocsinError


class UnknownMember(TocsinError):
    """No member has the code {code}; `tocsin members list` shows the members of this node."""


class OnlyInventedMembers(TocsinError):
    """This register is a demonstration, so {code} can't join it: only invented members may.
    Real lists and real members belong into a home of their own (TOCSIN_HOME).
    """


class RegisterInUse(TocsinError):
    """This register has members of its own; a demonstration must never mix with them.
    Give the demonstration a home of its own: TOCSIN_HOME=/another/folder tocsin demo.
    """


class UnknownOfficer(TocsinError):
    """No officer signs in as {username}."""


class NoSuchStep(TocsinError):
    """{code} is {state}, so this can't be done with it now. From there it can: {events}."""


class NotYetDeclared(TocsinError):
    """{code} can't become active yet. Missing: {missing}."""


class ChecksOutstanding(TocsinError):
    """{code} can't go before the assembly yet. Technical checks outstanding: {checks}."""


class VoteStillOpen(TocsinError):
    """The vote on {code} is still open: {present} of {entitled} members voted. It can be closed
    when the rest can't change it, or on {closes}, with half of the members having voted.
    """


class NotAVoter(TocsinError):
    """Your member has no vote here: it must be active, and more than an observer."""


class AlreadyVoted(TocsinError):
    """Your member has voted on {code} already, and a vote stands."""


class KeyNotOurs(TocsinError):
    """The signature doesn't fit: sign the text of the registration with the key that it names."""


class KeyUnreadable(TocsinError):
    """That isn't a public Ed25519 key: 32 bytes in base64."""


class KeyKnown(TocsinError):
    """This key was registered before; make a new one."""


class NoCurrentKey(TocsinError):
    """{code} has no key {key_id} that counts now."""


class FoundingIsOver(TocsinError):
    """Founding members can only be entered before the first application is filed.
    {code} applies: `tocsin members apply`.
    """


class MemberExists(TocsinError):
    """{code} is in the register already."""


class ReasonMissing(TocsinError):
    """Everybody will read why: give a reason of at least {least} characters."""


class NotADutyNumber(TocsinError):
    """{number} is no telephone number as others can dial it: + and 7 to 15 digits (ITU-T E.164)."""
