"""The coalition's members report travel documents, as issuers do; every step may be repeated."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from tocsin.records.documents.actions import report_documents as put_on_register
from tocsin.records.documents.queries import own_ranges, own_reports
from tocsin.records.documents.sheets import read_sheet
from tocsin.safeguards.access.actions import viewing
from tocsin.safeguards.access.rules import Actor, Role

FILE = Path(__file__).parent / "coalition" / "documents.tsv"


def report_documents(ids: Mapping[str, int], began: datetime) -> int:
    """Put the invented documents on the register; gives how many weren't there."""
    return sum(_report(code, ids[code], began) for code in ids)


def _report(code: str, member_id: int, began: datetime) -> int:
    """A row of another issuer is a fault in this one's sheet, and left to that one."""
    actor = Actor(member_id, frozenset({Role.CONTRIBUTOR}))
    own = [each for _line, each in read_sheet(FILE.read_bytes(), code, began.date()).reports]
    with viewing(actor):
        held = {each.first for each in own_ranges(actor, now=began)}
        held |= {each.number for each in own_reports(actor)}
        missing = [each for each in own if each.first not in held]
        return put_on_register(actor, missing, now=began).added if missing else 0
