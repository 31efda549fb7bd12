"""Pairs of records, and records side by side, as their pages show them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from tocsin.entrances.web.filling.written import (
    Statements,
    dates_of,
    documents_of,
    names_of,
    nationalities_of,
    places_of,
    primary_name,
)
from tocsin.entrances.web.pages import Reason, Written
from tocsin.entrances.web.pages.resolution import (
    ComparisonPage,
    JudgementForm,
    JudgementLine,
    ProposalRow,
    RecordSide,
    StatedRow,
)
from tocsin.entrances.web.templatetags.words import word
from tocsin.records.lists.rules import PUBLISHERS
from tocsin.records.registers.rules import values
from tocsin.resolution.rules import line

Told = Callable[[Statements], Iterable[Written]]


def _written(found: Iterable[Any]) -> Iterable[Written]:
    return (each.text for each in found)


def _documents(statements: Statements) -> Iterable[Written]:
    for each in documents_of(statements):
        yield Written(" ".join(filter(None, (each.issuer, each.number))))


STATED: Mapping[str, Told] = {
    "name": names_of,
    "birth_date": lambda stated: _written(dates_of(stated)),
    "birth_place": lambda stated: _written(places_of(stated, "birth_place")),
    "nationality": lambda stated: _written(nationalities_of(stated)),
    "sex": lambda stated: (Written(word(each, "sex")) for each in values(stated, "sex")),
    "document": _documents,
    "address": lambda stated: _written(places_of(stated, "address")),
}
"""What is laid side by side, in this order."""


def proposal_rows(proposals: Iterable[Any]) -> tuple[ProposalRow, ...]:
    return tuple(
        ProposalRow(side(each.first, []), side(each.second, []), each.score) for each in proposals
    )


def side(record: Any, statements: Statements) -> RecordSide:
    publisher = PUBLISHERS.get(record.source_list)
    return RecordSide(
        pk=str(record.id),
        reference=record.reference,
        name=primary_name(record, statements),
        originator_code=record.originator.code,
        originator=record.originator.name,
        list_title=publisher.citation if publisher else "",
        state=record.state,
        requested_action=record.requested_action,
        tlp=record.tlp,
        version=record.version,
    )


def comparison_page(
    found: Any, stated: Mapping[str, Statements], form: JudgementForm
) -> ComparisonPage:
    each_stated = [stated.get(str(record.id), []) for record in found.records]
    proposal = found.proposal
    return ComparisonPage(
        records=tuple(map(side, found.records, each_stated)),
        rows=tuple(_rows(each_stated)),
        standing=found.standing,
        judgements=tuple(_judgement(each) for each in found.judgements),
        form=form,
        reasons=_reasons(proposal.reasons) if proposal else (),
        score=proposal.score if proposal else None,
        scorer=proposal.scorer if proposal else "",
    )


def _rows(each_stated: Sequence[Statements]) -> Iterable[StatedRow]:
    for feature, told in STATED.items():
        cells = tuple(tuple(told(stated)) for stated in each_stated)
        if any(cells):
            compared = line(feature, ([value.text for value in cell] for cell in cells))
            yield StatedRow(feature, cells, compared.agreement)


def _reasons(stored: Iterable[Mapping[str, Any]]) -> tuple[Reason, ...]:
    return tuple(
        Reason(each["feature"], each["weight"], each["theirs"], each["ours"]) for each in stored
    )


def _judgement(judgement: Any) -> JudgementLine:
    return JudgementLine(
        at=judgement.made_at,
        officer=judgement.officer.name,
        member_code=judgement.officer.unit.member.code,
        judged=judgement.judged,
        evidence=judgement.evidence,
    )
