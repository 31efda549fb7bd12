"""Removing what was kept for two years: the contents of entries, never their leaves.

That it is done is noted first, as every deed. What checkpoints cover is read from those that this
node signed; one whose signature doesn't hold counts for nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from django.db import connections, transaction

from tocsin.foundations.errors import TocsinError
from tocsin.safeguards.ledger import stored
from tocsin.safeguards.ledger.actions import Doer, note
from tocsin.safeguards.ledger.checkpoints import Checkpoint, read
from tocsin.safeguards.ledger.models import Removal
from tocsin.safeguards.ledger.retention import removable
from tocsin.safeguards.ledger.signatures import PublicKey
from tocsin.safeguards.ledger.stored import SEALER
from tocsin.safeguards.ledger.trust import require_signed

BATCH = 10_000
"""Entries removed in one transaction."""
_REMOVE = """
    delete from ledger_entry where id in (
        select entry_id from ledger_leaf join ledger_entry on id = entry_id
        where place < %s order by place limit %s)
"""


def remove_old(actor: Doer, own_keys: Sequence[PublicKey], *, now: datetime) -> int:
    """Remove the contents of every entry that a checkpoint of two years ago covers; how many.

    The caller has the actor's viewpoint, so that it can be noted. The entry of it is committed
    first, as it is over another connection that contents are removed.
    """
    size = removable(_believed(own_keys), now)
    waiting = stored.contents_below(size)
    if waiting:
        note(actor, "ledger.remove", particulars={"below": size, "entries": waiting})
        transaction.on_commit(partial(_remove, size, now))
    return waiting


def _remove(size: int, now: datetime) -> None:
    Removal.objects.using(SEALER).create(size=size, at=now)
    _remove_below(size)


def _believed(keys: Sequence[PublicKey]) -> list[Checkpoint]:
    believed = []
    for _size, text in stored.issued():
        try:
            signed = read(text)
            require_signed(signed, keys)
        except TocsinError:
            continue
        believed.append(signed.checkpoint)
    return believed


def _remove_below(size: int) -> None:
    while True:
        with transaction.atomic(using=SEALER), connections[SEALER].cursor() as cursor:
            cursor.execute(_REMOVE, [size, BATCH])
            if cursor.rowcount < BATCH:
                return
