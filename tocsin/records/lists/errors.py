"""Why a readable list is not imported all the same."""

from __future__ import annotations

from tocsin.foundations.errors import TocsinError


class ListShrinks(TocsinError):
    """This file would delist {removed:,} of the {held:,} entries that the register holds of the \
{source} list, and nothing was changed: a file that lacks so many is more often cut off or the \
wrong one. If the publisher did take them off, say --accept-shrinking.
    """


class OlderEdition(TocsinError):
    """This edition of the {source} list is of {published}, older than that of {held} in the \
register, and nothing was changed: it would bring back people who were delisted since. To go back \
all the same, say --accept-older.
    """
