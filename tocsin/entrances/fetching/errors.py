"""Why a list could not be fetched. Whatever it was, the register is as it was."""

from __future__ import annotations

from tocsin.foundations.errors import TocsinError


class FetchError(TocsinError):
    """The {source} list could not be fetched."""


class AddressNotAllowed(FetchError):
    """The {source} list is only fetched over https from {hosts}; {address} is not there, so \
nothing was asked of it. Another address can be given with --from.
    """


class AddressRefused(FetchError):
    """{host} answered {status} instead of the {source} list. If the list has moved, give its new \
address with --from.
    """


class TooLarge(FetchError):
    """What {host} sends as the {source} list is larger than {most} MB, so it is something else."""


class TookTooLong(FetchError):
    """The {source} list did not arrive within {minutes} minutes. What came is kept: the next \
fetch goes on from there.
    """


class Interrupted(FetchError):
    """The connection to {host} failed {attempts} times ({reason}). What came of the {source} list \
is kept: the next fetch goes on from there.
    """


class NotTrusted(FetchError):
    """The certificate of {host} could not be verified ({reason}), so nothing was taken from it. \
An authority of your own can be named in SSL_CERT_FILE.
    """


class AlreadyFetching(FetchError):
    """Another command is fetching the {source} list at this moment; wait for it, or end it."""
