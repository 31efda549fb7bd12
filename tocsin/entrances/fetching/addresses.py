"""Where the publishers keep their lists, and to which hosts of theirs they may send us on.

UN and OFAC answer with a redirect to a signed address in the store that they rent; those hosts
are named in full, since a part of such a name can be registered by anyone.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from urllib.parse import urlsplit


@dataclass(frozen=True, slots=True)
class Address:
    """Where to ask for a list, and the only hosts that may answer."""

    url: str
    hosts: frozenset[str]


OFFICIAL: dict[str, Address] = {
    "un": Address(
        "https://scsanctions.un.org/resources/xml/en/consolidated.xml",
        frozenset({"scsanctions.un.org", "unsolprodfiles.blob.core.windows.net"}),
    ),
    "ofac": Address(
        "https://sanctionslistservice.ofac.treas.gov/api/PublicationPreview/exports/SDN.XML",
        frozenset(
            {
                "sanctionslistservice.ofac.treas.gov",
                "wc2h-sls-prod-public-published.s3.us-gov-west-1.amazonaws.com",
            }
        ),
    ),
    "eu": Address(
        # The token stands in the address that the Commission itself publishes on data.europa.eu.
        "https://webgate.ec.europa.eu/fsd/fsf/public/files/xmlFullSanctionsList_1_1/content"
        "?token=dG9rZW4tMjAxNw",
        frozenset({"webgate.ec.europa.eu"}),
    ),
}


def address_of(source: str, url: str = "") -> Address:
    """Where to ask for a list: at ``url``, at ``TOCSIN_UN_LIST_URL`` (and so on), or officially.

    An address that is not the official one may only redirect within its own host.
    """
    url = url or os.environ.get(f"TOCSIN_{source.upper()}_LIST_URL", "")
    return Address(url, frozenset({host_of(url)})) if url else OFFICIAL[source]


def host_of(url: str) -> str:
    """The host, with its port where it is not that of https; "" where there is none."""
    try:
        parts = urlsplit(url)
        port = "" if parts.port in (None, 443) else f":{parts.port}"
    except ValueError:
        return ""
    return f"{parts.hostname or ''}{port}"


def is_allowed(url: str, address: Address) -> bool:
    """Whether a URL is https, names no user, and is on a host that may answer."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    plain = parts.scheme == "https" and parts.username is None and bool(parts.hostname)
    return plain and host_of(url) in address.hosts
