"""Contributions: one by one or many, by the same rules as the form; signed at home if wished."""

from __future__ import annotations

import base64
import json
from http import HTTPStatus

from django.http import HttpRequest
from ninja import Status

from tocsin.entrances.api import answered, asked
from tocsin.entrances.api.bearer import actor_of
from tocsin.foundations.clock import system_clock
from tocsin.records.contributing import actions, queries
from tocsin.records.contributing.batches import Change, Mode
from tocsin.records.contributing.rows import Form
from tocsin.records.registers.signing import Signed


def contribute(
    request: HttpRequest, asking: asked.ContributionAsked
) -> answered.Contributed | Status[answered.Contributed]:
    """A new record, a new version of it, or nothing where it says what it said.

    Idempotent by reference: the same contribution sent again answers 200 with "unchanged".
    """
    outcome = actions.contribute(
        actor_of(request), asking.contribution, now=system_clock(), signed=_signed(asking)
    )
    told = answered.Contributed(
        record=outcome.record_id,
        reference=outcome.reference,
        change=outcome.change.value,
        state=outcome.state,
        version=outcome.version,
    )
    return Status(HTTPStatus.CREATED, told) if outcome.change is Change.ADDED else told


def _signed(asking: asked.ContributionAsked) -> Signed | None:
    given = asking.signature
    return Signed(given.key, base64.b64decode(given.value)) if given else None


def to_sign(request: HttpRequest, asking: asked.ToSignAsked) -> answered.ToSign:
    """What to sign with your member's registered key, and to send with the contribution."""
    text = queries.to_sign(actor_of(request), asking.contribution, now=system_clock())
    return answered.ToSign(bytes=base64.b64encode(text).decode())


def batch(request: HttpRequest, asking: asked.BatchAsked) -> answered.BatchReport:
    """Judge many contributions; every fault comes back with its place and field.

    ``all`` takes them whole or not at all, ``good`` takes the good ones, ``check`` takes none.
    """
    text = "".join(json.dumps(each) + "\n" for each in asking.contributions)
    _batch, report = actions.contribute_file(
        actor_of(request), "api", text, Form.JSON_LINES, Mode(asking.mode), now=system_clock()
    )
    return answered.BatchReport(**report.to_dict())
