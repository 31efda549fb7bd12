"""The first lock on records: the filter that every query of them applies before the database's own.

`access.handling.may_see` as a condition over the columns of a record, for one viewer. It hides rows
and nothing else: what of a visible record is shown to whom, the entrances decide by permission.
"""

from __future__ import annotations

from django.db.models import Q

from tocsin.foundations.vocabulary.codes import HandlingCode, Tlp
from tocsin.records.registers.models import Record
from tocsin.safeguards.access.handling import (
    ADDRESSED_BY_NAME,
    SEEN_IN_ANY_ROLE,
    TOLD_AT_THE_FRONT_LINE,
    WITHOUT_CONDITIONS,
    Handling,
    Sees,
    Viewer,
)
from tocsin.safeguards.access.rules import Actor


def seen_by(actor: Actor, before: str = "") -> Q:
    """Records that the actor may see; ``before`` is the path to them (``record__``)."""
    viewer = Viewer.in_roles(actor.member_id, actor.roles)
    if Sees.EVERYTHING in viewer.sees:
        return Q()
    open_to_them = _passed(viewer, before)
    if Sees.GATE in viewer.sees:
        open_to_them |= Q(**{f"{before}state": Record.State.SUBMITTED})
    excepted = Q(**{f"{before}except_members__contains": [viewer.member]})
    return Q(**{f"{before}originator_id": viewer.member}) | open_to_them & ~excepted


def _passed(viewer: Viewer, before: str) -> Q:
    """Past the gate, addressed to the member, and within reach of the roles."""
    by_level = Q(**{f"{before}only_members__isnull": True}) & ~Q(
        **{f"{before}tlp__in": sorted(ADDRESSED_BY_NAME)}
    )
    by_name = Q(**{f"{before}only_members__contains": [viewer.member]})
    return ~Q(**{f"{before}passed_gate_by": ""}) & (by_level | by_name) & _reached(viewer, before)


def _reached(viewer: Viewer, before: str) -> Q:
    if Sees.DESK in viewer.sees:
        return Q()
    told = TOLD_AT_THE_FRONT_LINE if Sees.FRONT_LINE in viewer.sees else SEEN_IN_ANY_ROLE
    levels, codes = sorted(told), sorted(WITHOUT_CONDITIONS)
    return Q(**{f"{before}tlp__in": levels, f"{before}handling_code__in": codes})


def handling_of(record: Record) -> Handling:
    """What the pure rule asks of a stored record."""
    only = record.only_members
    return Handling(
        originator=record.originator_id,
        tlp=Tlp(record.tlp),
        code=HandlingCode(record.handling_code),
        only=None if only is None else frozenset(only),
        excepted=frozenset(record.except_members),
        passed_gate=bool(record.passed_gate_by),
        awaits_gate=record.state == Record.State.SUBMITTED,
    )
